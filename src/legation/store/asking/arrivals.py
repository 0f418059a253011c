"""Which articles came in between two days, by publication or, without one, by arrival."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select

from legation.store.asking.knowing import articles_known
from legation.store.asking.seating import latest_articles
from legation.store.asking.selecting import Party, meant
from legation.store.asking.wanted import Known
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


def is_large(store: Store, most: int) -> bool:
    """Whether a store has more than four times as many articles as can be looked at, of `most`.

    Of one that has not, all are looked at: that takes some tenths of a second too.
    """
    some = select(articles.c.number).limit(4 * most + 1).subquery()
    with store.reading() as connection:
        return (connection.execute(select(func.count()).select_from(some)).scalar() or 0) > 4 * most


def latest_of(
    store: Store,
    groups: Sequence[Sequence[Party]],
    *,
    most: int,
    last: date | None = None,
    known: Known | None = None,
) -> tuple[tuple[str, ...], int] | None:
    """The newest articles in whose records one of each group takes part; how many more there are.

    `None` where the store is so small that all are looked at. A group with somebody who cannot
    be found by rows, such as an office, is passed over. Of the records of each the latest 20,000
    are gone through, so that what is told to be more may be more still.
    """
    article, fits = articles.c, articles_known(known)
    if not is_large(store, most):
        return None
    with store.reading() as connection:
        of_groups = []
        for group in filter(None, groups):
            found = latest_articles(connection, group, last=last)
            of_groups += [] if found is None else [found]
        if of_groups:
            chosen = [each for each in of_groups[0] if all(each in g for g in of_groups[1:])]
            if known is not None:
                inside = set(connection.execute(select(article.number).where(*fits)).scalars())
                chosen = [each for each in chosen if each in inside]
            wanted = select(article.id).where(article.number.in_(chosen[:most]))
            many = len(chosen)
        else:
            fits = (*fits, article.published_first <= last) if last is not None else fits
            newest = article.published_last.desc().nulls_last()
            wanted = select(article.id).where(*fits).order_by(newest, article.id).limit(most)
            all_ = select(func.count()).select_from(articles).where(*fits)
            many = connection.execute(all_).scalar() or 0
        return tuple(sorted(connection.execute(wanted).scalars())), max(many - most, 0)


def _day(arrival: Arrival) -> date:
    return arrival.published or arrival.recorded_at.date()


def _between(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)
