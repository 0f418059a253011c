"""`legation commitments`, on a page and over a store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_story import Run
from handmade import TEXT, TITLE


@pytest.fixture
def story(tmp_path: Path) -> str:
    """The story by hand as a table of one row."""
    row = {"text": TEXT, "title": TITLE}
    (tmp_path / "story.jsonl").write_text(json.dumps(row), encoding="utf-8")
    return "story.jsonl"


def test_page_gives_its_promises_with_their_words(run: Run, story: str) -> None:
    out = run("commitments", story).out
    assert "promises and demands: 2" in out
    assert "Dawit Bekele (ETH GOV) promised" in out
    assert "│ We will sell 200 megawatts to our neighbours from May" in out


def test_store_gives_what_its_pages_give(run: Run, story: str) -> None:
    page = run("commitments", "--json", story).out.splitlines()
    assert run("ingest", story).code == 0
    stored = run("commitments", "--json")
    assert stored.code == 0
    assert len(page) == 2
    assert [json.loads(line) for line in stored.out.splitlines()] == list(map(json.loads, page))


def test_options_choose(run: Run, story: str) -> None:
    assert "promises and demands: 0" in run("commitments", "--kind", "demand", story).out
    assert "promises and demands: 2" in run("commitments", "--status", "open", story).out
    early = ("--published", "2024-03-13", "--as-of", "2001-01-01")
    assert "promises and demands: 0" in run("commitments", *early, story).out
