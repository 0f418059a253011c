"""What was read: the articles of a store by year and outlet, and what was skipped."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from legation.store import Counts, Store, count
from legation.store.asking.published import published_by_month
from legation.store.asking.shelves import Shelf, shelves


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a store was given; `years` counts articles by year of publication.

    `undated` articles have no day of publication; `outlets` are the most read first, `None` where
    no outlet is told.
    """

    counts: Counts
    years: dict[int, int]
    undated: int
    outlets: tuple[Shelf, ...]


def what_was_read(store: Store) -> Coverage:
    """The coverage of a store, as it stands."""
    years: Counter[int] = Counter()
    for month, times in published_by_month(store).items():
        years[int(month[:4])] += times
    counts = count(store)
    return Coverage(
        counts=counts,
        years=dict(sorted(years.items())),
        undated=counts.articles - years.total(),
        outlets=shelves(store),
    )
