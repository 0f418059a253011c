"""Which articles came in between two days, by publication or, without one, by arrival."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select

from legation.store.asking.selecting import Party, meant
from legation.store.schema import articles, mentions, readings
from legation.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An article with when it was published, and when the store first had it."""

    article_id: str
    published: date | None
    recorded_at: datetime


def arrivals(
    store: Store, parties: Sequence[Party], *, first: date | None, last: date | None
) -> tuple[Arrival, ...]:
    """The articles of those days that mention any of the parties, the newest first.

    An article without a day of publication counts by the day on which the store first had it.
    """
    came = (
        select(func.min(readings.c.recorded_at))
        .where(readings.c.article_id == articles.c.id)
        .scalar_subquery()
    )
    day = articles.c.published_last
    wanted = select(articles.c.id, day, came.label("came"))
    if first is not None:  # by the index of days; those without one are looked at below
        wanted = wanted.where(or_(day >= first, day.is_(None)))
    if last is not None:
        wanted = wanted.where(or_(day <= last, day.is_(None)))
    if parties:
        named = select(mentions.c.article_id).where(or_(*map(meant, parties)))
        wanted = wanted.where(articles.c.id.in_(named))
    with store.reading() as connection:
        rows = connection.execute(wanted).all()
    found = [
        Arrival(article_id=row.id, published=row.published_last, recorded_at=row.came)
        for row in rows
    ]
    kept = [each for each in found if _between(_day(each), first, last)]
    return tuple(sorted(kept, key=lambda a: (-_day(a).toordinal(), a.article_id)))


def _day(arrival: Arrival) -> date:
    return arrival.published or arrival.recorded_at.date()


def _between(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)
