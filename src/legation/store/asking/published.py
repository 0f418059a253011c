"""How much was read of each month: the denominator of every series."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import func, select

from legation.store.schema import articles
from legation.store.store import Store


def published_by_month(store: Store) -> dict[str, int]:
    """How many articles of the store were published in each month, as in `{"2024-03": 12}`."""
    day = articles.c.published_first
    counts: Counter[str] = Counter()
    with store.reading() as connection:
        for found, times in connection.execute(
            select(day, func.count()).where(day.is_not(None)).group_by(day)
        ):
            counts[f"{found:%Y-%m}"] += times
    return dict(sorted(counts.items()))
