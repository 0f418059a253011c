"""People and the offices they hold, from spells in a registry's tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from legation.folding import fold, name_key
from legation.late import Late
from legation.records import Actor, Kind, Office, When
from legation.registry.held import Held, Source
from legation.registry.known import Entry, Form, Registry
from legation.registry.spells import interval
from legation.registry.surnames import called_by, numbered
from legation.tables import columns, values

COLUMNS = "id,name,names,country,office,sector,organisation,from,to,source,checked".split(",")


@dataclass(slots=True)
class Spell:
    """One person in one office from one day to another; `office` is `None` for a bare person."""

    id: str
    name: str
    names: tuple[str, ...]
    country: str | None
    office: Office | None
    cited: When | None = None  # the days for which a source can be named


def spell_of(row: Mapping[str, str]) -> Spell:
    """The spell of a row with the columns of `people.csv`."""
    when = interval(row["from"], row["to"], row.get("checked", ""))
    return Spell(
        row["id"],
        row["name"],
        values(row.get("names", "")),
        row["country"] or None,
        office_of(row, when),
        cited_by(row.get("ground", "")),
    )


def cited_by(ground: str) -> When | None:
    """The days that a row's ground gives: `table FROM/TO`; none for general knowledge."""
    what, _, days = ground.partition(" ")
    first, _, last = days.partition("/")
    return interval(first, last) if what == "table" else None


def office_of(row: Mapping[str, str], when: When | None) -> Office | None:
    """The office of a row, over an interval; none where the row tells neither title nor sector."""
    if not row["office"] and not row["sector"]:
        return None
    return Office(
        title=row["office"],
        country=row["country"] or None,
        sector=row["sector"] or None,
        when=when,
        evidence=row.get("source") or None,
        organisation=row.get("organisation") or None,
    )


def add_people(
    registry: Registry, spells: Iterable[Spell], *, source: Source = Source.TABLE
) -> None:
    """Let the registry know people by full name, surname and office.

    A person it knows by the same id gets the new offices besides the old. The user's own spells
    replace people of the same id, or of one of the names and the country.
    """
    own = source is Source.OWN
    people: dict[str, list[Spell]] = {}
    for spell in spells:
        people.setdefault(spell.id, []).append(spell)
    known = {} if own else {i: a for i in people if (a := registry.person(i)) is not None}
    grounds = _grounds(registry, known)
    registry.forget([*known, *(_replaced(registry, people) if own else ())])
    titles: dict[tuple[str, str | None], list[str]] = {}
    for person_id in sorted(people):
        _add_person(registry, people[person_id], known.get(person_id), source, grounds, titles)


Grounds = Mapping[tuple[str, Office], When | None]


def _grounds(registry: Registry, people: Mapping[str, Actor]) -> dict[tuple[str, Office], When]:
    """For which days a source can be named for the offices of the people."""
    return {
        (h.actor.id, h.office): h.cited
        for offices in (registry.holders.values() if people else ())
        for held in offices.values()
        for h in held
        if h.actor.id in people and h.cited is not None
    }


def _replaced(registry: Registry, people: Mapping[str, list[Spell]]) -> Iterator[str]:
    """People of the tables whom the user's spells stand in for."""
    yield from (i for i in people if registry.person(i))
    for spells in people.values():
        countries = {s.country for s in spells if s.country}
        for name in {name for s in spells for name in (s.name, *s.names)}:
            for entry in registry.entries(name):
                country = entry.actor.country
                if entry.form is Form.PERSON and (not countries or country in countries):
                    yield entry.actor.id


def _add_person(
    registry: Registry,
    spells: list[Spell],
    known: Actor | None,
    source: Source,
    grounds: Grounds,
    titles: dict[tuple[str, str | None], list[str]],
) -> None:
    own = source is Source.OWN
    actor = _actor_of(spells, known)
    # A bare surname is no name of a person in our tables; in the user's it is meant so.
    registry.add(Form.PERSON, actor, tuple(n for n in actor.names if own or " " in n), own=own)
    for surname in _surnames(actor.names, actor.country):
        registry.surnames.setdefault(surname, []).append(actor)
    cited = {id(s.office): s.cited for s in spells}
    for office in actor.offices:
        said = source if known is None or office not in known.offices else Source.TABLE
        if said is Source.LEARNED and not registry.is_sole(office.title, office.country or ""):
            continue
        slot = (office.title, office.country)
        if slot not in titles:
            titles[slot] = _titles(registry, office)
        for title in titles[slot]:
            when = cited.get(id(office)) or (grounds and grounds.get((actor.id, office))) or None
            held = Held(actor, office, said, when)
            offices = registry.holders.setdefault(office.country or "", {})
            offices.setdefault(title, []).append(held)


_READ = ("id", "name", "names", "country", *COLUMNS[4:], "ground", "wikidata")


class _Person:
    """Somebody of `people.csv`: rows until somebody asks."""

    __slots__ = ("_actor", "_spells", "rows")

    def __init__(self) -> None:
        self.rows: list[tuple[str, ...]] = []
        self._spells: tuple[Spell, ...] = ()
        self._actor: Actor | None = None

    def spells(self) -> tuple[Spell, ...]:
        if not self._spells:
            self._spells = tuple(spell_of(dict(zip(_READ, row, strict=True))) for row in self.rows)
        return self._spells

    def actor(self) -> Actor:
        if self._actor is None:
            self._actor = _actor_of(self.spells())
        return self._actor

    def entry(self) -> Entry:
        return Entry(Form.PERSON, self.actor())


def keep_people(registry: Registry) -> dict[str, str]:
    """Let a registry without people know those of `people.csv`, each made when a text has a name.

    Gives their ids by Wikidata item. What it knows then is what `add_people` would tell it.
    """
    registry.holders = Late(partial(_held_in, registry, {}))
    people: dict[str, _Person] = {}
    items = {}
    for row in columns("actors/people.csv", *_READ):
        person_id, item = row[0], row[-1]
        person = people.get(person_id)
        if person is None:
            person = people[person_id] = _Person()
        person.rows.append(row)
        if item:
            items[item] = person_id
    for person_id in sorted(people):
        _keep(registry, person_id, people[person_id])
    return items


def _keep(registry: Registry, person_id: str, person: _Person) -> None:
    """Let a person wait under id, names, surnames and the countries of offices."""
    names: set[str] = set()
    lands: dict[str, None] = {}
    country = None
    for _, name, others, land, office, sector, *_ in person.rows:
        names.add(name)
        if others:
            names.update(values(others))
        if office or sector:
            lands[land] = None
        country = land or country
    if not registry.actors.wait(person_id, person):
        registry.actors[person_id] = person.actor()
    written = sorted(names)
    for folded in dict.fromkeys(fold(name) for name in written if " " in name):
        if not registry.forms.wait(folded, person):
            registry.forms[folded].append(person.entry())
    for surname in _surnames(written, country):
        registry.surnames.wait(surname, person)
    for land in lands:
        registry.holders.wait(land, person)


def _held_in(
    registry: Registry,
    titles: dict[tuple[str, str | None], list[str]],
    country: str,
    people: Iterable[_Person],
) -> dict[str, list[Held]]:
    """Who of the people held which office of the country, by the key of its title."""
    found: dict[str, list[Held]] = {}
    for person in people:
        for spell in person.spells():
            office = spell.office
            if office is None or (office.country or "") != country:
                continue
            slot = (office.title, office.country)
            if slot not in titles:
                titles[slot] = _titles(registry, office)
            for title in titles[slot]:
                held = Held(person.actor(), office, Source.TABLE, spell.cited)
                found.setdefault(title, []).append(held)
    return found


def _actor_of(spells: Sequence[Spell], known: Actor | None = None) -> Actor:
    last = spells[-1]
    names = {name for s in spells for name in (s.name, *s.names)}
    if known is not None:
        names |= {known.name, *known.names}
    countries = [s.country for s in spells if s.country]
    sector = last.office.sector if last.office else None
    return Actor(
        id=last.id,
        name=known.name if known else spells[0].name,
        kind=Kind.PERSON,
        country=countries[-1] if countries else known.country if known else None,
        sectors=(sector,) if sector else (),
        names=tuple(sorted(names)),
        offices=(*(known.offices if known else ()), *(s.office for s in spells if s.office)),
    )


def _surnames(names: Iterable[str], country: str | None) -> list[str]:
    return sorted({w for n in names if not numbered(n) for w in called_by(n, country)})


def _titles(registry: Registry, office: Office) -> list[str]:
    """The office as the table words it, and the general title it is a form of, as keys."""
    found = registry.general_titles(office.title, office.country)
    if office.title == "Secretary of State" and office.country == "USA":
        found = (*found, "Foreign Minister")
    return sorted({name_key(title) for title in (office.title, *found) if title})
