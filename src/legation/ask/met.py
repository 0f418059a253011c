"""When two or more met or spoke: the last time and all times, with level, place and manner."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from legation.ask.filters import Filters
from legation.ask.grammar.lists import one_of
from legation.ask.names import Names
from legation.ask.sources import Counted
from legation.ask.timeline import Timeline, latest_first, timeline
from legation.records import Event, Mention, Occurrence, Status
from legation.registry.held import covers
from legation.registry.known import Registry
from legation.registry.wordings import Title

# From the highest level down; an office of a level that stands nowhere here is an official's.
LEVELS = {
    "head": ("head_of_state", "head_of_government"),
    "minister": ("minister",),
    "envoy": ("international",),
}
HELD = frozenset({Status.HAPPENED, Status.ONGOING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One occurrence of a meeting, visit or call.

    `level` is that of the highest office named among those who took part, `None` where no office is
    told; `mode` is PLOVER's: visit, phone, multilateral, third-party.
    """

    occurrence: Occurrence
    status: Status
    mode: str | None
    level: str | None
    place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Meetings that took place, the latest day first, and apart from them those only planned.

    `last` is the latest that has a day. Meetings without a day come after those that have one.
    """

    held: tuple[Meeting, ...]
    planned: tuple[Meeting, ...]
    other: tuple[Meeting, ...]
    last: Meeting | None
    timeline: Timeline
    counted: Counted


def met(
    names: Names, parties: Sequence[str], filters: Filters | None = None, *, most: int = 20_000
) -> Met:
    """When the parties met, visited or called each other, by what the store's articles tell.

    `other` are meetings that are possible or denied. Raises `InputError` for a name that nobody
    bears, and `ValueError` for names without a store.
    """
    if names.store is None:
        raise ValueError("the names have no store; make them with Names(registry, store)")
    wanted = replace(filters or Filters(), type=("CONSULT",))
    found = timeline(names.store, names, parties, wanted, most=most)
    fits = _of_levels(wanted.level)
    every = (_meeting(each, found, names.registry) for each in found.occurrences)
    meetings = sorted(filter(fits, every), key=lambda each: latest_first(each.occurrence))
    held = tuple(m for m in meetings if m.status in HELD)
    return Met(
        held=held,
        planned=tuple(m for m in meetings if m.status is Status.PLANNED),
        other=tuple(m for m in meetings if m.status not in HELD | {Status.PLANNED}),
        last=next((m for m in held if m.occurrence.when is not None), None),
        timeline=found,
        counted=found.counted,
    )


def _of_levels(levels: Sequence[str]) -> Callable[[Meeting], bool]:
    """Whether a meeting is of one of the levels, and of none after `!`."""
    known = [*LEVELS, "officials"]
    wanted = {one_of("level", level, known) for level in levels if not level.startswith("!")}
    unwanted = {one_of("level", level[1:], known) for level in levels if level.startswith("!")}
    return lambda each: (not wanted or each.level in wanted) and each.level not in unwanted


def _meeting(occurrence: Occurrence, found: Timeline, registry: Registry) -> Meeting:
    events = [found.reports[report].event for report in occurrence.reports]
    return Meeting(
        occurrence=occurrence,
        status=status_of(events),
        mode=next((e.mode for e in events if e.mode), None),
        level=level_of(events, registry),
        place=occurrence.place or next((e.place.name for e in events if e.place), None),
    )


def status_of(events: Iterable[Event]) -> Status:
    """The status of an occurrence: one report that it took place goes before all others."""
    statuses = {event.status for event in events}
    return next(status for status in Status if status in statuses)


def level_of(events: Iterable[Event], registry: Registry) -> str | None:
    """The level of the lower side, each by its highest office; `None` where no office is known.

    An office is known as the text tells it, or by the tables for a person on the day.
    """
    sides: list[int] = []
    for event in events:
        if event.level is not None:
            return str(event.level.value)
        by_country: dict[str | None, list[int]] = {}
        for mention in (*event.actors, *event.recipients):
            ranks = [_rank(title.level) for title in _titles(mention, event, registry)]
            if ranks:
                by_country.setdefault(mention.country, []).append(min(ranks))
        sides += map(min, by_country.values())
    return (*LEVELS, "officials")[max(sides)] if sides else None


def _rank(level: str) -> int:
    return next((n for n, levels in enumerate(LEVELS.values()) if level in levels), len(LEVELS))


def _titles(mention: Mention, event: Event, registry: Registry) -> Iterator[Title]:
    """The offices of somebody who takes part."""
    for words in (mention.role or "", mention.name):
        yield from registry.titles(words)
    person = registry.person(mention.actor_id or "")
    day = event.when.first if event.when else None
    for office in person.offices if person and day else ():
        if covers(office.when, day):
            yield from registry.titles(office.title)
