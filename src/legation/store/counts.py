"""How much a store holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from legation.store import schema
from legation.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a store holds; `skipped` by reason, `countries` and `types` the most frequent."""

    articles: int
    readings: int
    mentions: int
    statements: int
    events: int
    claims: int
    skipped: tuple[tuple[str, int], ...]
    readers: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str, int], ...]
    types: tuple[tuple[str, int], ...]
    first: date | None
    last: date | None


def count(store: Store, *, most: int = 10) -> Counts:
    """How much a store holds, with the `most` frequent countries and event types."""
    with store.reading() as connection:

        def total(table: Any) -> int:
            return connection.execute(select(func.count()).select_from(table)).scalar_one()

        def by(column: Any, limit: int | None = None) -> tuple[tuple[str, int], ...]:
            number = func.count()
            rows = connection.execute(
                select(column, number)
                .where(column.is_not(None))
                .group_by(column)
                .order_by(number.desc(), column)
                .limit(limit)
            )
            return tuple((str(value), int(times)) for value, times in rows)

        published = schema.articles.c.published_first
        first, last = connection.execute(select(func.min(published), func.max(published))).one()
        return Counts(
            articles=total(schema.articles),
            readings=total(schema.readings),
            mentions=total(schema.mentions),
            statements=total(schema.statements),
            events=total(schema.events),
            claims=total(schema.claims),
            skipped=by(schema.skipped.c.reason),
            readers=by(schema.articles.c.reader),
            countries=by(schema.mentions.c.country, most),
            types=by(schema.events.c.type, most),
            first=first,
            last=last,
        )
