"""Words of saying in another sense say nothing, and contents have their lost subjects."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from factories import an_article

if TYPE_CHECKING:
    from legation import Reader

LINES = (Path(__file__).parent / "senses.csv").read_text("utf-8").splitlines()
ROWS = list(csv.DictReader(line for line in LINES if not line.startswith("#")))


@pytest.mark.model
@pytest.mark.parametrize("row", ROWS, ids=[row["sentence"] for row in ROWS])
def test_sense_of_a_word_of_saying(reader: Reader, row: dict[str, str]) -> None:
    text = row["sentence"]
    found = reader.read(an_article(text, published="2024-06-12")).statements
    if not row["act"]:
        assert found == ()
        return
    statement = next(s for s in found if s.act == row["act"])
    assert statement.speaker is not None
    assert row["speaker"] in statement.speaker.passage.text
    assert min(p.start for p in statement.content) == text.find(row["starts"])
    assert text[: max(p.end for p in statement.content)].endswith(row["ends"])
