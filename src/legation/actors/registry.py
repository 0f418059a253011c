"""What is known of actors before a text is read: the tables of `data/actors` in memory.

Names are matched case-sensitively on folded text (`folding.fold`), all in one pass with an
Aho–Corasick automaton. A name may stand for several entries; who is meant is decided in the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

import ahocorasick

from legation.actors.folding import fold, key
from legation.records import Actor, How, Kind, Office, Precision, When
from legation.tables import rows, values


class Form(StrEnum):
    """In what way a name stands for its entry."""

    COUNTRY = "country"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    METONYM = "metonym"
    PERSON = "person"
    BODY = "body"
    GROUP = "group"
    COMMUNITY = "community"
    REGION = "region"
    PROCESS = "process"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a name can stand for."""

    form: Form
    actor: Actor


@dataclass(frozen=True, slots=True)
class Agent:
    """A noun for people or bodies that act: "soldiers", "foreign ministry"."""

    words: tuple[str, ...]
    sector: str | None
    kind: Kind
    human: bool


@dataclass(frozen=True, slots=True)
class Title:
    """An office by its words: "defence minister"."""

    words: tuple[str, ...]
    title: str
    sector: str | None
    level: str
    institution: str | None


@dataclass(slots=True)
class Registry:
    """All tables, ready for lookup. Build one with `load_registry`."""

    actors: dict[str, Actor] = field(default_factory=dict)
    forms: dict[str, list[Entry]] = field(default_factory=dict)
    countries: dict[str, Actor] = field(default_factory=dict)
    surnames: dict[str, list[Actor]] = field(default_factory=dict)
    phrases: dict[str, list[Agent | Title]] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)
    holders: dict[tuple[str, str], list[tuple[Actor, Office]]] = field(default_factory=dict)
    _automaton: ahocorasick.Automaton | None = None

    def names_in(self, text: str) -> Iterator[tuple[int, int, list[Entry]]]:
        """Known names in the text as start, end and entries; longest first where they overlap.

        A name counts only as whole words. Spans come in text order and do not overlap.
        """
        if self._automaton is None:
            self._automaton = self._build()
        folded = fold(text)
        found: list[tuple[int, int, str]] = []
        for last, name in self._automaton.iter(folded):
            start, end = last - len(name) + 1, last + 1
            if _is_word(folded, start, end):
                found.append((start, end, name))
        found.sort(key=lambda f: (f[0], -f[1]))
        reach = 0
        for start, end, name in found:
            if start >= reach:
                reach = end
                yield start, end, self.forms[name]

    def _build(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton()
        for name in self.forms:
            automaton.add_word(name, name)
        automaton.make_automaton()
        return automaton

    def add(self, form: Form, actor: Actor, names: tuple[str, ...]) -> None:
        """Let the names stand for the actor; an entry of the same id is replaced."""
        self.actors[actor.id] = actor
        for name in names:
            entries = self.forms.setdefault(fold(name), [])
            entries[:] = [e for e in entries if (e.form, e.actor.id) != (form, actor.id)]
            entries.append(Entry(form, actor))
        self._automaton = None

    def entries(self, name: str) -> list[Entry]:
        """The entries of one name, as written."""
        return self.forms.get(fold(name), [])

    def person_by_surname(self, surname: str, on: date | None) -> list[Actor]:
        """People of that surname, those with an office on the day before any others.

        Without a day, or where nobody of the name held an office then, everyone of that name.
        """
        people = self.surnames.get(key(surname), [])
        if on is not None:
            active = [p for p in people if any(covers(o.when, on) for o in p.offices)]
            return active or people
        return people

    def holder(self, title: str, country: str | None, on: date | None) -> Actor | None:
        """Who held the office of the country on the day; `None` unless exactly one is known."""
        if on is None or country is None:
            return None
        found = {
            actor.id: actor
            for actor, office in self.holders.get((key(title), country), [])
            if covers(office.when, on)
        }
        return next(iter(found.values())) if len(found) == 1 else None


def covers(when: When | None, day: date | None) -> bool:
    """Whether the day lies in the interval; an unknown interval covers nothing."""
    if when is None or day is None:
        return False
    return (when.first is None or when.first <= day) and (when.last is None or day <= when.last)


@lru_cache(maxsize=1)
def load_registry() -> Registry:
    """The registry of the bundled tables, read once."""
    registry = Registry()
    _load_countries(registry)
    _load_bodies(registry, "actors/organisations.csv", Form.BODY, Kind.ORGANISATION)
    _load_bodies(registry, "actors/missions.csv", Form.BODY, Kind.MISSION)
    _load_bodies(registry, "actors/groups.csv", Form.GROUP, Kind.GROUP)
    _load_bodies(registry, "actors/communities.csv", Form.COMMUNITY, Kind.COMMUNITY)
    _load_processes(registry)
    _load_regions(registry)
    _load_phrases(registry)
    _load_people(registry)
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
        registry.add(Form.COUNTRY, state, (name, *values(row["names"])))
        registry.add(Form.DEMONYM, state, values(row["demonyms"]))
        registry.add(Form.CAPITAL, government, values(row["capital"]))
        registry.add(Form.METONYM, government, values(row["metonyms"]))


def _load_bodies(registry: Registry, table: str, form: Form, kind: Kind) -> None:
    for row in rows(table, needs=("name", "names")):
        country = values(row.get("country", ""))
        sectors = (*values(row.get("code", "")), *values(row.get("sector", "")))
        if form is Form.COMMUNITY and row.get("class") == "religious":
            sectors = ("REL",)
        actor = Actor(
            id=row.get("id") or _slug(row["name"]),
            name=row["name"],
            kind=kind,
            country=country[0] if len(country) == 1 else None,
            sectors=sectors,
        )
        registry.add(form, actor, (row["name"], *values(row["names"])))


def _load_processes(registry: Registry) -> None:
    for row in rows("actors/processes.csv", needs=("id", "name", "names", "kind")):
        actor = Actor(id=row["id"], name=row["name"], kind=Kind(row["kind"]))
        registry.add(Form.PROCESS, actor, (row["name"], *values(row["names"])))


def _load_regions(registry: Registry) -> None:
    for row in rows("places/regions.csv", needs=("name", "names", "country")):
        actor = Actor(
            id="place-" + _slug(row["name"]),
            name=row["name"],
            kind=Kind.PLACE,
            country=row["country"] or None,
            sectors=values(row.get("sector", "")),
        )
        registry.add(Form.REGION, actor, (row["name"], *values(row["names"])))


def _load_phrases(registry: Registry) -> None:
    for row in rows("actors/offices.csv", needs=("title", "names", "sector")):
        if row["title"] == "Counterpart":
            continue  # whose office that is depends on the text: see `coref`
        for name in (row["title"], *values(row["names"])):
            words = tuple(fold(name).lower().replace("-", " - ").split())
            _add_phrase(
                registry,
                Title(
                    words,
                    row["title"],
                    row["sector"] or None,
                    row.get("level", ""),
                    row.get("institution") or None,
                ),
            )
    for row in rows("actors/agents.csv", needs=("noun", "plural", "sector", "kind")):
        for noun in (row["noun"], *values(row["plural"])):
            words = tuple(fold(noun).lower().replace("-", " - ").split())
            human = row.get("human", "") == "yes"
            _add_phrase(registry, Agent(words, row["sector"] or None, Kind(row["kind"]), human))
    for known in registry.phrases.values():
        known.sort(key=lambda p: (-len(p.words), isinstance(p, Agent)))
    for row in rows("actors/office_prefixes.csv", needs=("prefix", "effect")):
        registry.prefixes[row["prefix"].lower()] = row["effect"]


def _add_phrase(registry: Registry, phrase: Agent | Title) -> None:
    if phrase.words:
        registry.phrases.setdefault(phrase.words[0], []).append(phrase)


def _load_people(registry: Registry) -> None:
    people: dict[str, Actor] = {}
    forms: dict[str, set[str]] = {}
    for row in rows("actors/people.csv", needs=("id", "name", "country", "office", "from", "to")):
        office = Office(
            title=row["office"],
            country=row["country"] or None,
            sector=row["sector"] or None,
            when=_spell(row["from"], row["to"], row.get("checked", "")),
            evidence=row.get("source"),
        )
        known = people.get(row["id"])
        people[row["id"]] = Actor(
            id=row["id"],
            name=known.name if known else row["name"],
            kind=Kind.PERSON,
            country=row["country"] or (known.country if known else None),
            sectors=(row["sector"],) if row["sector"] else (),
            offices=(*(known.offices if known else ()), office),
        )
        forms.setdefault(row["id"], set()).update({row["name"], *values(row.get("names", ""))})
    for person_id in sorted(people):
        actor, names = people[person_id], tuple(sorted(forms[person_id]))
        registry.add(Form.PERSON, actor, tuple(n for n in names if " " in n))
        for surname in sorted(_surnames(actor, names)):
            registry.surnames.setdefault(surname, []).append(actor)
        for office in actor.offices:
            slot = (key(office.title), office.country or "")
            registry.holders.setdefault(slot, []).append((actor, office))


_FAMILY_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK", "VNM", "KHM", "HKG"})


def _surnames(actor: Actor, names: tuple[str, ...]) -> set[str]:
    """Words a person may be called by alone; family names come first in East Asia."""
    found = set()
    for name in names:
        words = key(name).split()
        found.add(words[-1])
        if actor.country in _FAMILY_FIRST:
            found.add(words[0])
    return found | {w[3:] for w in found if w.startswith(("al-", "el-"))}


def _spell(first: str, last: str, checked: str) -> When | None:
    """An interval from ISO days, months or years; an open end is known until it was checked."""
    if not first and not last:
        return None
    return When(
        first=_edge(first, last=False),
        last=_edge(last or checked, last=True),
        precision=Precision.RANGE if first and last else Precision.SINCE,
        how=How.EXPLICIT,
    )


def _edge(text: str, *, last: bool) -> date | None:
    parts = [int(p) for p in text.split("-") if p]
    if not parts:
        return None
    if len(parts) == 3:
        return date(*parts)
    month = parts[1] if len(parts) == 2 else (12 if last else 1)
    return date(parts[0], month, 28 if last else 1)


def _slug(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in key(name)).split())


def _is_word(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (
        before.isalnum()
        or after.isalnum()
        or (before in "'" and start > 1 and text[start - 2].isalnum())
    )
