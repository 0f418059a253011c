"""Lines of readings kept open for a while: for tables of all records, which come by day.

The records of one article stand apart in such an order. Its line is unpacked and taken apart once,
and kept while others are asked for; of its records only those of one kind are kept, as JSON.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from legation.codec import Head, Teller, for_tables, opened
from legation.store import schema
from legation.store.asking.from_lines import LINES
from legation.store.asking.provenance import Whereabouts, places_of
from legation.store.asking.wanted import Place
from legation.store.store import Store

MOST = 2000  # lines kept open: some twenty megabytes


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLine:
    """An article with where it is, who tells of what in it, and its records still in JSON.

    `since` is from when each of its claims was known, by position.
    """

    article: Head
    at: Whereabouts
    tellers: Mapping[str, Teller]
    records: tuple[bytes, ...]
    since: Mapping[int, datetime]


class OpenLines:
    """The lines that were asked for last, with their records of one kind."""

    def __init__(self, store: Store, kind: str) -> None:
        self._store = store
        self._kind = kind
        self._open: OrderedDict[str, OpenLine] = OrderedDict()

    def records(self, places: Iterable[Place]) -> Iterator[tuple[OpenLine, Any]]:
        """The records at some places, in their order, with the lines that they stand in.

        Ask for some thousands at a time. A record has the fields that tables show.
        """
        places = tuple(places)
        here = self._opened({place.article_id for place in places})
        for place in places:
            line = here[place.article_id]
            record = for_tables(self._kind, line.records[place.position])
            if self._kind == "claims":
                record.recorded_at = line.since[place.position]
            yield line, record
        while len(self._open) > MOST:
            self._open.popitem(last=False)

    def _opened(self, ids: set[str]) -> Mapping[str, OpenLine]:
        for id_ in ids & self._open.keys():
            self._open.move_to_end(id_)
        absent = sorted(ids - self._open.keys())
        if absent:
            where = places_of(self._store, absent)
            with self._store.reading() as connection:
                since = _since(connection, absent) if self._kind == "claims" else {}
                for start in range(0, len(absent), 500):
                    for row in connection.execute(LINES, {"some": absent[start : start + 500]}):
                        parts = opened(row.line, self._kind)
                        self._open[row.article_id] = OpenLine(
                            article=parts.article,
                            at=where[row.article_id],
                            tellers={each.id: each for each in parts.tellers},
                            records=parts.records,
                            since=since.get(row.article_id, {}),
                        )
        return self._open


def _since(connection: Connection, ids: list[str]) -> dict[str, dict[int, datetime]]:
    table = schema.claims.c
    found: dict[str, dict[int, datetime]] = {}
    asked = select(table.article_id, table.position, table.recorded_at)
    for start in range(0, len(ids), 500):
        some = asked.where(table.article_id.in_(ids[start : start + 500]))
        for row in connection.execute(some):
            found.setdefault(row.article_id, {})[row.position] = row.recorded_at
    return found
