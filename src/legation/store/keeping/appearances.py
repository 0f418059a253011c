"""In which records somebody takes part: a row for each, by whom it is found in the order of days.

An actor's records are found here without a look at mentions: of a country, an id or, of those who
have none, a name, in which events, statements and claims they stand, on which side. `key` tells
whom and which kind of record, `day` is `sort_day` as a number, `roles` the sides together, and
`mark` sixteen bits of the record's type, which leave out nearly all that is of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from zlib import crc32

from sqlalchemy import BigInteger, Connection, Integer, SmallInteger, Table

from legation.folding import name_key
from legation.ids import content_id
from legation.records import Mention, Reading, When
from legation.store.columns import key, need
from legation.store.keeping.bulk import PLACES, insert_rows
from legation.store.rows import number_of, sort_day
from legation.store.schema import metadata

# Sides of a record, which are added up.
ROLES: Mapping[str, Mapping[str, int]] = {
    "events": {"actor": 1, "recipient": 2},
    "statements": {"speaker": 1, "addressee": 2},
    "claims": {"subject": 1, "object": 2, "holder": 4},
}
Row = dict[str, Any]

appearances = Table(
    "appearances",
    metadata,
    key("key", BigInteger),
    key("day"),
    key("article"),  # its number
    key("position"),
    need("roles", SmallInteger),
    need("mark", Integer),
    sqlite_with_rowid=False,
)


@lru_cache(maxsize=100_000)
def key_of(kind: str, column: str, value: str) -> int:
    """The key of somebody in records of a kind: by `country`, `actor_id` or `name_key`."""
    return number_of(content_id("appears", kind, column, value))


@lru_cache(maxsize=10_000)
def mark_of(type_: str) -> int:
    """Sixteen bits of a type, act or predicate."""
    return crc32(type_.encode()) & 0xFFFF


def day_number(day: date) -> int:
    """A day as the table has it."""
    return day.toordinal()


def appearance_rows(reading: Reading, article: int) -> Iterator[Row]:
    """The rows of a reading; `article` is the number of its article."""
    told = reading.article.published
    for position, event in enumerate(reading.events):
        sides = ((m, 1) for m in event.actors), ((m, 2) for m in event.recipients)
        seats = [each for side in sides for each in side]
        yield from _rows("events", seats, event.type, event.when, told, (article, position))
    for position, statement in enumerate(reading.statements):
        seats = _seats((statement.speaker, 1), (statement.addressee, 2))
        place = article, position
        yield from _rows("statements", seats, statement.act, statement.when, told, place)
    for position, claim in enumerate(reading.claims):
        seats = _seats((claim.subject, 1), (claim.object, 2), (claim.holder, 4))
        place = article, position
        yield from _rows("claims", seats, str(claim.predicate), claim.valid, told, place)


def _seats(*given: tuple[Mention | None, int]) -> list[tuple[Mention, int]]:
    return [(mention, role) for mention, role in given if mention is not None]


def _rows(
    kind: str,
    seats: Iterable[tuple[Mention, int]],
    type_: str,
    own: When | None,
    told: When | None,
    place: tuple[int, int],
) -> Iterator[Row]:
    roles: dict[int, int] = {}
    for mention, role in seats:
        for each in _keys(kind, mention):
            roles[each] = roles.get(each, 0) | role
    if not roles:
        return
    day, mark = day_number(sort_day(own, told)), mark_of(type_)
    article, position = place
    for each, sides in roles.items():
        yield {
            "key": each,
            "day": day,
            "article": article,
            "position": position,
            "roles": sides,
            "mark": mark,
        }


def _keys(kind: str, mention: Mention) -> Iterator[int]:
    if mention.country:
        yield key_of(kind, "country", mention.country)
    if mention.actor_id is not None:
        yield key_of(kind, "actor_id", mention.actor_id)
    else:
        yield key_of(kind, "name_key", name_key(mention.name))


def delete_appearances(connection: Connection, rows: Sequence[Row]) -> None:
    """Delete the rows that a reading had."""
    if rows:
        names = ("key", "day", "article", "position")
        place = PLACES[connection.dialect.name]
        same = " AND ".join(f"{name} = {place}" for name in names)
        keys = [tuple(row[name] for name in names) for row in rows]
        connection.exec_driver_sql(f"DELETE FROM appearances WHERE {same}", keys)


def write_appearances(connection: Connection, rows: Sequence[Row]) -> None:
    """Write rows, in the order in which they are kept."""
    order = sorted(rows, key=lambda row: (row["key"], row["day"]))
    insert_rows(connection, appearances, order)
