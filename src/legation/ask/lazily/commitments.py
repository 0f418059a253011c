"""Promises and demands that are asked for when they are wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from legation.ask.days import Days, days_of
from legation.ask.grammar.lists import enum_of, limit_of, named_values
from legation.ask.names import Names
from legation.ask.tabular.calendars import commitment_calendar, write_calendar
from legation.ask.undertakings_told import Followed, between, followed
from legation.atlas.perspectives import NEUTRAL, view_named
from legation.records import Commitment, Standing, Undertaking, When
from legation.store import Store
from legation.store.asking.wanted import Clock, Known

_NAMES = "actor by of kind status due on limit view extra known clock".split()
_SEVERAL = ("actor", "by", "of", "status")


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentsAsked:
    """What is asked of promises and demands.

    `actor` are those whom the articles mention, `by` who promises or demands, `of` whom it is
    promised to or demanded of; of several names one must fit. `due` are the days on which it is to
    be done; what names none is then left out. `on` is the day as of which they stand, `known` the
    day at whose end what tells of them must have been known, with its clock.
    """

    actor: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    kind: Undertaking | None = None
    status: tuple[Standing, ...] = ()
    due: Days | None = None
    on: date | None = None
    limit: int | None = None
    known: Known | None = None


def commitments_asked(pairs: Sequence[tuple[str, str]], *, today: date) -> CommitmentsAsked:
    """What names and values ask of promises and demands; raises `InputError` where it cannot."""
    given = named_values(pairs, _NAMES, of="commitments", twice=_SEVERAL)

    def several(name: str) -> tuple[str, ...]:
        return tuple(given[name].split(",")) if name in given else ()

    asked = CommitmentsAsked(actor=several("actor"), by=several("by"), of=several("of"))
    if "kind" in given:
        asked = replace(asked, kind=enum_of(Undertaking, "kind", given["kind"]))
    if "status" in given:
        standing = tuple(enum_of(Standing, "status", v) for v in given["status"].split(","))
        asked = replace(asked, status=standing)
    if "due" in given:
        asked = replace(asked, due=days_of(given["due"], today=today))
    if "on" in given:
        asked = replace(asked, on=days_of(given["on"], today=today).last)
    if "limit" in given:
        asked = replace(asked, limit=limit_of(given["limit"]))
    clock = enum_of(Clock, "clock", given.get("clock", Clock.STORE))
    if "known" in given:
        asked = replace(asked, known=(days_of(given["known"], today=today).last or today, clock))
    elif clock is Clock.PUBLISHED:
        asked = replace(asked, known=(today, clock))
    view_named(given.get("view", NEUTRAL))  # how the answer is shown: it asks for nothing else
    return asked


def commitments(
    store: Store, names: Names, asked: CommitmentsAsked, *, most: int | None = None
) -> Followed:
    """The promises and demands that fit, in the order they were told; `limit` cuts none here.

    At most `most` articles are looked at. Raises `InputError` for a name that nobody bears.
    """
    found = followed(
        store,
        names,
        about=asked.actor,
        by=asked.by,
        of=asked.of,
        as_of=asked.on,
        known=asked.known,
        most=most,
    )
    return replace(found, commitments=narrowed(found.commitments, store, names, asked))


def narrowed(
    found: Iterable[Commitment], store: Store, names: Names, asked: CommitmentsAsked
) -> tuple[Commitment, ...]:
    """Those of some promises and demands that fit; `actor`, `on` and `known` are not looked at.

    Raises `InputError` for a name that nobody bears.
    """
    return tuple(
        each
        for each in between(found, store, names, by=asked.by, of=asked.of)
        if asked.kind in (None, each.kind)
        and (not asked.status or each.status in asked.status)
        and (asked.due is None or asked.due.has(_end(each.due)))
    )


@dataclass(frozen=True, kw_only=True)
class CommitmentsOf:
    """Promises and demands of a store; each method gives others and leaves these as they are.

    The store is asked once, when the first of them is wanted: `list` asks how many there are too.
    At most `most` articles are looked at, the newest, where it is given.
    """

    store: Store
    names: Names
    asked: CommitmentsAsked = field(default_factory=CommitmentsAsked)
    most: int | None = None

    def by(self, *names: str) -> CommitmentsOf:
        """Made by one of those named."""
        return replace(self, asked=replace(self.asked, by=(*self.asked.by, *names)))

    def of(self, *names: str) -> CommitmentsOf:
        """Promised to or demanded of one of those named."""
        return replace(self, asked=replace(self.asked, of=(*self.asked.of, *names)))

    def kind(self, kind: str) -> CommitmentsOf:
        """Promises only, or demands."""
        return replace(self, asked=replace(self.asked, kind=enum_of(Undertaking, "kind", kind)))

    def status(self, *statuses: str) -> CommitmentsOf:
        """That stand so: open, repeated, claimed done, disputed or lapsed."""
        standing = tuple(enum_of(Standing, "status", each) for each in statuses)
        return replace(self, asked=replace(self.asked, status=(*self.asked.status, *standing)))

    def due(self, *, after: Any = None, before: Any = None) -> CommitmentsOf:
        """To be done between two days, both included; what names no day is left out."""
        first, last = (_day(end) for end in (after, before))
        return replace(self, asked=replace(self.asked, due=Days(first=first, last=last)))

    def __iter__(self) -> Iterator[Commitment]:
        return iter(self._found.commitments)

    def __len__(self) -> int:
        return len(self._found.commitments)

    @property
    def unread(self) -> int:
        """How many articles were not looked at, where `most` may be and there are more."""
        return self._found.unread

    @cached_property
    def _found(self) -> Followed:
        return commitments(self.store, self.names, self.asked, most=self.most)

    def count(self) -> dict[str, int]:
        """How many there are."""
        return {"commitments": len(self)}

    def to_ics(self, path: str | None = None) -> bytes:
        """The deadlines as iCalendar, also written to a file where one is named."""
        return write_calendar(commitment_calendar(self), path)


def _day(value: Any) -> date | None:
    if value is None:
        return None
    told = value.isoformat()[:10] if isinstance(value, date) else str(value)
    return days_of(told, today=date.today()).last


def _end(due: When | None) -> date | None:
    return (due.last or due.first) if due else None
