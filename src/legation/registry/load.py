"""The tables of `data/actors` and `data/places` read into a `Registry`, with the user's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from legation.folding import name_key
from legation.garbage import no_search
from legation.records import Actor, Kind, Office
from legation.registry.held import Source
from legation.registry.holders import add_people, keep_people
from legation.registry.known import Form, Registry, Sole
from legation.registry.roster import Roster
from legation.registry.spells import interval, slug_of
from legation.registry.wordings import Agent, Title
from legation.tables import columns, file_digest, rows, values


def load_registry(own: Path | None = None, learned: Path | None = None) -> Registry:
    """The registry of the bundled tables, of the user's file and of what was learned, read once.

    `own` wins over the bundled tables, which win over `learned`. Raises `DataError` with file and
    line for a row that cannot be used.
    """
    learned = learned if learned is not None and learned.is_file() else None
    return _loaded(own, learned, tuple(file_digest(f) for f in (own, learned) if f))


@lru_cache(maxsize=4)
def _loaded(own: Path | None, learned: Path | None, digests: tuple[str, ...]) -> Registry:
    with no_search(lasting=True):  # tens of thousands of records, none of them garbage
        registry = Registry()
        _load_countries(registry)
        _load_bodies(registry, "actors/organisations.csv", Form.BODY, Kind.ORGANISATION)
        _load_bodies(registry, "actors/missions.csv", Form.BODY, Kind.MISSION)
        _load_bodies(registry, "actors/groups.csv", Form.GROUP, Kind.GROUP)
        _load_bodies(registry, "actors/communities.csv", Form.COMMUNITY, Kind.COMMUNITY)
        _load_processes(registry)
        _load_regions(registry)
        _load_phrases(registry)
        registry.roster = Roster(
            keep_people(registry), ("actors/holders.csv", "actors/body_heads.csv")
        )
        if learned is not None or own is not None:
            registry.complete()
        if learned is not None:
            from legation.registry.learned import learned_spells  # what few have

            add_people(registry, learned_spells(registry, learned), source=Source.LEARNED)
        if own is not None:
            from legation.registry.own import add_own, own_rows

            add_own(registry, own_rows(own))
    return registry


def _load_countries(registry: Registry) -> None:
    for row in rows("actors/countries.csv", needs=("code", "name", "demonyms", "capital")):
        code, name = row["code"], row["name"]
        state = Actor(id=code, name=name, kind=Kind.STATE, country=code)
        government = Actor(
            id=f"{code}-gov", name=name, kind=Kind.GOVERNMENT, country=code, sectors=("GOV",)
        )
        if not row.get("to"):
            registry.countries[code] = state
        registry.countries.setdefault(code, state)
        registry.iso2.setdefault(row.get("iso2", ""), code)
        registry.add(Form.COUNTRY, state, (name, *values(row["names"])))
        registry.add(Form.DEMONYM, state, values(row["demonyms"]))
        registry.add(Form.CAPITAL, government, values(row["capital"]))
        registry.add(Form.METONYM, government, values(row["metonyms"]))


def _load_bodies(registry: Registry, table: str, form: Form, kind: Kind) -> None:
    for row in rows(table, needs=("name", "names")):
        country = values(row.get("country", ""))
        sectors = (*values(row.get("code", "")), *values(row.get("sector", "")))
        if country and sectors[:1] == ("MNC",):
            sectors = (*sectors[1:], "MNC")  # a firm of one country acts by its trade
        if form is Form.COMMUNITY and row.get("class") == "religious":
            sectors = ("REL",)
        actor = Actor(
            id=row.get("id") or slug_of(row["name"]),
            name=row["name"],
            kind=kind,
            country=country[0] if len(country) == 1 else None,
            sectors=sectors,
        )
        when = interval(row.get("from", ""), row.get("to", ""))
        if row.get("ruled"):
            actor = replace(actor, offices=tuple(_rules(row["ruled"], country)))
        names = (row["name"], *values(row["names"]))
        small = tuple(n[:-5] + "party" for n in names if n.endswith(" Party"))  # "Labour party"
        registry.add(form, actor, (*names, *small), when=when)


def _rules(spells: str, country: tuple[str, ...]) -> Iterator[Office]:
    """The spells in which a group was the government of its country: `from/to|from/`."""
    for spell in values(spells):
        first, _, last = spell.partition("/")
        yield Office(
            title="Government",
            country=country[0],
            sector="GOV",
            when=interval(first, last),
        )


def _load_processes(registry: Registry) -> None:
    for row in rows("actors/processes.csv", needs=("id", "name", "names", "kind")):
        actor = Actor(id=row["id"], name=row["name"], kind=Kind(row["kind"]))
        registry.add(Form.PROCESS, actor, (row["name"], *values(row["names"])))


def _load_regions(registry: Registry) -> None:
    for row in rows("places/regions.csv", needs=("name", "names", "country")):
        actor = Actor(
            id="place-" + slug_of(row["name"]),
            name=row["name"],
            kind=Kind.PLACE,
            country=row["country"] or None,
            sectors=values(row.get("sector", "")),
        )
        registry.add(Form.REGION, actor, (row["name"], *values(row["names"])))


def _title(words: tuple[str, ...], title: str, sector: str, level: str, institution: str) -> Title:
    return Title(words, title, sector or None, level, institution or None)


def _agent(words: tuple[str, ...], sector: str, kind: str, human: str) -> Agent:
    return Agent(words, sector or None, Kind(kind), human == "yes")


def _load_phrases(registry: Registry) -> None:
    for row in rows("actors/offices.csv", needs=("title", "names", "sector")):
        if row["title"] == "Counterpart":
            continue  # whose office that is depends on the text: see `coref`
        office = row["title"], row["sector"], row.get("level", ""), row.get("institution", "")
        for name in (row["title"], *values(row["names"])):
            registry.keep_phrase(_title, name, office)
    for table in ("actors/agents.csv", "actors/persons.csv"):
        for noun, plural, *agent in columns(table, "noun", "plural", "sector", "kind", "human"):
            for name in (noun, *values(plural)):
                registry.keep_phrase(_agent, name, agent)
    registry.sort_phrases()
    for row in rows("actors/office_exceptions.csv", needs=("title", "country")):
        registry.exceptions[row["title"].lower()] = frozenset(values(row["country"]))
    for row in rows("actors/sole_offices.csv", needs=("words", "title", "only", "but_not")):
        only, but_not = frozenset(values(row["only"])), frozenset(values(row["but_not"]))
        registry.sole[name_key(row["words"])] = Sole(row["title"], only, but_not)
    for row in rows("actors/office_prefixes.csv", needs=("prefix", "effect")):
        registry.prefixes[row["prefix"].lower()] = row["effect"]
