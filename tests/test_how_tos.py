"""The tutorial and how-tos print what they say they print."""

from __future__ import annotations

from pathlib import Path

import pytest
from how_tos import PAGES, ROOT, fill_store, filled


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_pages_print_what_they_say(page: Path, tmp_path: Path) -> None:
    """`python scripts/refresh_how_tos.py` fills them anew."""
    fill_store(tmp_path / "legation.db")
    text = page.read_text(encoding="utf-8")
    assert filled(text, tmp_path) == text


def test_there_is_a_tutorial_and_a_page_for_each_user() -> None:
    names = {page.stem for page in PAGES}
    assert names == {"tutorial", "researcher", "osint", "journalist", "desk-officer", "developer"}
    index = (ROOT / "docs/index.md").read_text(encoding="utf-8")
    assert all(f"{page.stem}.md" in index for page in PAGES)


def test_commitments_by_whom_and_of_whom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from legation.cli.app import run

    monkeypatch.chdir(tmp_path)
    fill_store(tmp_path / "legation.db")

    def told(*arguments: str) -> int:
        assert run(["commitments", *arguments, "--json"]) == 0
        return len(capsys.readouterr().out.splitlines())

    every, somali = told(), told("--by", "Somali")
    assert every > somali > 0
    assert told("--by", "Somalia", "--of", "Israeli") > 0
    assert told("--by", "Fiji") == 0
    assert run(["commitments", "--by", "Xyzzq"]) == 3
