"""The interval of days that an expression of time names, for a day of publication.

Seasons are those of the northern half of the earth, unless `southern`. A day and month without a
year fall in the year in which they have the weekday that the text tells with them, else in the
nearest year before or after publication, as the clause looks back or ahead.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from legation.nlp.timewords import (
    DAYS,
    MONTHS,
    NAMED,
    NUMBERS,
    UNITS,
    moving_day,
    spelled_year,
)
from legation.records import How, Precision

Interval = tuple[date | None, date | None, Precision, How]

ABSOLUTE = frozenset({"date", "month", "year", "years", "decade", "numeric", "spelled"})
DIRECTED = frozenset(
    "day bare lastmonth weekday dayspan nextday feast season span ahead yearend".split()
)  # what lies before or after publication as the clause tells
_YEARS_ROUND = (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6)  # in which a weekday is looked for


def absolute(name: str, got: dict[str, str]) -> Interval | None:
    """What names its year itself."""
    if name == "date":
        month = int(got["monthno"]) if got.get("monthno") else _month(got["month"])
        return _one(_valid(int(got["year"]), month, int(got["day"])), How.EXPLICIT)
    if name == "spelled":
        return _spelled(got)
    if name == "numeric":
        return _numeric(int(got["a"]), int(got["b"]), int(got["year"]))
    if name == "month":
        return *_month_span(int(got["year"]), _month(got["month"])), Precision.MONTH, How.EXPLICIT
    if name == "year":
        year = int(got["year"])
        return date(year, 1, 1), date(year, 12, 31), Precision.YEAR, How.EXPLICIT
    if name == "years":
        first, last = date(int(got["from"]), 1, 1), date(int(got["to"]), 12, 31)
    else:
        year = int(got["decade"])
        first, last = date(year, 1, 1), date(year + 9, 12, 31)
    return first, last, Precision.RANGE, How.EXPLICIT


def _spelled(got: dict[str, str]) -> Interval | None:
    """A year in words, with its month or without: "January nineteen ninety-seven"."""
    year = spelled_year(got["spelled"])
    if year is None:
        return None
    if got.get("month"):
        return *_month_span(year, _month(got["month"])), Precision.MONTH, How.EXPLICIT
    return date(year, 1, 1), date(year, 12, 31), Precision.YEAR, How.EXPLICIT


def _one(day: date | None, how: How) -> Interval | None:
    return (day, day, Precision.DAY, how) if day else None


def _numeric(a: int, b: int, year: int) -> Interval | None:
    """The day of "25/02/2024", which can be read one way only; of "05/02/2024" none."""
    if a != b and a <= 12 and b <= 12:
        return None
    day, month = (a, b) if b <= 12 else (b, a)
    return _one(_valid(year, month, day) if month <= 12 else None, How.EXPLICIT)


def relative(name: str, match: re.Match[str], published: date) -> Interval | None:
    """What is reckoned from publication, whichever way the clause looks."""
    got = match.groupdict()
    if name == "near":
        return _near(got["near"].lower(), published)
    if name == "ago":
        return _ago(got, published)
    if name == "for":
        return _for(got, published)
    if name == "nth":
        return _nth(got, published)
    year = published.year + _STEP.get(got["which"].lower(), 0)
    if name == "yearday":
        return _one(_valid(year, _month(got["month"]), int(got["day"])), How.RELATIVE)
    if name == "yearmonth":
        return *_month_span(year, _month(got["month"])), Precision.MONTH, How.RELATIVE
    return None


def ahead(name: str, match: re.Match[str], published: date | None) -> Interval | None:
    """The interval of an expression that looks ahead whatever the verb: a deadline."""
    if name in ABSOLUTE:
        return absolute(name, match.groupdict())
    if published is None:
        return None
    if name in DIRECTED:
        return directed(name, match, published, future=True)
    return relative(name, match, published) if name in {"near", "nth"} else None


def directed(
    name: str,
    match: re.Match[str],
    published: date,
    *,
    future: bool,
    weekday: int | None = None,
    southern: bool = False,
) -> Interval | None:
    """What lies before or after publication, as the clause looks back or ahead (`future`).

    `weekday` (0 is Monday) is told with the day.
    """
    got = match.groupdict()
    if name == "day":
        return _day_of_year(got, published, future, weekday)
    if name in {"dayspan", "nextday"}:
        return _day_span(got, published, future)
    if name == "yearend":
        year = published.year if future else published.year - 1
        return date(year, 1, 1), date(year, 12, 31), Precision.YEAR, How.RELATIVE
    if name == "weekday":
        day = _weekday(DAYS[got["weekday"].lower()], published, future, match.group(0).lower())
        return day, day, Precision.DAY, How.WEEKDAY
    if name == "feast":
        return _named(got["feast"], got.get("year"), published, future, None)
    if name == "season":
        which = (got.get("which") or "").lower()
        season = _OTHER_HALF[got["season"].lower()] if southern else got["season"]
        return _named(season, got.get("year"), published, future, which)
    if name == "span":
        return _span(got, published, future)
    if name == "ahead":
        return _from_now(got, published)
    month = _month(got["month"])
    year = _year_of_month(month, published, future, got.get("which"))
    return *_month_span(year, month), Precision.MONTH, How.RELATIVE


_OTHER_HALF = {
    "spring": "autumn",
    "summer": "winter",
    "autumn": "spring",
    "fall": "spring",
    "winter": "summer",
}


def _month(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_span(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


_JUST_OVER = timedelta(days=30)  # a day so near is no day of next year


def _day_of_year(
    got: dict[str, str], published: date, future: bool, weekday: int | None = None
) -> Interval | None:
    month, day = _month(got["month"]), int(got["day"])
    if weekday is not None:
        for step in _YEARS_ROUND:
            found = _valid(published.year + step, month, day)
            if found and found.weekday() == weekday:
                return found, found, Precision.DAY, How.RELATIVE
    just = _valid(published.year, month, day)
    if just and timedelta(0) < published - just < _JUST_OVER:
        future = False
    years = (published.year, published.year + 1) if future else (published.year, published.year - 1)
    for year in years:
        found = _valid(year, month, day)
        if found and ((found >= published) if future else (found <= published + timedelta(days=1))):
            return found, found, Precision.DAY, How.RELATIVE
    return None


def _day_span(got: dict[str, str], published: date, future: bool) -> Interval | None:
    """From a day to another of the same month: "between March 3 and 6"."""
    if got.get("year"):
        first = _valid(int(got["year"]), _month(got["month"]), int(got["day"]))
    else:
        told = _day_of_year(got, published, future)
        first = told[0] if told else None
    last = _valid(first.year, first.month, int(got["day2"])) if first else None
    if first is None or last is None or last <= first:
        return None
    how = How.EXPLICIT if got.get("year") else How.RELATIVE
    return first, last, Precision.RANGE, how


_STEP = {"last": -1, "past": -1, "previous": -1, "next": 1}


def _named(
    name: str, told: str | None, published: date, future: bool, which: str | None
) -> Interval | None:
    """A day or season with a name, in its year or the nearest before or after publication."""
    start, end = NAMED[name.lower().replace("’", "'")]
    precision = Precision.DAY if start == end else Precision.RANGE

    def of(year: int) -> tuple[date, date]:
        if (told_day := moving_day(year, start)) is not None:
            return told_day, told_day
        first = date.fromisoformat(f"{year}-{start}")
        month, day = (int(part) for part in end.split("-"))
        after = year + (end < start)
        return first, _valid(after, month, day) or date(after, month, day - 1)  # 29 February

    if told:
        return *of(int(told)), precision, How.EXPLICIT
    if which == "this":
        return *of(published.year), precision, How.RELATIVE
    spans = [of(published.year + step) for step in (-2, -1, 0, 1, 2)]
    if future or which == "next":
        under_way = 1 if which == "next" else 0
        later = [s for s in spans if (s[0] if under_way else s[1]) >= published]
        return *later[0], precision, How.RELATIVE
    before = [s for s in spans if (s[1] < published if which == "last" else s[0] <= published)]
    return *before[-1], precision, How.RELATIVE


def _from_now(got: dict[str, str], published: date) -> Interval | None:
    """From now: the day of so many days, the week of weeks, the month of months."""
    unit, count = got["unit"].lower(), _count(got["count"])
    if unit == "day":
        return _one(published + timedelta(days=count), How.RELATIVE)
    if unit in {"week", "fortnight"}:
        day = published + timedelta(days=count * UNITS[unit])
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6), Precision.RANGE, How.RELATIVE
    if unit == "month":
        months = published.year * 12 + published.month - 1 + count
        span = _month_span(months // 12, months % 12 + 1)
        return *span, Precision.MONTH, How.RELATIVE
    return None


def _nth(got: dict[str, str], published: date) -> Interval | None:
    """A day told by its place in a month or year: "the 2nd of this month", "its last Friday"."""
    told = got["nth"].lower().split()
    if got.get("year"):
        first, last = date(int(got["year"]), 1, 1), date(int(got["year"]), 12, 31)
    else:
        year, month = published.year, published.month
        step = _STEP.get(got["which"].lower(), 0)
        if got["unit"].lower() == "year":
            first, last = date(year + step, 1, 1), date(year + step, 12, 31)
        else:
            months = year * 12 + month - 1 + step
            first, last = _month_span(months // 12, months % 12 + 1)
    if len(told) == 2 and told[1] in DAYS:
        return _one(_nth_weekday(first, last, DAYS[told[1]], told[0]), How.RELATIVE)
    if told[0][0].isdigit():
        if (last - first).days > 31:
            return None
        return _one(_valid(first.year, first.month, int(told[0][:-2])), How.RELATIVE)
    if told[0] == "last":
        return _one(last, How.RELATIVE) if len(told) == 2 else None
    return _one(first, How.RELATIVE)


def _nth_weekday(first: date, last: date, weekday: int, which: str) -> date | None:
    if which == "last":
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    count = ("first", "second", "third", "fourth").index(which)
    found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * count)
    return found if found <= last else None


def _year_of_month(month: int, published: date, future: bool, which: str | None) -> int:
    if which and which.lower() == "this":
        return published.year
    if which and which.lower() == "next":
        return published.year + (month <= published.month)
    if which and "last" in which.lower():
        return published.year - (month >= published.month)
    if future and (not which):
        return published.year + (month < published.month)
    return published.year - (month > published.month)


def _weekday(day: int, published: date, future: bool, words: str) -> date:
    future = (future and not words.startswith("last ")) or "coming " in words
    if words.startswith("next "):
        return published + timedelta(days=(day - published.weekday() - 1) % 7 + 1)
    if future:
        return published + timedelta(days=(day - published.weekday()) % 7)
    back = (published.weekday() - day) % 7
    if words.startswith("last ") and back == 0:
        back = 7
    return published - timedelta(days=back)


_SHIFTS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}


def _near(word: str, published: date) -> tuple[date, date, Precision, How]:
    shift = _SHIFTS.get(word, 0)
    if word == "overnight":
        return published - timedelta(days=1), published, Precision.RANGE, How.RELATIVE
    day = published + timedelta(days=shift)
    return day, day, Precision.DAY, How.RELATIVE


def _count(text: str) -> int:
    return int(text) if text.isdigit() else NUMBERS[text.lower()]


def _back(published: date, count: int, unit: str) -> date:
    if unit in {"year", "decade"}:
        year = published.year - count * (10 if unit == "decade" else 1)
        return date(max(year, 1), published.month, min(published.day, 28))
    if unit == "month":
        months = published.year * 12 + published.month - 1 - count
        return date(months // 12, months % 12 + 1, min(published.day, 28))
    return published - timedelta(days=count * UNITS[unit])


def _ago(got: dict[str, str], published: date) -> tuple[date, date, Precision, How]:
    unit, count = got["unit"].lower(), _count(got["count"])
    day = _back(published, count, unit)
    if unit == "day" and not got.get("about"):
        return day, day, Precision.DAY, How.RELATIVE
    if unit in {"week", "fortnight"}:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6), Precision.RANGE, How.RELATIVE
    if unit == "month":
        return *_month_span(day.year, day.month), Precision.MONTH, How.RELATIVE
    return date(day.year, 1, 1), date(day.year, 12, 31), Precision.YEAR, How.RELATIVE


def _for(got: dict[str, str], published: date) -> tuple[date, None, Precision, How]:
    """Since when, as exactly as the words are: "for three years" since some day of a year."""
    unit = got["unit"].lower()
    first = _back(published, _count(got["count"]), unit)
    if unit in {"year", "decade"}:
        first = date(first.year, 1, 1)
    elif unit == "month":
        first = first.replace(day=1)
    return first, None, Precision.SINCE, How.RELATIVE


_WEEKEND = (5, 6)  # on which "last week" may be the one that ends: both are given as a range


def _span(got: dict[str, str], published: date, future: bool) -> Interval | None:
    unit, which = got["unit"].lower(), got["which"].lower().replace("the ", "")
    edge = (got.get("edge") or "").strip().lower()
    step = _STEP.get(which, 0)
    monday = published - timedelta(days=published.weekday()) + timedelta(days=7 * step)
    if unit == "weekend":
        back = not (step or future or published.weekday() >= 5)
        saturday = monday + timedelta(days=-2 if back else 5)
        return saturday, saturday + timedelta(days=1), Precision.RANGE, How.RELATIVE
    so_far = edge == "earlier" and not step and published.day > 1
    if unit == "week":
        ending = step < 0 and published.weekday() in _WEEKEND
        last = published if so_far or ending else monday + timedelta(days=6)
        return monday, last, Precision.RANGE, How.RELATIVE
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        first, last = _month_span(months // 12, months % 12 + 1)
        return first, published if so_far else last, Precision.MONTH, How.RELATIVE
    if unit == "year":
        year = published.year + step
        last = published if so_far else date(year, 12, 31)
        return date(year, 1, 1), last, Precision.YEAR, How.RELATIVE
    return None
