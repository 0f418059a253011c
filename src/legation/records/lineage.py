"""Which texts come from one another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Relation(StrEnum):
    """What a later text is to an earlier one with the same words in it."""

    COPY = "copy"
    TRUNCATED = "truncated"
    UPDATED = "updated"
    SHARES_TEXT = "shares text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """A sample of what a text is made of, in text order, and what lineage asks of its head."""

    article_id: str
    words: int
    hashes: tuple[int, ...]
    outlet: str | None = None
    agency: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """That two articles have text in common, `later` after `earlier`; shares are from 0 to 1.

    `stretch` says where it stands in the one that has the smaller share of it: a bit for each
    sixtieth of that text, the first sixtieth the lowest.
    """

    later: str
    earlier: str
    relation: Relation
    share_of_later: float
    share_of_earlier: float
    stretch: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles that are near copies or updates of one another, the first seen first.

    `lineage` says of an article from which other it comes, and how; `independent_origins` counts
    those that come from no other, taking those of one agency or one outlet together.
    """

    id: str
    articles: tuple[str, ...]
    lineage: tuple[tuple[str, str, str], ...] = ()
    agencies: tuple[str, ...] = ()
    independent_origins: int = 1
