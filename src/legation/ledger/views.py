"""Views: whose claims count, and which of them decides. The ledger itself never does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from legation.keys import party_key, span_of
from legation.ledger.checks import asserted
from legation.ledger.single import rivals_key
from legation.records import Choice, Entry, Fact

OUTLETS = "outlets"  # the perspective of what is told without anybody named as its source


class Order(StrEnum):
    """Which claim decides: the one told last, or the one best vouched for."""

    RECENT = "recent"
    RANK = "rank"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A way to decide between the claims of a fact.

    `perspective` is `None` for everybody's claims, `outlets` for those no speaker is named for, or
    the key of whose claims count: a country's code takes in everybody who speaks for it.
    """

    perspective: str | None = None
    order: Order = Order.RECENT

    def counts(self, entry: Entry) -> bool:
        """Whether a claim counts."""
        holder = entry.claim.holder
        if self.perspective is None:
            return True
        if holder is None:
            return self.perspective == OUTLETS
        return self.perspective in (party_key(holder), holder.country)


def choose(facts: Iterable[Fact], view: View, *, on: date | None = None) -> tuple[Choice, ...]:
    """What a view makes of the facts, on a day or (`None`) as told last; in the order given.

    Where only one of several can hold at a time, the others name it as the `later` one.
    """
    chosen = [_choice(fact, view, on) for fact in facts]
    winners: dict[tuple[str, ...], Choice] = {}
    for each in chosen:
        key = _rivals(each)
        if key is not None and (key not in winners or _begun(winners[key]) < _begun(each)):
            winners[key] = each
    return tuple(_succeeded(each, winners) for each in chosen)


def speaks_of(entry: Entry, day: date) -> bool:
    """Whether a claim speaks of a day: by its own days or, without any, by being told by then."""
    first, last = span_of(entry.claim)
    if first is None and last is None:
        return entry.told_on is None or entry.told_on <= day
    return (first is None or first <= day) and (last is None or day <= last)


def _choice(fact: Fact, view: View, on: date | None) -> Choice:
    counted = [e for e in fact.entries if view.counts(e) and (on is None or speaks_of(e, on))]
    if not counted:
        return Choice(fact=fact, holds=None)
    decides = max(counted, key=_recency if view.order is Order.RECENT else _rank)
    holds = decides.claim.holds
    against = tuple(e for e in counted if e.claim.holds is not holds)
    return Choice(fact=fact, holds=holds, entry=decides, against=against)


def _recency(entry: Entry) -> tuple[date, date, float, str]:
    first, _ = span_of(entry.claim)
    told = entry.told_on or date.min
    return told, first or date.min, entry.claim.score, entry.claim.id


def _rank(entry: Entry) -> tuple[bool, float, date, str]:
    """What an outlet tells in its own words comes before what it has from a speaker."""
    told = entry.told_on or date.min
    return entry.claim.holder is None, entry.claim.score, told, entry.claim.id


def _rivals(choice: Choice) -> tuple[str, ...] | None:
    return rivals_key(choice.entry.claim) if choice.entry and choice.holds else None


def _begun(choice: Choice) -> tuple[date, date, str]:
    """When a fact began as far as is told; what is told last breaks a tie."""
    entry = choice.entry
    assert entry is not None
    first, _ = span_of(entry.claim)
    told = entry.told_on or date.min
    return first or told, told, choice.fact.id


def _succeeded(choice: Choice, winners: dict[tuple[str, ...], Choice]) -> Choice:
    key = _rivals(choice)
    if key is None or winners[key].fact.id == choice.fact.id:
        return choice
    if _side_by_side(choice.fact, winners[key].fact):
        return choice  # "A and B lead it": neither takes the other's place
    return Choice(
        fact=choice.fact,
        holds=choice.holds,
        entry=choice.entry,
        against=choice.against,
        later=winners[key].fact.id,
    )


def _side_by_side(one: Fact, other: Fact) -> bool:
    """Whether one passage tells both for the same days; who came after another does not."""
    for mine in one.entries:
        for theirs in other.entries:
            if mine.claim.evidence[0] == theirs.claim.evidence[0]:
                ours, others = asserted(mine), asserted(theirs)
                if not (ours and others and (ours[0] > others[1] or others[0] > ours[1])):
                    return True
    return False
