"""Days as people write them: "yesterday", "1d", "May 2023", "2023-05..2023-07", "18/05/2023"."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from legation.errors import InputError

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_AGO = re.compile(r"(\d+)\s*(d|day|days|w|week|weeks|m|month|months|y|year|years)(?:\s+ago)?")
_RANGE = re.compile(r"\s*(?:\.\.|/|\s+to\s+|\s+until\s+)\s*")
_OPEN = re.compile(r"\.\./|/\.\.")  # an open end: 2015-03/.. and ../2006
_LAST = re.compile(r"(last|this)\s+(week|month|year)")
_LONG = 40  # characters: longer texts are no day, and a parser of days takes long over them


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A stretch of days, both ends included; an open end is `None`."""

    first: date | None
    last: date | None

    @property
    def pair(self) -> tuple[date | None, date | None]:
        """The first and last day."""
        return self.first, self.last

    def has(self, day: date | None) -> bool:
        """Whether a day is one of them; one that is not known is not."""
        if day is None:
            return False
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def __str__(self) -> str:
        if self.first == self.last and self.first is not None:
            return self.first.isoformat()
        ends = (end.isoformat() if end else "" for end in self.pair)
        return "..".join(ends)


def days_of(text: str, *, today: date) -> Days:
    """The days that a text means: a day, a month, a year, or a range with `..` and open ends.

    Relative days are reckoned from `today`. 18/05/2023 has the day first, as long as it can.
    Raises `InputError` for a text that is no day, and for a range that ends before it begins.
    """
    told = " ".join(text.split())
    ends = _ends(told)
    if ends is not None:
        first = days_of(ends[0], today=today).first if ends[0] else None
        last = days_of(ends[1], today=today).last if ends[1] else None
        if first is None and last is None:
            raise _refused(text)
        if first and last and last < first:
            raise InputError(f"{text!r} ends before it begins; write the earlier day first")
        return Days(first=first, last=last)
    found = _iso(told) or _reckoned(told.lower(), today) or _worded(told, today)
    if found is None:
        raise _refused(text)
    return found


def since(text: str, *, today: date) -> Days:
    """The days from the one a text means on: "1d" is yesterday and after; a range is itself."""
    found = days_of(text, today=today)
    return found if _ends(" ".join(text.split())) else Days(first=found.first, last=None)


def _ends(text: str) -> tuple[str, str] | None:
    """The two ends of a range; `None` where the text is none."""
    if re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", text) or not text.strip("./ "):
        return None
    parts = _RANGE.split(_OPEN.sub("..", text))
    return (parts[0], parts[1]) if len(parts) == 2 else None


def _iso(text: str) -> Days | None:
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        return _span(year or 0, month, day)
    except ValueError:
        return None


def _span(year: int, month: int | None, day: int | None) -> Days:
    if month is None:
        return Days(first=date(year, 1, 1), last=date(year, 12, 31))
    if day is None:
        return Days(
            first=date(year, month, 1), last=date(year, month, calendar.monthrange(year, month)[1])
        )
    return Days(first=date(year, month, day), last=date(year, month, day))


def _reckoned(text: str, today: date) -> Days | None:
    """Days told from today: "yesterday", "3d", "2 weeks ago", "last month"."""
    near = {"today": 0, "now": 0, "yesterday": 1, "tomorrow": -1}
    if text in near:
        day = today - timedelta(days=near[text])
        return Days(first=day, last=day)
    ago = _AGO.fullmatch(text)
    if ago is not None:
        day = _before(today, int(ago[1]), ago[2][0])
        return Days(first=day, last=day)
    told = _LAST.fullmatch(text)
    if told is None:
        return None
    return _calendar(told[2], _before(today, 1, told[2][0]) if told[1] == "last" else today)


def _before(today: date, many: int, unit: str) -> date:
    if unit in "dw":
        return today - timedelta(days=many * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 - many * (12 if unit == "y" else 1)
    year, month = months // 12, months % 12 + 1
    if year < 1:
        raise InputError(f"{many}{unit} ago is before the year 1; name a later day")
    return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))


def _calendar(unit: str, day: date) -> Days:
    if unit == "week":
        first = day - timedelta(days=day.weekday())
        return Days(first=first, last=first + timedelta(days=6))
    return _span(day.year, day.month if unit == "month" else None, None)


def _worded(text: str, today: date) -> Days | None:
    """A day in words, by dateparser: "last Monday", "10 May 2023", "18/05/2023"."""
    if len(text) > _LONG or not any(c.isalnum() for c in text):
        return None
    said = text.removeprefix("since ").removeprefix("last ")
    day = _parsed(said, today, "day")
    if day is not None:
        return _span(day.year, day.month, day.day)
    month = _parsed(said, today, "month")
    if month is not None:  # "May" and "May 2023" are all of the month
        return _span(month.year, month.month, None)
    weekday = None if any(c.isdigit() for c in said) else _parsed(said, today)
    return _span(weekday.year, weekday.month, weekday.day) if weekday is not None else None


def _parsed(text: str, today: date, *needed: str) -> date | None:
    """The day that dateparser sees in a text which names the parts needed."""
    from datetime import datetime

    import dateparser

    found = dateparser.parse(
        text,
        languages=["en"],
        settings={
            "RELATIVE_BASE": datetime(today.year, today.month, today.day),
            "DATE_ORDER": "DMY",
            "PREFER_DATES_FROM": "past",
            "REQUIRE_PARTS": list(needed),
        },
    )
    return found.date() if found is not None else None


def _refused(text: str) -> InputError:
    return InputError(
        f"{text!r} is no day; write it like 2024-03-09, 2024-03, 'yesterday', '3 weeks ago' or, "
        "for a range, 2024-03-01..2024-03-31"
    )
