"""What a name that somebody asks by can stand for, and how that is found again in a store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from legation.errors import InputError
from legation.records import Actor, Kind, Office
from legation.registry.held import covers


class Found(StrEnum):
    """By what a name was found; the earlier ones are the surer."""

    ID = "id"
    NAME = "name"
    OFFICE = "office"
    SURNAME = "surname"
    PART = "part of the name"
    SCRIPT = "another script"
    STORE = "the store"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """Somebody's time in an office."""

    actor: Actor
    office: Office


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeMeant:
    """An office of a state (`country`) or of a body, with all who are known to have held it.

    `whose` is the name of the state or body.
    """

    title: str
    whose: str
    country: str | None
    body: Actor | None
    spells: tuple[Spell, ...] = ()

    @property
    def name(self) -> str:
        """The office with whose it is."""
        return self.title if self.whose in self.title else f"{self.title} of {self.whose}"

    def on(self, day: date) -> tuple[Spell, ...]:
        """Those who are known to have held it on the day."""
        return tuple(s for s in self.spells if covers(s.office.when, day))

    def last(self, day: date) -> tuple[Spell, ...]:
        """Those who are known to have held it last before the day, where nobody is known on it."""
        ended = [
            (s.office.when.last, s)
            for s in self.spells
            if s.office.when and s.office.when.last and s.office.when.last < day
        ]
        latest = max((end for end, _ in ended), default=None)
        return tuple(spell for end, spell in ended if end == latest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """One thing that a name can stand for: an actor, or an office."""

    name: str
    kind: Kind
    found: Found
    id: str | None = None
    country: str | None = None
    names: tuple[str, ...] = ()
    office: OfficeMeant | None = None

    @property
    def label(self) -> str:
        """The name with what tells it from its namesakes."""
        told = self.id if self.kind is Kind.STATE else self.country
        return f"{self.name} ({told})" if told and told != self.name else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What a name stands for: nothing (with `near` names), one thing, or a choice of several."""

    asked: str
    meanings: tuple[Meaning, ...] = ()
    near: tuple[str, ...] = ()

    @property
    def by_surname(self) -> bool:
        """Whether the name is one that several people bear; then all of them are meant."""
        return bool(self.meanings) and all(m.kind is Kind.PERSON for m in self.meanings)

    def those(self) -> tuple[Meaning, ...]:
        """The one thing that is meant, or all who bear the surname.

        Raises `InputError` where nobody is called so, and where the name may be of several things.
        """
        if not self.meanings:
            raise InputError(nobody(self.asked, self.near))
        if len(self.meanings) > 1 and not self.by_surname:
            several = "; ".join(m.label for m in self.meanings[:6])
            more = f" and {len(self.meanings) - 6} more" if len(self.meanings) > 6 else ""
            raise InputError(f"{self.asked!r} may be {several}{more}: name one of them")
        return self.meanings


def nobody(asked: str, near: tuple[str, ...]) -> str:
    """What is told where a name stands for nobody."""
    hint = f"did you mean {', '.join(near)}?" if near else "try a full name or a country's code"
    return f"nobody here is called {asked!r}; {hint}"
