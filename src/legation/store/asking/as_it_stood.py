"""A store as it stood at the end of a day: what has been read otherwise since, as it was read then.

Rows are those of the newest reading of an article. Where one was read anew or corrected after the
day, its rows say what nobody knew then; so the readings of that day are written again, into a
store for the while, with the times at which they came.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from weakref import finalize

from sqlalchemy import Table, insert, select

from legation.codec import decode
from legation.errors import InputError
from legation.store import schema
from legation.store.asking.knowing import articles_known, end_of, read_otherwise
from legation.store.asking.wanted import Clock
from legation.store.store import Store
from legation.store.story_tables import judgements

MOST = 400  # articles that are written again while somebody waits: some seconds


def as_it_stood(store: Store, day: date) -> Store | None:
    """The store at the end of a day; `None` where asking the rows of today is the same.

    Its file goes when nobody holds it any longer. Raises `InputError` for a day with more than
    `MOST` articles, for want of time.
    """
    end = end_of(day)
    with store.reading() as connection:
        number = read_otherwise(connection, end)
        if not number:
            return None
        known = articles_known((day, Clock.STORE))
        articles = connection.execute(select(schema.articles.c.id).where(*known)).all()
        if len(articles) > MOST:
            raise InputError(
                f"known={day}: {number} of {len(articles):,} articles were read otherwise then, "
                f"and over {MOST} are not read back; ask with clock=published, or for facts"
            )
        line = schema.readings.c
        wanted = select(schema.readings).where(line.recorded_at < end).order_by(line.number)
        readings = connection.execute(wanted).all()
        kept = {table: _rows(connection, table, end) for table in (schema.skipped, judgements)}
    folder = TemporaryDirectory(prefix="legation-")
    then = Store.open(str(Path(folder.name) / "then.db"))
    finalize(then, folder.cleanup)
    for row in readings:
        then.write(decode(row.line), at=row.recorded_at)
    with then.writing() as connection:
        for table, rows in kept.items():
            if rows:
                connection.execute(insert(table), rows)
    return then


def _rows(connection: Any, table: Table, end: datetime) -> Sequence[dict[str, Any]]:
    """The rows of a table that were there by a moment, of no run: runs are not written again."""
    found = connection.execute(select(table).where(table.c.recorded_at < end))
    return [{**row._mapping, **({"run": None} if "run" in table.c else {})} for row in found]
