"""What is kept beside the rows of readings says what the rows of mentions say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest
from golden_check import read_story
from golden_files import STORIES
from killed_writers import rows_of
from made_up_articles import MadeUp

from legation.ask.query import Query
from legation.records import Article, Reading
from legation.store import Store
from legation.store.asking.faceting import facet_names, facets
from legation.store.asking.seating import Seating
from legation.store.asking.selecting import KINDS
from legation.store.asking.wanted import Span, Wanted
from legation.store.intake.tombstones import take_out

AT = datetime(2026, 7, 1, tzinfo=UTC)
BESIDE = ("appearances", "tallies")


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    paths = [p for p in sorted(STORIES.iterdir()) if p.suffix in (".txt", ".html")]
    stream = MadeUp([read_story(p) for p in paths[:6]], most=80, shapes=4)
    return [stream.reading(number) for number in range(80)]


@pytest.fixture(scope="module")
def query(readings: list[Reading]) -> Iterator[Query]:
    with Store.open("sqlite://") as store:
        store.write_many([(each, None) for each in readings])
        yield Query(store)


WHO = ("Kenya", "USA", "Marco Rubio", "European Union", "!Iran", "president of France", "China")
SIDES = {
    "events": ("actor", "from", "to", "with", "country"),
    "statements": ("speaker", "addressee", "actor", "country"),
    "claims": ("subject", "object", "holder", "actor", "country"),
}
BESIDES = {
    "events": ("", "type=CONSULT", "on=2020", "sort=sure", "sort=told&order=asc", "with=India"),
    "statements": ("", "act=says", "sort=told", "actor=!China", "facet=country,act"),
    "claims": ("", "predicate=recognizes", "facet=country", "sort=sure", "subject=India"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_records_of_a_party_are_those_that_mentions_tell(
    query: Query, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"{s}={w}" for s, w in product(SIDES[kind], WHO) if s != "country" or len(w) < 6]
    asked = [f"{one}&{more}&limit=7" for one, more in product(names, BESIDES[kind])]

    def answers() -> list[object]:
        found = [query.listed(query.asking(each.replace("&&", "&"), kind)) for each in asked]
        return [(f.rows, f.total, f.articles, f.undated, f.next, f.facets) for f in found]

    told = answers()
    monkeypatch.setattr(Seating, "keys", lambda self, party: None)
    monkeypatch.setattr(Seating, "__post_init__", lambda self: None)
    assert told == answers()
    assert sum(bool(rows) for rows, *_ in told) > 10  # type: ignore[misc]


@pytest.mark.parametrize("kind", KINDS)
def test_counts_of_values_are_those_of_counting(query: Query, kind: str) -> None:
    every = Wanted(sure=Span(low=0.0))  # asks nothing, and is counted
    for name in facet_names(kind):
        kept = facets(query.store, kind, Wanted(), name, most=500)
        assert dict(kept) == dict(facets(query.store, kind, every, name, most=500)), name
        assert [n for _, n in kept] == sorted((n for _, n in kept), reverse=True)


def test_what_is_kept_beside_goes_with_its_reading(readings: list[Reading], store: Store) -> None:
    given = readings[:3]
    shorter = replace(given[0], events=given[0].events[1:], statements=given[0].statements[:2])
    store.write_many([(each, None) for each in given])
    before = rows_of(store)
    store.write(shorter)
    assert any(rows_of(store)[name] != before[name] for name in BESIDE)
    store.write(given[0])
    assert {name: rows_of(store)[name] for name in BESIDE} == {n: before[n] for n in BESIDE}
    ids = [each.article.id for each in given]
    take_out(store, ids, at=AT, raw=None)
    store.write(Reading(article=Article.from_text("Nothing is told."), reader="r"))
    assert [rows_of(store)[name] for name in BESIDE] == [[], []]
