"""How much was read of each day and month: the denominator of every series."""

from __future__ import annotations

from collections import Counter
from datetime import date

from sqlalchemy import func, select

from legation.store.asking.knowing import articles_known
from legation.store.asking.wanted import Known
from legation.store.schema import articles
from legation.store.store import Store


def published_by_month(store: Store, known: Known | None = None) -> dict[str, int]:
    """How many articles of the store were published in each month, as in `{"2024-03": 12}`.

    With `known` those alone that were known at the end of a day.
    """
    counts: Counter[str] = Counter()
    for day, times in published_by_day(store, known).items():
        counts[f"{day:%Y-%m}"] += times
    return dict(sorted(counts.items()))


def published_by_day(store: Store, known: Known | None = None) -> dict[date, int]:
    """How many articles of the store were published on each day, the earliest first.

    With `known` those alone that were known at the end of a day.
    """
    day = articles.c.published_first
    with store.reading() as connection:
        found = connection.execute(
            select(day, func.count())
            .where(day.is_not(None), *articles_known(known))
            .group_by(day)
            .order_by(day)
        )
        return {row[0]: row[1] for row in found}
