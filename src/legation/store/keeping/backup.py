"""A whole store copied into another: to a file and back, or from one database to the other.

A backup is a store in a file of its own, whatever the store it was made from, so that it can be
asked like any other. The bytes of pages, which lie beside a store, are not in it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Integer, Table, func, select, text

from legation.errors import InputError
from legation.store import schema
from legation.store.correcting import correction_tables  # noqa: F401  # all tables are to be known
from legation.store.intake import intake_tables  # noqa: F401  # all tables are to be known
from legation.store.keeping.bulk import insert_rows, take_turn
from legation.store.keeping.full_text import enter_words
from legation.store.store import Store

_AT_ONCE = 1000
Progress = Callable[[str, int], None]


def back_up(store: Store, path: Path, *, progress: Progress | None = None) -> dict[str, int]:
    """Write the whole of a store to a new file; give how many rows each table has.

    The file gets its name when it is complete. It holds what the store held at one moment, while
    others may go on writing. Raises `InputError` where the file is there, and `StoreError`.
    """
    if path.exists():
        raise InputError(f"{path} is there already; name another file, or remove it")
    part = path.with_name(f"{path.name}.part-{os.getpid()}")
    try:
        with Store.open(str(part)) as copy:
            copied = copy_all(store, copy, progress=progress)
        os.replace(part, path)
    finally:
        for left in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm"))):
            left.unlink(missing_ok=True)
    return copied


def copy_all(source: Store, target: Store, *, progress: Progress | None = None) -> dict[str, int]:
    """Copy every row of a store into an empty one, in one transaction; give the rows by table.

    Raises `InputError` where the target holds something.
    """
    copied: dict[str, int] = {}
    with source.reading() as taken, target.writing() as given:
        if taken.dialect.name == "postgresql":  # one moment for all tables
            taken.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        take_turn(given)
        for table in schema.metadata.sorted_tables:
            if given.execute(select(table).limit(1)).first() is not None:
                raise InputError(
                    f"store {target.name} is not empty ({table.name}); name a new one to fill"
                )
        for table in schema.metadata.sorted_tables:
            copied[table.name] = _copy(taken, given, table)
            if progress is not None:
                progress(table.name, copied[table.name])
        _go_on_counting(given)
    return copied


def _copy(taken: Connection, given: Connection, table: Table) -> int:
    many = 0
    rows = taken.execution_options(yield_per=_AT_ONCE).execute(select(table))
    for found in rows.mappings().partitions(_AT_ONCE):
        some = [dict(row) for row in found]
        insert_rows(given, table, some)
        if table is schema.articles:
            enter_words(given, ((row["number"], row["title"], row["text"]) for row in some))
        many += len(some)
    return many


def _go_on_counting(connection: Connection) -> None:
    """Let PostgreSQL number new rows after those that were copied with their numbers."""
    if connection.dialect.name != "postgresql":
        return
    for table in schema.metadata.sorted_tables:
        (*keys,) = table.primary_key.columns
        if len(keys) == 1 and isinstance(keys[0].type, Integer) and keys[0].name == "number":
            last = connection.execute(select(func.max(keys[0]))).scalar()
            sequence = f"pg_get_serial_sequence('{table.name}', 'number')"
            if last is not None:
                connection.execute(text(f"SELECT setval({sequence}, :last)"), {"last": last})
