"""`legation ask` and `legation verify`, as people type them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from asked_stories import asked_store
from cli_story import Run

from legation.cli.exits import Exit


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    path = tmp_path / "legation.db"
    with asked_store(path):
        return path


def test_a_question_is_answered_with_the_ids_of_its_records(run: Run, stories: Path) -> None:
    told = run("ask", "Does", "Norway", "recognise", "Iceland?")
    assert told.code == 0
    assert "Norway recognises Iceland. Fjord Post, 13 March 2024:" in told.out
    assert "\n  c" in told.out
    assert "does not tell whether Iceland recognises Norway" in run(
        "ask", "Does Iceland recognise Norway?"
    ).out.replace("\n", " ")


def test_a_certificate_is_found_again_until_the_record_changes(
    run: Run, stories: Path, tmp_path: Path
) -> None:
    assert run("ask", "--certificate", "a.json", "Who recognises Iceland?").code == 0
    told = run("verify", "--answer", "a.json")
    assert (told.code, told.out) == (0, "found again: 1 record, Who recognises Iceland?\n")
    changed = json.loads(Path("a.json").read_text("utf-8")) | {"answer": "Nobody."}
    Path("a.json").write_text(json.dumps(changed), encoding="utf-8")
    told = run("verify", "--answer", "a.json")
    assert told.code == Exit.INPUT
    assert told.out.startswith("changed: the certificate is not as it was written")
    Path("b.json").write_text("{", encoding="utf-8")
    assert "the certificate is no JSON" in run("verify", "--answer", "b.json").err


def test_examples_and_json(run: Run, stories: Path) -> None:
    assert len(run("ask", "--examples").out.splitlines()) == 25
    told = json.loads(run("ask", "--json", "Who recognises Iceland?").out)
    assert told["records"]
    assert told["template"] == 1
    assert run("ask").code != 0
