"""The scorer of page bodies reads the layout it says, and counts as it says."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import page_bodies
import pytest

WORDS = " ".join(f"word{n}" for n in range(30))


def test_runs_of_four_words_are_compared() -> None:
    assert page_bodies.compared("k p m w z", "k p m w z") == (1.0, 1.0)
    assert page_bodies.compared("k p m w z", "k p m w") == (1.0, 0.5)
    assert page_bodies.compared("a b c d", "a b c d x y z") == (0.25, 1.0)
    assert page_bodies.compared("a b c d", "") == (None, 0.0)


def test_a_folder_is_scored(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    truth = {"x": {"articleBody": WORDS, "url": "https://post.example/x"}}
    (tmp_path / "ground-truth.json").write_text(json.dumps(truth))
    page = f"<html><body><article><p>{WORDS}.</p></article></body></html>"
    (tmp_path / "html" / "x.html.gz").write_bytes(gzip.compress(page.encode()))
    told = page_bodies.scored(tmp_path, lambda page, url: WORDS, english=False)
    assert told.startswith("1 pages  F1 1.000  P 1.000  R 1.000")
    with pytest.raises(SystemExit, match="no page in it"):
        page_bodies.scored(tmp_path, lambda page, url: WORDS, english=True)
