"""The day a page gives for its story: date lines in the forms English-language news uses.

Never a guess: `03/04/2024` without another sign of which number is the month (its weekday, the
habit of the outlet) gives no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from legation.records import How, Precision, When

EARLIEST, LATEST = 1900, 2100  # years outside are numbers, not dates

_MONTHS = (
    ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",),
    ("june", "jun"), ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"),
    ("october", "oct"), ("november", "nov"), ("december", "dec"),
)  # fmt: skip
_NUMBER_OF = {name: i for i, names in enumerate(_MONTHS, 1) for name in names}
_MONTH = r"(?P<month>" + "|".join(sorted(_NUMBER_OF, key=len, reverse=True)) + r")(?![a-z])\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"  # a clock time may follow without a space: `20247:55 AM`
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?"

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # 2023-10-25T14:05:00Z, 2023/10/25, 2023.10.25
        rf"(?<![\d/.-]){_YEAR}(?P<mark>[-/.])(?P<number>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d)",
        # October 25, 2023; Oct. 25,2023; October 25th 2023
        rf"(?<![a-z]){_MONTH}\s*{_DAY}\s*(?:,\s*|\s+){_YEAR}",
        # 25 October 2023; 25th of October, 2023; 25-Oct-2023; 25October2023
        rf"{_DAY}[\s-]*(?:of\s+)?{_MONTH},?[\s-]*{_YEAR}",
        # 2023 October 25; 2023, Oct. 25
        rf"\b{_YEAR},?\s+{_MONTH}\s+{_DAY}(?!\d)",
    )
)
_COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<number>[01]\d)(?P<day>[0-3]\d)(?=T\d|$)")
_STATED = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s*$", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBERS = re.compile(
    r"(?<![\d/.-])(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})(?P=mark)"
    r"(?P<year>(?:19|20)\d\d)(?!\d|[/.-]\d)"
)


@dataclass(frozen=True)
class Found:
    """A day and where in the line it stands."""

    day: date
    start: int
    end: int


def parse_day(text: str, *, month_first: bool | None = None) -> date | None:
    """The first full date in a text, or `None`.

    `month_first` says how an outlet writes `03/04/2024`; `None` leaves such a date unread.
    """
    stated = _STATED.match(text)  # as markup has them: a fifth of what the forms cost
    if stated and (day := _found(stated, *map(int, stated.groups()))):
        return day.day
    found = next(find_days(text, month_first=month_first), None)
    return found.day if found else None


def find_days(text: str, *, month_first: bool | None = None) -> Iterator[Found]:
    """The full dates in a text with their places, in the order they stand."""
    if "19" not in text and "20" not in text:
        return  # no year
    found = [
        day
        for form in (*_FORMS, _COMPACT)
        for match in form.finditer(text)
        if (day := _of_match(match))
    ]
    found += [day for match in _NUMBERS.finditer(text) if (day := _of_numbers(match, month_first))]
    last = -1
    for each in sorted(found, key=lambda f: (f.start, -f.end)):
        if each.start > last:
            yield each
            last = each.end


def is_guess(text: str, day: date) -> bool:
    """Whether a text has a day, or the first of its month, by `03/04/2024` alone."""
    guessed = False
    for match in _NUMBERS.finditer(text):
        one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
        if match["mark"] != "." and one != two and max(one, two) <= 12 and year == day.year:
            guessed |= day.month in (one, two) and day.day in (one, two, 1)
    return guessed and all(each.day != day for each in find_days(text))


def on_day(day: date) -> When:
    """An explicit day as an interval."""
    return When(first=day, last=day, precision=Precision.DAY, how=How.EXPLICIT)


def _of_match(match: re.Match[str]) -> Found | None:
    parts = match.groupdict()
    name = parts.get("month")
    month = _NUMBER_OF[name.lower()] if name else int(parts["number"])
    return _found(match, int(parts["year"]), month, int(parts["day"]))


def _of_numbers(match: re.Match[str], month_first: bool | None) -> Found | None:
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if match["mark"] == ".":  # 05.04.2024 is day first wherever dots are used
        return _found(match, year, two, one)
    if one > 12 or one == two:
        return _found(match, year, two, one)
    if two > 12:
        return _found(match, year, one, two)
    if month_first is None:
        return _by_weekday(match, (_found(match, year, two, one), _found(match, year, one, two)))
    return _found(match, year, one, two) if month_first else _found(match, year, two, one)


def _by_weekday(match: re.Match[str], readings: tuple[Found | None, ...]) -> Found | None:
    """The reading that falls on the weekday named before the date; `None` without one."""
    named = _WEEKDAY.search(match.string[max(0, match.start() - 15) : match.start()])
    if not named:
        return None
    number = _WEEKDAYS.index(named[1].lower())
    fitting = [f for f in readings if f and f.day.weekday() == number]
    return fitting[0] if len(fitting) == 1 else None


def _found(match: re.Match[str], year: int, month: int, day: int) -> Found | None:
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        return Found(date(year, month, day), match.start(), match.end())
    except ValueError:  # 31 February: a number of something else
        return None
