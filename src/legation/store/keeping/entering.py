"""What is kept beside the rows of readings, to be asked quickly: who appears where, and tallies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select

from legation.codec import decode
from legation.records import Reading
from legation.store import schema
from legation.store.keeping.appearances import (
    Row,
    appearance_rows,
    appearances,
    delete_appearances,
    write_appearances,
)
from legation.store.keeping.tallies import add_tallies, tallied, tallies

_AT_ONCE = 200
_IN_ORDER = 400_000  # rows that are put in order before they are written: some hundred megabytes
_SOME: BindParameter[Any] = bindparam("some", expanding=True)
_LINES = select(
    schema.readings.c.article_id, schema.readings.c.sha256, schema.readings.c.line
).where(schema.readings.c.article_id.in_(_SOME))


def enter(connection: Connection, readings: Sequence[Reading], numbers: Mapping[str, int]) -> None:
    """Write what readings add; `numbers` are those of their articles."""
    write_appearances(
        connection, [row for r in readings for row in appearance_rows(r, numbers[r.article.id])]
    )
    add_tallies(connection, tallied(readings))


def leave(connection: Connection, articles: Mapping[str, tuple[int, str]]) -> None:
    """Take back what the readings of some articles had added: by id, their number and hash."""
    if not articles:
        return
    found = connection.execute(_LINES, {"some": sorted(articles)})
    gone = [decode(row.line) for row in found if row.sha256 == articles[row.article_id][1]]
    rows = [row for r in gone for row in appearance_rows(r, articles[r.article.id][0])]
    delete_appearances(connection, rows)
    add_tallies(connection, {}, tallied(gone))


def enter_all(connection: Connection) -> None:
    """Write what all readings add to a store that has nothing of it yet; else do nothing."""
    for table in (appearances, tallies):
        if connection.execute(select(table).limit(1)).first() is not None:
            return
    rows: list[Row] = []
    for numbers, readings in _current(connection):
        add_tallies(connection, tallied(readings))
        rows += [row for r in readings for row in appearance_rows(r, numbers[r.article.id])]
        if len(rows) > _IN_ORDER:
            write_appearances(connection, rows)
            rows = []
    write_appearances(connection, rows)


def _current(connection: Connection) -> Iterator[tuple[dict[str, int], list[Reading]]]:
    article, line = schema.articles.c, schema.readings.c
    here = (line.article_id == article.id) & (line.sha256 == article.reading_sha256)
    asked = select(article.number, line.line).join(schema.readings, here).order_by(article.number)
    after = 0
    while found := connection.execute(asked.where(article.number > after).limit(_AT_ONCE)).all():
        readings = [decode(row.line) for row in found]
        yield {r.article.id: row.number for r, row in zip(readings, found, strict=True)}, readings
        after = found[-1].number
