"""What expressions of time name of the calendar, as TimeML writes it."""

from __future__ import annotations

import re

from legation.nlp.timewords import MONTHS
from legation.records import Precision, When

YEAR, MONTH, DAY = len("2024"), len("2024-03"), len("2024-03-09")  # characters of a value


def calendar_value(when: When, words: str) -> str | None:
    """`2024`, `2024-03` or `2024-03-09`: what the words name, of an open interval its one end.

    `None` for an interval that is no unit of the calendar: a week, a decade.
    """
    first, last = when.first, when.last
    named = first or last
    if named is None:
        return None
    if first is None or last is None:
        size = unit_of(words)
    elif first == last:
        size = DAY
    elif (first.year, first.month) == (last.year, last.month):
        size = MONTH if when.precision is Precision.MONTH or unit_of(words) == MONTH else None
    else:
        size = YEAR if when.precision is Precision.YEAR or unit_of(words) == YEAR else None
    return named.isoformat()[:size] if size else None


def unit_of(words: str) -> int:
    """The unit that words name: a year alone or "last year", a month without a day, else a day."""
    found = re.findall(r"\w+", words.lower())
    if any(word.isdigit() and len(word) < len("2024") for word in found):
        return DAY
    if "month" in found or any(word in MONTHS for word in found):
        return MONTH
    return YEAR if "year" in found or any(word.isdigit() for word in found) else DAY
