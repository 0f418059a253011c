"""A short text that changes with every write to a store, and is quick to have."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import text

from legation.store.store import Store


def revision(store: Store) -> str:
    """What stands for the state of a store: two equal ones mean that nothing was written between.

    It may change though nothing was written (SQLite's log was folded in, another database of the
    server was written to): an answer is then only made once more.
    """
    if store.engine.dialect.name != "sqlite":
        with store.reading() as connection:
            told = str(connection.execute(text("SELECT pg_current_snapshot()::text")).scalar())
    else:
        told = " ".join(_files(store)) or _in_memory(store)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _files(store: Store) -> Iterator[str]:
    """Size and time of the database and its log; nothing for one in memory."""
    path = Path(store.name)
    for each in (path, path.with_name(path.name + "-wal")):
        try:
            found = os.stat(each)
        except OSError:
            continue
        yield f"{found.st_ino} {found.st_size} {found.st_mtime_ns}"


def _in_memory(store: Store) -> str:
    """Of a database without a file: all changes that its only connection made."""
    with store.reading() as connection:
        return str(connection.execute(text("SELECT total_changes()")).scalar())
