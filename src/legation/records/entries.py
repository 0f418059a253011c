"""What holds, over articles: lines of the ledger, slots, and what a view makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from legation.records.claims import Claim, Predicate
from legation.records.text import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the ledger: a claim, who published it when, and when the store came to know it.

    `claim.recorded_at` is the moment from which it was known; `withdrawn_at` the moment from which
    its article was no longer read so, `None` while it is.
    """

    claim: Claim
    article_id: str
    outlet: str | None = None
    agency: str | None = None
    told_on: date | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """The claims about one slot (subject, predicate, object); a view decides between them.

    Subject and object are keys: a country's code, an id of the registry, or a name.
    """

    id: str
    subject: str
    predicate: Predicate
    object: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a view makes of a fact: `holds` is `None` where no claim counts for it.

    `entry` is the claim that decided; `against` those that say the contrary on that day; `later`
    is the fact that took its place, where only one of a kind can hold at a time.
    """

    fact: Fact
    holds: bool | None
    entry: Entry | None = None
    against: tuple[Entry, ...] = ()
    later: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What two passages of the record cannot both say; `check` is the code of the rule.

    `why` says what was read, where that decides whether it is asked at all.
    """

    id: str
    check: str
    text: str
    left: Passage
    right: Passage
    records: tuple[str, ...] = ()
    why: str | None = None
