"""Sentences of the project are its own: no run of words stands in a gold set, corpus or seed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

import check_own_words
from gold import gold_folder

GOLD = gold_folder()


@pytest.mark.skipif(GOLD is None, reason="no gold sets here to compare with (LEGATION_GOLD)")
def test_no_run_of_words_is_of_another_text() -> None:
    assert GOLD is not None
    found = check_own_words.runs(GOLD, check_own_words.PROVEN_BITS)
    assert not found, (
        "write it in other words, or add it to scripts/common_runs.csv:\n"
        + "\n".join(map(str, found))
    )


def test_run_is_found_in_code_tables_and_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the marks between the words; names count for nothing, common runs neither."""
    project, gold = tmp_path / "project", tmp_path / "gold"
    for folder in (project / "src", project / "scripts", gold):
        folder.mkdir(parents=True)
    (project / "scripts" / "common_runs.csv").write_text("run,reason\nbetween you and me,idiom\n")
    (project / "src" / "a.py").write_text('X = 1  # "walrus hunters,\n# mocked the harpooner"\n')
    (project / "b.md").write_text("Between you and me.\nAda Bo Cy Di walked on.\nWalrus hunters!\n")
    told = [
        "Some walrus hunters mocked the harpooner.",
        "Just between you and me: no.",
        "Ada Bo Cy Di sat down.",
    ]
    rows = [{"id": n, "text": text} for n, text in enumerate(told)] + [
        {"id": n, "text": "Nothing here."} for n in range(3, 40)
    ]
    (gold / "set.jsonl").write_text("\n".join(map(json.dumps, rows)))
    monkeypatch.setattr(check_own_words, "ROOT", project)
    (run,) = check_own_words.runs(gold)
    assert (run.path, run.line, run.text) == ("src/a.py", 1, "set:0")
    assert run.words == "walrus hunters mocked the harpooner"
