"""Which reports are of one event in the world, and who judged so."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from legation.records.events import Event
from legation.records.text import When


class Verdict(StrEnum):
    """What somebody says of two reports."""

    SAME = "same"
    NOT_SAME = "not same"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An event as one article tells it, with who published it when, and its sentence's words."""

    event: Event
    outlet: str | None = None
    agency: str | None = None
    told_on: date | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A report by its event's id and, should a newer reader give it another, by its trigger."""

    event: str
    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """That somebody judged two reports to be of one event, or of two, or could not tell."""

    left: Anchor
    right: Anchor
    verdict: Verdict
    recorded_at: datetime
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One event in the world with the reports under it.

    `reports` are ids of events; `articles` have `independent_origins`; `parties` are keys.
    """

    id: str
    type: str
    reports: tuple[str, ...]
    articles: tuple[str, ...] = ()
    independent_origins: int = 1
    parties: tuple[str, ...] = ()
    when: When | None = None
    place: str | None = None
    reasons: tuple[str, ...] = field(default=())
