"""What was read, of what was there to read.

The articles of a store by year and outlet, what was skipped; and of the feeds that are watched what
they offered, what was had of it, and when nobody was looking.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from legation.store import Counts, Store, count
from legation.store.asking.knowing import articles_known, end_of
from legation.store.asking.published import published_by_month
from legation.store.asking.shelves import Shelf, shelves
from legation.store.asking.wanted import Clock, Known
from legation.store.intake.feed_ledger import OfferedIn, Polled, offered_by_month, polled
from legation.store.intake.tombstones import Tombstone, tombstones

LATE = 3  # times the usual pause between two answers of a feed: then it is a gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a store was given; `years` counts articles by year of publication.

    `undated` articles have no day of publication; `outlets` are the most read first, `None` where
    no outlet is told; `taken_out` has a sign for each time that something was taken out.
    """

    counts: Counts
    years: dict[int, int]
    undated: int
    outlets: tuple[Shelf, ...]
    taken_out: tuple[Tombstone, ...] = ()


def what_was_read(store: Store, known: Known | None = None) -> Coverage:
    """The coverage of a store, as it stands, or as it was `known` at the end of a day.

    By the clock of publication what was skipped and taken out is told as it stands: of that no
    day is known but the store's.
    """
    years: Counter[int] = Counter()
    for month, times in published_by_month(store, known).items():
        years[int(month[:4])] += times
    end = end_of(known[0]) if known and known[1] is Clock.STORE else None
    counts = count(store, most=0, of=articles_known(known), before=end)
    return Coverage(
        counts=counts,
        years=dict(sorted(years.items())),
        undated=counts.articles - years.total(),
        outlets=shelves(store, known),
        taken_out=tuple(t for t in tombstones(store) if end is None or t.at < end),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What the ledger says of one feed.

    `gaps` are the times between two answers that were much longer than the feed's schedule: what
    was published and taken down in them is not known. `offered` and `got` count its stories.
    """

    polled: Polled
    asked: int
    failed: int
    gaps: tuple[tuple[datetime, datetime], ...]
    offered: int
    got: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedAll:
    """The feeds of a store, and its months: how many stories were offered, how many it has."""

    feeds: tuple[Watched, ...]
    months: tuple[OfferedIn, ...]


def what_was_watched(store: Store) -> WatchedAll:
    """What the feeds of a store offered, month by month and feed by feed."""
    feeds = tuple(_watched(each) for each in polled(store))
    return WatchedAll(feeds=feeds, months=offered_by_month(store) if feeds else ())


def _watched(found: Polled) -> Watched:
    pairs = zip(found.answers, found.answers[1:], strict=False)
    longest_s = LATE * found.feed.every_s
    return Watched(
        polled=found,
        asked=sum(found.polls.values()),
        failed=found.polls.get("failed", 0),
        gaps=tuple((a, b) for a, b in pairs if (b - a).total_seconds() > longest_s),
        offered=sum(found.offered.values()),
        got=found.offered.get("got", 0),
    )
