"""How many records were told in each month: what is divided by how much was read in it."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import func, select

from legation.store.asking.selecting import KINDS, conditions, joined
from legation.store.asking.wanted import Wanted
from legation.store.schema import articles
from legation.store.store import Store


def told_by_month(store: Store, kind: str, wanted: Wanted) -> dict[str | None, int]:
    """How many records that fit were published in each month, as in `{"2024-03": 12}`.

    An article counts in the month of its first day of publication; `None` has those without one
    and comes first.
    """
    how, day = KINDS[kind], articles.c.published_first
    counts: Counter[str | None] = Counter()
    with store.reading() as connection:
        fits = conditions(connection, how, wanted)
        asked = (
            select(day, func.count())
            .select_from(joined(how, day, *fits))
            .where(*fits)
            .group_by(day)
        )
        for published, times in connection.execute(asked):
            counts[f"{published:%Y-%m}" if published else None] += times
    return dict(sorted(counts.items(), key=lambda each: each[0] or ""))
