from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from handmade import article, reading

from legation.errors import InputError
from legation.records import Article, Reading
from legation.store import Query, Store, count, search
from legation.store.rows import mention_id


@pytest.fixture
def query(store: Store) -> Query:
    store.write(reading())
    return Query(store)


@pytest.mark.parametrize("length", [6, 17])
def test_records_are_found_by_the_beginning_of_their_ids(query: Query, length: int) -> None:
    given = reading()
    for record in (*given.statements, *given.events):
        found = query.find(record.id[:length])
        assert found.record == record
        assert found.reading.article == given.article
    assert query.find(given.claims[0].id[:length]).record.evidence == given.claims[0].evidence
    assert query.find(given.article.id[:length]).record.article == given.article
    for mention in given.mentions:
        assert query.find(mention_id(mention)[:length].upper()).record == mention


@pytest.mark.parametrize(
    ("prefix", "told"),
    [("s12", "too short"), ("zzzzzz", "no such record"), ("'; DROP", "no such record")],
)
def test_unknown_id_is_an_input_error(query: Query, prefix: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        query.find(prefix)


def test_beginning_of_several_ids_names_them(store: Store) -> None:
    made = [Reading(article=article(url=f"https://a.org/{n}"), reader="r") for n in range(600)]
    ids = sorted(each.article.id for each in made)
    first, second = next((a, b) for a, b in pairwise(ids) if a[:4] == b[:4])
    for each in made:
        if each.article.id in (first, second):
            store.write(each)
    with pytest.raises(InputError, match=f"article {first}, article {second}"):
        Query(store).find(first[:4])


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({}, 3),
        ({"country": "eth"}, 3),
        ({"country": "KEN"}, 2),
        ({"country": "KEN", "type": "agree"}, 1),
        ({"type": "04"}, 1),
        ({"type": "040"}, 1),
        ({"actor": "ken.foreign-minister"}, 2),
        ({"actor": "DAWIT  bekele"}, 2),
        ({"actor": "Dáwit Bekelé"}, 2),
        ({"actor": "Ethiopia"}, 1),
        ({"actor": "nobody"}, 0),
        ({"since": date(2024, 3, 12), "until": date(2024, 3, 12)}, 1),
        ({"since": date(2024, 3, 13)}, 0),
        ({"until": date(2024, 3, 11)}, 0),
        ({"limit": 2}, 2),
    ],
)
def test_events_by_what_they_are(query: Query, asked: dict[str, object], number: int) -> None:
    found = query.events(**asked)  # type: ignore[arg-type]
    assert len(found) == number
    assert all(each.record in reading().events for each in found)


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({}, 4),
        ({"actor": "Dawit Bekele"}, 2),
        ({"act": "promises"}, 1),
        ({"country": "KEN", "act": "says"}, 1),
        ({"since": date(2024, 3, 13)}, 4),
        ({"until": date(2024, 3, 12)}, 0),
    ],
)
def test_statements_by_speaker_act_and_day(
    query: Query, asked: dict[str, object], number: int
) -> None:
    assert len(query.statements(**asked)) == number  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({}, 3),
        ({"predicate": "leads"}, 1),
        ({"actor": "African Union"}, 1),
        ({"actor": "mission in the region"}, 2),
        ({"country": "ETH"}, 1),
        ({"since": date(2023, 1, 1), "until": date(2023, 1, 1)}, 1),
        ({"until": date(2006, 12, 31)}, 0),
    ],
)
def test_claims_by_party_predicate_and_time(
    query: Query, asked: dict[str, object], number: int
) -> None:
    assert len(query.claims(**asked)) == number  # type: ignore[arg-type]


def test_articles_and_mentions_by_country(query: Query) -> None:
    assert [found.record for found in query.articles(country="ETH")] == [
        query.reading(reading().article.id)
    ]
    assert query.articles(country="FRA") == ()
    assert query.articles(since=date(2024, 3, 14)) == ()
    assert {found.record.name for found in query.mentions(country="ETH")} == {
        "Dawit Bekele",
        "Ethiopia",
    }


def test_article_that_is_not_there_is_an_input_error(query: Query) -> None:
    with pytest.raises(InputError, match="'a0' is not in the store"):
        query.reading("a0")


def test_counts_say_what_the_store_holds(query: Query) -> None:
    counts = count(query.store, most=1)
    assert (counts.articles, counts.statements, counts.events, counts.claims) == (1, 4, 3, 3)
    assert counts.countries == (("KEN", 4),)
    assert counts.types == (("AGREE", 2),)
    assert counts.first == counts.last == date(2024, 3, 13)


@pytest.mark.parametrize(
    ("words", "hit"),
    [
        ("megawatts", True),
        ("MEGAWATTS neighbours", True),
        ("power", True),  # only in the title
        ('"keep the border"', True),
        ('"border the keep"', False),
        ("megawatts submarines", False),
        ("megaw*", True),
        ("sell AND OR NOT nothing", False),
        ("50%_", False),
        ('Bekele’s"; DROP TABLE', False),
    ],
)
def test_search_finds_articles_with_all_the_words(query: Query, words: str, hit: bool) -> None:
    assert [found.article_id for found in search(query.store, words)] == (
        [reading().article.id] if hit else []
    )


def test_search_shows_the_words_in_their_place(query: Query) -> None:
    (hit,) = search(query.store, "megawatts")
    assert "sell 200 megawatts to our neighbours" in hit.snippet
    assert (hit.outlet, hit.published) == ("The Savannah Post", date(2024, 3, 13))


def test_search_without_a_word_is_an_input_error(query: Query) -> None:
    with pytest.raises(InputError, match="no word in it"):
        search(query.store, ' "" * ')


def test_search_follows_a_changed_article(store: Store) -> None:
    from dataclasses import replace

    old = reading()
    store.write(old)
    changed = replace(old.article, title="A treaty on grain")
    store.write(replace(old, article=changed))
    assert len(search(store, "grain")) == 1
    assert search(store, "deal") == ()


def test_accents_do_not_count_in_search(store: Store) -> None:
    store.write(Reading(article=article("Yaşar Güler flew home."), reader="r"))
    assert len(search(store, "guler yasar")) == 1


def test_words_in_the_headline_come_first_and_then_the_newest(store: Store) -> None:
    told = [
        ("Dam talks", "The dam is full.", "2024-03-01"),
        ("River", "Talks about the dam went on.", "2024-03-03"),
        ("Lake", "The dam and the talks.", "2024-03-05"),
        ("Talks on a dam", "Nobody came.", "2024-02-01"),
        ("Damage", "Talk of the town.", "2024-03-09"),
    ]
    for title, words, day in told:
        given = Article.from_text(words, title=title, published=day)
        store.write(Reading(article=given, reader="r"))
    assert [hit.title for hit in search(store, "dam talks")] == [
        "Dam talks",
        "Talks on a dam",
        "Lake",
        "River",
    ]
    assert [hit.title for hit in search(store, '"dam talks"')] == ["Dam talks"]
    assert [hit.title for hit in search(store, "dama*")] == ["Damage"]
    assert len(search(store, "dam*", limit=2)) == 2
