"""A large SQLite store written at once: the same rows as by `Store.write_many`, without its care.

    fill(path, lines, at=moment)

The tables are filled without their indexes and in no transaction that could be taken back, which
takes a third of the time; a kill leaves a file to be thrown away. Every text has its fingerprint
and stands in the index of hashes; links between texts are not made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Connection, Table

from legation.codec import decode
from legation.ids import sha256_of
from legation.records import Reading
from legation.store import Store, schema
from legation.store.keeping.appearances import Row, appearance_rows
from legation.store.keeping.bulk import insert_rows
from legation.store.keeping.packed_lines import pack
from legation.store.keeping.tallies import add_tallies, tallied
from legation.store.ledger_tables import ledger
from legation.store.ledger_writer import ledger_rows, write_names
from legation.store.rows import article_row, derived_rows
from legation.store.shingles import MOST
from legation.store.story_tables import fingerprints
from legation.stories.fingerprint import VERSION, fingerprint

IN_ONE_WRITE = 500  # articles
_READINGS = (
    "INSERT INTO readings (article_id, reader, sha256, recorded_at, line) VALUES (?, ?, ?, ?, ?)"
)
_SEAT = np.dtype(
    [
        *(("key", "<i8"), ("day", "<i4"), ("article", "<i4"), ("position", "<i2")),
        *(("roles", "i1"), ("mark", "<i4")),
    ]
)
_KEPT = "SELECT name, sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL"


def fill(path: Path, lines: Iterable[bytes], *, at: datetime) -> int:
    """Write readings, as the codec's lines, into a new store; the number of articles."""
    if path.exists():
        raise FileExistsError(f"{path} is there; name another file")
    with Store.open(str(path)) as store, store.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF"):
            driver.execute(f"PRAGMA {pragma}")
        with connection.begin():
            indexes = connection.exec_driver_sql(_KEPT, ("index",)).all()
            triggers = connection.exec_driver_sql(_KEPT, ("trigger",)).all()
            for kind, some in (("INDEX", indexes), ("TRIGGER", triggers)):
                for name, _ in some:
                    connection.exec_driver_sql(f"DROP {kind} {name}")
        hashes: list[Any] = []
        seats: list[Any] = []
        done = 0
        known: set[int] = set()
        for batch in _batches(lines):
            with connection.begin():
                _write(connection, batch, done + 1, at, hashes, known, seats)
            done += len(batch)
        with connection.begin():
            _enter(connection, hashes)
            _seat(connection, np.concatenate(seats))
            connection.exec_driver_sql(
                "INSERT INTO article_search (article_search) VALUES ('rebuild')"
            )
            for _, sql in (*indexes, *triggers):
                connection.exec_driver_sql(sql)
        with connection.begin():
            connection.exec_driver_sql("ANALYZE")
    return done


def _batches(lines: Iterable[bytes]) -> Iterator[Sequence[bytes]]:
    each = iter(lines)
    while batch := list(islice(each, IN_ONE_WRITE)):
        yield batch


def _write(
    connection: Connection,
    lines: Sequence[bytes],
    first: int,
    at: datetime,
    hashes: list[Any],
    known: set[int],
    seats: list[Any],
) -> None:
    by_table: dict[Table, list[Any]] = {}
    named: dict[int, Any] = {}
    readings: list[Reading] = []
    kept: list[tuple[str, str, str, str, bytes]] = []
    moment = at.strftime("%Y-%m-%d %H:%M:%S.%f")
    for number, line in enumerate(lines, start=first):
        reading = decode(line)
        readings.append(reading)
        sha256 = sha256_of(line)
        article = {"number": number, **article_row(reading.article)}
        by_table.setdefault(schema.articles, []).append(
            article | {"reader": reading.reader, "reading_sha256": sha256}
        )
        kept.append((reading.article.id, reading.reader, sha256, moment, pack(line)))
        rows = derived_rows(reading, article=number, recorded_at=at)
        seats.append(_as_array(appearance_rows(reading, number)))
        named |= rows.named
        for table, some in rows.by_table.items():
            by_table.setdefault(table, []).extend(some)
        by_table.setdefault(ledger, []).extend(ledger_rows(reading, at))
        print_ = fingerprint(reading.article)
        its_hashes = np.array(print_.hashes, np.int64)
        hashes.append((number, its_hashes))
        by_table.setdefault(fingerprints, []).append(
            {
                "article": number,
                "version": VERSION,
                "words": print_.words,
                "hashes": its_hashes.astype("<i8").tobytes(),
            }
        )
    by_table[schema.named] = [row for key, row in named.items() if key not in known]
    known.update(named)
    for table, some in by_table.items():
        insert_rows(connection, table, some)
    connection.exec_driver_sql(_READINGS, kept)
    add_tallies(connection, tallied(readings))
    write_names(connection, [claim for reading in readings for claim in reading.claims])


def _as_array(rows: Iterable[Row]) -> Any:
    return np.array([tuple(row[name] for name in _SEAT.names or ()) for row in rows], _SEAT)


def _seat(connection: Connection, seats: Any) -> None:
    """The rows of who appears where, in the order in which they are kept."""
    order = np.lexsort((seats["position"], seats["article"], seats["day"], seats["key"]))
    sql = f"INSERT INTO appearances ({', '.join(seats.dtype.names)}) VALUES (?, ?, ?, ?, ?, ?)"
    cursor = connection.connection.cursor()
    for start in range(0, len(order), 100_000):
        cursor.executemany(sql, seats[order[start : start + 100_000]].tolist())


def _enter(connection: Connection, hashes: Sequence[tuple[int, Any]]) -> None:
    """The index of hashes: under each the first articles that have it."""
    values = np.concatenate([some for _, some in hashes])
    articles = np.repeat(np.array([n for n, _ in hashes], "<u4"), [len(some) for _, some in hashes])
    order = np.argsort(values, kind="stable")
    values, articles = values[order], articles[order]
    starts = np.flatnonzero(np.diff(values, prepend=values[0] - 1))
    ends = np.minimum(np.append(starts[1:], len(values)), starts + MOST)
    rows = (
        (value, articles[start:end].tobytes())
        for value, start, end in zip(
            values[starts].tolist(), starts.tolist(), ends.tolist(), strict=True
        )
    )
    cursor = connection.connection.cursor()
    cursor.executemany("INSERT INTO shingles (hash, articles) VALUES (?, ?)", rows)
