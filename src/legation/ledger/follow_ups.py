"""What later statements make of promises and demands: repeated, claimed done, disputed, lapsed.

A later statement names a commitment where it shares enough of its words. Repeating it takes the
same side and the same kind; having been done or not done is told by the verb. Deeds that an outlet
tells of are claims that it is done. Whoever reads the store decides: every reply has its passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from legation.ledger.commitments import find_commitments
from legation.ledger.deeds import Deed, deeds_of, fulfilments, wanted_by
from legation.ledger.wording import party_sides, stems
from legation.records import Commitment, Mention, Passage, Reading, Reply, Standing

MIN_SHARED = 2  # words in common; with one, "withdraw" alone would join any two withdrawals
MIN_SHARE = 0.5  # of the shorter of the two; set on the own sentences of the tests
_DONE = re.compile(
    r"\b(?:has|have|had|was|were)\s+(?:\w+ly |now |already |all |since )*"
    r"(?:been |fully )*(?:\w+ed|\w+en|met|kept|done|sent|left|made|put|held|paid|built|set|cut|"
    r"withdrawn|begun)\b|\b(?:complied|honou?red|fulfilled|implemented|completed|withdrew)\b",
    re.IGNORECASE,
)
_UNDONE = re.compile(
    r"\b(?:has|have|had|was|were|is|are|did|do|does)(?:\s+not|n[’']t|\s+never|\s+yet to)\b"
    r"|\bfail(?:s|ed|ing)?\s+to\b|\brefus\w+\b|\bviolat\w+\b|\bbroke(?:n)?\b|\bignor\w+\b"
    r"|\breneg\w+\b|\bremains?\s+un\w+\b|\bno\s+\w+\s+(?:has|have)\s+been\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Remark:
    """A statement or outlet's sentence, as something that may speak of a commitment."""

    told_on: date | None
    passage: Passage
    said_in: str
    by: Mention | None
    words: frozenset[str]
    denies: bool

    @property
    def order(self) -> tuple[date, str, int, str]:
        return self.told_on or date.min, self.passage.article_id, self.passage.start, self.said_in


def follow(readings: Iterable[Reading], *, as_of: date | None = None) -> tuple[Commitment, ...]:
    """The promises and demands of all readings, with what became of them by a day.

    They come in the order they were told, whatever the order of the readings. `as_of` is the day of
    the last article where it is not given; articles after it are left out. A commitment that the
    same side made before is a reply to the first, not one of its own.
    """
    chosen = {r.article.id: r for r in readings if as_of is None or _day(r) <= as_of}
    ordered = sorted(chosen.values(), key=lambda r: (_day(r), r.article.id))
    day = as_of or max((_day(r) for r in ordered), default=date.min)
    made = [c for r in ordered for c in find_commitments(r)]
    remarks = sorted((m for r in ordered for m in _remarks(r)), key=lambda m: m.order)
    by_word: dict[str, list[_Remark]] = {}
    for remark in remarks:
        for word in sorted(remark.words):
            by_word.setdefault(word, []).append(remark)
    by_side = _by_side(deed for r in ordered for deed in deeds_of(r))
    as_made: dict[str, list[Commitment]] = {}
    for commitment in made:
        as_made.setdefault(commitment.said_in, []).append(commitment)
    merged: set[str] = set()
    out = []
    for commitment in made:
        if commitment.id in merged:
            continue
        replies = _replies(commitment, by_word, as_made, merged)
        done = _done(commitment, chosen[commitment.content.article_id], by_side, replies)
        replies = tuple(sorted((*replies, *done), key=_reply_order))
        out.append(_settled(replace(commitment, replies=replies), day))
    return tuple(out)


def _by_side(deeds: Iterable[Deed]) -> dict[str, list[Deed]]:
    found: dict[str, list[Deed]] = {}
    for deed in sorted(deeds, key=lambda d: d.order):
        for side in sorted(deed.by):
            found.setdefault(side, []).append(deed)
    return found


def _done(
    commitment: Commitment,
    reading: Reading,
    by_side: dict[str, list[Deed]],
    replies: Sequence[Reply],
) -> Iterator[Reply]:
    """Deeds that fulfil the commitment and do not stand in the words of a reply."""
    wanted = wanted_by(commitment, reading)
    if wanted is None:
        return
    deeds = {deed.event: deed for side in sorted(wanted.by) for deed in by_side.get(side, ())}
    taken = [reply.passage for reply in replies]
    for reply in fulfilments(wanted, commitment, deeds.values()):
        if not any(reply.passage.overlaps(passage) for passage in taken):
            taken.append(reply.passage)
            yield reply


def _reply_order(reply: Reply) -> tuple[date, str, int, str]:
    return (
        reply.told_on or date.min,
        reply.passage.article_id,
        reply.passage.start,
        reply.said_in,
    )


def _day(reading: Reading) -> date:
    published = reading.article.published
    return (published.first if published else None) or date.min


def _remarks(reading: Reading) -> list[_Remark]:
    day = reading.article.published.first if reading.article.published else None
    return [
        _Remark(day, passage, s.id, s.speaker, stems(passage.text), s.act in {"denies", "rejects"})
        for s in reading.statements
        for passage in s.content
    ]


def _replies(
    commitment: Commitment,
    by_word: dict[str, list[_Remark]],
    as_made: dict[str, list[Commitment]],
    merged: set[str],
) -> tuple[Reply, ...]:
    words = stems(commitment.content.text)
    shared: dict[tuple[str, int], int] = {}
    found: dict[tuple[str, int], _Remark] = {}
    for word in sorted(words):
        for remark in by_word.get(word, ()):
            key = (remark.said_in, remark.passage.start)
            shared[key] = shared.get(key, 0) + 1
            found[key] = remark
    told = (commitment.told_on or date.min, commitment.content.article_id, commitment.content.start)
    out: list[Reply] = []
    for remark in sorted(found.values(), key=lambda m: m.order):
        count = shared[remark.said_in, remark.passage.start]
        enough = count >= MIN_SHARED and count >= MIN_SHARE * min(len(words), len(remark.words))
        if not enough or remark.order[:3] <= told or remark.passage.overlaps(commitment.content):
            continue
        if any(remark.passage.overlaps(reply.passage) for reply in out):
            continue
        standing = _standing(commitment, remark, as_made, merged)
        if standing is not None:
            out.append(
                Reply(
                    standing=standing,
                    said_in=remark.said_in,
                    passage=remark.passage,
                    by=remark.by,
                    told_on=remark.told_on,
                )
            )
    return tuple(out)


def _standing(
    commitment: Commitment,
    remark: _Remark,
    as_made: dict[str, list[Commitment]],
    merged: set[str],
) -> Standing | None:
    """What the remark says of the commitment, `None` where it only speaks of the same matter."""
    start, end = remark.passage.start, remark.passage.end
    same = as_made.get(remark.said_in, ())
    again = next((c for c in same if start <= c.content.start < end), None)
    if again is not None and again.kind is commitment.kind:
        if party_sides(again.by) & party_sides(commitment.by):
            merged.add(again.id)
            return None if _is_report_of(commitment, again) else Standing.REPEATED
        return None
    if _UNDONE.search(remark.passage.text) or remark.denies:
        return Standing.DISPUTED
    return Standing.CLAIMED_DONE if _DONE.search(remark.passage.text) else None


def _is_report_of(commitment: Commitment, again: Commitment) -> bool:
    """Whether both tell of one promise: another outlet's copy in the same words, within a day."""
    if again.content.text != commitment.content.text:
        return False
    days = [each.told_on or date.min for each in (commitment, again)]
    return abs((days[1] - days[0]).days) <= 1


def _settled(commitment: Commitment, day: date) -> Commitment:
    """The commitment with the status that its replies and its deadline give it.

    A dispute weighs more than a claim that it is done, either more than a lapsed deadline.
    """
    said = {reply.standing for reply in commitment.replies}
    due = commitment.due.last if commitment.due else None
    status = Standing.OPEN
    for standing in (Standing.DISPUTED, Standing.CLAIMED_DONE):
        if standing in said:
            return replace(commitment, status=standing)
    if due is not None and due < day:
        status = Standing.LAPSED
    elif Standing.REPEATED in said:
        status = Standing.REPEATED
    return replace(commitment, status=status)
