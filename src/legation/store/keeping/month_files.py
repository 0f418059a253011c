"""A whole store as Parquet files, one for each table and month of publication.

The folder holds `events/2024-03.parquet` and the like, and `manifest.json`, which says of which
tables and months there are how many rows. Articles without a day of publication are of the month
`unknown`. It is written at one moment of the store while others may go on writing, a batch of rows
at a time, and gets its name when it is complete: what is cut off leaves no folder of that name.
Equal stores give equal files.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Date,
    Float,
    Integer,
    LargeBinary,
    Table,
    func,
    select,
    text,
)

from legation.errors import InputError
from legation.store import schema
from legation.store.columns import Moment, Packed
from legation.store.store import Store

FORMAT = 1
UNKNOWN = "unknown"  # the month of what was published on no known day
MANIFEST = "manifest.json"
BATCH = 5_000  # rows held at a time

# Whose mentions are taken from the view, where each has all in its row.
TABLES: tuple[Table, ...] = (
    schema.articles,
    schema.article_authors,
    schema.mentions,
    schema.statements,
    schema.statement_contents,
    schema.events,
    schema.event_actors,
    schema.event_contexts,
    schema.event_harm,
    schema.event_means,
    schema.event_responsibility,
    schema.event_amounts,
    schema.claims,
)
LEFT_OUT = {"articles": ("number", "text")}  # the first is of this store only, the last large


def columns_of(table: Table) -> list[Any]:
    """The columns of a table that stand in its files."""
    return [c for c in table.columns if c.name not in LEFT_OUT.get(table.name, ())]


def arrow_types(table: Table) -> Any:
    """The Arrow schema of a table's files: days `date32`, moments `timestamp[us, UTC]`."""
    import pyarrow

    def kind(column: Any) -> Any:
        told = column.type
        if isinstance(told, Moment):
            return pyarrow.timestamp("us", tz="UTC")
        if isinstance(told, Packed | LargeBinary):
            return pyarrow.binary()
        kinds = ((Boolean, pyarrow.bool_()), (Integer, pyarrow.int64()),
                 (Float, pyarrow.float64()), (Date, pyarrow.date32()))  # fmt: skip
        return next((made for known, made in kinds if isinstance(told, known)), pyarrow.string())

    return pyarrow.schema(
        [pyarrow.field(c.name, kind(c), nullable=bool(c.nullable)) for c in columns_of(table)]
    )


def write_months(store: Store, folder: Path) -> dict[str, int]:
    """Write a store to a new folder; give how many rows each table has.

    Raises `InputError` where the folder is there or pyarrow is not installed, and `StoreError`.
    """
    need("pyarrow")
    if folder.exists():
        raise InputError(f"{folder} is there already; name another folder, or remove it")
    part = folder.with_name(f"{folder.name}.part-{os.getpid()}")
    try:
        part.mkdir(parents=True)
        with store.reading() as connection:
            if connection.dialect.name == "postgresql":  # one moment for all tables
                connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
            rows = {table.name: _write_table(connection, table, part) for table in TABLES}
        told = {"legation_months": FORMAT, "schema": schema.SCHEMA, "rows": rows}
        (part / MANIFEST).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
        os.rename(part, folder)
    except OSError as error:
        raise InputError(f"{folder}: {error.strerror}; name another folder") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return {name: sum(months.values()) for name, months in rows.items()}


def need(library: str) -> None:
    """Raise `InputError` where a library of the extra `columns` is not installed."""
    if find_spec(library) is None:
        raise InputError(f"{library} is not installed; install it: pip install 'legation[columns]'")


def _write_table(connection: Connection, table: Table, folder: Path) -> dict[str, int]:
    """One file for each month that has rows; the rows of each."""
    from pyarrow import parquet

    (folder / table.name).mkdir()
    rows: dict[str, int] = {}
    kinds = arrow_types(table)
    for month, published in _months(connection):
        batches = _batches(connection, table, published, kinds)
        first = next(batches, None)
        if first is None:
            continue
        rows[month] = 0
        path = folder / table.name / f"{month}.parquet"
        with parquet.ParquetWriter(path, kinds, compression="zstd") as writer:
            while first is not None:
                writer.write_batch(first)
                rows[month] += first.num_rows
                first = next(batches, None)
    return rows


def _batches(
    connection: Connection, table: Table, published: ColumnElement[bool], kinds: Any
) -> Iterator[Any]:
    import pyarrow

    articles, columns = schema.articles, columns_of(table)
    if table is articles:
        source, order = select(*columns), [articles.c.id]
    else:
        joined = table.join(articles, articles.c.id == table.c.article_id)
        source = select(*columns).select_from(joined)
        keys = [c for c in table.primary_key.columns if c.name != "article_id"]
        order = [table.c.article_id, *keys]
    found = connection.execute(
        source.where(published).order_by(*order).execution_options(yield_per=BATCH)
    )
    for some in found.partitions():
        cells = zip(*some, strict=True)
        arrays = [
            pyarrow.array(list(column), type=field.type)
            for column, field in zip(cells, kinds, strict=True)
        ]
        yield pyarrow.RecordBatch.from_arrays(arrays, schema=kinds)


def _months(connection: Connection) -> Iterator[tuple[str, ColumnElement[bool]]]:
    """The months in which something was published, and which articles are of each."""
    day = schema.articles.c.published_first
    first = connection.execute(select(func.min(day))).scalar()
    while first is not None:
        begin, next_one = first.replace(day=1), _after(first)
        here = day >= begin
        yield f"{begin.year:04}-{begin.month:02}", here & (day < next_one) if next_one else here
        later = select(func.min(day)).where(day >= next_one) if next_one else None
        first = None if later is None else connection.execute(later).scalar()
    yield UNKNOWN, day.is_(None)


def _after(day: date) -> date | None:
    """The first day of the month after; `None` after the last month that there is."""
    if (day.year, day.month) == (date.max.year, date.max.month):
        return None
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
