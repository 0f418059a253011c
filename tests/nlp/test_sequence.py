"""Days told by how long before or after another event something happened."""

from __future__ import annotations

import pytest

from legation.nlp.parse import load_model, parse
from legation.nlp.sequence import time_beside
from legation.nlp.times import find_times
from legation.nlp.tokens import flat
from legation.records import Article


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "verb", "day"),
    [
        (
            "Two soldiers were wounded on Friday when shells hit a tower, a day after a tank fired "
            "at the base.",
            "fired",
            "2024-10-10",
        ),
        ("The envoy flew home on Friday, two days after he met the king.", "met", "2024-10-09"),
        ("The envoy flew home on Friday, hours after he met the king.", "met", None),
        ("The envoy flew home, a day after he met the king.", "met", None),
        ("The envoy flew home on Friday after he met the king.", "met", None),
    ],
)
def test_day_of_a_clause_beside_another(text: str, verb: str, day: str | None) -> None:
    article = Article.from_text(text, published="2024-10-12")
    doc = flat(parse(article, load_model()), article.text)
    token = next(t for t in doc if t.text == verb)
    found = time_beside(token, find_times(doc, article))
    assert (str(found.when.first) if found else None) == day
