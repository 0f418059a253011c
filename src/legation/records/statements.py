"""What somebody is reported to have said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from legation.records.actors import Mention
from legation.records.closed_sets import read_quickly
from legation.records.setting import set_by_slots
from legation.records.text import Passage, When


@read_quickly
class StatementKind(StrEnum):
    """How the words are given: inside quotation marks, in the reporter's words, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@read_quickly
class Polarity(StrEnum):
    """Whether the speaker puts the content forward or turns it down."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    NEUTRAL = "neutral"


@set_by_slots
@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What somebody is reported to have said; `reported_in` is the statement it stands inside.

    `when` is the day of speaking; `relayed_by` who passed the words on; `deadline` the day until
    which something is promised, demanded or threatened.
    """

    id: str
    kind: StatementKind
    content: tuple[Passage, ...]
    cue: Passage | None = None
    speaker: Mention | None = None
    addressee: Mention | None = None
    channel: str | None = None
    act: str = "says"
    polarity: Polarity = Polarity.NEUTRAL
    when: When | None = None
    reported_in: str | None = None
    score: float = 1.0
    rule: str = ""
    relayed_by: Mention | None = None
    deadline: When | None = None
