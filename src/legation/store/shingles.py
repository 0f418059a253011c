"""The index of hashes: which articles have a hash, asked for and written for many at a time.

A list of a thousand numbers goes to the database as one value, since a placeholder for each costs
more than looking it up does. SQLite takes a list as JSON and PostgreSQL as an array.
"""

from __future__ import annotations

import json
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

Numbers = NDArray[np.int64]

# One number a row: the place in the list above, the article in the 32 bits below.
_HITS = {
    "sqlite": "SELECT key << 32 | article FROM json_each(?) JOIN shingles ON hash = value",
    "postgresql": "SELECT place - 1 << 32 | article "
    "FROM unnest(%s::bigint[]) WITH ORDINALITY AS asked(value, place) "
    "JOIN shingles ON hash = value",
}
_ADD = {
    "sqlite": "INSERT INTO shingles (hash, article) VALUES (?, ?)",
    "postgresql": "INSERT INTO shingles (hash, article) "
    "SELECT * FROM unnest(%s::bigint[], %s::integer[])",
}
_REMOVE = {
    "sqlite": "DELETE FROM shingles WHERE article = ? AND hash IN (SELECT value FROM json_each(?))",
    "postgresql": "DELETE FROM shingles WHERE article = %s AND hash = ANY(%s::bigint[])",
}
_LOCK = {"postgresql": "LOCK TABLE shingles IN SHARE ROW EXCLUSIVE MODE"}


def take_turn(connection: Connection) -> None:
    """Wait until no other transaction adds to the index; SQLite has one writer anyway."""
    if lock := _LOCK.get(connection.dialect.name):
        connection.exec_driver_sql(lock)


def hits(connection: Connection, hashes: Numbers) -> tuple[Numbers, Numbers]:
    """Which of the hashes are there already: the place of each, and an article that has it."""
    dialect = connection.dialect.name
    result = connection.exec_driver_sql(_HITS[dialect], (_many(dialect, hashes),))
    rows = result.cursor.fetchall() if result.cursor else []  # plain tuples, made in C
    both = np.fromiter(chain.from_iterable(rows), np.int64, len(rows))
    return both >> 32, both & 0xFFFFFFFF


def add(connection: Connection, hashes: Numbers, articles: Numbers) -> None:
    """Write which article has which hash; in the order of the hashes, as the index has them."""
    if not len(hashes):
        return
    order = np.argsort(hashes, kind="stable")
    sorted_hashes, sorted_articles = hashes[order].tolist(), articles[order].tolist()
    dialect = connection.dialect.name
    rows: Any = (
        list(zip(sorted_hashes, sorted_articles, strict=True))
        if dialect == "sqlite"
        else (sorted_hashes, sorted_articles)
    )
    connection.exec_driver_sql(_ADD[dialect], rows)


def remove(connection: Connection, hashes: Numbers, article: int) -> None:
    """Take away that an article has the hashes."""
    dialect = connection.dialect.name
    connection.exec_driver_sql(_REMOVE[dialect], (article, _many(dialect, hashes)))


def _many(dialect: str, numbers: Numbers) -> str | list[int]:
    listed: list[int] = numbers.tolist()
    return json.dumps(listed) if dialect == "sqlite" else listed
