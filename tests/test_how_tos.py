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
