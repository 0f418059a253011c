"""Who says what, from where to where, in sentences by kind; and where nothing is said."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from factories import an_article

if TYPE_CHECKING:
    from legation import Reader

LINES = (Path(__file__).parent / "kinds.csv").read_text("utf-8").splitlines()
ROWS = list(csv.DictReader(line for line in LINES if not line.startswith("#")))


@pytest.mark.model
@pytest.mark.parametrize("row", ROWS, ids=[row["sentence"] for row in ROWS])
def test_sentence_says_this_and_no_more(reader: Reader, row: dict[str, str]) -> None:
    text = row["sentence"]
    found = reader.read(an_article(text, published="2024-06-12")).statements
    if not row["speaker"]:
        assert found == ()
        return
    (statement,) = found
    assert statement.speaker is not None
    assert row["speaker"] in statement.speaker.passage.text
    content = statement.content
    assert min(p.start for p in content) == text.find(row["starts"])
    assert text[: max(p.end for p in content)].endswith(row["ends"])
