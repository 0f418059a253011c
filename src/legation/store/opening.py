"""From the name of a store to an engine with the tables in place."""

from __future__ import annotations

import sqlite3
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import StaticPool

from legation.errors import StoreError
from legation.store.failures import told
from legation.store.schema import SCHEMA

_CACHE_KB = 64_000  # of an SQLite writer: the index of hashes is written all over
WRITING = "legation_writing"  # execution option of a connection that is going to write


def store_url(name: str) -> URL:
    """The address of a store: a database URL, or the path of an SQLite file.

    Raises `StoreError` for a database we do not speak to and a driver that is not installed.
    """
    if "://" not in name:
        return URL.create("sqlite", database=name)
    try:
        url = make_url(name)
    except ArgumentError as error:
        raise StoreError(f"store {name!r} is no URL; write sqlite:///file.db or a path") from error
    if url.drivername in ("postgresql", "postgres"):
        if find_spec("psycopg") is None:
            raise StoreError(
                f"store {shown(url)} needs psycopg; install it: pip install 'legation[postgres]'"
            )
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError(
            f"store {shown(url)} is of a kind we do not know; use sqlite:///... or postgresql://..."
        )
    return url


def shown(url: URL) -> str:
    """How a store is called in messages: the file, or the URL without its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or "in memory"
    named = url.set(drivername=url.get_backend_name())
    return named.render_as_string(hide_password=True)


def open_engine(url: URL, *, readonly: bool, busy_timeout_s: float) -> Engine:
    """An engine on a store whose tables are those of this version, migrated where needed.

    A store opened `readonly` must be there already and is not migrated. Raises `StoreError`.
    """
    if url.get_backend_name() == "sqlite":
        engine = _sqlite(url, readonly=readonly, busy_timeout_s=busy_timeout_s)
    else:
        engine = create_engine(url)
    try:
        with told(shown(url)), engine.connect() as connection:
            _bring_up_to_date(connection, shown(url), readonly=readonly)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _sqlite(url: URL, *, readonly: bool, busy_timeout_s: float) -> Engine:
    path = url.database
    in_memory = not path or path == ":memory:" or "mode" in url.query
    if readonly and path and not in_memory:
        _check_there(Path(path))
        url = _readonly(Path(path))
    engine = create_engine(
        url, connect_args={"timeout": busy_timeout_s}, poolclass=StaticPool if in_memory else None
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say, DDL included
        connection.execute("PRAGMA foreign_keys=ON")
        if not readonly:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute(f"PRAGMA cache_size=-{_CACHE_KB}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes its turn at the start: waiting works there, and not half-way.
        writing = connection.get_execution_options().get(WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _check_there(path: Path) -> None:
    if not path.exists():
        raise StoreError(f"store {path} does not exist; make it with `legation ingest`")


def _readonly(path: Path) -> URL:
    """A file opened for reading only; one that nobody may write next to is taken as it stands."""
    query = {"mode": "ro", "uri": "true"}
    log = path.with_name(path.name + "-wal")
    if not log.exists() and not _writable(path.parent):
        query["immutable"] = "1"  # the write-ahead log cannot be made, and nobody can be writing
    return URL.create("sqlite", database=f"file:{path.absolute()}", query=query)


def _writable(folder: Path) -> bool:
    import os

    return os.access(folder, os.W_OK)


def _bring_up_to_date(connection: Connection, name: str, *, readonly: bool) -> None:
    version = _version(connection, name)
    if version == SCHEMA:
        return
    if version is not None and version > SCHEMA:
        raise StoreError(
            f"store {name} was written by a newer Legation (schema {version}, this one knows "
            f"{SCHEMA}); update Legation"
        )
    if readonly:
        raise StoreError(
            f"store {name} has schema {version or 'none'} and needs {SCHEMA}; open it once for "
            "writing, with `legation ingest`"
        )
    from legation.store.keeping.entering import enter_all
    from legation.store.keeping.refill import refill
    from legation.store.ledger_writer import fill_ledger
    from legation.store.migrate import migrate

    connection.rollback()
    with connection.execution_options(**{WRITING: True}).begin():
        # Another process may have done it while we waited for our turn.
        if _version(connection, name) != SCHEMA:
            migrate(connection)
            refill(connection)
            fill_ledger(connection)
            enter_all(connection)


def _version(connection: Connection, name: str) -> str | None:
    """The last migration of the store, `None` for an empty database."""
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" in tables:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return None if found is None else str(found)
    if tables:
        raise StoreError(
            f"store {name} is a database of something else (it has {sorted(tables)[0]}); "
            "name another"
        )
    return None
