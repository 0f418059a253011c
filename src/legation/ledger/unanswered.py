"""Questions that time raises: an answer that is overdue, and somebody who now says the contrary.

Either may only look so because nothing was read in the days that matter. So each is asked where
those days were read and the side in question was told of, and is counted as `unread` elsewhere.
Rule codes are `overdue.promise`, `overdue.demand`, `turned.promise` and `turned.claim`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from legation.ids import content_id
from legation.keys import party_key, slot_of
from legation.ledger.checks import clash
from legation.ledger.gather import told_order
from legation.ledger.wording import party_sides, stems
from legation.records import (
    Commitment,
    Entry,
    Mention,
    Passage,
    Question,
    Reading,
    Reply,
    Standing,
    Undertaking,
)

WEEK = 7  # days after a deadline in which an answer is looked for
MIN_DAYS = 3  # of these that must have been read: news of an answer is repeated for days
MIN_WORDS = 2  # that a promise and its denial share besides names: "the United States" joins any
MIN_SHARE = 0.5  # of the days between two contrary claims, so that a change would have been read
_NAME = re.compile(r"\b[^\W\d_a-z]\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """Questions that time raises; `unread` more are not asked, for want of reading."""

    questions: tuple[Question, ...]
    unread: int


@dataclass(frozen=True, slots=True)
class _Word:
    """Words of a side, or that name it, with the day they were told."""

    day: date
    says: bool
    passage: Passage
    record: str | None

    @property
    def order(self) -> tuple[bool, date, str, int]:
        return not self.says, self.day, self.passage.article_id, self.passage.start


def raised_by_time(
    commitments: Iterable[Commitment],
    readings: Sequence[Reading],
    entries: Iterable[Entry],
    read_on: Iterable[date],
) -> Raised:
    """Overdue answers and sides that say the contrary of what they said, by check and id.

    `commitments` are those followed up over the readings, `read_on` the days of which something was
    read and no feed went unwatched.
    """
    days = sorted(set(read_on))
    given = list(commitments)
    found = [
        *_overdue(given, readings, days),
        *_turned(given, days),
        *_turned_claims(entries, days),
    ]
    asked = {each.id: each for each in found if each is not None}
    ordered = sorted(asked, key=lambda key: (asked[key].check, key))
    return Raised(
        questions=tuple(asked[key] for key in ordered), unread=sum(each is None for each in found)
    )


def _overdue(
    commitments: Iterable[Commitment], readings: Sequence[Reading], days: Sequence[date]
) -> Iterator[Question | None]:
    """Deadlines that passed without a told answer; `None` where too little was read to tell."""
    lapsed = [c for c in commitments if c.status is Standing.LAPSED and c.due and c.due.last]
    words = _words_of_sides(readings) if lapsed else {}
    for each in lapsed:
        due = each.due.last if each.due else None
        owing = each.by if each.kind is Undertaking.PROMISE else each.of
        if due is None or not owing:
            continue
        end = due + timedelta(WEEK)
        read = _read_between(days, due, end)
        after = [
            word
            for side in sorted(party_sides(owing))
            for word in words.get(side, ())
            if due < word.day <= end
        ]
        if read < MIN_DAYS or not after:
            yield None
            continue
        wanted = stems(each.content.text)
        other = min(after, key=lambda w: (-len(wanted & stems(w.passage.text)) * w.says, w.order))
        names = " and ".join(dict.fromkeys(m.name for m in owing))
        kept = "kept its promise" if each.kind is Undertaking.PROMISE else "answered the demand"
        yield _question(
            f"overdue.{each.kind}",
            f"{names}: nobody tells whether it {kept} by {due}. Was it done?",
            each.content,
            other.passage,
            key=each.id,
            records=(each.said_in, other.record),
            why=f"{read} of the {WEEK} days after {due} were read, and what was read names "
            f"{names}; no answer is told.",
        )


def _words_of_sides(readings: Iterable[Reading]) -> dict[str, list[_Word]]:
    """What each side said, else where it is named, by the day of the article."""
    found: dict[str, list[_Word]] = defaultdict(list)
    for reading in readings:
        published = reading.article.published
        day = published.first if published else None
        if day is None:
            continue
        for statement in reading.statements:
            if statement.speaker is not None and statement.content:
                for side in party_sides([statement.speaker]):
                    found[side].append(_Word(day, True, statement.content[0], statement.id))
        named: dict[str, Mention] = {}
        for mention in reading.mentions:
            for side in party_sides([mention]):
                named.setdefault(side, mention)
        for side, mention in named.items():
            found[side].append(_Word(day, False, mention.passage, None))
    return found


def _turned(commitments: Iterable[Commitment], days: Sequence[date]) -> Iterator[Question | None]:
    """Promises that the side which made them disputes later."""
    for each in commitments:
        if each.kind is not Undertaking.PROMISE or each.told_on is None:
            continue
        sides = party_sides(each.by)
        for reply in each.replies:
            if reply.by is None or reply.told_on is None or reply.standing is not Standing.DISPUTED:
                continue
            if not party_sides([reply.by]) & sides or not _of_one_deed(each, reply):
                continue
            share = _share_between(days, each.told_on, reply.told_on)
            if share < MIN_SHARE:
                yield None
                break
            yield _question(
                "turned.promise",
                f"{reply.by.name}: promised on {each.told_on}, and on {reply.told_on} told "
                "otherwise. What changed?",
                each.content,
                reply.passage,
                key=each.id,
                records=(each.said_in, reply.said_in),
                why=_why_between(share, each.told_on, reply.told_on),
            )
            break


def _of_one_deed(promise: Commitment, reply: Reply) -> bool:
    """Whether both share words for what is done, and not the names of who has part in it alone."""
    words = [promise.content.text, reply.passage.text]
    named = stems(" ".join(name for text in words for name in _NAME.findall(text)))
    return len((stems(words[0]) & stems(words[1])) - named) >= MIN_WORDS


def _turned_claims(entries: Iterable[Entry], days: Sequence[date]) -> Iterator[Question | None]:
    """What one named holder says to hold and, told on another day, not to hold, or the reverse.

    A claim that tells since when it holds, and anybody who told of the change in between, explain
    it. Claims of one day in common are `both.ways`.
    """
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=told_order):
        if entry.told_on is not None:
            groups[str(slot_of(entry.claim))].append(entry)
    for slot in sorted(groups):
        for one, other in _first_turns(groups[slot]):
            begun, end = one.told_on, other.told_on
            holder = other.claim.holder
            if begun is None or end is None or holder is None:
                continue
            share = _share_between(days, begun, end)
            if share < MIN_SHARE:
                yield None
                continue
            claim = one.claim
            of = f" {claim.object.name}" if claim.object else ""
            told = claim.predicate.replace("_", " ")
            first, then = ("holds", "does not") if claim.holds else ("does not hold", "does")
            yield _question(
                "turned.claim",
                f"{holder.name} on {claim.subject.name} {told}{of}: {first} on {begun}, "
                f"{then} on {end}. What changed?",
                claim.evidence[0],
                other.claim.evidence[0],
                key=f"{claim.id} {other.claim.id}",
                records=(claim.id, other.claim.id),
                why=_why_between(share, begun, end),
            )


def _first_turns(told: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """The first turn of each holder, where nobody else told of the change in between."""
    latest: dict[str, Entry] = {}
    turned: set[str] = set()
    for entry in told:
        claim = entry.claim
        if claim.holder is None:
            continue
        who = party_key(claim.holder)
        before = latest.get(who)
        latest[who] = entry
        if before is None or before.claim.holds is claim.holds or who in turned:
            continue
        if before.told_on == entry.told_on or clash(before, entry) or claim.valid is not None:
            continue
        if not any(_tells_change(each, before, entry) for each in told):
            turned.add(who)
            yield before, entry


def _tells_change(each: Entry, before: Entry, after: Entry) -> bool:
    """Whether a claim of another, told between two, says what the later one says."""
    if each.told_on is None or before.told_on is None or after.told_on is None:
        return False
    between = before.told_on < each.told_on <= after.told_on
    return between and each is not after and each.claim.holds is after.claim.holds


def _read_between(days: Sequence[date], first: date, last: date) -> int:
    """How many days after the first, up to the last, were read."""
    return bisect_right(days, last) - bisect_right(days, first)


def _share_between(days: Sequence[date], first: date, last: date) -> float:
    """Which share of the days between two, both left out, were read; 1 where there are none."""
    inside = (last - first).days - 1
    return (bisect_left(days, last) - bisect_right(days, first)) / inside if inside > 0 else 1.0


def _why_between(share: float, first: date, last: date) -> str:
    inside = max((last - first).days - 1, 0)
    if not inside:
        return f"No day lies between {first} and {last} in which a change could have gone unread."
    return (
        f"{round(share * inside)} of the {inside} days between {first} and {last} were read; "
        "no change is told."
    )


def _question(
    check: str,
    text: str,
    left: Passage,
    right: Passage,
    *,
    key: str,
    records: Iterable[str | None],
    why: str,
) -> Question:
    named = tuple(dict.fromkeys(each for each in records if each))
    return Question(
        id=content_id("question", check, key, *named),
        check=check,
        text=text,
        left=left,
        right=right,
        records=named,
        why=why,
    )
