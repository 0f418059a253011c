"""By when something is to be done: "by 1 March", "within 30 days", "before the end of the year".

Terms ("72 hours") are reckoned from the day on which they were told, where the text tells that day,
else from the day of publication at the latest.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from legation.language.number_words import number_words
from legation.nlp.intervals import ABSOLUTE, DIRECTED, ahead, directed
from legation.nlp.passages import passage_at
from legation.nlp.times import Found, told_expressions
from legation.nlp.timewords import MONTHS, UNITS
from legation.records import Article, How, Precision, When

_COUNT = r"\d{1,3}|an?|another|" + "|".join(sorted(number_words(), key=len, reverse=True))
_TERM = rf"(?P<count>{_COUNT})[ -](?P<unit>hour|day|week|month|year)s?\b"
_MONTH = "|".join(m for m in MONTHS if len(m) > 3)
_LEAD = r"\b(?:by|before|until|till|no later than|not later than|at the latest by|through)"
_WITHIN = re.compile(
    rf"\b(?P<lead>within|inside|in|over) (?:the )?(?:next |coming )?{_TERM}(?! ago\b| of\b)",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    rf"\b(?:ha(?:s|ve|d)|g[ai]ve|given|gives|giving|grant(?:s|ed)?|set)\b(?:(?! to )[^.;])*?"
    rf"\b{_TERM}(?:,[^,.;]*,)?(?: in which)? to (?=[a-z])"
    rf"|\b(?P<count2>{_COUNT})-(?P<unit2>hour|day|week|month|year) (?:deadline|ultimatum)",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\bthe (?P<unit>day|week|month|year) that\b", re.IGNORECASE)
_END = re.compile(
    r"\b(?:by|before|until|till|at) (?:the )?end of (?:(?P<which>the|this|next) )?"
    rf"(?:(?P<unit>week|month|year)|(?P<month>{_MONTH}|may)?"
    r",? ?(?P<year>20\d\d)?)\b",
    re.IGNORECASE,
)
_MIDDLE = re.compile(
    rf"{_LEAD} mid-? ?(?P<month>{_MONTH}|may)\b(?: (?P<year>20\d\d))?", re.IGNORECASE
)
_YEAR_ON = re.compile(rf"{_LEAD} this time next (?P<unit>week|month|year)\b", re.IGNORECASE)
_CLOCK = (
    r"(?:(?:noon|midnight|midday|dawn|dusk|\d{1,2}(?::\d\d|(?::\d\d)? ?[ap]\.?m\.?))"
    r"(?: local time| gmt)?(?:,? of)? )?"
)
_BY = re.compile(
    rf"{_LEAD} {_CLOCK}(?:(?:as early as|early|late|mid|the|on|a|at least) )*(?=\w)", re.IGNORECASE
)
_BEFORE = re.compile(  # "before the summit of July 2023", "before his term ends on October 31"
    r"\bbefore (?:[\w'’-]+ ){1,6}?(?:of|on|in) (?=\w)", re.IGNORECASE
)
_FROM_TO = re.compile(r"\bfrom [\w ,]{3,24}? to (?=\w)", re.IGNORECASE)
_NAMED = re.compile(
    rf"\b(?:deadline|ultimatum)(?: (?:of|for|on|is|was|set for)| expir\w+ on)* {_CLOCK}(?=\w)"
    r"|\b(?:set|fixed) (?=[A-Z\d][\w ,]{2,18} as (?:the|a) (?:deadline|last day))"
    r"|\bthe (?=[A-Z\d][\w ,]{2,18} (?:deadline|ultimatum))",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(
    r"\b(?:miss|ignor|defi|breach|laps|expir|pass)(?:e[ds])\b|\b(?:met|meets)\b", re.IGNORECASE
)
_HAD = re.compile(r", (?:half|most|some|many|all|none|several|\d+) of (?:whom|which)\b.*", re.S)
_JUST_OVER = timedelta(days=30)  # a last day so near is over rather than a year ahead


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """A stretch of text, the day it was published and the day it is reckoned from."""

    text: str
    published: date | None
    told: date | None
    over: bool = False


_Last = tuple[date, int, int, How]


def deadline_of(article: Article, start: int, end: int, *, told: date | None = None) -> When | None:
    """The last day that a stretch of text gives for what it speaks of, `None` where it gives none.

    `told` is the day of the promise or demand, as far as it is known. Words without a date ("soon",
    "without delay") give none.
    """
    published = article.published.first if article.published else None
    text = _HAD.sub("", article.text[start:end])  # "half of whom had gone by Monday"
    over = _LOOKS_BACK.search(text) is not None
    stretch = _Stretch(text=text, published=published, told=told or published, over=over)
    for way in (_within, _at_end, _middle, _a_year_on, _moved, _by, _before, _named, _in_season):
        found = way(stretch)
        if found is not None:
            last, first_char, last_char, how = found
            return When(
                first=None,
                last=last,
                precision=Precision.UNTIL,
                how=how,
                passage=passage_at(article, start + first_char, start + last_char),
            )
    return None


def _within(s: _Stretch) -> _Last | None:
    match = _WITHIN.search(s.text) or _GIVEN.search(s.text)
    if s.told is None:
        return None
    if match is None:
        whole = _WHOLE.search(s.text)
        if whole is None:
            return None
        return _after(s.told, 1, whole.group("unit").lower()), *whole.span(), How.RELATIVE
    unit = (match.group("unit") or match.group("unit2")).lower()
    if match.groupdict().get("lead", "").lower() == "in" and unit == "year":
        return None  # "in ten years" tells how long, not by when
    told = (match.group("count") or match.group("count2")).lower()
    count = int(told) if told.isdigit() else number_words().get(told, 1)
    start, end = match.span()
    if "lead" not in match.groupdict() and match.group("count"):
        start, end = match.start("count"), match.end("unit")
    return _after(s.told, count, unit), start, end, How.RELATIVE


def _after(day: date, count: int, unit: str) -> date:
    """The day so many units on; hours count as the days they begin."""
    if unit == "hour":
        return day + timedelta(days=-(-count // 24))
    if unit in {"month", "year"}:
        return _months_on(day, count * (12 if unit == "year" else 1))
    return day + timedelta(days=count * UNITS[unit])


def _months_on(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 + count
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _at_end(s: _Stretch) -> _Last | None:
    match, published = _END.search(s.text), s.published
    if match is None:
        return None
    got = match.groupdict()
    if got["unit"]:
        if published is None:
            return None
        step = 1 if (got["which"] or "").lower() == "next" else 0
        return _end_of(got["unit"].lower(), published, step), *match.span(), How.RELATIVE
    if got["year"] and not got["month"]:
        return date(int(got["year"]), 12, 31), *match.span(), How.EXPLICIT
    if not got["month"]:
        return None
    month = MONTHS[got["month"].lower()]
    if got["year"] is None and published is None:
        return None
    year = int(got["year"]) if got["year"] else _year_ahead(month, published)
    last = date(year, month, calendar.monthrange(year, month)[1])
    return last, *match.span(), How.EXPLICIT if got["year"] else How.RELATIVE


def _year_ahead(month: int, published: date | None) -> int:
    assert published is not None
    return published.year + (month < published.month)


def _end_of(unit: str, day: date, step: int) -> date:
    if unit == "week":
        return day + timedelta(days=6 - day.weekday() + 7 * step)
    if unit == "year":
        return date(day.year + step, 12, 31)
    first = _months_on(day.replace(day=1), step)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _middle(s: _Stretch) -> _Last | None:
    """The middle of a month: "by mid-June" is by the 20th at the latest."""
    match = _MIDDLE.search(s.text)
    if match is None or (s.published is None and not match.group("year")):
        return None
    month = MONTHS[match.group("month").lower()]
    told = match.group("year")
    year = int(told) if told else _year_ahead(month, s.published)
    return date(year, month, 20), *match.span(), How.EXPLICIT if told else How.RELATIVE


def _a_year_on(s: _Stretch) -> _Last | None:
    match = _YEAR_ON.search(s.text)
    if match is None or s.published is None:
        return None
    return _after(s.published, 1, match.group("unit").lower()), *match.span(), How.RELATIVE


def _moved(s: _Stretch) -> _Last | None:
    """The later of two days: "extended the deadline from Friday to Sunday"."""
    return _first(s, _FROM_TO) if "deadline" in s.text or "ultimatum" in s.text else None


def _by(s: _Stretch) -> _Last | None:
    return _first(s, _BY)


def _before(s: _Stretch) -> _Last | None:
    return _first(s, _BEFORE)


def _named(s: _Stretch) -> _Last | None:
    return _first(s, _NAMED)


def _in_season(s: _Stretch) -> _Last | None:
    """The end of a season to come: "will open it in the autumn"."""
    for found in _expressions(s.text):
        if found.name == "season" and s.text[found.start :].lower().startswith("in "):
            last = _last_of(s, found, strictly=False)
            return (last[0], found.start, found.end, last[1]) if last is not None else None
    return None


def _first(s: _Stretch, lead: re.Pattern[str]) -> _Last | None:
    """The first day that stands right behind the words that lead to it."""
    leads = [*lead.finditer(s.text)]
    if not leads:
        return None
    spans: dict[int, Found] = {}
    for one in _expressions(s.text):
        spans[one.start] = one
        if "weekday" in one.match.re.groupindex:
            spans[one.match.start("weekday")] = one  # "Friday" of "on Friday"
    for match in leads:
        found = spans.get(match.end()) or spans.get(match.end() - len("the "))
        last = _last_of(s, found, strictly=match.group(0).lower().startswith("before"))
        if found is not None and last is not None:
            return last[0], match.start(), found.end, last[1]
    return None


@lru_cache(maxsize=64)  # each way to tell a last day looks at the same stretch
def _expressions(text: str) -> tuple[Found, ...]:
    return tuple(told_expressions(text))


def _last_of(s: _Stretch, found: Found | None, *, strictly: bool) -> tuple[date, How] | None:
    """The last day of an expression; `strictly` before it, the day before."""
    if found is None:
        return None
    name, match, published = found.name, found.match, s.published
    if s.over and published is not None and name in DIRECTED:
        interval = directed(name, match, published, future=False, weekday=found.weekday)
    elif found.weekday is not None and published is not None and name in DIRECTED:
        interval = directed(name, match, published, future=True, weekday=found.weekday)
    else:
        interval = ahead(name, match, published)
    if interval is None or interval[0] is None or interval[1] is None:
        return None
    last = interval[0] - timedelta(days=1) if strictly else interval[1]
    known = published is None or s.over or name in ABSOLUTE or last >= published - _JUST_OVER
    return (last, interval[3]) if known else None
