"""Who is known, and where in a text somebody is meant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from legation.records.closed_sets import read_quickly
from legation.records.setting import set_by_slots
from legation.records.text import Passage, When


@read_quickly
class Kind(StrEnum):
    """What a mention or an actor is."""

    STATE = "state"
    GOVERNMENT = "government"
    OFFICE = "office"
    PERSON = "person"
    ORGANISATION = "organisation"
    MISSION = "mission"
    GROUP = "group"
    COMMUNITY = "community"
    PLACE = "place"
    PROCESS = "process"
    DOCUMENT = "document"


@read_quickly
class NamedBy(StrEnum):
    """Where the name of a mention is from: a table may name who stands nowhere in the text."""

    TEXT = "text"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office somebody holds, over an interval, with the source of that knowledge."""

    title: str
    country: str | None
    sector: str | None
    when: When | None = None
    evidence: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody or something that acts: an entry of the registry."""

    id: str
    name: str
    kind: Kind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()


@set_by_slots
@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place in the text where somebody or something is meant, and who that is.

    `name` is the resolved name ("Aleksandar Vucic" where the text says "he"); `role` the office or
    description as written; `country` ISO 3166-1 alpha-3 or XKX; `rule` the code of what decided it.
    `plural` says whether several are meant; `described` are the words that describe, where the
    text does so and does not name.
    """

    passage: Passage
    kind: Kind
    name: str
    actor_id: str | None = None
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    score: float = 1.0
    rule: str = ""
    named_by: NamedBy | None = None
    plural: bool | None = None
    described: Passage | None = None
