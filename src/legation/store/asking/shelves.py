"""The articles of a store by outlet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from legation.store.asking.knowing import articles_known
from legation.store.asking.wanted import Known
from legation.store.schema import articles
from legation.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What a store has of an outlet; `None` stands for articles that tell none."""

    outlet: str | None
    articles: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spine:
    """An article as a list shows it."""

    id: str
    title: str
    outlet: str | None
    published: date | None


def shelves(store: Store, known: Known | None = None) -> tuple[Shelf, ...]:
    """The outlets of a store with their articles, the most read first.

    With `known` of those articles alone that were known at the end of a day.
    """
    table = articles.c
    times = func.count()
    day = table.published_first
    wanted = (
        select(table.outlet, times.label("times"), func.min(day), func.max(day))
        .where(*articles_known(known))
        .group_by(table.outlet)
        .order_by(times.desc(), table.outlet.is_(None), table.outlet)
    )
    with store.reading() as connection:
        found = connection.execute(wanted).all()
    return tuple(Shelf(outlet=o, articles=n, first=a, last=b) for o, n, a, b in found)


def outlets_of(store: Store, ids: Sequence[str]) -> dict[str, str]:
    """Who published some articles, the outlet or else the agency, by id; those that tell neither
    are left out.
    """
    table = articles.c
    wanted = select(table.id, func.coalesce(table.outlet, table.agency)).where(table.id.in_(ids))
    with store.reading() as connection:
        return {id_: outlet for id_, outlet in connection.execute(wanted) if outlet}


def spines(store: Store, outlet: str | None, *, limit: int = 500) -> tuple[Spine, ...]:
    """The articles of an outlet, or of none, the newest first."""
    table = articles.c
    day = table.published_first
    wanted = (
        select(table.id, table.title, table.outlet, day)
        .where(table.outlet.is_(None) if outlet is None else table.outlet == outlet)
        .order_by(day.desc().nulls_last(), table.id)
        .limit(limit)
    )
    with store.reading() as connection:
        found = connection.execute(wanted).all()
    return tuple(Spine(id=i, title=t or "", outlet=o, published=p) for i, t, o, p in found)
