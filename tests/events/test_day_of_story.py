"""A meeting takes the day of the story's lead only where its sentence tells no other time."""

from __future__ import annotations

from datetime import date

import pytest

from legation import Article, Reader

LEAD = "Kenya's foreign minister Amina Odhiambo said on Wednesday that the border would stay open. "
CASES = [
    ("She met her Ugandan counterpart.", date(2024, 3, 6)),
    ("She met her Ugandan counterpart last spring.", date(2023, 3, 1)),
    ("Years ago she met her Ugandan counterpart.", None),
    ("She once met her Ugandan counterpart.", None),
]


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "day"), CASES)
def test_day_of_a_meeting(sentence: str, day: date | None, reader: Reader) -> None:
    article = Article.from_text(LEAD + sentence, published=date(2024, 3, 7))
    (event,) = [e for e in reader.read(article).events if e.type == "CONSULT"]
    assert (event.when.first if event.when else None) == day
