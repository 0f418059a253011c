"""What one article says holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from legation.records.actors import Mention
from legation.records.amounts import Quantity
from legation.records.closed_sets import read_quickly
from legation.records.text import Passage, When


@read_quickly
class Predicate(StrEnum):
    """What a claim says of its subject."""

    HOLDS_OFFICE = "holds_office"
    MEMBER_OF = "member_of"
    PART_OF = "part_of"
    BASED_IN = "based_in"
    LEADS = "leads"
    COMMANDS = "commands"
    DEPLOYED_IN = "deployed_in"
    MANDATED_BY = "mandated_by"
    STRENGTH = "strength"
    CONTRIBUTES_TO = "contributes_to"
    CONTRIBUTOR_COUNT = "contributor_count"
    PARTY_TO = "party_to"
    MEDIATES = "mediates"
    RECOGNIZES = "recognizes"
    CLAIMS_TERRITORY = "claims_territory"
    CONTROLS = "controls"
    INDEPENDENT_SINCE = "independent_since"
    AT_WAR_WITH = "at_war_with"
    ALLIED_WITH = "allied_with"
    SANCTIONED_BY = "sanctioned_by"
    BLOCKADED_BY = "blockaded_by"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """That something holds, over an interval, as one holder has it.

    `holder` is the speaker whose claim it is, `None` the outlet itself. An office is an object of
    kind `office` whose name is the title. `recorded_at` is set when a store takes the claim in.
    """

    id: str
    subject: Mention
    predicate: Predicate
    evidence: tuple[Passage, ...]
    object: Mention | None = None
    value: Quantity | None = None
    valid: When | None = None
    holds: bool = True
    holder: Mention | None = None
    said_in: str | None = None
    recorded_at: datetime | None = None
    score: float = 1.0
    rule: str = ""
