"""Which office is meant by its words: "Danish foreign minister", "head of MONUSCO", "pope"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from legation.ask.resolving.meanings import OfficeMeant, Spell
from legation.folding import name_key as key
from legation.records import Actor, Kind
from legation.registry.known import Entry, Form, Registry
from legation.registry.territories import territory_named
from legation.tables import rows, values

_OF = re.compile(r"\s+(?:of|for|at)\s+(?:the\s+)?", re.IGNORECASE)
_WHOSE = re.compile(r"['’]s?(?=\s)")
_WHOSE_OFFICE = frozenset({Form.COUNTRY, Form.DEMONYM, Form.BODY, Form.GROUP})


def _has_offices(entry: Entry) -> bool:
    """Whether it is a state, a body, or a land with a government of its own: "Somaliland"."""
    return entry.form in _WHOSE_OFFICE or (
        entry.form is Form.REGION and territory_named(entry.actor.id) is not None
    )


class Offices:
    """The offices of states and bodies with those who held them, by words."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._forms: dict[str, list[str]] = {}
        for form, entries in registry.forms.items():
            if any(_has_offices(e) for e in entries):
                self._forms.setdefault(_plain(form), []).append(form)
        self._of_body = self._bodies()

    def called(self, words: str) -> tuple[OfficeMeant, ...]:
        """The offices that the words may mean; only those that somebody is known to have held."""
        alone = _alone().get(_plain(words))
        if alone is not None:
            return tuple(self._of(self._whose(alone[0]), alone[1]))
        found: dict[str, OfficeMeant] = {}
        for whose, title in _splits(words):
            for each in self._of(self._whose(whose), title):
                found.setdefault(each.name, each)
            if found:
                break
        return tuple(found.values())

    def _whose(self, words: str) -> list[Actor]:
        if words in self._registry.actors:
            return [self._registry.actors[words]]
        forms = self._registry.entries(words) or [
            e for form in self._forms.get(_plain(words), ()) for e in self._registry.forms[form]
        ]
        actors = {e.actor.id: e.actor for e in forms if _has_offices(e)}
        return list(actors.values())

    def _of(self, whose: list[Actor], title: str) -> Iterator[OfficeMeant]:
        for actor in whose:
            if actor.kind is Kind.STATE and actor.country:
                yield from self._of_country(actor, actor.country, title)
            else:
                yield from self._of_bodies(actor, title)

    def _of_country(self, state: Actor, country: str, title: str) -> Iterator[OfficeMeant]:
        general = self._registry.general_titles(title, country)
        for called in dict.fromkeys((*general, title)):
            held = self._registry.held((key(called), country))
            if held:
                spells = {
                    (h.actor.id, h.office): Spell(actor=h.actor, office=h.office) for h in held
                }
                name = next((g for g in general if g == called), held[0].office.title)
                yield OfficeMeant(
                    title=name,
                    whose=state.name,
                    country=country,
                    body=None,
                    spells=tuple(spells.values()),
                )
                return

    def _of_bodies(self, body: Actor, title: str) -> Iterator[OfficeMeant]:
        wanted = _bare(title, body)
        held = self._of_body.get(body.id, {})
        leading = _leading().get(body.id, {}).get(wanted)
        for office in sorted(held):
            spells = held[office]
            if wanted == _bare(office, body) or office == leading:
                yield OfficeMeant(
                    title=office, whose=body.name, country=None, body=body, spells=tuple(spells)
                )
                return

    def _bodies(self) -> dict[str, dict[str, list[Spell]]]:
        found: dict[str, dict[str, list[Spell]]] = {}
        for actor in self._registry.actors.values():
            if actor.kind is not Kind.PERSON:
                continue
            for office in actor.offices:
                for body in self._whose(office.organisation) if office.organisation else ():
                    if office.country in (None, body.country):
                        spell = Spell(actor=actor, office=office)
                        found.setdefault(body.id, {}).setdefault(office.title, []).append(spell)
        return found


def _splits(words: str) -> Iterator[tuple[str, str]]:
    """Whose office, and which: from "TITLE of X", "X's TITLE" and "X TITLE"."""
    told = words.strip().removeprefix("the ").removeprefix("The ")
    for found in reversed(list(_OF.finditer(told))):
        yield told[found.end() :], told[: found.start()]
    parts = _WHOSE.sub("", told).split()
    for cut in range(len(parts) - 1, 0, -1):
        yield " ".join(parts[:cut]), " ".join(parts[cut:])


def _plain(words: str) -> str:
    """Words without case, accents, hyphens, stops and a leading article."""
    told = key(words).replace("-", " ").replace(".", "").removeprefix("the ")
    return " ".join(told.split())


def _bare(title: str, body: Actor) -> str:
    """A title without the name of the body it is in: "KFOR commander" of KFOR is "commander"."""
    told, name = f" {_plain(title)} ", _plain(body.name)
    for whose in (f" of the {name} ", f" of {name} ", f" {name} "):
        told = told.replace(whose, " ")
    return " ".join(told.split())


@lru_cache(maxsize=1)
def _alone() -> dict[str, tuple[str, str]]:
    """Words that say whose office they mean: "pope", "Bundeskanzler"."""
    return {
        _plain(word): (row["body"], row["office"])
        for row in rows("actors/asked_offices.csv", needs=("body", "office", "names", "alone"))
        for word in values(row["alone"])
    }


@lru_cache(maxsize=1)
def _leading() -> dict[str, dict[str, str]]:
    """By the id of a body, what its offices are called for short: "chief", "head"."""
    found: dict[str, dict[str, str]] = {}
    for row in rows("actors/asked_offices.csv", needs=("body", "office", "names", "alone")):
        for word in values(row["names"]):
            found.setdefault(row["body"], {})[_plain(word)] = row["office"]
    return found
