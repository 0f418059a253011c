"""The fields of records that may be corrected, told as text and set from text."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from typing import Any

from legation.errors import InputError
from legation.ontology import goldstein, is_cameo, plover_of, quad_of, sectors
from legation.records import (
    Claim,
    Event,
    How,
    Kind,
    Mention,
    Polarity,
    Precision,
    Statement,
    Status,
    When,
)

NOT_TOLD = "-"  # as a new value: that it is not told
FIELDS = {
    "event": ("status", "day", "cameo"),
    "statement": ("act", "polarity", "day", "deadline"),
    "claim": ("holds", "valid"),
    "mention": ("actor", "name", "kind", "country", "sector", "role"),
}
_SLOTS = {"day": "when", "actor": "actor_id"}


def kind_of(record: Any) -> str:
    """What kind of record it is."""
    known = {Event: "event", Statement: "statement", Claim: "claim", Mention: "mention"}
    if type(record) not in known:
        raise InputError("only events, statements, claims and mentions are corrected")
    return known[type(record)]


def label_of(record: Any) -> str:
    """What a record is: its type, act, predicate, or who is meant."""
    if isinstance(record, Event):
        return record.type
    if isinstance(record, Statement):
        return record.act
    if isinstance(record, Claim):
        return str(record.predicate)
    return str(record.actor_id or record.name)


def told(record: Any, field: str) -> str | None:
    """The value of a field as text; `None` for one that is not told."""
    _check(record, field)
    value = getattr(record, _SLOTS.get(field, field))
    if isinstance(value, When):
        return _of_when(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value is not None else None


def edited(record: Any, field: str, new: str | None) -> Any:
    """The record with a field set from text; its id stays, so that what names it still does.

    Raises `InputError` for a field that the record does not have, and for a value that cannot be.
    """
    _check(record, field)
    if field == "cameo":
        return _of_code(record, new)
    value = None if new in (None, NOT_TOLD) else _MADE.get(field, str)(new or "")
    slot = _SLOTS.get(field, field)
    if value is None and slot not in _may_be_unknown(record):
        raise InputError(f"{field} must have a value; reject the record instead")
    return replace(record, **{slot: value})


def _may_be_unknown(record: Any) -> set[str]:
    return {each.name for each in fields(record) if each.default is None}


def _check(record: Any, field: str) -> None:
    known = FIELDS[kind_of(record)]
    if field not in known:
        of = kind_of(record)
        raise InputError(f"{field[:60]!r} of a {of} is not corrected; {', '.join(known)} are")


def _of_code(event: Event, new: str | None) -> Event:
    """The event with another CAMEO code, and the type, mode and scores that go with it."""
    if new is None or not is_cameo(new) or (found := plover_of(new)) is None:
        raise InputError(f"cameo={new!r} is no code of an event; see `legation codes`")
    return replace(
        event,
        cameo=new,
        type=found.type,
        mode=found.mode,
        quad=int(quad_of(found.type)),
        goldstein=goldstein(new),
    )


def _when(text: str) -> When:
    """A day, month, year or range: 2024-03-09, 2024-03, 2024, 2015-03/.., ../2006."""
    first, ends, last = text.replace("/", "..").replace("....", "..").partition("..")
    try:
        begin = _edge(first, last=False) if first else None
        end = _edge(last if ends else first, last=True)
    except ValueError as error:
        raise InputError(
            f"{text[:60]!r} is no day; write it like 2024-03-09, 2024-03 or 2024-03-01..2024-03-31"
        ) from error
    if begin is None and end is None:
        raise InputError("the day has no end; write - where it is not told")
    if begin and end and end < begin:
        raise InputError(f"{text[:60]!r} ends before it begins; write the earlier day first")
    return When(first=begin, last=end, precision=_precision(begin, end), how=How.EXPLICIT)


def _edge(text: str, *, last: bool) -> date | None:
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else 12 if last else 1
    ends = calendar.monthrange(year, month)[1]
    return date(year, month, parts[2] if len(parts) > 2 else ends if last else 1)


def _precision(first: date | None, last: date | None) -> Precision:
    if first is None or last is None:
        return Precision.UNTIL if first is None else Precision.SINCE
    if first == last:
        return Precision.DAY
    whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if whole and (first.year, first.month) == (last.year, last.month):
        return Precision.MONTH
    if whole and first.year == last.year and (first.month, last.month) == (1, 12):
        return Precision.YEAR
    return Precision.RANGE


def _of_when(when: When) -> str:
    first, last = (each.isoformat() if each else "" for each in (when.first, when.last))
    if first == last:
        return first
    if when.precision is Precision.YEAR:
        return first[:4]
    return first[:7] if when.precision is Precision.MONTH else f"{first}..{last}"


def _member(kind: Any, name: str) -> Callable[[str], Any]:
    def made(text: str) -> Any:
        known = {str(each): each for each in kind}
        if text not in known:
            raise InputError(f"{name}={text[:60]!r} is not known; {', '.join(known)} are")
        return known[text]

    return made


def _holds(text: str) -> bool:
    if text not in ("yes", "no"):
        raise InputError(f"holds={text[:60]!r} is neither yes nor no; write one of them")
    return text == "yes"


def _sector(text: str) -> str:
    if text not in sectors():
        raise InputError(f"sector={text[:60]!r} is not known; {', '.join(sectors())} are")
    return text


_MADE: dict[str, Callable[[str], Any]] = {
    "status": _member(Status, "status"),
    "polarity": _member(Polarity, "polarity"),
    "kind": _member(Kind, "kind"),
    "day": _when,
    "deadline": _when,
    "valid": _when,
    "holds": _holds,
    "sector": _sector,
}
