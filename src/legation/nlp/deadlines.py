"""By when something is to be done: "by 1 March", "within 30 days", "before the end of the year"."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from legation.nlp.intervals import ahead
from legation.nlp.passages import passage_at
from legation.nlp.timewords import MONTHS, NUMBERS, UNITS, expressions
from legation.records import Article, How, Precision, When

_COUNT = r"\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True))
_WITHIN = re.compile(
    rf"\b(?:within|in|over) (?:the )?(?:next |coming )?(?P<count>{_COUNT}) "
    r"(?P<unit>hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:by|before|until|till|at) (?:the )?end of (?:(?P<which>the|this|next) )?"
    rf"(?:(?P<unit>week|month|year)|(?P<month>{'|'.join(m for m in MONTHS if len(m) > 3)}|may)?"
    r",? ?(?P<year>20\d\d)?)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?P<lead>by|before|until|till|no later than|not later than|at the latest by) "
    r"(?:early |late |the )?(?=[\w])",
    re.IGNORECASE,
)


def deadline_of(article: Article, start: int, end: int) -> When | None:
    """The last day that a stretch of text gives for what it speaks of, `None` where it gives none.

    Words without a date ("soon", "without delay") give none.
    """
    text = article.text[start:end]
    published = article.published.first if article.published else None
    found = _within(text, published) or _at_end(text, published) or _by(text, published)
    if found is None:
        return None
    last, first_char, last_char, how = found
    return When(
        first=None,
        last=last,
        precision=Precision.UNTIL,
        how=how,
        passage=passage_at(article, start + first_char, start + last_char),
    )


_Found = tuple[date, int, int, How]


def _within(text: str, published: date | None) -> _Found | None:
    match = _WITHIN.search(text)
    if match is None or published is None:
        return None
    if match.group(0).lower().startswith("in ") and match.group("unit").lower() == "year":
        return None  # "in ten years" tells how long, not by when
    told = match.group("count").lower()
    count = int(told) if told.isdigit() else NUMBERS[told]
    unit = match.group("unit").lower()
    if unit == "hour":
        last = published + timedelta(days=-(-count // 24))
    elif unit in {"month", "year"}:
        last = _months_on(published, count * (12 if unit == "year" else 1))
    else:
        last = published + timedelta(days=count * UNITS[unit])
    return last, match.start(), match.end(), How.RELATIVE


def _months_on(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 + count
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _at_end(text: str, published: date | None) -> _Found | None:
    match = _END.search(text)
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


def _by(text: str, published: date | None) -> _Found | None:
    spans = {match.start(): (name, match) for _, name, match in reversed(list(expressions(text)))}
    for lead in _BY.finditer(text):
        if lead.end() not in spans:
            continue
        name, match = spans[lead.end()]
        found = ahead(name, match, published)
        if found is None or found[0] is None or found[1] is None:
            continue
        before = lead.group("lead").lower() == "before"
        last = found[0] - timedelta(days=1) if before else found[1]
        if published is None or last >= published:
            return last, lead.start(), match.end(), found[3]
    return None
