"""How many records of a store have each value: kept when they are written, not counted when asked.

A value of a type, an outlet, a country and the like has a row for each kind of record; one that no
record has any more has none. `facet` is empty for how many records there are in all, and `value`
for records without one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Column, Connection, Integer, String, Table, Text, select

from legation.records import Event, Mention, Reading, Worded
from legation.store.columns import need
from legation.store.keeping.bulk import PLACES
from legation.store.rows import mentions_of
from legation.store.schema import metadata

KEPT_BY = ("sqlite", "postgresql")  # databases that have them; files of an export have not
COLUMNS = {
    "events": ("type", "mode", "cameo", "quad", "status", "level", "manner"),
    "statements": ("act", "kind", "polarity"),
    "claims": ("predicate", "holds"),
}
OF_ARTICLE = ("outlet", "agency", "language")
PARTIES = ("country", "sector")
Tallied = Mapping[tuple[str, str, str], int]

tallies = Table(
    "tallies",
    metadata,
    Column("kind", String, primary_key=True),
    Column("facet", String, primary_key=True),
    Column("value", Text, primary_key=True),
    need("records", Integer),
    sqlite_with_rowid=False,
)


def tallied(readings: Iterable[Reading]) -> Counter[tuple[str, str, str]]:
    """How many records of some readings have each value: by kind, facet and value."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for reading in readings:
        article = reading.article
        if many := len(mentions_of(reading)):
            counts["mentions", "", ""] += many
        own = [(name, _told(getattr(article, name))) for name in OF_ARTICLE]
        for kind, record, parties in _records(reading):
            counts[kind, "", ""] += 1
            for name, value in own:
                counts[kind, name, value] += 1
            for name in COLUMNS[kind]:
                counts[kind, name, _told(getattr(record, name))] += 1
            for name in PARTIES:
                for value in {_told(getattr(each, name)) for each in parties}:
                    counts[kind, name, value] += 1
            if isinstance(record, Event):
                for value in map(_told, record.contexts or (None,)):
                    counts[kind, "context", value] += 1
    return counts


def _records(reading: Reading) -> Iterator[tuple[str, object, list[Mention]]]:
    for event in reading.events:
        yield "events", event, [*event.actors, *event.recipients]
    for statement in reading.statements:
        yield "statements", statement, _there(statement.speaker, statement.addressee)
    for claim in reading.claims:
        yield "claims", claim, _there(claim.subject, claim.object)


def _there(*mentions: Mention | None) -> list[Mention]:
    return [mention for mention in mentions if mention is not None]


def _told(value: object) -> str:
    """A value as its column has it."""
    if isinstance(value, Worded):
        value = value.value
    return "" if value is None else str(value)


def add_tallies(connection: Connection, more: Tallied, less: Tallied | None = None) -> None:
    """Count what was written, and no longer what was there before."""
    change = Counter(more)
    change.subtract(less or {})
    rows = [(*key, number) for key, number in sorted(change.items()) if number]
    if not rows:
        return
    places = ", ".join([PLACES[connection.dialect.name]] * 4)
    connection.exec_driver_sql(
        f"INSERT INTO tallies (kind, facet, value, records) VALUES ({places}) "
        "ON CONFLICT (kind, facet, value) DO UPDATE "
        "SET records = tallies.records + excluded.records",
        rows,
    )
    if less:
        connection.execute(tallies.delete().where(tallies.c.records == 0))


def values_of_facet(
    connection: Connection, kind: str, facet: str, *, most: int
) -> list[tuple[str | None, int]]:
    """The values of a facet of all records of a kind, the most frequent first."""
    value, records = tallies.c.value, tallies.c.records
    asked = select(value, records).where(tallies.c.kind == kind, tallies.c.facet == facet)
    found = connection.execute(asked.order_by(records.desc(), value).limit(most))
    return [(row.value or None, row.records) for row in found]


def how_many(connection: Connection, kind: str) -> int:
    """How many records of a kind there are."""
    asked = select(tallies.c.records).where(tallies.c.kind == kind, tallies.c.facet == "")
    return int(connection.execute(asked).scalar() or 0)
