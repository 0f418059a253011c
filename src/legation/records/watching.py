"""Feeds that are watched: when they were asked, what they offered and what was had of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class PollOutcome(StrEnum):
    """What asking a feed came to."""

    FULL = "full"  # it was sent whole
    UNCHANGED = "unchanged"  # the server said that it is as before
    FAILED = "failed"
    GONE = "gone"  # it is no more, and is not asked again


class OfferOutcome(StrEnum):
    """What became of a story that a feed offered."""

    GOT = "got"  # it is in the store
    NO_STORY = "no_story"  # what stood at the address was turned down
    FAILED = "failed"  # it could not be had


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed under the address it was named by, and how things stand with it.

    `address` is where it is asked now; `etag` and `last_modified` are the server's own letters.
    `moved_to` and `moved_times` count answers in a row that it has moved for good.
    """

    url: str
    address: str
    added_at: datetime
    next_at: datetime
    every_s: float
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    moved_times: int = 0
    failures: int = 0
    failing_since: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """One time that a feed was asked; `offered` counts its stories, `fresh` those not known yet."""

    feed: str
    at: datetime
    outcome: PollOutcome
    status: int | None = None
    detail: str | None = None
    offered: int = 0
    fresh: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A story that a feed offered; `told` is what its source knows a later version by."""

    feed: str
    url: str
    told: str
    day: date | None
    first_at: datetime
    outcome: OfferOutcome
    detail: str | None = None
    tries: int = 1
