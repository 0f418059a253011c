"""How much a store holds, and what it turned down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select

from legation.records import Origin, Skipped, SkipReason
from legation.store import schema
from legation.store.keeping.tallies import how_many
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


_KINDS = {
    "mentions": schema.mention_places,
    "statements": schema.statements,
    "events": schema.events,
    "claims": schema.claims,
}


def count(
    store: Store,
    *,
    most: int = 10,
    of: Sequence[ColumnElement[bool]] = (),
    before: datetime | None = None,
) -> Counts:
    """How much a store holds, with the `most` frequent countries and event types.

    To count countries takes as long as all else together: with `most` 0 it is left out. `of` are
    conditions on the articles that count, `before` ends what was turned down and read.
    """
    article = schema.articles.c
    ids, numbers = (select(key).where(*of) for key in (article.id, article.number))

    def inside(table: Any) -> list[ColumnElement[bool]]:
        """That a row is of the articles that count, and was written before the end."""
        if table is schema.articles:
            return [*of]
        ended = [table.c.recorded_at < before] if before and "recorded_at" in table.c else []
        if not of or "article_id" not in table.c:
            return [*ended, table.c.article.in_(numbers)] if of and "article" in table.c else ended
        return [*ended, table.c.article_id.in_(ids)]

    with store.reading() as connection:

        def total(table: Any) -> int:
            wanted = select(func.count()).select_from(table).where(*inside(table))
            return connection.execute(wanted).scalar_one()

        def by(column: Any, limit: int | None = None) -> tuple[tuple[str, int], ...]:
            number = func.count()
            rows = connection.execute(
                select(column, number)
                .where(column.is_not(None), *inside(column.table))
                .group_by(column)
                .order_by(number.desc(), column)
                .limit(limit)
            )
            return tuple((str(value), int(times)) for value, times in rows)

        published = schema.articles.c.published_first
        ends = select(func.min(published), func.max(published)).where(*of)
        first, last = connection.execute(ends).one()
        many = {
            kind: how_many(connection, kind) if not of and before is None else total(table)
            for kind, table in _KINDS.items()
        }
        return Counts(
            articles=total(schema.articles),
            readings=total(schema.readings),
            **many,
            skipped=by(schema.skipped.c.reason),
            readers=by(schema.articles.c.reader),
            countries=by(schema.mentions.c.country, most) if most else (),
            types=by(schema.events.c.type, most) if most else (),
            first=first,
            last=last,
        )


def turned_down(
    store: Store, *, reason: SkipReason | None = None, path: str | None = None
) -> Iterator[Skipped]:
    """What was skipped, the newest first, without the pages that were read in a later run.

    `reason` and `path` (a part of where it came from) leave out the others.
    """
    table, pages = schema.skipped, schema.pages
    read = exists().where(pages.c.sha256 == table.c.sha256)
    asked = select(table).where(~read).order_by(table.c.recorded_at.desc(), table.c.id)
    if reason is not None:
        asked = asked.where(table.c.reason == reason)
    if path is not None:
        asked = asked.where(table.c.origin_path.contains(path, autoescape=True))
    seen: set[tuple[str | None, int | None, str | None]] = set()
    with store.reading() as connection:
        for row in connection.execute(asked):
            place = (row.origin_path, row.origin_offset, row.sha256)
            if place in seen:  # under an older version of the reader
                continue
            seen.add(place)
            yield Skipped(
                stage=row.stage,
                reason=SkipReason(row.reason),
                detail=row.detail,
                sha256=row.sha256,
                origin=Origin(
                    kind=row.origin_kind, path=row.origin_path, offset=row.origin_offset or 0
                )
                if row.origin_path is not None
                else None,
            )
