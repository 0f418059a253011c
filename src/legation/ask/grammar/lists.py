"""Which lists there are, and by which names each can be asked."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

from legation.errors import InputError

LIMIT, MOST = 50, 500  # records of a page
Member = TypeVar("Member", bound=StrEnum)
_ALL = ("actor", "country", "sector", "outlet", "agency", "text", "on", "told", "dated", "sure")
_DEEDS = "from to with type mode context cameo quad status place near".split()
_STATEMENTS = "speaker addressee act kind channel depth".split()
_CLAIMS = "predicate subject object holder contested".split()
_EVENTS = (*_ALL, *_DEEDS)
FIELDS_OF: dict[str, tuple[str, ...]] = {
    "events": _EVENTS,
    "statements": (*_ALL, *_STATEMENTS),
    "claims": (*_ALL, *_CLAIMS),
    "timeline": (*_EVENTS, "origin"),
    "meetings": (*_EVENTS, "origin", "level"),
}
# Two parties of one event: asked as events are.
FIELDS_OF["dyads"] = _EVENTS

# How an answer is cut, ordered and shown; the same for every list.
FORM = "known clock view by sort order limit after facet as fields extra".split()
NAMES = tuple(dict.fromkeys((*(n for names in FIELDS_OF.values() for n in names), *FORM)))


def check_name(name: str, kind: str) -> None:
    """Raise `InputError` for a name that no list has, or that this one has not."""
    if name not in NAMES:
        near = nearest(name, (*FIELDS_OF[kind], *FORM))
        raise InputError(f"{name!r} is no filter; did you mean {near}?")
    if name not in FIELDS_OF[kind] and name not in FORM:
        lists = [each for each, names in FIELDS_OF.items() if name in names and each != "dyads"]
        raise InputError(
            f"{name!r} is no filter of {kind} but of {' and '.join(lists)}; "
            f"leave it out, or did you mean {nearest(name, FIELDS_OF[kind])}?"
        )


def nearest(name: str, known: Iterable[str]) -> str:
    """The name that is spelt most like another."""
    return difflib.get_close_matches(name[:60], list(known), n=1, cutoff=0.0)[0]


def one_of(name: str, value: str, known: Sequence[str]) -> str:
    """One of the values known, whatever its case; raises `InputError` with the nearest."""
    if not known:
        raise InputError(f"{name}={value!r} cannot be asked here; leave it out")
    found = {each.lower(): each for each in known}.get(value.strip().lower())
    if found is None:
        raise InputError(f"{name}={value!r} is not known; did you mean {nearest(value, known)}?")
    return found


def enum_of(kind: type[Member], name: str, value: str) -> Member:
    """The member of that value; raises `InputError` with the nearest."""
    return kind(one_of(name, value, [str(each) for each in kind]))


def limit_of(value: str, most: int = MOST) -> int:
    """A number of records from 1 to `most`; raises `InputError` for another text."""
    if not value.isascii() or not value.isdigit() or not 0 < int(value[:9]) <= most:
        raise InputError(f"limit={value!r} is no number from 1 to {most}")
    return int(value)


def named_values(
    pairs: Iterable[tuple[str, str]], known: Sequence[str], *, of: str, twice: Sequence[str] = ()
) -> dict[str, str]:
    """The values by name, each name once but for those that may stand `twice`, joined by commas.

    Raises `InputError` for a name that is not known, an empty value, and one that stands twice.
    """
    found: dict[str, str] = {}
    for name, value in pairs:
        if name not in known:
            raise InputError(f"{name!r} is no filter of {of}; did you mean {nearest(name, known)}?")
        if not value.strip():
            raise InputError(f"{name}: the value is empty; leave the filter out instead")
        if name in found and name not in twice:
            raise InputError(f"{name} stands twice; {of} can be asked by one only")
        found[name] = f"{found[name]},{value.strip()}" if name in found else value.strip()
    return found
