"""What people say of records: that one is right or wrong, or what it should say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from legation.records.text import Passage


class CorrectionKind(StrEnum):
    """What is said of a record."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    SAME = "same"
    NOT_SAME = "not same"


class Scope(StrEnum):
    """How far a correction goes.

    `RULE` are all records that the same rule made in the same article, `ALIAS` all mentions of any
    article whose words are the same.
    """

    PASSAGE = "this passage"
    RULE = "this rule here"
    ALIAS = "this alias everywhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A record as somebody saw it: its words and where they stood, what it was, what made it.

    `kind` is event, statement, claim or mention; `label` its type, act, predicate, or who is meant.
    It is found again by its words at their place, and never by words that are only alike.
    """

    kind: str
    record: str
    passage: Passage
    label: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What somebody says of a record, on which day, how far it goes, and why.

    `field`, `old` and `new` are of an edit, `other` is of `same` and `not same`. Nothing is ever
    deleted: what was taken back has the moment and who did so.
    """

    id: str
    kind: CorrectionKind
    by: str
    at: datetime
    target: Target
    scope: Scope = Scope.PASSAGE
    other: Target | None = None
    field: str | None = None
    old: str | None = None
    new: str | None = None
    note: str | None = None
    undone_at: datetime | None = None
    undone_by: str | None = None
