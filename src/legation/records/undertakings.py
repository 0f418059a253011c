"""Promises and demands, and how they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from legation.records.actors import Mention
from legation.records.text import Passage, When


class Undertaking(StrEnum):
    """Whether somebody bound themselves, or wants another bound."""

    PROMISE = "promise"
    DEMAND = "demand"


class Standing(StrEnum):
    """How a promise or demand stands, or what a later statement says of it."""

    OPEN = "open"
    REPEATED = "repeated"
    CLAIMED_DONE = "claimed done"
    DISPUTED = "disputed"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A later statement about a promise or demand: repeated, claimed done, or disputed."""

    standing: Standing
    said_in: str
    passage: Passage
    by: Mention | None = None
    told_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What somebody promised, or demanded of somebody, by when, and how that stands.

    `of` is whom it is demanded of or promised to, empty where the text does not say; `process` the
    talks it belongs to. `due` is the last day for it. `said_in` is the id of the statement or event
    it was read from; `replies` are the later statements that name it, in the order they were told.
    """

    id: str
    kind: Undertaking
    by: tuple[Mention, ...]
    content: Passage
    said_in: str
    status: Standing = Standing.OPEN
    of: tuple[Mention, ...] = ()
    process: Mention | None = None
    due: When | None = None
    told_on: date | None = None
    replies: tuple[Reply, ...] = ()
    rule: str = ""
