"""Spells of many sources made one list: doubles merged, open ends bounded, conflicts told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from build_people import ACTORS, read_table
from holder_people import alike, day_of
from holder_sources import Told

SLACK = timedelta(days=45)  # predecessor and successor may share days where a source errs
DAY = timedelta(days=1)
POSTING = timedelta(days=4 * 365)
BEFORE = "1990"  # who left before is no news


class Conflict(NamedTuple):
    """Two people in an office that one holds at a time, and the days both have it."""

    country: str
    office: str
    one: str
    other: str
    first: str
    last: str
    sources: str


def settled(found: Iterable[Told]) -> tuple[list[Told], list[Conflict]]:
    """The spells to keep, and what the sources contradict each other in."""
    slots: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for told in found:
        if (told.last or told.seen or told.first) >= BEFORE:
            slots[told.country, told.organisation, told.office].append(told)
    kept: list[Told] = []
    conflicts: list[Conflict] = []
    sole = _sole_offices()
    for (_, organisation, office), spells in sorted(slots.items()):
        merged = _merged(spells)
        if office in WATCHED:
            merged = _merged(_as_one(merged))
        if office in sole or office.startswith("Ambassador to ") or organisation:
            merged = _bounded(_without_lesser(merged))
            if office in WATCHED:
                conflicts += _conflicts(merged)
        kept += merged
    return kept, conflicts


WATCHED = frozenset(
    {
        "President", "Prime Minister", "Chancellor", "King", "Foreign Minister",
        "Defence Minister", "Interior Minister", "Finance Minister",
    }
)  # fmt: skip


def _sole_offices() -> frozenset[str]:
    levels = {"head_of_state", "head_of_government", "minister"}
    return frozenset(
        row["title"] for row in read_table(ACTORS / "offices.csv") if row["level"] in levels
    ) | {"Central Bank Governor", "Chief of the General Staff", "Chancellor of the Exchequer"}


def _as_one(spells: list[Told]) -> list[Told]:
    """The spells, those of two people under names much alike at one time as one person's.

    Wikidata has some people twice: "Abdisalam Omer" and "Abdisalan Hadliye Omar".
    """
    found: list[Told] = []
    for told in spells:
        twin = next(
            (o for o in found if _shared(o, told) > SLACK and alike(o.name, told.name)), None
        )
        found.append(replace(told, id=twin.id, name=twin.name) if twin is not None else told)
    return found


def _merged(spells: list[Told]) -> list[Told]:
    """The spells, those of one person that overlap or follow on each other as one, by begin."""
    people: dict[str, list[Told]] = defaultdict(list)
    for told in spells:
        people[told.id].append(told)
    return sorted(
        (one for theirs in people.values() for one in _joined(theirs)),
        key=lambda t: (span(t)[0], t.id),
    )


def _joined(theirs: list[Told]) -> Iterator[Told]:
    """One person's spells of one office."""
    exact_first = sorted(theirs, key=lambda t: (span(t)[0], -len(t.first), t.source))
    now = exact_first[0]
    for told in exact_first[1:]:
        last = span(now)[1]
        begun, ended = span(told)
        if begun > last + DAY:
            yield now
            now = told
            continue
        exact = told.first if told.first.startswith(now.first) else now.first
        end = max((now, told), key=lambda t: (span(t)[1], bool(t.last), len(t.last)))
        if told.last.startswith(now.last) and now.last:
            end = told
        source = now.source if now.source == told.source or span(now)[1] >= ended else told.source
        now = replace(
            now,
            first=exact,
            last=end.last,
            seen=end.seen,
            source=source,
            main=now.main or told.main,
        )
    yield now


def span(told: Told) -> tuple[date, date]:
    """The first and the last day for which the spell is borne out."""
    first = day_of(told.first, last=False)
    last = day_of(told.last or told.seen or told.first, last=True)
    return first, max(first, last)


def _without_lesser(spells: list[Told]) -> list[Told]:
    """Without those whose title names the office beside others, where another has it for itself.

    Where there is an economy minister, the "minister of planning" is another.
    """
    main = [told for told in spells if told.main]
    return [
        told
        for told in spells
        if told.main or not any(_shared(told, other) > SLACK for other in main)
    ]


def _shared(one: Told, other: Told) -> timedelta:
    (first, last), (begun, ended) = span(one), span(other)
    if one.id == other.id:
        return timedelta(0)
    return min(last, ended) - max(first, begun)


def _bounded(spells: list[Told]) -> list[Told]:
    """Spells without an end borne out no longer than until the next holder begins.

    An ambassador's is so for four years at most: of these the source often has no end.
    """
    found = []
    for at, told in enumerate(spells):
        if not told.last and told.seen:
            later = [s for s in spells[at + 1 :] if s.id != told.id and s.first > told.first]
            after = min((span(s)[0] for s in later), default=date.max)
            if told.office.startswith("Ambassador to "):
                after = min(after, span(told)[0] + POSTING)
            if after <= span(told)[1]:
                last = max(span(told)[0], after - DAY)
                told = replace(told, seen=last.isoformat())
        found.append(told)
    return found


def _conflicts(spells: list[Told]) -> Iterator[Conflict]:
    for at, one in enumerate(spells):
        for other in spells[at + 1 :]:
            (first, last), (begun, ended) = span(one), span(other)
            start, end = max(first, begun), min(last, ended)
            by_year = min(len(one.last or "x" * 10), len(other.first)) == 4
            if one.id != other.id and end - start > (timedelta(days=366) if by_year else SLACK):
                yield Conflict(
                    one.country or one.organisation, one.office, one.name, other.name,
                    start.isoformat(), end.isoformat(), f"{one.source} {other.source}",
                )  # fmt: skip
