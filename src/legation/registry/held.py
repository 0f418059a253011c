"""Who is known in an office: at which time, by whom that is said, and by what source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from legation.records import Actor, Office, When


class Source(IntEnum):
    """Who says that somebody holds an office; a lower one wins."""

    OWN = 0  # the user's file
    TABLE = 1
    LEARNED = 2  # from the news that was read


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody's office, and who says so.

    `cited` are the days for which a source can be named; without them it is general knowledge.
    """

    actor: Actor
    office: Office
    source: Source = Source.TABLE
    cited: When | None = None


def covers(when: When | None, day: date | None) -> bool:
    """Whether the day lies in the interval; an unknown interval covers nothing."""
    if when is None or day is None:
        return False
    return (when.first is None or when.first <= day) and (when.last is None or day <= when.last)


def is_over(held: Sequence[Held], actor_id: str, day: date) -> bool:
    """Whether somebody had left an office that one person holds, and another holds it on the day.

    False where an end is unknown or less than `LATE` before the day, and where the table knows no
    other holder on it: then what the text says stands, since tables have gaps.
    """
    spells = [h.office.when for h in held if h.actor.id == actor_id]
    ended = bool(spells) and all(has_ended(when, day) for when in spells)
    return ended and any(h.actor.id != actor_id for h in within(held, day, day))


def has_ended(when: When | None, day: date) -> bool:
    """Whether an office was left, and more than `LATE` before the day."""
    return when is not None and when.last is not None and when.last + LATE < day


LATE = timedelta(days=60)  # who has lost a vote stays till the next takes over; tables run ahead


def within(held: Iterable[Held], first: date, last: date) -> list[Held]:
    """Who held the office on some day from the first to the last, as the source says that wins."""
    found = [h for h in held if _meets(h.office.when, first, last)]
    best = min((h.source for h in found), default=Source.TABLE)
    return [h for h in found if h.source is best]


def cited_one(held: Iterable[Held], first: date, last: date) -> Actor | None:
    """Who held the office from the first day to the last, by a source.

    `None` unless one person alone is known in it in that time, and sources that can be named have
    that person there on all of its days. What rests on general knowledge can only speak against.
    """
    found = within(held, first, last)
    people = {h.actor.id: h.actor for h in found}
    if len(people) != 1:
        return None
    spans = [h.cited for h in found if h.cited is not None]
    return next(iter(people.values())) if _cover_all(spans, first, last) else None


def _meets(when: When | None, first: date, last: date) -> bool:
    """Whether the interval has a day between the two, these included."""
    if when is None:
        return False
    return (when.first or date.min) <= last and first <= (when.last or date.max)


def _cover_all(spans: Sequence[When], first: date, last: date) -> bool:
    """Whether each day from the first to the last lies in one of the intervals."""
    day = first
    for span in sorted(spans, key=lambda s: (s.first or date.min, s.last or date.max)):
        if (span.first or date.min) <= day <= (span.last or date.max):
            if span.last is None or span.last >= last:
                return True
            day = span.last + timedelta(days=1)
    return False
