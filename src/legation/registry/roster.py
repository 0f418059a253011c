"""Tables of people that stay rows until somebody asks: by name, by office, by country.

Who of the tens of thousands in the large table of office holders is meant by an office, a country
and a day is looked up in rows of text; a person becomes an `Actor` when first asked for.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from legation.folding import name_key
from legation.records import Actor, Kind, Office
from legation.registry.spells import interval
from legation.tables import data_lines, rows, values

COLUMNS = "id,name,names,country,organisation,office,sector,from,to,seen,source".split(",")
Row = list[str]
Slot = tuple[str, str]  # the key of a title, and the country or the body


def office_of_body(body_id: str, words: str) -> str | None:
    """The office of a body that one person holds, by the words that mean it: "chief", of NATO.

    It is worded as in the tables.
    """
    return _offices_of_bodies().get((body_id, _plain(words)))


@cache
def _offices_of_bodies() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for row in rows("actors/asked_offices.csv", needs=("body", "office", "names")):
        for words in (row["office"], *values(row["names"])):
            found[row["body"], _plain(words)] = row["office"]
    return found


def _plain(words: str) -> str:
    return " ".join(name_key(words).replace("-", " ").split())


@dataclass(slots=True)
class Roster:
    """Rows of a table of holders by office and by person, read when first asked for.

    `people` are the ids of those who stand in `people.csv` too, by Wikidata item; without
    `tables` nobody is known.
    """

    people: dict[str, str] = field(default_factory=dict)
    tables: tuple[str, ...] = ()
    _slots: dict[Slot, list[Row]] | None = None
    _rows: dict[str, list[Row]] = field(default_factory=dict)
    _actors: dict[str, Actor] = field(default_factory=dict)
    _sources: dict[str, tuple[str, bool]] = field(default_factory=dict)

    def held(self, slot: Slot) -> Iterator[tuple[Actor, Office, bool]]:
        """Who is known in an office, for how long, and whether the source can be cited, in the
        order of the table.
        """
        if self._slots is None:
            self._slots = self._read()
        for row in self._slots.get(slot, ()):
            actor = self.person(row[0])
            if actor is not None:
                yield actor, self._office(row, slot[0]), self._sources[row[10]][1]

    def person(self, person_id: str) -> Actor | None:
        """The person of an id of the table, with all offices."""
        found = self._actors.get(person_id)
        if found is None and person_id in self._rows:
            found = self._actors[person_id] = self._made(self._rows[person_id])
        return found

    def _made(self, found: list[Row]) -> Actor:
        last = max(found, key=lambda row: row[7])
        return Actor(
            id=last[0],
            name=last[1],
            kind=Kind.PERSON,
            country=last[3] or None,
            sectors=(last[6],) if last[6] else (),
            names=tuple(sorted({last[1], *values(last[2])})),
            offices=tuple(
                self._office(row, name_key(title)) for row in found for title in values(row[5])
            ),
        )

    def _office(self, row: Row, title: str) -> Office:
        """The office of a row that has the key of a title."""
        worded = next((t for t in values(row[5]) if name_key(t) == title), row[5])
        return Office(
            title=worded,
            country=row[3] or None,
            sector=row[6] or None,
            when=interval(row[7], row[8], row[9]),
            evidence=self._sources[row[10]][0],
        )

    def _read(self) -> dict[Slot, list[Row]]:
        if not self.tables:
            return {}
        for source in rows("actors/holder_sources.csv", needs=("code", "name", "citable")):
            name = f"{source['name']} ({source['licence']})"
            self._sources[source["code"]] = (name, source["citable"] == "yes")
        slots: dict[Slot, list[Row]] = {}
        titles: dict[str, tuple[str, ...]] = {}
        found = (row for table in self.tables for row in list(csv.reader(data_lines(table)))[1:])
        for row in found:
            self._rows.setdefault(row[0], []).append(row)
            offices = titles.get(row[5])
            if offices is None:
                offices = titles[row[5]] = tuple(name_key(title) for title in values(row[5]))
            for office in offices:
                slots.setdefault((office, row[3] or row[4]), []).append(row)
        return slots
