"""A report: one cue with what it reports, in tokens; and the statement it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field

from legation.characters.quotations import Span
from legation.statements.cues import Cue


@dataclass(slots=True)
class Report:
    """One cue with what it reports: token spans end excluded, heads as indices.

    `label` is the whole phrase of a source that stands before a colon or behind a dash; `told` that
    of an addressee, where the parse gave it more.
    """

    cue: Cue
    at: int
    frame: str
    content: list[tuple[int, int]]
    source: int | None = None
    label: tuple[int, int] | None = None
    addressee: int | None = None
    told: tuple[int, int] | None = None
    passive: bool = False
    light: int | None = None
    quoted: bool = False
    chars: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Told:
    """A statement in the making: character spans of its content, and the report behind it.

    `holder` is the one that reports it, where its own words do not stand inside that one's.
    """

    spans: list[Span]
    report: Report | None
    rule: str
    inside: int | None = None
    holder: Told | None = None
