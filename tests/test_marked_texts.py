"""The texts that wait for their part: whole, each name once, what is marked in its text."""

from __future__ import annotations

import csv
import json
from pathlib import Path

MARKED = Path(__file__).parent / "marked"


def test_questions_name_a_template_and_arguments() -> None:
    with (MARKED / "questions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    assert len(rows) == 100
    assert {int(row[0]) for row in rows} == set(range(1, 26))
    assert all(isinstance(json.loads(row[2]), dict) for row in rows)
