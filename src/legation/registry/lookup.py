"""Actors of the registry by name, id or office, and what is told of them, for people who ask."""

from __future__ import annotations

from datetime import date
from functools import cache

from anyascii import anyascii

from legation.records import Actor, Office
from legation.registry.held import Held, covers
from legation.registry.known import Form, Registry
from legation.tables import rows

NEAR = 70  # names less alike than this are no slips of the pen
_TABLES = ("missions", "organisations", "processes")
_COLUMNS = ("organisation", "parent", "seat", "host", "mandate", "parties", "mediator", "note")


def find_actors(registry: Registry, name: str) -> tuple[Actor, ...]:
    """Who or what a name stands for, the user's own first: by id, full name or surname."""
    if name in registry.actors:
        return (registry.actors[name],)
    latin = anyascii(name)
    for form in (name, name.title(), latin, latin.title()):
        entries = registry.entries(form)
        if entries:
            ranked = sorted(entries, key=lambda e: (not e.own, e.form, e.actor.id))
            return tuple({e.actor.id: e.actor for e in ranked}.values())
    people = registry.person_by_surname(name, None) or registry.person_by_surname(latin, None)
    return tuple(sorted(people, key=lambda a: a.id))


def office_called(registry: Registry, words: str) -> tuple[str, str] | None:
    """The title and country of "Turkish defence minister" or "president of Serbia"."""
    parts = words.replace("'s ", " ").split()
    of_country = " of " in words
    for cut in range(1, len(parts)):
        if of_country:
            title, _, country = words.rpartition(" of ")
        else:
            country, title = " ".join(parts[:cut]), " ".join(parts[cut:])
        titles = registry.general_titles(title)
        states = {
            e.actor.country
            for form in (country, country.title(), country.upper())
            for e in registry.entries(form.removeprefix("the "))
            if e.form in {Form.COUNTRY, Form.DEMONYM} and e.actor.country
        }
        if titles and len(states) == 1:
            return titles[0], states.pop()
    return None


def held_by(registry: Registry, title: str, country: str) -> tuple[Held, ...]:
    """Everybody known to have held an office of a country, by the day it began."""
    found = registry.held((title.lower(), country))
    return tuple(sorted(found, key=lambda h: (_begun(h.office), h.actor.id)))


def offices_on(actor: Actor, day: date) -> tuple[Office, ...]:
    """The offices the actor is known to hold on a day."""
    return tuple(o for o in actor.offices if covers(o.when, day))


def _begun(office: Office) -> date:
    return office.when.first if office.when and office.when.first else date.min


def particulars_of(actor_id: str) -> tuple[tuple[str, str], ...]:
    """What the tables tell of a body, mission or process by id, each with the name of its column.

    Names are left out; empty for others.
    """
    return _particulars().get(actor_id, ())


@cache
def _particulars() -> dict[str, tuple[tuple[str, str], ...]]:
    found = {}
    for table in _TABLES:
        for row in rows(f"actors/{table}.csv", needs=("id",)):
            told = ((name, row.get(name, "").replace("|", ", ")) for name in _COLUMNS)
            if known := tuple((name, value) for name, value in told if value):
                found[row["id"]] = known
    return found
