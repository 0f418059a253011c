"""The days named in a question: "on 27 August 2025", "since Monday", "between 1 and 5 March"."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from legation.ask.days import Days, days_of
from legation.ask.inwords.question_data import words_of_class
from legation.errors import InputError

_MONTH = "(?:" + "|".join([*calendar.month_name[1:], *calendar.month_abbr[1:]]) + ")"
_WEEKDAY = "(?:" + "|".join(calendar.day_name) + ")"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = "|".join(
    (
        r"\d{4}-\d{2}(?:-\d{2})?",
        rf"(?:the )?{_NUMBER}(?: of)? {_MONTH}\.?,? \d{{4}}",
        rf"{_MONTH}\.? {_NUMBER},? \d{{4}}",
        rf"{_MONTH}\.?,?(?: of)? \d{{4}}",
        rf"(?:the )?{_NUMBER}(?: of)? {_MONTH}\b",
        rf"{_MONTH} {_NUMBER}\b",
        r"\d{1,2}/\d{1,2}/\d{4}",
        rf"(?:last|this|past) (?:week|month|year|{_WEEKDAY}|{_MONTH})",
        r"\d+ (?:day|week|month|year)s? ago",
        rf"(?<!-){_WEEKDAY}\b",
        r"(?:today|yesterday)\b",
        r"(?:19|20)\d{2}(?!\d)",
    )
)
_BEFORE = (
    r"as known on|as of|as at|up to|back in|by the end of|at the end of|the end of|"
    r"on|in|during|since|after|from|before|until|till|by|throughout|of|for"
)
_ONE = re.compile(
    rf"(?:\b(?P<how>{_BEFORE}) )?(?:the (?:day|month|year)(?: of)? )?\b(?P<day>{_DAY})",
    re.IGNORECASE,
)
_TWO = re.compile(
    rf"(?:\b(?:between|from|of) )?(?P<first>(?:{_DAY})|{_NUMBER}|{_MONTH})\s*"
    rf"(?:-|–|\b(?:and|to|until|till|through|with|versus|vs|against)\b)\s*(?:on |the |that of )?"
    rf"(?P<last>{_DAY})",
    re.IGNORECASE,
)
_STRETCH = re.compile(
    r"(?:\b(?:in|over|during|for|within) )?the (?:last|past) (?P<many>\d+ )?"
    r"(?P<unit>day|week|month|year)s?\b",
    re.IGNORECASE,
)
_BARE_MONTH = re.compile(rf"\b(?:in|since|during|until) (?P<day>{_MONTH})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysNamed:
    """The days that a question names, and where, in characters.

    `two` are two days that are set against each other.
    """

    days: Days
    start: int
    end: int
    two: bool = False


def days_named(question: str, *, today: date) -> DaysNamed | None:
    """The days that a question names, the first of them; `None` where it names none.

    "since" opens the end and "until" the beginning; a day without a year is the last such day.
    """
    for two in _TWO.finditer(question):
        days = _range(two["first"], two["last"], today)
        if days is not None:
            return DaysNamed(days=days, start=two.start(), end=two.end(), two=True)
    stretch = _STRETCH.search(question)
    if stretch is not None:
        many = int(stretch["many"] or 1)
        ago = days_of(f"{many} {stretch['unit']}s ago", today=today)
        days = Days(first=ago.first, last=today)
        return DaysNamed(days=days, start=stretch.start(), end=stretch.end())
    for found in (*_ONE.finditer(question), *_BARE_MONTH.finditer(question)):
        told = _days(found["day"], today)
        if told is None or _is_number(question, found.start("day"), found["day"]):
            continue
        how = (found.groupdict().get("how") or found.group().split()[0]).lower()
        return DaysNamed(days=_opened(how, told, today), start=found.start(), end=found.end())
    return None


def _range(first: str, last: str, today: date) -> Days | None:
    """Two days as a range; what the first leaves out it has from the second."""
    end = _days(last, today)
    if end is None or end.first is None or end.last is None:
        return None
    if re.fullmatch(_NUMBER, first, re.IGNORECASE):
        bare = re.sub(r"\D", "", first)
        begin = _days(f"{end.first:%Y-%m}-{int(bare):02}", today)
        if not re.search(r"\d", last.replace(str(end.first.year), "")):
            return None
    elif not re.search(r"\d{4}|day|today|ago|last|this|past", first, re.IGNORECASE):
        begin = _days(f"{first} {end.first.year}", today)
    else:
        begin = _days(first, today)
    if begin is None or begin.first is None or begin.first > end.last:
        return None
    return Days(first=begin.first, last=end.last)


def _opened(how: str, told: Days, today: date) -> Days:
    if how in words_of_class("from_then_on"):
        return Days(first=told.first, last=None)
    if how == "before" and told.first is not None:
        return Days(first=None, last=told.first - timedelta(days=1))
    return Days(first=None, last=told.last) if how in words_of_class("until_then") else told


def _days(text: str, today: date) -> Days | None:
    told = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text, flags=re.IGNORECASE)
    told = re.sub(r"\b(?:of|the)\b|[,.]", " ", told, flags=re.IGNORECASE)
    told = re.sub(r"\bpast\b", "last", told, flags=re.IGNORECASE)
    try:
        return days_of(told, today=today)
    except InputError:
        return None


def _is_number(question: str, start: int, day: str) -> bool:
    """Whether what looks like a year is the number of something: "resolution 2006"."""
    before = question[:start].lower().split()
    return day.isdigit() and bool(before) and before[-1].startswith(("resolution", "number", "no."))
