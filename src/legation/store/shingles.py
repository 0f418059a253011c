"""The index of hashes: which articles have a hash, asked for and written for many at a time.

Under each hash stand the first `MOST` articles that came in with it, so that what a lookup costs
does not grow with the store: a hash that more have is a stock phrase, or of a text that goes round.
A list of a thousand numbers goes to the database as one value, since a placeholder for each costs
more than looking it up does. SQLite takes a list as JSON and PostgreSQL as an array.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from legation.store.keeping.bulk import PLACES

Numbers = NDArray[np.int64]

# Articles under one hash. Up to so many copies of a text, stories do not depend on the order in
# which they came; at 24 lookups were quicker, and 120 copies written backwards made other stories.
MOST = 200

_HELD = {
    "sqlite": "SELECT key, articles FROM json_each(?) JOIN shingles ON hash = value",
    "postgresql": "SELECT place - 1, articles "
    "FROM unnest(%s::bigint[]) WITH ORDINALITY AS asked(value, place) "
    "JOIN shingles ON hash = value",
}


@dataclass(frozen=True, slots=True)
class Holders:
    """Hashes with the articles under them: the place of a hash beside each of its articles."""

    places: Numbers
    articles: Numbers


def held(connection: Connection, hashes: Numbers) -> Holders:
    """What stands under the hashes; the place is that of the hash in the list."""
    dialect = connection.dialect.name
    result = connection.exec_driver_sql(_HELD[dialect], (_many(dialect, hashes),))
    rows: Sequence[Any] = result.cursor.fetchall() if result.cursor else []
    packed = [bytes(row[1]) for row in rows]
    articles = np.frombuffer(b"".join(packed), "<u4").astype(np.int64)
    lengths = np.fromiter(map(len, packed), np.int64, len(packed)) // 4
    places = np.fromiter((row[0] for row in rows), np.int64, len(rows))
    return Holders(np.repeat(places, lengths), articles)


def enter(connection: Connection, hashes: Numbers, before: Holders, after: Holders) -> None:
    """Write what stands under the hashes now, where that is more than before."""
    size = len(hashes)
    had = np.bincount(before.places, minlength=size)
    has = np.bincount(after.places, minlength=size)
    changed = np.flatnonzero(has > had)
    ends = np.cumsum(has)
    packed = after.articles.astype("<u4").tobytes()  # by place, as `after` is
    rows = [
        (packed[4 * (end - many) : 4 * end], value)
        for value, end, many in zip(
            hashes[changed].tolist(), ends[changed].tolist(), has[changed].tolist(), strict=True
        )
    ]
    fresh = [
        (value, data) for (data, value), old in zip(rows, had[changed], strict=True) if not old
    ]
    known = [row for row, old in zip(rows, had[changed], strict=True) if old]
    place = PLACES[connection.dialect.name]
    if fresh:
        sql = f"INSERT INTO shingles (hash, articles) VALUES ({place}, {place})"
        connection.exec_driver_sql(sql, fresh)
    if known:
        sql = f"UPDATE shingles SET articles = {place} WHERE hash = {place}"
        connection.exec_driver_sql(sql, known)


def remove(connection: Connection, hashes: Numbers, article: int) -> None:
    """Take away that an article has the hashes."""
    found = held(connection, hashes)
    mine = np.unique(found.places[found.articles == article])
    kept = found.articles != article
    place = PLACES[connection.dialect.name]
    changed, empty = [], []
    for n in mine.tolist():
        left = found.articles[kept & (found.places == n)]
        value = int(hashes[n])
        if len(left):
            changed.append((left.astype("<u4").tobytes(), value))
        else:
            empty.append((value,))
    if changed:
        sql = f"UPDATE shingles SET articles = {place} WHERE hash = {place}"
        connection.exec_driver_sql(sql, changed)
    if empty:
        connection.exec_driver_sql(f"DELETE FROM shingles WHERE hash = {place}", empty)


def _many(dialect: str, numbers: Numbers) -> str | list[int]:
    listed: list[int] = numbers.tolist()
    return json.dumps(listed) if dialect == "sqlite" else listed
