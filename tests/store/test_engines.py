"""SQLite and PostgreSQL give the same answers, with many at work, and after kills."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import postgres
import pytest
from handmade import detailed_reading
from killed_writers import FAMILIES, differences, rows_of, started, write_all

from legation.ask.names import Names
from legation.ask.query import Query as Questions
from legation.ask.stories import all_stories
from legation.ask.timeline import timeline
from legation.registry.load import load_registry
from legation.store import Asked, Ledger, Query, Store, count, search
from legation.store.keeping.full_text import plain_words
from legation.upkeep import update_stories

ARTICLES = 120


@pytest.fixture(params=["file", "postgres"])
def name(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The name of an empty store of each kind."""
    if request.param == "file":
        yield str(tmp_path / "x.db")
    else:
        url = request.getfixturevalue("server")
        postgres.empty(url)
        yield url


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of one run in a file, to compare with."""
    path = str(tmp_path_factory.mktemp("whole") / "whole.db")
    write_all(path, range(ARTICLES))
    with Store.open(path) as store:
        yield store


def answers(store: Store) -> list[object]:
    query, books = Query(store), Ledger(store)
    asked = Asked(parties=books.parties("Kenya"))
    return [
        books.digest(),
        count(store),
        all_stories(store),
        books.count(asked),
        [(e.claim.id, e.article_id) for e in books.entries(asked)],
        [found.id for found in query.events(country="KEN", limit=50)],
        [found.id for found in query.statements(actor="Dawit Bekele")],
        [found.id for found in query.mentions(country="ETH", limit=50)],
        *(search(store, words) for words in ("megawatts", '"keep the border"', "neigh* power")),
        timeline(store, Names(load_registry(), store), ["Kenya", "Ethiopia"]).occurrences,
        *(
            [row.event.id for row in Questions(store).events(text=text).page(size=500).rows]
            for text in ("megawatts OR border", '"keep the bor" -dam', "neigh", "the -kenya")
        ),
        [row.claim.id for row in Questions(store).claims(contested="no").page().rows],
    ]


def test_both_engines_hold_and_answer_the_same(name: str, whole: Store) -> None:
    write_all(name, range(ARTICLES))
    with Store.open(name) as store:
        assert rows_of(store) == rows_of(whole)
        for one, other in zip(answers(store), answers(whole), strict=True):
            assert one == other


def test_several_writers_of_the_same_leave_what_one_does(name: str, tmp_path: Path) -> None:
    Store.open(name).close()
    parts = [range(30), range(15, 44), range(43, -1, -1)]  # so many stand whole in the index
    writers = [started(write_all, name, list(part)) for part in parts]
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    alone = str(tmp_path / "alone.db")
    write_all(alone, range(44))
    with Store.open(name) as store, Store.open(alone) as one:
        assert Ledger(store).digest() == Ledger(one).digest()
        assert count(store) == count(one)
        assert all_stories(store) == all_stories(one)


def test_ten_readers_ask_while_articles_are_written(name: str) -> None:
    Store.open(name).close()
    faults: list[BaseException] = []
    done = threading.Event()

    def ask() -> None:
        try:
            with Store.open(name, readonly=True) as store:
                while not done.is_set():
                    seen = len(Query(store).events(country="KEN"))
                    all_stories(store)
                    assert len(Query(store).events(country="KEN")) >= seen
                    assert len(search(store, "power", limit=5)) <= 5
        except BaseException as error:
            faults.append(error)

    readers = [threading.Thread(target=ask) for _ in range(10)]
    for each in readers:
        each.start()
    write_all(name, range(60))
    done.set()
    for each in readers:
        each.join()
    assert faults == []


def test_killed_writers_leave_no_trace(name: str, tmp_path: Path) -> None:
    unlike, killed = differences(name, str(tmp_path / "whole.db"), kills=2, articles=64)
    assert unlike == 0
    assert killed > 0


def test_batch_is_there_whole_or_not_at_all(name: str) -> None:
    with Store.open(name) as store:
        given = [FAMILIES.article(n) for n in range(8)]
        before = rows_of(store)
        broken = detailed_reading()
        object.__setattr__(broken.mentions[0].passage, "text", "other words")
        with pytest.raises(Exception, match="does not match"):
            store.write_many([*((each, None) for each in given), (broken, None)])
        assert rows_of(store) == before
        store.write_many([(each, None) for each in given])
        one_by_one = count(store)
        assert one_by_one.articles == 8
        assert update_stories(store) == 8


def test_words_are_cut_as_in_the_other_engine() -> None:
    assert (
        plain_words("  Yaşar Güler’s U.S.-led 3.5% «plan»_x ") == "yasar guler s u s led 3 5 plan x"
    )
