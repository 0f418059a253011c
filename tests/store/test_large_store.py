"""A store of 20,000 events: written like any other, and each question within its bound."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import pytest
from bulk_store import fill
from golden_check import read_story
from golden_files import STORIES
from killed_writers import rows_of
from made_up_articles import MadeUp
from timing import least_cpu_s

from legation.ask.names import Names
from legation.ask.query import Query
from legation.ask.timeline import AT_ONCE, dealings, timeline
from legation.ask.undertakings_told import AT_ONCE as SOME
from legation.ask.undertakings_told import followed
from legation.records import Reading
from legation.store import Ledger, Store, open_store
from legation.store.asking.faceting import facets
from legation.store.asking.wanted import Wanted
from legation.upkeep import update_stories

AT = datetime(2026, 7, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return [read_story(p) for p in sorted(STORIES.iterdir()) if p.suffix in (".txt", ".html")]


def test_a_store_filled_at_once_is_as_one_written_article_by_article(
    readings: list[Reading], tmp_path: Path
) -> None:
    stream = MadeUp(readings[:3], most=30)
    lines = [stream.line(number) for number in range(30)]
    fill(tmp_path / "at once.db", lines, at=AT)
    with Store.open(str(tmp_path / "at once.db")) as one, Store.open(":memory:") as other:
        other.write_many([(stream.reading(number), None) for number in range(30)], at=AT)
        update_stories(other)
        here, there = rows_of(one), rows_of(other)
        del here["links"], there["links"]
        assert here == there
        assert Ledger(one).digest() == Ledger(other).digest()


ARTICLES = 3_400  # of six events each


@pytest.fixture(scope="module")
def large(readings: list[Reading], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Query]:
    path = tmp_path_factory.mktemp("large") / "large.db"
    stream = MadeUp(readings, most=ARTICLES, shapes=6)
    fill(path, map(stream.line, range(ARTICLES)), at=AT)
    with open_store(str(path)) as store:
        yield Query(store)


# What each may take in CPU on a store of 20,000 events: half of what it may on one of a million,
# so that a question which looks through all records is found here.
BOUND_S = 0.4


@pytest.mark.parametrize(
    "asked",
    [
        "events: actor=KEN",
        "events: type=AGREE&on=2021-05",
        "events: text=pipeline",
        "events: facet=type,quad,status",
        "events: outlet=Outlet+3&told=2022",
        "events: actor={busy}&type=CONSULT&sort=sure",
        "events: actor={busy}&with={next}",
        "events: country={busy}",
        "events: facet=country",
        "events: facet=country,type&actor=KEN",
        "events: from={busy}&on=2021",
        "statements: speaker=KEN",
        "statements: text=ceasefire",
        "claims: contested=yes",
        "claims: predicate=recognizes",
        "claims: subject={busy}",
    ],
)
def test_a_page_of_a_large_store_is_soon_there(large: Query, asked: str) -> None:
    busy, after = busiest(large.store)
    kind, _, query = asked.format(busy=busy, next=after).partition(": ")
    spent = least_cpu_s(lambda: large.listed(large.asking(query, kind)), enough=BOUND_S)
    assert spent < BOUND_S


def test_counts_news_and_two_sides_of_a_large_store_are_soon_there(large: Query) -> None:
    assert large.events().count()["reports"] > 19_000
    names = large.names
    for work in (
        lambda: large.new("2026-06-01", limit=20),
        lambda: large.statements(actor="KEN").count(up_to=10_000),
        lambda: two_sides(names, large.store),
        lambda: promises(names, large.store),
    ):
        assert least_cpu_s(work, enough=2 * BOUND_S) < 2 * BOUND_S


def test_dealings_of_two_are_those_of_all_reports_merged(large: Query) -> None:
    facing: set[str] = set()
    for left, right in combinations(busiest(large.store, 4), 2):
        asked = large.filters(of="timeline")
        some = dealings(large.store, large.names, left, right, asked)
        facing |= {id_ for each in some.occurrences for id_ in each.reports}
        every = timeline(large.store, large.names, (left, right), asked)
        assert len(some.reports) < len(every.reports) / 2  # few are loaded
        whole = {each.id: each for each in every.occurrences}
        for each in some.occurrences:
            assert whole[each.id].reports == each.reports
            assert (whole[each.id].when, whole[each.id].type) == (each.when, each.type)
    assert len(facing) > 5


def two_sides(names: Names, store: Store) -> None:
    found = timeline(store, names, ("Kenya", "Peru"), most=AT_ONCE)
    assert len(found.reports) <= AT_ONCE * 2


def promises(names: Names, store: Store) -> None:
    busy, _ = busiest(store)
    found = followed(store, names, of=(busy,), most=SOME)
    assert found.unread
    assert found.commitments


def busiest(store: Store, many: int = 2) -> list[str]:
    """The countries with the most events."""
    # Most are of nobody's country.
    found = facets(store, "events", Wanted(), "country", most=many + 1)
    return [value for value, _ in found if value is not None][:many]
