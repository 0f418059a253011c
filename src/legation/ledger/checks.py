"""Checks over the ledger: what two claims cannot both say becomes a question with both passages.

A check decides nothing and changes nothing. Rule codes are `one.PREDICATE`, `both.ways`, `mutual`,
`strength.part`, `strength.sum` and `order.claim`; `legation.ledger.meetings` has those over events.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from legation.folding import name_key
from legation.ids import content_id
from legation.keys import party_key, slot_of, span_of
from legation.ledger.gather import told_order
from legation.ledger.single import rivals_key, traits
from legation.records import Bound, Entry, Kind, Passage, Predicate, Quantity, Question

HANDOVER = timedelta(days=31)  # one commander goes and the next comes within a month: no question
NEAR = timedelta(days=183)  # a contribution and a strength told so far apart speak of one force
# News says "more than 4,000" of 4,000 to 5,000, and "about" within a fifth.
ROUNDED_UP, ROUNDED = 1.25, 1.2
_SAME_DAYS = "Both are said of a day in common, so nothing that was left unread explains it."

Span = tuple[date, date]


def check_claims(entries: Iterable[Entry]) -> tuple[Question, ...]:
    """The questions that some claims raise, by check and id, whatever their order.

    Claims by different holders that contradict each other are a dispute, and no question; only what
    one holder, or the outlets in their own words, say both ways is.
    """
    given = sorted(entries, key=told_order)
    found = [*_rivals(given), *_both_ways(given), *_strengths(given), *_backward(given)]
    unique = {question.id: question for question in found}
    return tuple(unique[key] for key in sorted(unique, key=lambda k: (unique[k].check, k)))


def asserted(entry: Entry) -> Span | None:
    """The days for which a claim stands: an open end reaches to the day it was told, no further."""
    first, last = span_of(entry.claim)
    told = entry.told_on
    if first is None and last is None:
        return (told, told) if told else None
    if first is None or last is None:
        known = first or last
        assert known is not None
        return (known, max(known, told)) if first and told else (known, known)
    return (first, last) if first <= last else None


def question(
    check: str, text: str, left: Passage, right: Passage, *records: str, why: str | None = None
) -> Question:
    """A question with its id."""
    key = content_id("question", check, *records)
    return Question(
        id=key, check=check, text=text, left=left, right=right, records=records, why=why
    )


def _rivals(entries: Sequence[Entry]) -> Iterator[Question]:
    """Two of whom only one can be it at a time; the first claims that clash, once for each two."""
    groups: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        key = rivals_key(entry.claim)
        if key is not None and entry.claim.holds:
            groups[key].append(entry)
    for key in sorted(groups):
        asked = _together(groups[key], key)
        for one, other in combinations(groups[key], 2):
            two = frozenset({_who(one, key), _who(other, key)})
            if len(two) == 2 and two not in asked and clash(one, other):
                asked.add(two)
                names = " or ".join(sorted(_name(e, key) for e in (one, other)))
                target = one.claim.object
                of = f" {target.name}" if target is not None and key[0] != "based_in" else ""
                text = f"{key[0].replace('_', ' ')}{of}: {names}? Only one can at a time."
                yield _asked(f"one.{key[0]}", text, one, other)


def _together(entries: Sequence[Entry], key: tuple[str, ...]) -> set[frozenset[str]]:
    """The twos that one passage names for the same days: "A and B lead it", also told otherwise."""
    named: dict[Passage, list[Entry]] = defaultdict(list)
    for entry in entries:
        named[entry.claim.evidence[0]].append(entry)
    return {
        frozenset({_who(one, key), _who(other, key)})
        for side_by_side in named.values()
        for one, other in combinations(side_by_side, 2)
        if clash(one, other)
    }


def _who(entry: Entry, key: tuple[str, ...]) -> str:
    """Whom a rival claim is for; people of one surname are taken to be one."""
    claim = entry.claim
    if key[0] == Predicate.BASED_IN:
        return slot_of(claim)[2] or ""
    if claim.subject.kind is Kind.PERSON:
        return name_key(claim.subject.name).rpartition(" ")[2]
    return party_key(claim.subject)


def _name(entry: Entry, key: tuple[str, ...]) -> str:
    claim = entry.claim
    seat = key[0] == Predicate.BASED_IN and claim.object is not None
    return claim.object.name if seat and claim.object is not None else claim.subject.name


def clash(one: Entry, other: Entry) -> bool:
    """Whether two claims stand for a day in common, other than in a handover."""
    mine, theirs = asserted(one), asserted(other)
    if mine is None or theirs is None:
        return False
    (first, last), (start, end) = sorted((mine, theirs))
    if start > last:
        return False
    succession = first < start and last < end
    return not (succession and last - start <= HANDOVER)


def _both_ways(entries: Sequence[Entry]) -> Iterator[Question]:
    """What one holder says to hold and not to hold on a day; a mutual state from either side."""
    groups: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        claim = entry.claim
        holder = party_key(claim.holder) if claim.holder else ""
        subject, predicate, target = slot_of(claim)
        sides = (subject, target or "")
        if traits()[claim.predicate].symmetric:
            sides = (min(sides), max(sides))
        groups[predicate, sides, holder].append(entry)
    for _, group in sorted(groups.items(), key=lambda item: str(item[0])):
        clashing = (
            (one, other)
            for one, other in combinations(group, 2)
            if one.claim.holds is not other.claim.holds and clash(one, other)
        )
        pair = next(clashing, None)
        if pair is not None:
            one, other = pair
            turned = slot_of(one.claim) != slot_of(other.claim)
            claim = one.claim
            of = f" {claim.object.name}" if claim.object else ""
            told = claim.predicate.replace("_", " ")
            text = f"{claim.subject.name} {told}{of}: does it hold or not?"
            yield _asked("mutual" if turned else "both.ways", text, one, other, why=_SAME_DAYS)


def _strengths(entries: Sequence[Entry]) -> Iterator[Question]:
    """Contributions, one or all together, that are more than the force is said to have."""
    strengths: dict[str, list[Entry]] = defaultdict(list)
    parts: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        subject, predicate, target = slot_of(entry.claim)
        if entry.claim.value is None or not entry.claim.holds:
            continue
        if predicate == Predicate.STRENGTH:
            strengths[subject].append(entry)
        elif predicate == Predicate.CONTRIBUTES_TO and target is not None:
            parts[target].append(entry)
    for force in sorted(strengths.keys() & parts.keys()):
        for strength in strengths[force]:
            yield from _within(strength, [p for p in parts[force] if _near(strength, p)])


def _within(strength: Entry, parts: Sequence[Entry]) -> Iterator[Question]:
    size = strength.claim.value
    if size is None:
        return
    latest = {party_key(p.claim.subject): p for p in parts if p.claim.value is not None}
    least = {who: _least(p.claim.value) for who, p in latest.items() if p.claim.value}
    name = strength.claim.subject.name
    for who, part in sorted(latest.items()):
        if least[who] > _most(size):
            text = f"{part.claim.subject.name} gives {name} more than it has in all?"
            yield _asked("strength.part", text, strength, part)
    if latest and sum(least.values()) > _most(size) >= max(least.values()):
        largest = max(sorted(latest), key=lambda who: least[who])
        text = f"{len(latest)} contributors give {name} more than it has in all?"
        yield _asked("strength.sum", text, strength, latest[largest])


def _near(one: Entry, other: Entry) -> bool:
    mine, theirs = asserted(one), asserted(other)
    if mine is None or theirs is None:
        return False
    return mine[0] - NEAR <= theirs[1] and theirs[0] - NEAR <= mine[1]


def _least(value: Quantity) -> float:
    if value.bound in (Bound.AT_MOST, Bound.LESS_THAN):
        return 0.0
    return value.amount / ROUNDED if value.bound is Bound.ABOUT else value.amount


def _most(value: Quantity) -> float:
    if value.bound is Bound.BETWEEN and value.upper is not None:
        return value.upper
    if value.bound in (Bound.AT_LEAST, Bound.MORE_THAN):
        return value.amount * ROUNDED_UP
    return value.amount * ROUNDED if value.bound is Bound.ABOUT else value.amount


def _backward(entries: Sequence[Entry]) -> Iterator[Question]:
    """Claims that end before they begin, or were told as holding before they began."""
    for entry in entries:
        claim = entry.claim
        if claim.valid is None:
            continue
        first, last = span_of(claim)
        right = claim.valid.passage or claim.evidence[-1]
        if first and last and first > last:
            text = f"ends on {last}, before it begins on {first}?"
        elif claim.holds and first and entry.told_on and first > entry.told_on:
            text = f"told on {entry.told_on} to hold, and begins on {first} only?"
        else:
            continue
        yield question("order.claim", text, claim.evidence[0], right, claim.id)


def _asked(check: str, text: str, one: Entry, other: Entry, *, why: str | None = None) -> Question:
    left, right = sorted((one, other), key=told_order)
    passages = left.claim.evidence[0], right.claim.evidence[0]
    return question(check, text, *passages, left.claim.id, right.claim.id, why=why)
