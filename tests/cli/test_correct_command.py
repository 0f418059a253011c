"""`legation correct` and `legation corrections`, as people type them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from asked_stories import asked_store
from cli_story import Run

from legation.store import Query, Store


@pytest.fixture
def event(tmp_path: Path) -> str:
    with asked_store(tmp_path / "legation.db") as store:
        return next(e.id for r in Query(store).readings() for e in r.events if e.type == "ACCUSE")


def test_a_record_is_edited_listed_and_taken_back(run: Run, event: str) -> None:
    told = run("correct", event[:9], "edit", "day=2024-03", "--by", "Ana", "--note", "so he says")
    assert told.code == 0
    undo = told.out.rsplit("undo: legation ", 1)[1].split()
    with Store.open("legation.db", readonly=True) as store:
        when = Query(store).find(event).record.when
    assert (when.first.isoformat(), str(when.precision)) == ("2024-03-01", "month")
    assert "edit event" in run("corrections").out
    assert "day from - to 2024-03" in run("corrections").out
    assert "0 right, 1 wrong" in run("corrections", "--rules").out
    assert run("corrections", "--orphans").out == ""
    assert run("corrections", "--export", "gold.jsonl").out == "gold.jsonl: 1 corrections\n"
    assert run("corrections", "--import", "gold.jsonl").out == "1 known\n"
    assert json.loads(run("corrections", "--json").out)["new"] == "2024-03"
    assert run(*undo, "--by", "Ben").out.startswith("taken back: ")
    assert "taken back by Ben" in run("corrections").out
    with Store.open("legation.db", readonly=True) as store:
        assert Query(store).find(event).record.when is None


def test_what_else_it_would_change_is_shown_first(run: Run, event: str) -> None:
    told = run("correct", event[:9], "reject", "--scope", "rule", "--preview")
    assert told.code == 0
    assert "it would change" in told.out
    assert run("corrections").out == ""


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("edit", "day"), "an edit is written FIELD=VALUE"),
        (("edit", "day=soon"), "is no day"),
        (("reject", "day=2024"), "reject takes nothing after it"),
        (("same",), "need the id of another record"),
        (("reject", "--scope", "alias"), "only an edit of a mention"),
    ],
)
def test_what_cannot_be_is_told(run: Run, event: str, given: tuple[str, ...], told: str) -> None:
    found = run("correct", event[:9], *given)
    assert found.code != 0
    assert told in found.err
