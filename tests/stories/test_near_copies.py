from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from near_copies import invented_texts, near_copies, sentences_of
from timing import least_cpu_s

from legation.records import Article, Fingerprint, Relation, Story
from legation.stories.fingerprint import SHINGLE, fingerprint
from legation.stories.group import find_stories
from legation.stories.index import find_links
from legation.stories.origins import count_origins
from legation.stories.relation import link

TEXTS = invented_texts(450)
ORIGINALS = TEXTS[:150]
SPARE = [sentence for text in TEXTS[150:] for sentence in sentences_of(text)]


def an_article(text: str, day: str | None = "2024-03-01", **head: str) -> Article:
    return Article.from_text(text, published=day, **head)  # type: ignore[arg-type]


def printed(text: str, day: str | None = "2024-03-01", **head: str) -> Fingerprint:
    return fingerprint(an_article(text, day, **head))


def stories_of(prints: list[Fingerprint]) -> tuple[Story, ...]:
    return find_stories(prints, find_links(prints))


def test_near_copies_are_joined_to_their_original_and_to_nothing_else() -> None:
    made = near_copies(ORIGINALS, 1000, spare=SPARE)
    articles = [an_article(text, url=f"https://a.org/{n}") for n, text in enumerate(ORIGINALS)]
    copies = [
        an_article(each.text, "2024-03-02", url=f"https://b.org/{n}", title=each.title)
        for n, each in enumerate(made)
    ]
    of = {a.id: n for n, a in enumerate(articles)}
    of |= {a.id: each.original for a, each in zip(copies, made, strict=True)}
    tries: list[tuple[Story, ...]] = []

    def join() -> None:
        tries.append(stories_of([fingerprint(article) for article in (*articles, *copies)]))

    most_s = len(of) / 500
    assert least_cpu_s(join, enough=most_s) <= most_s
    stories = tries[0]

    pairs = [(of[a], of[b]) for s in stories for a in s.articles for b in s.articles if a < b]
    story = {article: s.id for s in stories for article in s.articles}
    joined = [story[a.id] == story[articles[of[a.id]].id] for a in copies]
    assert sum(a == b for a, b in pairs) / len(pairs) >= 0.995
    assert sum(joined) / len(joined) >= 0.99


SENTENCES = sentences_of(" ".join(TEXTS[200:204]))
WHOLE = " ".join(SENTENCES[:16])


@pytest.mark.parametrize(
    ("later", "relation"),
    [
        (WHOLE, Relation.COPY),
        (WHOLE.upper().replace(",", " –"), Relation.COPY),
        (" ".join(SENTENCES[:5]), Relation.TRUNCATED),
        (" ".join([*SENTENCES[20:24], *SENTENCES[:16]]), Relation.UPDATED),
        (" ".join([*SENTENCES[20:24], *SENTENCES[:6]]), Relation.UPDATED),
        (" ".join([*SENTENCES[20:32], *SENTENCES[:4]]), Relation.SHARES_TEXT),
        (" ".join(SENTENCES[20:36]), None),
        ("Too short to say.", None),
    ],
)
def test_a_later_text_is_told_for_what_it_is(later: str, relation: Relation | None) -> None:
    first, second = printed(WHOLE), printed(later, "2024-03-02")
    found = link(first, second)
    assert (found and found.relation) == relation
    assert found == link(second, first)
    if found is not None:
        assert (found.earlier, found.later) == (first.article_id, second.article_id)


def test_of_one_day_the_longer_text_comes_first_and_without_a_day_the_text_comes_last() -> None:
    whole, cut = printed(WHOLE, "2024-03-02"), printed(" ".join(SENTENCES[:6]), "2024-03-02")
    undated = printed(WHOLE, None)
    (story,) = stories_of([undated, cut, whole])
    assert story.articles == (whole.article_id, cut.article_id, undated.article_id)
    assert story.lineage == (
        (cut.article_id, whole.article_id, "truncated"),
        (undated.article_id, whole.article_id, "copy"),
    )


def test_a_round_up_does_not_join_the_stories_it_holds() -> None:
    parts = [" ".join(SENTENCES[n : n + 8]) for n in (0, 8, 16, 24)]
    prints = [printed(part) for part in parts]
    whole = printed(" ".join(parts), "2024-03-02")
    assert len(stories_of([*prints, whole])) == 5


def test_copies_of_one_wire_have_one_origin_and_name_the_agency() -> None:
    first = printed(WHOLE, "2024-03-01", outlet="Reuters")
    second = printed(" ".join(SENTENCES[:9]), "2024-03-02", outlet="The Lagoon", agency="Reuters")
    third = printed(" ".join(SENTENCES[4:16]), "2024-03-02", outlet="Morning Star")
    (story,) = stories_of([third, second, first])
    assert story.articles[0] == first.article_id
    assert (story.agencies, story.independent_origins) == (("Reuters",), 1)


def test_origins_are_counted_by_agency_and_outlet_too() -> None:
    afp = printed(TEXTS[0], outlet="One", agency="AFP")
    france = printed(TEXTS[1], outlet="Two", agency="Agence France-Presse")
    own, again = printed(TEXTS[2], outlet="Three"), printed(TEXTS[3], outlet="three ")
    nobody, neither = printed(TEXTS[4]), printed(TEXTS[5])
    assert count_origins([afp, france]) == 1
    assert count_origins([own, again]) == 1
    assert count_origins([nobody, neither]) == 2
    assert count_origins([afp, france, own, again, nobody, neither]) == 4
    assert count_origins([nobody, neither], [(nobody.article_id, neither.article_id)]) == 1


def test_fingerprint_of_a_text_shorter_than_a_shingle_is_empty() -> None:
    assert printed(" ".join(["word"] * (SHINGLE - 1))).hashes == ()
    assert fingerprint(an_article("\ud800 half a pair of surrogates")).words == 5


def test_hashes_stay_what_they_were() -> None:
    # Stores keep them: another value here needs another VERSION.
    text = (
        "The minister said on Monday that talks on the river would go on until the rains come, and "
        "that nobody would open the dam before the two sides had met."
    )
    assert printed(text).hashes == HASHES
    assert max(printed(WHOLE).hashes) < 1 << 63


HASHES = (
    3884233394598452380,
    8588392251810068744,
    1411322231970346080,
    8583721024254019756,
    3561330417913306320,
    7223885343455275632,
)

CORPUS = [
    printed(text, day, outlet=outlet)
    for n, original in enumerate(TEXTS[300:306])
    for text, day, outlet in (
        (original, "2024-03-01", f"Outlet {n}"),
        (" ".join(sentences_of(original)[:5]), "2024-03-02", "Outlet 1"),
        (" ".join([*SENTENCES[n : n + 3], *sentences_of(original)[2:]]), None, "Outlet 2"),
    )
]


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(range(len(CORPUS))), again=st.lists(st.integers(0, 17)))
def test_order_and_repetition_change_nothing(order: list[int], again: list[int]) -> None:
    shuffled = [CORPUS[n] for n in (*order, *again)]
    assert find_links(shuffled) == find_links(CORPUS)
    assert stories_of(shuffled) == stories_of(CORPUS)
    assert len(stories_of(CORPUS)) == 6


def test_another_day_makes_another_lineage() -> None:
    first, second = CORPUS[0], replace(CORPUS[1], day=date(2024, 2, 1))
    (story,) = stories_of([first, second])
    assert story.articles == (second.article_id, first.article_id)
    assert story.lineage == ((first.article_id, second.article_id, "updated"),)
