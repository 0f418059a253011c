"""The texts that wait for their part: whole, each name once, what is marked in its text."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

MARKED = Path(__file__).parent / "marked"


def lines_of(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (MARKED / name).read_text("utf-8").splitlines() if line]


def test_words_of_story_sets_stand_once_in_their_article() -> None:
    for told in lines_of("story_sets.jsonl"):
        texts = {each["id"]: each["text"] for each in told["articles"]}
        for pair in (*told["same"], *told["different"]):
            assert [texts[article].count(words) for article, words in pair] == [1, 1], told["set"]


def test_questions_name_a_template_and_arguments() -> None:
    with (MARKED / "questions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    assert len(rows) == 100
    assert {int(row[0]) for row in rows} == set(range(1, 26))
    assert all(isinstance(json.loads(row[2]), dict) for row in rows)
