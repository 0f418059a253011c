"""What is known of actors before a text is read: the tables of `data/actors` in memory.

Names are matched case-sensitively on folded text (`folding.fold`), all in one pass with an
Aho–Corasick automaton. A name may stand for several entries; who is meant is decided in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

import ahocorasick
from anyascii import anyascii

from legation.folding import fold, name_key
from legation.late import Late
from legation.records import Actor, Kind, When
from legation.records.closed_sets import read_quickly
from legation.registry.held import Held, cited_one, covers, has_ended, is_over, within
from legation.registry.roster import Roster
from legation.registry.scripts import sound
from legation.registry.wordings import (
    Phrasing,
    Seconds,
    Title,
    first_word_of,
    put_in_order,
    second_of,
    worded,
    words_of,
)


@read_quickly
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
    """One thing a name can stand for; `own` says that the user's file names it."""

    form: Form
    actor: Actor
    when: When | None = None
    own: bool = False


Slot = tuple[str, str]  # the key of a title, and the country

# Of these there is one at a time in a country; of advisers, generals or judges there are several.
_SOLE = frozenset({"head_of_state", "head_of_government", "minister"})


@dataclass(frozen=True, slots=True)
class Sole:
    """Words that mean the one holder of an office in a country, and in which countries they do."""

    title: str
    only: frozenset[str]
    but_not: frozenset[str]


class InRows(Protocol):
    """Somebody whom the tables know, not made yet."""

    def actor(self) -> Actor:
        """Who it is."""

    def entry(self) -> Entry:
        """What the names stand for."""


def _actor(_: str, waiting: Sequence[InRows]) -> Actor:
    return waiting[-1].actor()


def _actors(_: str, waiting: Sequence[InRows]) -> list[Actor]:
    return [each.actor() for each in waiting]


def _entries(_: str, waiting: Sequence[InRows]) -> list[Entry]:
    return [each.entry() for each in waiting]


@dataclass(slots=True)
class Registry:
    """All tables, ready for lookup. Build one with `load_registry`."""

    actors: Late[Actor] = field(default_factory=lambda: Late(_actor))
    forms: Late[list[Entry]] = field(default_factory=lambda: Late(_entries))
    countries: dict[str, Actor] = field(default_factory=dict)
    iso2: dict[str, str] = field(default_factory=dict)
    surnames: Late[list[Actor]] = field(default_factory=lambda: Late(_actors))
    # Phrases by their first word and their second, which is "" where there is one alone.
    openings: Late[Seconds] = field(default_factory=lambda: Late(worded))
    starters: frozenset[str] = frozenset()  # the first words of all phrases
    prefixes: dict[str, str] = field(default_factory=dict)
    holders: Late[dict[str, list[Held]]] = field(default_factory=Late)  # by country and title
    roster: Roster = field(
        default_factory=Roster
    )  # holders of the large table, made when asked for
    sole: dict[str, Sole] = field(default_factory=dict)  # by words: "foreign minister"
    exceptions: dict[str, frozenset[str]] = field(default_factory=dict)  # countries by title key
    _general: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _automaton: ahocorasick.Automaton | None = None
    _rebels: dict[date | None, frozenset[str]] = field(default_factory=dict)
    _rebel_groups: list[Entry] | None = None
    _homes: dict[str, set[str]] | None = None
    _sounds: dict[str, list[str]] = field(default_factory=dict)  # made for the first such name

    def with_rebels(self, on: date | None) -> frozenset[str]:
        """The countries that have armed groups of their own on a day; at any time without one."""
        known = self._rebels.get(on)
        if known is None:
            if self._rebel_groups is None:
                self._rebel_groups = [
                    entry
                    for entries in self.forms.present()  # who waits is a person
                    for entry in entries
                    if entry.form is Form.GROUP
                    and entry.actor.country
                    and entry.actor.sectors[:1] == ("REB",)
                ]
            known = self._rebels[on] = frozenset(
                entry.actor.country or ""
                for entry in self._rebel_groups
                if on is None or entry.when is None or covers(entry.when, on)
            )
        return known

    def homes(self, people: str) -> frozenset[str]:
        """The countries for which a part of a people is known: of Kurds, by "Syrian Kurds"."""
        if self._homes is None:
            self._homes = {}
            for actor in self.actors.present():
                words = actor.name.split()
                if actor.kind is Kind.COMMUNITY and actor.country and len(words) > 1:
                    self._homes.setdefault(words[-1], set()).add(actor.country)
        return frozenset(self._homes.get(people.split()[-1], ()))

    def prepare(self) -> None:
        """Make now what the first text would wait for."""
        if self._automaton is None:
            self._automaton = self._build()

    def names_in(self, text: str) -> Iterator[tuple[int, int, list[Entry]]]:
        """Known names in the text as start, end and entries; longest first where they overlap.

        A name counts only as whole words. Spans come in text order and do not overlap.
        """
        if self._automaton is None:
            self._automaton = self._build()
        folded = fold(text)
        found: list[tuple[int, int, str]] = []
        size = len(folded)
        for last, name in self._automaton.iter(folded):
            end = last + 1
            if end < size and folded[end].isalnum():
                continue  # most are the beginnings of other words
            start = end - len(name)
            if _is_word(folded, start, end):
                found.append((start, end, name))
        found.sort(key=lambda f: (f[0], -f[1]))
        kept: list[tuple[int, int, str]] = []
        for start, end, name in found:
            if kept and start < kept[-1][1]:
                if end <= kept[-1][1] or end - start <= kept[-1][1] - kept[-1][0]:
                    continue
                kept.pop()  # "the Baltic" gives way to "Baltic Fleet"
            kept.append((start, end, name))
        for start, end, name in kept:
            yield start, end, self.forms[name]

    def _build(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton()
        for name in self.forms:
            automaton.add_word(name, name)
        automaton.make_automaton()
        return automaton

    def add(
        self,
        form: Form,
        actor: Actor,
        names: tuple[str, ...],
        *,
        when: When | None = None,
        own: bool = False,
    ) -> None:
        """Let the names stand for the actor; an entry of the same id is replaced.

        `when` is how long the entry is what its row says, `None` for always; `own` entries win
        over all others of the name.
        """
        self.actors[actor.id] = actor
        entry = Entry(form, actor, when, own)
        for name in names:
            folded = fold(name)
            entries = self.forms.get(folded)
            if entries is None:
                self.forms[folded] = [entry]
            else:
                entries[:] = [e for e in entries if (e.form, e.actor.id) != (form, actor.id)]
                entries.append(entry)
        self._automaton = None
        self._sounds.clear()

    def forget(self, ids: Iterable[str]) -> None:
        """Take actors out again: their names, surnames and offices stand for them no more."""
        gone = set(ids)
        if not gone:
            return
        for name, entries in list(self.forms.items()):
            if any(e.actor.id in gone for e in entries):
                self.forms[name] = [e for e in entries if e.actor.id not in gone]
                if not self.forms[name]:
                    del self.forms[name]
        for surname, actors in self.surnames.items():
            self.surnames[surname] = [a for a in actors if a.id not in gone]
        for offices in self.holders.values():
            for title, held in offices.items():
                offices[title] = [h for h in held if h.actor.id not in gone]
        for actor_id in gone:
            self.actors.pop(actor_id, None)
        self._automaton = None

    def person(self, actor_id: str) -> Actor | None:
        """The person of that id."""
        actor = self.actors.get(actor_id)
        return actor if actor is not None and actor.kind is Kind.PERSON else None

    def entries(self, name: str) -> list[Entry]:
        """The entries of one name, as written."""
        return self.forms.get(fold(name), [])

    def sort_phrases(self) -> None:
        """Put the phrases in the order of their lookup, once all are there."""
        for seconds in self.openings.present():
            put_in_order(seconds)
        self.starters = frozenset(self.openings)

    def sounding(self, name: str) -> list[Entry]:
        """The entries of a name in another script: as romanised, else one that sounds alike."""
        latin = anyascii(name)
        found = self.entries(latin) or self.entries(latin.title())
        if found:
            return found
        if not self._sounds:
            for form in sorted(self.forms):
                self._sounds.setdefault(sound(form), []).append(form)
        return [e for form in self._sounds.get(sound(name), ()) for e in self.forms[form]]

    def add_phrase(self, phrase: Phrasing) -> None:
        """Let the words stand for the office or agent; call `sort_phrases` after the last."""
        if phrase.words:
            seconds = self.openings.setdefault(phrase.words[0], {})
            seconds.setdefault(second_of(phrase.words), []).append(phrase)

    def keep_phrase(self, made: Callable[..., Phrasing], name: str, cells: Sequence[str]) -> None:
        """As `add_phrase`, made of its words and the cells when a text has its first word."""
        first = first_word_of(name)
        if first is not None and not self.openings.wait(first, (made, name, cells)):
            self.add_phrase(made(words_of(name), *cells))

    def complete(self) -> None:
        """Make all that waits for a text: before other tables change what it is made of."""
        for late in (self.actors, self.forms, self.surnames, self.holders):
            for _ in late.values():
                pass

    def drop_phrase(self, words: tuple[str, ...]) -> None:
        """Let exactly these words stand for nothing."""
        seconds = self.openings.get(words[0]) if words else None
        if seconds is None:
            return
        kept = [p for p in seconds.pop(second_of(words), ()) if p.words != words]
        if kept:
            seconds[second_of(words)] = kept
        elif not seconds:
            del self.openings[words[0]]

    def phrasing(self, words: Sequence[str]) -> Iterator[Phrasing]:
        """The offices and agents that are called by exactly these words, offices first."""
        seconds = self.openings.get(words[0]) if words else None
        for phrase in seconds.get(second_of(words), ()) if seconds else ():
            if phrase.words == tuple(words):
                yield phrase

    def is_word(self, word: str) -> bool:
        """Whether an office or agent is called by this one word."""
        return "" in self.openings.get(word, ())

    def titles(self, words: str) -> tuple[Title, ...]:
        """The offices that are called by exactly these words."""
        return tuple(p for p in self.phrasing(words_of(words)) if isinstance(p, Title))

    def general_titles(self, title: str, country: str | None = None) -> tuple[str, ...]:
        """The titles of the table of offices that a title is a form of ("Defense Secretary").

        None where the words name an office of their own in that country.
        """
        if self.is_own_office(title, country):
            return ()
        found = self._general.get(title)
        if found is None:
            found = tuple(sorted({p.title for p in self.titles(title)}))
            self._general[title] = found
        return found

    def is_own_office(self, title: str, country: str | None) -> bool:
        """Whether words that elsewhere are a form of a general office name another one there."""
        countries = self.exceptions.get(title.lower())
        return countries is not None and (not countries or country in countries)

    def person_by_surname(self, surname: str, on: date | None) -> list[Actor]:
        """People of that surname, those with an office on the day before any others.

        Without a day, or where nobody of the name held an office then, everyone of that name.
        """
        people = self.surnames.get(name_key(surname), [])
        if on is not None:
            active = [p for p in people if any(covers(o.when, on) for o in p.offices)]
            return active or people
        return people

    def is_sole(self, title: str, country: str) -> bool:
        """Whether one person at a time holds the office of a country: its head, or a minister."""
        return not self.is_own_office(title, country) and any(
            p.level in _SOLE and p.title != "Minister" for p in self.titles(title)
        )

    def holders_on(self, title: str, country: str, on: date) -> tuple[Held, ...]:
        """Who held the office of the country on the day, as the source says that wins."""
        return tuple(within(self.held((name_key(title), country)), on, on))

    def has_left(
        self, actor_id: str | None, title: str, country: str | None, on: date | None
    ) -> bool:
        """Whether another holds by the day what somebody once held: "President Obama" in 2018."""
        if actor_id is None or country is None or on is None or not self.is_sole(title, country):
            return False
        slot = name_key(title), country
        known = (h.office.when for h in self._held(slot) if h.actor.id == actor_id)
        if not all(has_ended(when, on) for when in known):
            return False  # whatever the large table has
        return is_over(self.held(slot), actor_id, on)

    def held(self, slot: Slot) -> list[Held]:
        """Everybody known to have held an office, by the key of its title and the country."""
        return [*self._held(slot), *self._of_roster(slot)]

    def _held(self, slot: Slot) -> Sequence[Held]:
        offices = self.holders.get(slot[1])
        return offices.get(slot[0], ()) if offices else ()

    def sole_title(self, words: str, country: str) -> str | None:
        """The office of a country that one person holds, where the words mean no other."""
        found = self.sole.get(name_key(words))
        if found is None or country in found.but_not or (found.only and country not in found.only):
            return None
        return found.title

    def cited_holder(self, title: str, country: str, first: date, last: date) -> Actor | None:
        """Who held the office of the country from the first day to the last, by a source; see
        `held.cited_one`.
        """
        return cited_one(self.held((name_key(title), country)), first, last)

    def _of_roster(self, slot: Slot) -> Iterator[Held]:
        """The holders by the large table, who are the people known by the same item."""
        for person, office, citable in self.roster.held(slot):
            known = self.person(self.roster.people.get(person.id, person.id))
            yield Held(known or person, office, cited=office.when if citable else None)


def _is_word(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (
        before.isalnum()
        or after.isalnum()
        or (before in "'" and start > 1 and text[start - 2].isalnum())
    )
