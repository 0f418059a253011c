"""Who did what to whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from legation.records.actors import Mention
from legation.records.text import Passage, When


class Status(StrEnum):
    """Whether an event took place."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to whom; `also` holds further passages that report the same event."""

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
