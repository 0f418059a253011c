"""What gave no article is shown with its reason, and tried again when asked."""

from __future__ import annotations

import json
from pathlib import Path

from cli_story import STORY, Run


def test_skips_are_listed_and_tried_again(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(STORY)
    (tmp_path / "in" / "b.txt").write_text("")
    (tmp_path / "in" / "c.jpg").write_bytes(b"\xff\xd8\xff")
    first = run("ingest", "in", "--json-report")
    report = json.loads(first.out)
    assert report["given"] == 3
    assert (report["written"], report["skipped"], report["not_read"]) == (1, 1, 1)
    told = [json.loads(line) for line in run("skips", "--json").out.splitlines()]
    assert {row["reason"] for row in told} == {"empty", "other_kind"}
    assert run("skips", "b.txt", "--reason", "empty").out.startswith("in/b.txt: it is empty")
    (tmp_path / "in" / "b.txt").write_text(STORY + " And more.")
    again = json.loads(run("ingest", "--retry", "--json-report").out)
    assert (again["written"], again["given"]) == (1, 2)


def test_files_of_other_kinds_are_told_in_a_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(STORY)
    (tmp_path / "in" / "README.md").write_text("# Stories")
    told = run("ingest", "in")
    assert "1 of other kinds of 2 given" in told.out
    assert told.err == "not read: README.md (of another kind; name a file to have it read)\n"
    for number in range(5):
        (tmp_path / "in" / f"{number}.jpg").write_bytes(b"\xff\xd8\xff")
    told = run("ingest", "in")
    assert "not read: 6 files of other kinds (5 .jpg, 1 .md)" in told.err
    assert "skipped" not in told.err
