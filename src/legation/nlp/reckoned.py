"""Days reckoned from the day told before: "a week earlier", "the next day", "two days later"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from legation.nlp.timewords import NUMBERS, UNITS
from legation.records import How, Precision, When

NEAR = 500  # characters in which the day stands that the words look back at: a paragraph or two

_BACK = frozenset({"earlier", "before", "previous"})
_FINE = {  # how exact the day told before must be for a step of a unit
    "day": {Precision.DAY},
    "week": {Precision.DAY},
    "month": {Precision.DAY, Precision.MONTH},
    "year": {Precision.DAY, Precision.MONTH, Precision.YEAR},
}

Interval = tuple[date, date, Precision, How]


def reckoned(match: re.Match[str], before: When | None) -> Interval | None:
    """The interval that so many days, weeks, months or years from a time told before make.

    `None` where none was told, or less exactly than the step is.
    """
    got = match.groupdict()
    unit = got["unit"].lower()
    fine = _FINE.get(unit)
    if fine is None or before is None or before.first is None or before.precision not in fine:
        return None
    way = (got.get("way") or got.get("which") or "same").lower()
    step = 0 if way == "same" else -1 if way in _BACK else 1
    told = got.get("count", "one").lower()
    return _stepped(before.first, unit, step * (int(told) if told.isdigit() else NUMBERS[told]))


def _stepped(day: date, unit: str, count: int) -> Interval | None:
    try:
        if unit in {"day", "week"}:
            day += timedelta(days=count * UNITS[unit])
            if unit == "day":
                return day, day, Precision.DAY, How.RELATIVE
            monday = day - timedelta(days=day.weekday())
            return monday, monday + timedelta(days=6), Precision.RANGE, How.RELATIVE
        if unit == "month":
            months = day.year * 12 + day.month - 1 + count
            first = date(months // 12, months % 12 + 1, 1)
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            return first, last, Precision.MONTH, How.RELATIVE
        year = day.year + count
        return date(year, 1, 1), date(year, 12, 31), Precision.YEAR, How.RELATIVE
    except (ValueError, OverflowError):
        return None
