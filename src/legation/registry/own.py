"""The user's own actors: one CSV or YAML file in the columns of our tables.

A row is a person with an office, or another actor with its `kind`. Each row is checked when the
file is read, and a wrong one is told with its file and line.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path

from legation import ontology
from legation.errors import DataError, InputError
from legation.records import Actor, Kind, Office
from legation.registry.held import Source
from legation.registry.holders import Spell, add_people
from legation.registry.known import Form, Registry
from legation.registry.spells import edge, interval, slug_of
from legation.registry.wordings import Agent, Title, words_of
from legation.tables import numbered_rows, rows, values

COLUMNS = (
    "id name names kind country office sector code organisation from to source checked evidence "
    "note"
).split()
PERSON, AGENT, TITLE = "person", "agent", "office"
# Besides the kinds of actors: `agent` is a noun for people ("gendarmes"), `office` a title.
KINDS = (
    "state government person organisation mission group community place process document "
    "agent office"
).split()


_ALWAYS = "9999"  # the user's open end is open: nobody checks it on a day
_FORMS = {
    Kind.STATE: Form.COUNTRY,
    Kind.GOVERNMENT: Form.METONYM,
    Kind.ORGANISATION: Form.BODY,
    Kind.MISSION: Form.BODY,
    Kind.GROUP: Form.GROUP,
    Kind.COMMUNITY: Form.COMMUNITY,
    Kind.PLACE: Form.REGION,
    Kind.PROCESS: Form.PROCESS,
    Kind.DOCUMENT: Form.PROCESS,
}


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One row of the user's file, by column, and the line it stands on."""

    cells: dict[str, str]
    line: int

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def kind(self) -> str:
        """What the row describes: its `kind`, or a person where it tells an office alone."""
        return self["kind"] or PERSON


def own_rows(path: Path) -> tuple[OwnRow, ...]:
    """The rows of the user's file, in file order.

    Raises `InputError` where the file cannot be read, and `DataError` with the line for a column
    we do not know, a code or date that does not exist, and a row that does not say what it is.
    """
    try:
        found = list(_yaml_rows(path) if path.suffix in {".yaml", ".yml"} else _csv_rows(path))
    except OSError as error:
        raise InputError(
            f"actors file {path}: {error.strerror}; name another in the settings", path=str(path)
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(f"actors file {path} is not UTF-8; save it so", path=str(path)) from error
    for row in found:
        _check(row, partial(DataError, path=str(path), line=row.line))
    return tuple(found)


def add_own(registry: Registry, found: Iterable[OwnRow]) -> None:
    """Let the user's actors win over those the registry has."""
    people: list[Spell] = []
    for row in found:
        if row.kind == PERSON:
            people.append(_spell(registry, row))
        elif row.kind in (AGENT, TITLE):
            _add_phrases(registry, row)
        else:
            _add_actor(registry, row)
    registry.sort_phrases()
    add_people(registry, people, source=Source.OWN)


def _spell(registry: Registry, row: OwnRow) -> Spell:
    titles = registry.titles(row["office"])
    sector = row["sector"] or row["code"] or (titles[0].sector if titles else None)
    when = interval(row["from"], row["to"], row["checked"] or (row["from"] and _ALWAYS))
    return Spell(
        row["id"] or _id_of(registry, row, Kind.PERSON),
        row["name"],
        values(row["names"]),
        row["country"] or None,
        Office(
            title=row["office"],
            country=row["country"] or None,
            sector=sector,
            when=when,
            evidence=row["source"] or None,
        ),
        when,
    )


def _add_phrases(registry: Registry, row: OwnRow) -> None:
    for name in (row["name"], *values(row["names"])):
        words, sector = words_of(name), row["sector"] or row["code"] or None
        registry.drop_phrase(words)
        if row.kind == TITLE:
            registry.add_phrase(Title(words, row["name"], sector, "official", None))
        else:
            registry.add_phrase(Agent(words, sector, Kind.PERSON, human=True))


def _add_actor(registry: Registry, row: OwnRow) -> None:
    kind = Kind(row.kind)
    country = values(row["country"])
    actor = Actor(
        id=row["id"] or _id_of(registry, row, kind),
        name=row["name"],
        kind=kind,
        country=country[0] if len(country) == 1 else None,
        sectors=(*values(row["code"]), *values(row["sector"])),
        names=values(row["names"]),
    )
    when = interval(row["from"], row["to"], row["checked"] or (row["from"] and _ALWAYS))
    registry.add(_FORMS[kind], actor, (row["name"], *actor.names), when=when, own=True)


def _id_of(registry: Registry, row: OwnRow, kind: Kind) -> str:
    """The id of what the name stands for already, of the same kind, else one made of the name."""
    country = row["country"]
    known = [
        e.actor.id
        for e in registry.entries(row["name"])
        if e.actor.kind is kind and (not country or e.actor.country in {None, country})
    ]
    if len(known) == 1:
        return known[0]
    slug = slug_of(row["name"])
    return f"{slug}-{(country or 'own').lower()}" if slug in registry.actors else slug


def _csv_rows(path: Path) -> Iterator[OwnRow]:
    for line, row in numbered_rows(path, needs=("name",)):
        yield OwnRow({column: cell for column, cell in row.items() if cell}, line)


def _yaml_rows(path: Path) -> Iterator[OwnRow]:
    """A list of mappings; every value is taken as it is written, lists as several values."""
    import yaml  # when a file is written so: few are

    def fault(node: yaml.Node, message: str) -> DataError:
        return DataError(message, path=str(path), line=node.start_mark.line + 1)

    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DataError(
            f"not YAML: {error.problem}; correct it", path=str(path), line=line
        ) from error
    if root is None:
        return
    if not isinstance(root, yaml.SequenceNode):
        raise fault(root, "not a list; begin each actor with a hyphen")
    for node in root.value:
        if not isinstance(node, yaml.MappingNode):
            raise fault(node, "not a mapping; write `name: ...` and so on below the hyphen")
        cells = {}
        for name, value in node.value:
            parts = value.value if isinstance(value, yaml.SequenceNode) else [value]
            if not all(isinstance(part, yaml.ScalarNode) for part in parts):
                raise fault(value, f"{name.value} is no plain value or list of them")
            cells[name.value] = "|".join(part.value.strip() for part in parts)
        yield OwnRow(
            {column: cell for column, cell in cells.items() if cell}, node.start_mark.line + 1
        )


Fault = Callable[[str], DataError]


def _check(row: OwnRow, fault: Fault) -> None:
    for column in row.cells:
        if column not in COLUMNS:
            raise fault(f"no column {column!r} is known; {_nearest(column, COLUMNS)}")
    if not row["name"]:
        raise fault("no name; give each actor its name")
    if row["kind"] and row["kind"] not in KINDS:
        raise fault(f"kind {row['kind']!r} is unknown; {_nearest(row['kind'], KINDS)}")
    if not row["kind"] and not row["office"]:
        raise fault("neither kind nor office; say what it is (person, organisation, group ...)")
    for code in values(row["country"]):
        if code not in _countries():
            raise fault(
                f"country {code!r} is no ISO 3166 alpha-3 code; {_nearest(code, _countries())}"
            )
    for column in ("sector", "code"):
        for code in values(row[column]):
            if code not in ontology.sectors():
                raise fault(
                    f"{column} {code!r} is no PLOVER code; {_nearest(code, ontology.sectors())}"
                )
    days = [_day(row, column, fault) for column in ("from", "to", "checked")]
    if days[0] and days[1] and days[1] < days[0]:
        raise fault(f"it ends ({row['to']}) before it begins ({row['from']}); correct one of them")


def _day(row: OwnRow, column: str, fault: Fault) -> date | None:
    try:
        return edge(row[column], last=column != "from")
    except ValueError as error:
        raise fault(
            f"{column} {row[column]!r} is no ISO day, month or year; write 2024-03-09 or 2024"
        ) from error


@cache
def _countries() -> dict[str, str]:
    return {row["code"]: row["name"] for row in rows("actors/countries.csv")}


def _nearest(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.0)
    return f"did you mean {near[0]!r}?"
