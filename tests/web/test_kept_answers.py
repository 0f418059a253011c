"""What takes the whole record is worked out once, and anew when something was written."""

from __future__ import annotations

from pathlib import Path

from web_readings import visit, wire

from legation.ask.query import Query
from legation.store import Store
from legation.web.keeping import MOST, once


def test_an_answer_is_kept_until_something_is_written(tmp_path: Path) -> None:
    times = []

    def made() -> int:
        times.append(1)
        return len(times)

    with Store.open(str(tmp_path / "kept.db")) as store:
        store.write(visit())
        query = Query(store)
        assert [once(query, "a", made), once(query, "a", made)] == [1, 1]
        assert once(query, "b", made) == 2
        store.write(wire())
        assert once(query, "a", made) == 3


def test_no_more_than_some_answers_are_kept(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "kept.db")) as store:
        store.write(visit())
        query = Query(store)
        for number in range(MOST + 10):
            once(query, f"answer {number}", lambda number=number: number)
        assert len(query.__dict__["_kept"]) == MOST
        assert once(query, "answer 0", lambda: -1) == -1  # the oldest is dropped
