"""Who did what to whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from legation.records.actors import Mention
from legation.records.amounts import Quantity
from legation.records.closed_sets import read_quickly
from legation.records.setting import set_by_slots
from legation.records.text import Passage, When, Worded


@read_quickly
class Status(StrEnum):
    """Whether an event took place."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


class HarmKind(StrEnum):
    """What was done to people."""

    KILLED = "killed"
    WOUNDED = "wounded"
    DETAINED = "detained"
    ABDUCTED = "abducted"
    DISPLACED = "displaced"


class Stance(StrEnum):
    """How somebody answers for an event."""

    CLAIMS = "claims"
    DENIES = "denies"


class Level(StrEnum):
    """The rank of those who met or spoke, by the highest of the lower side."""

    HEAD = "head"
    MINISTER = "minister"
    ENVOY = "envoy"
    OFFICIALS = "officials"


class Manner(StrEnum):
    """How those who met or spoke did so; the last three where the text tells no way."""

    IN_PERSON = "in person"
    PHONE = "phone"
    VIDEO = "video"
    LETTER = "letter"
    INDIRECT = "indirect"
    SECRET = "secret"
    CLOSED = "closed"


class Goods(StrEnum):
    """What an event gives, takes or moves."""

    MONEY = "money"
    GOODS = "goods"
    TROOPS = "troops"


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """How many people an event killed, wounded, detained, abducted or displaced, as one has it.

    `number` is `None` where the text gives none; its unit is the people's word ("soldiers").
    `holder` is whose word it is, `None` the outlet itself; `said_in` the statement it stands in.
    """

    kind: HarmKind
    passage: Passage
    number: Quantity | None = None
    holder: Mention | None = None
    said_in: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """That somebody claims to have done it, or denies so; `said_in` is the statement, if any."""

    by: Mention
    stance: Stance
    passage: Passage
    said_in: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """How much money, goods or troops an event gives, takes or moves; the unit says of what."""

    kind: Goods
    quantity: Quantity
    passage: Passage


@set_by_slots
@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to whom; `also` holds further passages that report the same event.

    `means` are the weapons or instruments as the text calls them; `host` is who received those who
    met; `response_to` is the id of the event or statement that it answers, with the words that say
    so.
    """

    id: str
    type: str
    cameo: str
    quad: int
    goldstein: float
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    trigger: Passage
    status: Status
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    when: When | None = None
    place: Mention | None = None
    said_in: str | None = None
    also: tuple[Passage, ...] = ()
    score: float = 1.0
    rule: str = ""
    harm: tuple[Harm, ...] = ()
    means: tuple[Worded[str], ...] = ()
    responsibility: tuple[Responsibility, ...] = ()
    level: Worded[Level] | None = None
    manner: Worded[Manner] | None = None
    host: Mention | None = None
    amount: tuple[Amount, ...] = ()
    response_to: Worded[str] | None = None
