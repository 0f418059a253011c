"""Derived rows made again from the lines of readings, after a migration that changed their form."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Connection, MetaData, String, Table, inspect, select, text

from legation.codec import decode
from legation.store import schema
from legation.store.columns import Moment
from legation.store.writer import write_derived

_AT_ONCE = 64

# What the migration kept: from when each claim was known. It is there until this was done.
_KNOWN = Table(
    "claims_known",
    MetaData(),
    Column("article_id", String),
    Column("id", String),
    Column("recorded_at", Moment),
)


def refill(connection: Connection) -> None:
    """Fill the derived tables of a store whose migration left them empty; else do nothing."""
    if not inspect(connection).has_table(_KNOWN.name):
        return
    since = {
        (row.article_id, row.id): row.recorded_at for row in connection.execute(select(_KNOWN))
    }
    for table in (schema.article_authors, schema.article_captions):
        connection.execute(table.delete())
    after = 0
    while rows := _lines(connection, after):
        readings = [decode(row.line) for row in rows]
        numbers = {r.article.id: row.number for r, row in zip(readings, rows, strict=True)}
        write_derived(connection, readings, numbers, since=since, at=datetime.now(UTC))
        after = rows[-1].number
    connection.execute(text(f"DROP TABLE {_KNOWN.name}"))


def _lines(connection: Connection, after: int) -> list[Any]:
    article, line = schema.articles.c, schema.readings.c
    wanted = (
        select(article.number, line.line)
        .join(
            schema.readings,
            (line.article_id == article.id) & (line.sha256 == article.reading_sha256),
        )
        .where(article.number > after)
        .order_by(article.number)
        .limit(_AT_ONCE)
    )
    return list(connection.execute(wanted).all())
