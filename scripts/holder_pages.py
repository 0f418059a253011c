"""When a list of a government was true: by the people on it whom other tables have dated.

The pages of the 2019 list were collected in one month, but some had not been changed for a year
and more. A page is of a time in which the most of its people held what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from holder_people import alike, same_surname

COLLECTED = date(2019, 10, 15)
OLDEST = date(2016, 1, 1)
ANCHORS = 3  # people of the page with other evidence, at least
WIDTH = timedelta(days=100)  # the days a page may be from, at most, to count as dated


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody in an office by another table: names, first and last day."""

    names: tuple[str, ...]
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The days a page can be from, and how many of its people tell so."""

    first: date
    last: date
    anchors: int

    @property
    def dated(self) -> bool:
        """Whether the days are few enough."""
        return self.anchors >= ANCHORS and self.last - self.first <= WIDTH


def is_of(known: Known, names: Iterable[str]) -> bool:
    """Whether one is the other: they are in one office at one time already."""
    return any(alike(n, o) or same_surname(n, o) for n in names for o in known.names)


def page_of(listed: Iterable[tuple[tuple[str, ...], Sequence[Known]]]) -> Page:
    """The latest days on which the most of the listed held their office.

    `listed` has the spellings of each, and everybody whom other tables have in that office.
    """
    spans = []
    for names, holders in listed:
        mine = [(h.first, h.last) for h in holders if is_of(h, names)]
        if mine:
            spans.append(mine)
    edges = {OLDEST, COLLECTED}
    edges |= {first for mine in spans for first, _ in mine}
    edges |= {last for mine in spans for _, last in mine}
    edges |= {last + timedelta(days=1) for mine in spans for _, last in mine}
    days = sorted(day for day in edges if OLDEST <= day <= COLLECTED)
    counts = [sum(any(f <= day <= z for f, z in mine) for mine in spans) for day in days]
    most = max(counts)
    last = max(i for i, count in enumerate(counts) if count == most)
    first = last
    while first and counts[first - 1] == most:
        first -= 1
    return Page(first=days[first], last=days[last], anchors=most)
