"""Quotation marks of all styles, open marks, and time that grows with the text only."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timing import LINEAR, growth

from legation.characters.quotations import quotations


def inside(text: str) -> list[str]:
    return ["|".join(text[a:b] for a, b in q.parts) for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We go,” he said.", ["We go,"]),
        ('"We go," he said.', ["We go,"]),
        ("''We go,'' he said.", ["We go,"]),
        ("``We go,'' he said.", ["We go,"]),
        ("‘We go,’ he said.", ["We go,"]),
        ("'We go,' he said.", ["We go,"]),
        ("«We go,» he said.", ["We go,"]),
        ("»We go,« he said.", ["We go,"]),
        ("„We go,“ he said.", ["We go,"]),
        ("„We go,” he said.", ["We go,"]),
        ("‹We go,› he said.", ["We go,"]),
        ("“We go,“ he said.", ["We go,"]),  # closed with an opening mark
        ('"We go,” he said.', ["We go,"]),  # straight and curly mixed
        ('“We go," he said.', ["We go,"]),
        ("“I said ‘no’ to them,” he said.", ["I said ‘no’ to them,"]),  # single marks inside
        ('"A." He left. "B."', ["A.", "B."]),
        ("The workers' rights and the judges' oath", []),  # plurals, not marks
        ("It's Okoye's", []),
        ("‘We don’t go,’ he said.", ["We don’t go,"]),
        ("’Twas rock ’n’ roll in the ’90s", []),
        ("“We go, he said.\n\nIt rained.", ["We go, he said."]),  # ends with its paragraph
        ("“We go.\n\n“We stay,” he said.", ["We go.|We stay,"]),  # goes on in the next
        ("“We go\ninto the hills,” he said.", ["We go\ninto the hills,"]),  # a wrapped line
        ("It rained.” And then?", []),  # a stray closing mark
        ("5' 10\" tall", []),
        ("“”", []),
        ("", []),
    ],
)
def test_quoted_words(text: str, words: list[str]) -> None:
    assert inside(text) == words


@given(st.text(alphabet="ab .,!?\n“”\"'‘’«»„`s", max_size=80))
def test_quotations_lie_in_order_and_never_overlap(text: str) -> None:
    parts = [part for quote in quotations(text) for part in quote.parts]
    assert parts == sorted(parts)
    assert all(0 <= a < b <= len(text) for a, b in parts)
    assert all(b <= c for (_, b), (c, _) in pairwise(parts))


@pytest.mark.parametrize("piece", ["“a ", "' a", '"a" ', "‘a ", "a\n“", "“a” "])
def test_time_is_linear_in_the_text(piece: str) -> None:
    assert growth(lambda times: quotations(piece * times), 5_000) < LINEAR
