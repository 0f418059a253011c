from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations

import pytest
from factories import a_reading
from hypothesis import given, settings
from hypothesis import strategies as st
from near_copies import invented_texts, near_copies, sentences_of
from sqlalchemy import select

from legation import upkeep
from legation.ask.stories import all_stories, stories_with
from legation.records import Anchor, Article, Judgement, Verdict
from legation.store import Store, near
from legation.store import shingles as shingles_module
from legation.store.judgements import judgements_on, keep_judgement
from legation.store.story_tables import fingerprints, shingles
from legation.stories.fingerprint import VERSION, fingerprint
from legation.stories.forest import owners
from legation.stories.group import find_stories
from legation.stories.index import find_links
from legation.stories.relation import link
from legation.upkeep import update_stories

TEXTS = invented_texts(30)
SPARE = [sentence for text in TEXTS[10:] for sentence in sentences_of(text)]
ORIGINALS = [
    Article.from_text(text, published="2024-03-01", url=f"o{n}") for n, text in enumerate(TEXTS[:8])
]
COPIES = [
    Article.from_text(each.text, published="2024-03-02", url=f"c{n}", outlet=f"Outlet {n % 3}")
    for n, each in enumerate(near_copies(TEXTS[:8], 40, spare=SPARE))
]
ARTICLES = [*ORIGINALS, *COPIES]


def fill(store: Store, articles: list[Article]) -> None:
    for article in articles:
        store.write(a_reading(article))


def test_store_gives_the_stories_that_all_articles_at_once_give(store: Store) -> None:
    fill(store, ARTICLES[:20])
    assert update_stories(store) == 20
    fill(store, ARTICLES[20:])
    assert update_stories(store) == 28
    prints = [fingerprint(article) for article in ARTICLES]
    expected = find_stories(prints, find_links(prints))
    assert all_stories(store) == tuple(s for s in expected if len(s.articles) > 1)
    some = ARTICLES[30].id
    assert stories_with(store, [some]) == tuple(s for s in expected if some in s.articles)


def test_text_that_changed_is_compared_anew(store: Store) -> None:
    first, second = ARTICLES[0], ARTICLES[1]
    fill(store, [first, second])
    update_stories(store)
    assert all_stories(store) == ()
    store.write(a_reading(replace(second, text=first.text)))
    assert update_stories(store) == 1
    (story,) = all_stories(store)
    assert set(story.articles) == {first.id, second.id}
    store.write(a_reading(second))
    assert update_stories(store) == 1
    assert all_stories(store) == ()
    known = {*fingerprint(first).hashes, *fingerprint(second).hashes}
    assert {hash_ for hash_, _ in entered(store)} == known


def test_fingerprints_of_another_version_are_made_again(store: Store) -> None:
    fill(store, ARTICLES[:3])
    update_stories(store)
    with store.writing() as connection:
        connection.execute(fingerprints.update().values(version=0))
    assert update_stories(store) == 3
    with store.reading() as connection:
        assert near.pending(connection, version=VERSION, limit=5) == ()


def entered(store: Store) -> list[tuple[int, int]]:
    """Each hash of the index with how many articles stand under it."""
    with store.reading() as connection:
        return [(row.hash, len(row.articles) // 4) for row in connection.execute(select(shingles))]


@pytest.mark.parametrize("batch", [1, 5, 50])
def test_hash_of_many_texts_has_only_the_first_of_them(
    store: Store, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shingles_module, "MOST", 3)
    monkeypatch.setattr(upkeep, "BATCH", batch)
    copies = [
        Article.from_text(TEXTS[0], published="2024-03-02", url=f"https://c{n}.org")
        for n in range(12)
    ]
    fill(store, copies)
    assert update_stories(store) == 12
    (story,) = all_stories(store)
    assert len(story.articles) == 12
    assert story.independent_origins == 1
    assert {many for _, many in entered(store)} == {3}
    assert len(entered(store)) == len(fingerprint(copies[0]).hashes)


PRINTS = {article.id: fingerprint(article) for article in ARTICLES}
FOREST = {
    (each.later, each.earlier): each
    for text in PRINTS.values()
    for each in owners(text, PRINTS.values())
}


@settings(max_examples=12, deadline=None)
@given(order=st.permutations(ARTICLES), sizes=st.lists(st.integers(1, 20), max_size=3))
def test_links_are_the_same_in_whatever_order_and_pieces(
    order: list[Article], sizes: list[int]
) -> None:
    with Store.open("sqlite://") as store:
        start = 0
        for size in (*sizes, len(order)):
            fill(store, order[start : start + size])
            update_stories(store)
            start += size
        with store.reading() as connection:
            found = {(each.later, each.earlier): each for each in near.all_links(connection)}
    assert found == FOREST


def families(of: int, pairs: Iterable[tuple[int, int]]) -> set[frozenset[int]]:
    """Which of the texts hang together by the pairs."""
    family = [{n} for n in range(of)]
    for one, other in pairs:
        family[one] |= family[other]
        for n in family[one]:
            family[n] = family[one]
    return {frozenset(f) for f in family}


def test_links_grow_with_the_texts_and_not_with_their_square(store: Store) -> None:
    shared = " ".join(TEXTS[0].split(". ")[:6])
    texts = [f"{shared}. {text}" for text in TEXTS[1:]]
    articles = [Article.from_text(t, published=f"2024-03-{n + 1:02}") for n, t in enumerate(texts)]
    fill(store, articles)
    update_stories(store)
    with store.reading() as connection:
        links = near.all_links(connection)
    at = {article.id: n for n, article in enumerate(articles)}
    pairs = {
        (n, m)
        for (n, a), (m, b) in combinations(enumerate(map(fingerprint, articles)), 2)
        if link(a, b) is not None
    }
    assert len(pairs) > 5 * len(texts) > 1.2 * len(texts) > len(links)
    kept = families(len(texts), [(at[one.later], at[one.earlier]) for one in links])
    whole = families(len(texts), pairs)
    assert all(any(part <= family for family in whole) for part in kept)  # joins nothing else
    assert len(kept) <= len(whole) + len(texts) // 10  # weak links beside a strong one are not kept


def test_judgements_come_back_oldest_first(store: Store) -> None:
    left, right = (Anchor(event=f"e{n}", article_id=f"a{n}", start=n, end=n + 4) for n in range(2))
    given = [
        Judgement(
            left=left,
            right=right,
            verdict=verdict,
            recorded_at=datetime(2024, 3, 1, 12 - n, tzinfo=UTC),
            note=None if n else "why",
        )
        for n, verdict in enumerate(Verdict)
    ]
    with store.writing() as connection:
        for each in given:
            keep_judgement(connection, each)
    with store.reading() as connection:
        assert judgements_on(connection, ["a1"]) == tuple(given)
        assert judgements_on(connection, ["a2"]) == ()
