"""Numbers written as words, from `language/en/numbers.csv`."""

from __future__ import annotations

from functools import cache

from legation.tables import rows


@cache
def number_words() -> dict[str, int]:
    """The value of each word: "forty" is 40, "dozen" 12."""
    return {row["word"]: int(row["value"]) for row in rows("language/en/numbers.csv")}
