"""Who or what is meant by a name that somebody asks by: one answer for all commands and Python.

A name is looked for as an id, a code, a name in any case, an office, a surname, a part of a long
name, a name in another script, and at last among the names in the store. The first of these that
finds something decides. A name spelt only almost so finds nobody: it is offered as a near one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

from legation.ask.resolving.foreign import country_abroad, romanised
from legation.ask.resolving.meanings import Found, Meaning, OfficeMeant, Resolved
from legation.ask.resolving.offices import Offices
from legation.folding import name_key as key
from legation.records import Actor, Kind
from legation.registry.known import Entry, Form, Registry
from legation.registry.scripts import sound
from legation.registry.wordings import Title
from legation.store import Store
from legation.store.asking.named import Named, names_in_store
from legation.tables import rows, values

NEAR = 70  # names less alike than this are no slips of the pen
MOST = 40  # meanings of one name

# A country goes before all else it may be, its people before a body, that before a place.
_RANK = {
    Form.COUNTRY: 0,
    Form.PERSON: 1,
    Form.BODY: 1,
    Form.GROUP: 1,
    Form.DEMONYM: 2,
    Form.COMMUNITY: 3,
    Form.PROCESS: 3,
    Form.REGION: 4,
    Form.CAPITAL: 5,
    Form.METONYM: 5,
}


class Names:
    """The resolver of names over a registry and, where one is given, what a store holds."""

    def __init__(self, registry: Registry, store: Store | None = None) -> None:
        self.registry = registry
        self.store = store

    def find(self, name: str, *, on: date | None = None) -> Resolved:
        """What a name stands for; an office on a day stands for those who held it then.

        Without meanings the answer has up to three near names. Of people who bear one surname
        those in the store come first. Odd text never raises.
        """
        asked = " ".join(name.split())
        meanings = self.meant(asked, on=on)
        return Resolved(asked=asked, meanings=meanings, near=() if meanings else self.near(asked))

    def meant(self, name: str, *, on: date | None = None) -> tuple[Meaning, ...]:
        """What a name stands for, as in `find`; nothing where it stands for nobody."""
        for look in self._ways():
            found = look(name) if name else ()
            if found:
                meanings = tuple(self._on(found, on) if on else found)
                return self._ordered(meanings)[:MOST]
        return ()

    def near(self, name: str) -> tuple[str, ...]:
        """Up to three names that are spelt almost so."""
        known = self._spellings
        near = process.extract(
            key(name), list(known), scorer=fuzz.ratio, limit=3, score_cutoff=NEAR
        )
        return tuple(dict.fromkeys(known[found] for found, _, _ in near))

    def _ways(self) -> Iterator[Callable[[str], Sequence[Meaning]]]:
        yield from (self._by_id, self._by_name, self._by_office, self._by_surname)
        yield from (self._by_part, self._by_script, self._by_store)

    def _by_id(self, name: str) -> Sequence[Meaning]:
        countries = self.registry.countries
        code = name.upper()
        actor = countries.get(code if len(name) == 3 else self.registry.iso2.get(code, ""))
        if actor is None or (name != code and self.registry.entries(name)):
            actor = self.registry.actors.get(name) or self.registry.actors.get(name.lower())
        return (_meaning(actor, Found.ID),) if actor else ()

    def _by_name(self, name: str) -> Sequence[Meaning]:
        asked = [
            _meaning(actor, Found.NAME)
            for actor_id in _asked_names().get(_as_written(name), ())
            if (actor := self.registry.actors.get(actor_id)) is not None
        ]
        for form in dict.fromkeys((name, _turned(name), name.replace(".", ""))):
            found = self._entries(self.registry.entries(form) or self._folded(form))
            if found:
                return tuple({m.id: m for m in (*found, *asked)}.values())
        return tuple(asked)

    def _by_office(self, name: str) -> Sequence[Meaning]:
        titles = tuple(t.title for t in self.registry.titles(name))
        return tuple(_office(office, titles) for office in self._offices.called(name))

    def _by_surname(self, name: str) -> Sequence[Meaning]:
        titles, bare = self._without_title(name)
        people = self._bearers(bare) or (self._bearers(romanised(bare)) if titles else [])
        held = [p for p in people if titles & {key(o.title) for o in p.offices}]
        known = tuple(_meaning(p, Found.SURNAME) for p in held or people)
        # Who bears the name only in the store is meant as well, and there before those of tables.
        told = [m for m in self._by_store(bare) if m.id is None and m.kind is Kind.PERSON]
        return (*known, *(told if known else ()))

    def _by_part(self, name: str) -> Sequence[Meaning]:
        _, bare = self._without_title(name)
        people = self._parts.get(key(bare), ()) or self._turned_names.get(key(bare), ())
        return tuple(_meaning(p, Found.PART) for p in people)

    def _by_script(self, name: str) -> Sequence[Meaning]:
        if name.isascii():
            return ()
        latin = romanised(name)
        people = self._bearers(latin) or self._by_sound.get(sound(latin), [])
        found = self._entries(self.registry.sounding(name))
        abroad = country_abroad(name)
        state = self.registry.countries.get(abroad) if abroad else None
        if state is not None:
            return (_meaning(state, Found.SCRIPT),)
        return found or tuple(_meaning(p, Found.SCRIPT) for p in people)

    def _by_store(self, name: str) -> Sequence[Meaning]:
        if self.store is None:
            return ()
        return tuple(map(_named, names_in_store(self.store, name, limit=MOST)))

    def _entries(self, entries: Iterable[Entry]) -> Sequence[Meaning]:
        """The best of what a name stands for: a country before its capital's government."""
        ranked = sorted(entries, key=lambda e: (not e.own, _RANK[e.form], e.actor.id))
        if not ranked:
            return ()
        first = (not ranked[0].own, _RANK[ranked[0].form])
        best = [e.actor for e in ranked if (not e.own, _RANK[e.form]) == first]
        return tuple(_meaning(a, Found.NAME) for a in {a.id: a for a in best}.values())

    def _folded(self, name: str) -> list[Entry]:
        forms = self._forms.get(key(name), ())
        return [entry for form in forms for entry in self.registry.forms.get(form, ())]

    def _bearers(self, surname: str) -> list[Actor]:
        return sorted(self.registry.person_by_surname(surname, None), key=lambda a: a.id)

    def _without_title(self, name: str) -> tuple[set[str], str]:
        """The offices named before a name, as keys, and the rest: "President Bush" is Bush."""
        words = name.split()
        for cut in range(len(words) - 1, 0, -1):
            before = " ".join(words[:cut])
            titles = [p for p in self.registry.titles(before) if isinstance(p, Title)]
            if titles:
                return {key(t.title) for t in titles} | {key(before)}, " ".join(words[cut:])
        return set(), name

    def _on(self, found: Sequence[Meaning], day: date) -> Iterator[Meaning]:
        for each in found:
            holders = each.office.on(day) if each.office else ()
            if not holders:
                yield each
            for actor in {s.actor.id: s.actor for s in holders}.values():
                yield _meaning(actor, Found.OFFICE, each.office)

    def _ordered(self, meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
        """Of people who bear one surname those in the store, most often told first, if any are."""
        if len(meanings) < 2 or self.store is None:
            return meanings
        told = names_in_store(self.store, tuple(m.id for m in meanings if m.id))
        times = {n.actor_id: n.times for n in told}
        ordered = tuple(sorted(meanings, key=lambda m: -times.get(m.id, 0)))
        here = tuple(m for m in ordered if m.found is Found.STORE or m.id in times)
        return here if here and all(m.kind is Kind.PERSON for m in ordered) else ordered

    @cached_property
    def _offices(self) -> Offices:
        return Offices(self.registry)

    @cached_property
    def _forms(self) -> dict[str, list[str]]:
        """The names as they are written, by key."""
        found: dict[str, list[str]] = {}
        for form in self.registry.forms:
            found.setdefault(key(form), []).append(form)
        return found

    @cached_property
    def _parts(self) -> dict[str, list[Actor]]:
        """People by the last two words or more of their name: "von der Leyen", "Suu Kyi"."""
        found: dict[str, dict[str, Actor]] = {}
        for actor in self._people:
            for name in {actor.name, *actor.names}:
                words = key(name).split()
                for first in range(1, len(words) - 1):
                    found.setdefault(" ".join(words[first:]), {})[actor.id] = actor
        return {part: list(people.values()) for part, people in found.items()}

    @cached_property
    def _turned_names(self) -> dict[str, list[Actor]]:
        """People by their name with the last word first, as Hungary and Japan write it."""
        found: dict[str, list[Actor]] = {}
        for actor in self._people:
            words = key(actor.name).split()
            if len(words) > 1:
                found.setdefault(" ".join((words[-1], *words[:-1])), []).append(actor)
        return found

    @cached_property
    def _by_sound(self) -> dict[str, list[Actor]]:
        found: dict[str, list[Actor]] = {}
        for surname, people in self.registry.surnames.items():
            found.setdefault(sound(surname), []).extend(people)
        return found

    @cached_property
    def _people(self) -> list[Actor]:
        actors = self.registry.actors
        return [actors[i] for i in sorted(actors) if actors[i].kind is Kind.PERSON]

    @cached_property
    def _spellings(self) -> dict[str, str]:
        """What a near name is looked for among, by key."""
        known = {folded: forms[0] for folded, forms in self._forms.items() if forms}
        known |= {s: people[0].name for s, people in self.registry.surnames.items() if people}
        if self.store is not None:
            known |= {n.name_key: n.name for n in names_in_store(self.store, None, limit=20_000)}
        return known


def _meaning(actor: Actor, found: Found, office: OfficeMeant | None = None) -> Meaning:
    if actor.kind is Kind.GOVERNMENT and actor.country:
        return Meaning(
            name=actor.name, kind=Kind.STATE, found=found, id=actor.country, country=actor.country
        )
    return Meaning(
        name=actor.name,
        kind=actor.kind,
        found=found,
        id=actor.id,
        country=actor.country,
        names=actor.names,
        office=office,
    )


def _office(office: OfficeMeant, titles: tuple[str, ...]) -> Meaning:
    """The office; `titles` are what texts may call it, where the words are those of one body's."""
    return Meaning(
        name=office.name,
        kind=Kind.OFFICE,
        found=Found.OFFICE,
        country=office.country,
        names=(office.title, *titles) if office.country else titles,
        office=office,
    )


def _named(named: Named) -> Meaning:
    return Meaning(
        name=named.name,
        kind=named.kind,
        found=Found.STORE,
        id=named.actor_id,
        country=named.country,
        names=(named.name,),
    )


def _turned(name: str) -> str:
    """The name with what stands before a comma put last: "guterres, antonio"."""
    surname, comma, first = name.partition(",")
    return f"{first.strip()} {surname.strip()}" if comma else name


def _as_written(name: str) -> str:
    """A name in any script, without case: marks stay, since they are letters in some."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


@lru_cache(maxsize=1)
def _asked_names() -> dict[str, tuple[str, ...]]:
    """Ids by the names that people ask by."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("actors/asked_names.csv", needs=("id", "names")):
        for name in map(_as_written, values(row["names"])):
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), row["id"])))
    return found
