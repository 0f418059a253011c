"""Reports compared with one another, where many say the same: what two kinds give is found once.

A report is known by what it says but for its day, which has a number, and by its days. In a
running story hundreds of reports have few such numbers, and two of these always compare alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from legation.records import Mention, Report
from legation.stories.sameness import (
    Sameness,
    apart_from_days,
    days_alike,
    days_of,
    is_dated,
    with_days,
)


@dataclass(frozen=True, slots=True)
class Common:
    """What some reports have in common: their numbers, and the days on which all may be."""

    numbers: frozenset[int]
    first: date = date.min
    last: date = date.max

    def __and__(self, other: Common) -> Common:
        """What all of both have in common."""
        return Common(
            self.numbers | other.numbers, max(self.first, other.first), min(self.last, other.last)
        )


class Alike:
    """The reports of one question; those of `apart` are each taken by themselves."""

    def __init__(self, reports: Iterable[Report], apart: Collection[str]) -> None:
        self._numbers: dict[object, int] = {}
        self._of: dict[str, int] = {}
        self._days: dict[str, tuple[date | None, date | None]] = {}
        self._found: dict[tuple[int, int, bool], Sameness] = {}
        self._first: dict[int, Report] = {}
        self._twins: dict[object, list[Report]] = defaultdict(list)
        times: dict[object, int] = defaultdict(int)
        for report in reports:
            event = report.event
            number = self._numbers.setdefault(_told(report), len(self._numbers))
            self._of[event.id] = number
            self._days[event.id] = days = days_of(report)
            # An article that tells the same twice has told two events.
            here = (number, days, is_dated(report))
            nth = times[here, event.trigger.article_id]
            times[here, event.trigger.article_id] += 1
            self._twins[(*here, nth, event.id if event.id in apart else "")].append(report)

    def twins(self) -> Iterator[list[str]]:
        """Reports of several articles that say the same and may be of the same days."""
        for reports in self._twins.values():
            if len(reports) > 1:
                yield [report.event.id for report in reports]

    def firsts(self) -> Iterator[Report]:
        """A report of each kind."""
        for reports in self._twins.values():
            yield reports[0]

    def compare(self, one: Report, other: Report) -> Sameness:
        """What `sameness` says of two reports."""
        here = one.event.trigger.article_id == other.event.trigger.article_id
        a, b = self._of[one.event.id], self._of[other.event.id]
        key = (a, b, here) if a <= b else (b, a, here)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = apart_from_days(one, other)
        if found.parted or not found.score:
            return found
        return with_days(found, days_alike(one, other))

    def common(self, report: Report) -> Common:
        """What one report has in common with itself."""
        number = self._of[report.event.id]
        self._first.setdefault(number, report)
        first, last = self._days[report.event.id]
        if first is None or last is None:
            return Common(frozenset({number}))
        return Common(frozenset({number}), first, last)

    def parted(self, ones: Common, others: Common) -> bool:
        """Whether a report of one group cannot be of the same event as one of another."""
        if max(ones.first, others.first) > min(ones.last, others.last):
            return True
        return any(
            self._without_days(a, b).parted for a in ones.numbers for b in others.numbers if a != b
        )

    def _without_days(self, a: int, b: int) -> Sameness:
        one, other = self._first[a], self._first[b]
        here = one.event.trigger.article_id == other.event.trigger.article_id
        key = (a, b, here) if a <= b else (b, a, here)
        if key not in self._found:
            self._found[key] = apart_from_days(one, other)
        return self._found[key]


def twins(one: Report, other: Report) -> bool:
    """Whether two reports say the same and may be of the same days."""
    return (
        _told(one) == _told(other)
        and days_of(one) == days_of(other)
        and is_dated(one) == is_dated(other)
    )


def _told(report: Report) -> object:
    """All that is compared of a report but its days."""
    event = report.event
    return (
        event.type,
        event.cameo,
        event.status,
        tuple(map(_party, event.actors)),
        tuple(map(_party, event.recipients)),
        event.place and _party(event.place),
        report.words,
    )


def _party(mention: Mention) -> object:
    return (
        mention.kind,
        mention.name,
        mention.passage.text,
        mention.actor_id,
        mention.country,
        mention.sector,
        mention.role,
    )
