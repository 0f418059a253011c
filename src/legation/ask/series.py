"""How two sides dealt with each other, month by month, beside what was read in that month.

A month in which nothing was read is a gap, and not quiet: its counts are unknown. Where feeds were
watched the month has what they offered too, so that what was missed is seen. Events without a
day of their own are no part of a count; they stand beside it, in the month in which they were told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from legation.ask.days import Days
from legation.ask.filters import Filters
from legation.ask.names import Names
from legation.ask.tabular.flat import Table, flag, integer, text
from legation.ask.timeline import MOST_EVENTS, Timeline, dealings
from legation.records import Event, Occurrence, Precision, When
from legation.store import Store
from legation.store.asking.published import published_by_month
from legation.store.intake.feed_ledger import OfferedIn, offered_by_month

QUADS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One month and quad class of two sides.

    `count` are occurrences of the month, `reports` the reports under them, `origins` the sum of
    their independent origins; all three are `None` in a gap. `undated` are occurrences without a
    day, or with no nearer day than a year, that were told in this month. `articles_read` are all
    articles of the store that were published in it, on whatever subject; `articles_offered` are the
    stories of the month that watched feeds offered, `articles_had` those of them that are in the
    store. Both are `None` for a month of which no feed offered anything.
    """

    period: str
    quad: int
    count: int | None
    reports: int | None
    origins: int | None
    undated: int
    articles_read: int
    articles_offered: int | None
    articles_had: int | None
    gap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The points of two sides in order, and what could not be put in any month.

    `unplaced` are occurrences that have neither a day nor an article with a day of publication.
    """

    left: str
    right: str
    points: tuple[Point, ...]
    unplaced: int
    timeline: Timeline


def dyad_series(
    store: Store,
    names: Names,
    left: str,
    right: str,
    filters: Filters | None = None,
    *,
    most: int = MOST_EVENTS,
) -> Series:
    """The series of two sides by month and quad class, over the days asked for.

    Without days it goes from the first month of which something of the two is told to the last.
    The sides are names, codes or ids; which of them acted is no part of the count, unless the
    filters ask for it. What a third party did to both is none of their dealings. Raises
    `InputError` for a name that nobody bears.
    """
    asked = replace(filters or Filters(), on=None)
    found = dealings(store, names, left, right, asked, most=most)
    read = published_by_month(store, filters.known_by if filters else None)
    dated: dict[tuple[str, int], list[Occurrence]] = {}
    undated: Counter[tuple[str, int]] = Counter()
    unplaced = 0
    for each in found.occurrences:
        quad = _first(each, found).quad
        own, told = _month(each.when), _told(each, found)
        if own is not None:
            dated.setdefault((own, quad), []).append(each)
        elif told is not None:
            undated[told, quad] += 1
        else:
            unplaced += 1
    months = [*(m for m, _ in dated), *(m for m, _ in undated)]
    if filters and filters.on:
        months = _asked_for(filters.on, [*months, *read])
    # Of what feeds offered no earlier state is kept: as known on a past day it is not told.
    known = filters is not None and filters.known_by is not None
    offered = {} if known else {each.period: each for each in offered_by_month(store)}
    points = tuple(_points(_between(months), dated, undated, read, offered))
    return Series(left=left, right=right, points=points, unplaced=unplaced, timeline=found)


def _points(
    months: Iterable[str],
    dated: Mapping[tuple[str, int], Sequence[Occurrence]],
    undated: Mapping[tuple[str, int], int],
    read: Mapping[str, int],
    offered: Mapping[str, OfferedIn],
) -> Iterator[Point]:
    for month in months:
        articles, feeds = read.get(month, 0), offered.get(month)
        for quad in QUADS:
            here = dated.get((month, quad), ())
            # What is told of a month in later articles is known, though nothing was read in it.
            gap = articles == 0 and not here
            yield Point(
                period=month,
                quad=quad,
                count=None if gap else len(here),
                reports=None if gap else sum(len(o.reports) for o in here),
                origins=None if gap else sum(o.independent_origins for o in here),
                undated=undated.get((month, quad), 0),
                articles_read=articles,
                articles_offered=feeds.offered if feeds else None,
                articles_had=feeds.got if feeds else None,
                gap=gap,
            )


def _first(occurrence: Occurrence, found: Timeline) -> Event:
    return found.reports[occurrence.reports[0]].event


def _month(when: When | None) -> str | None:
    """The month of an interval that lies in one; `None` for longer and open ones."""
    if when is None or when.precision is Precision.YEAR or not (when.first and when.last):
        return None
    first, last = f"{when.first:%Y-%m}", f"{when.last:%Y-%m}"
    return first if first == last else None


def _told(occurrence: Occurrence, found: Timeline) -> str | None:
    """The month in which it was told first."""
    days = [d for r in occurrence.reports if (d := found.reports[r].told_on) is not None]
    return f"{min(days):%Y-%m}" if days else None


def _between(months: Sequence[str]) -> list[str]:
    """All months from the first to the last of some."""
    if not months:
        return []
    year, month = map(int, min(months).split("-"))
    last = max(months)
    found = [f"{year:04}-{month:02}"]
    while found[-1] < last:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        found.append(f"{year:04}-{month:02}")
    return found


def _asked_for(days: Days, known: Sequence[str]) -> list[str]:
    """The first and last month of the days asked for, at an open end of what is known."""
    first, last = days.pair
    ends = [f"{first:%Y-%m}" if first else min(known, default="")]
    ends.append(f"{last:%Y-%m}" if last else max(known, default=""))
    return [end for end in ends if end] if ends[0] <= ends[1] else []


SERIES = Table(
    name="series",
    unit="month and quad class of two sides",
    columns=(
        text("period", "the month, as in 2024-03", lambda p: p.period),
        integer(
            "quad", "1 words with, 2 deeds with, 3 words against, 4 deeds against", lambda p: p.quad
        ),
        integer("count", "occurrences of the month; empty in a gap", lambda p: p.count),
        integer("reports", "reports of these; empty in a gap", lambda p: p.reports),
        integer("origins", "independent origins of these; empty in a gap", lambda p: p.origins),
        integer(
            "undated", "occurrences without a day that were told in the month", lambda p: p.undated
        ),
        integer(
            "articles_read",
            "articles published in the month that were read, on any subject",
            lambda p: p.articles_read,
        ),
        integer(
            "articles_offered",
            "stories of the month that watched feeds offered; empty where none did",
            lambda p: p.articles_offered,
        ),
        integer(
            "articles_had",
            "stories of these that are in the store; empty where none was offered",
            lambda p: p.articles_had,
        ),
        flag("gap", "whether nothing was read of the month: unknown, not quiet", lambda p: p.gap),
    ),
)
