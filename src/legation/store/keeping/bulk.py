"""Rows written many at a time, by the driver itself.

What SQLAlchemy does for each row of an `insert` takes several times as long as writing it. Here the
statement is put together once for each table, and the driver gets tuples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.engine import Dialect

Row = Mapping[str, Any]
_TURN = 0x1E6A7105  # the lock that writers of one database share
PLACES = {"sqlite": "?", "postgresql": "%s"}


def insert_rows(
    connection: Connection, table: Table, rows: Sequence[Row], *, once: bool = False
) -> None:
    """Write rows that all have the same columns; with `once` those that are there already stay."""
    if not rows:
        return
    columns = tuple(rows[0])
    sql, convert = _prepared(connection.dialect, table, columns, once)
    values: Iterable[tuple[Any, ...]] = map(itemgetter(*columns), rows)
    if len(columns) == 1:
        values = ((row[columns[0]],) for row in rows)
    if convert:
        values = (_converted(row, convert) for row in values)
    connection.exec_driver_sql(sql, list(values))


def delete_of(connection: Connection, table: Table, column: str, keys: Sequence[Any]) -> None:
    """Delete the rows that have one of the keys in a column."""
    if keys:
        place = PLACES[connection.dialect.name]
        sql = f"DELETE FROM {table.name} WHERE {column} = {place}"
        connection.exec_driver_sql(sql, [(key,) for key in keys])


def take_turn(connection: Connection) -> None:
    """Wait until no other transaction writes; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")


Convert = tuple[tuple[int, Callable[[Any], Any]], ...]


@lru_cache(maxsize=256)
def _prepared(
    dialect: Dialect, table: Table, columns: tuple[str, ...], once: bool
) -> tuple[str, Convert]:
    """The statement, and for each column that needs it what makes a value fit for the driver."""
    place = PLACES[dialect.name]
    sql = (
        f"INSERT INTO {table.name} ({', '.join(columns)}) "
        f"VALUES ({', '.join(place for _ in columns)})"
    )
    if once:
        sql += " ON CONFLICT DO NOTHING"
    convert = [
        (number, made)
        for number, name in enumerate(columns)
        if (made := table.c[name].type.dialect_impl(dialect).bind_processor(dialect)) is not None
    ]
    return sql, tuple(convert)


def _converted(row: tuple[Any, ...], convert: Convert) -> tuple[Any, ...]:
    values = list(row)
    for number, made in convert:
        values[number] = made(values[number])
    return tuple(values)
