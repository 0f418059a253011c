"""The registry against itself, and against the offices that readings give to people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from legation.registry.held import Held
from legation.registry.known import Form, Registry
from legation.registry.learned import Conflict
from legation.registry.sightings import Sighting, contradicted

# Predecessor and successor share days where the table knows months (or years) only.
SLACK = timedelta(days=45)
SLACK_OF_YEARS = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Two people in an office that one holds at a time, and the days both have it."""

    title: str
    country: str
    held: tuple[Held, Held]
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedName:
    """One spelling of two people of a country: a text that has it names neither."""

    name: str
    country: str | None
    ids: tuple[str, ...]


def overlaps(registry: Registry) -> Iterator[Overlap]:
    """Pairs of people whom the tables have in one office at one time, by country and title."""
    told: set[tuple[Held, Held]] = set()
    for country, title in sorted(
        (c, t) for c, offices in registry.holders.items() for t in offices
    ):
        if not country or not registry.is_sole(title, country):
            continue
        for one, other in combinations(_by_day(registry.holders[country][title]), 2):
            days = _shared_days(one, other)
            if one.actor.id != other.actor.id and days is not None and (one, other) not in told:
                told.add((one, other))
                yield Overlap(
                    title=one.office.title,
                    country=country,
                    held=(one, other),
                    first=days[0],
                    last=days[1],
                )


def _by_day(held: Iterable[Held]) -> list[Held]:
    dated = [h for h in held if h.office.when is not None]
    dated.sort(key=lambda h: (h.office.when.first or date.min, h.actor.id))  # type: ignore[union-attr]
    return dated


def _shared_days(one: Held, other: Held) -> tuple[date, date] | None:
    """The days both hold the office, where they are more than a slack."""
    spans = []
    for when in (one.office.when, other.office.when):
        if when is None:
            return None
        spans.append((when.first or date.min, when.last or date.max))
    first, last = max(s[0] for s in spans), min(s[1] for s in spans)
    by_year = any(d.month == 1 and d.day == 1 for d, _ in spans) or any(
        d.month == 12 and d.day == 31 for _, d in spans
    )
    slack = SLACK_OF_YEARS if by_year else SLACK
    return (first, last) if last >= first and last - first > slack else None


def shared_names(registry: Registry) -> Iterator[SharedName]:
    """Spellings that stand for several people of one country, in order."""
    for name in sorted(registry.forms):
        people: dict[str | None, set[str]] = defaultdict(set)
        for entry in registry.forms[name]:
            if entry.form is Form.PERSON and not entry.own:
                people[entry.actor.country].add(entry.actor.id)
        for country, ids in people.items():
            if len(ids) > 1:
                yield SharedName(name=name, country=country, ids=tuple(sorted(ids)))


def conflicts(registry: Registry, sightings: Iterable[Sighting]) -> Iterator[Conflict]:
    """Sightings that the registry has somebody else for, the first of each person and office."""
    told: set[tuple[str, str, str, bool]] = set()
    for sighting in sorted(sightings, key=lambda s: (s.first, s.evidence)):
        slot = (sighting.name, sighting.title, sighting.country, sighting.holds)
        against = contradicted(registry, sighting) if slot not in told else ()
        if against:
            told.add(slot)
            yield Conflict(sighting=sighting, against=against)
