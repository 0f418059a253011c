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
