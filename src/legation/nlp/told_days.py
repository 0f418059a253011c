"""The days that a clause is about, where one can be sure of them.

"In 1995 a gunman killed the prime minister" is about a day of 1995, whenever it was printed; a
clause without a time is about the day of the article, unless something near tells of another time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from legation.nlp.syntax import auxiliaries, children, clause_of
from legation.nlp.times import Time, time_of
from legation.nlp.tokens import Token

NEAR = timedelta(days=31)  # a story tells of its own month as of today
Days = tuple[date, date]


def days_told(token: Token, times: Sequence[Time], published: date | None) -> Days | None:
    """The first and the last day of what is told of the phrase that the token heads.

    The time that hangs on the phrase or its clause, else the day of the article. `None` where that
    day is not known, where a time has no end, and where a clause without a time stands beside one
    of another time: in its sentence, before it in the text, or under "had" or "would later".
    """
    if published is None:
        return None
    clause = clause_of(token)
    found = time_of(token, tuple(times)) or time_of(clause, tuple(times))
    if found is not None:
        first, last = found.when.first, found.when.last
        return (first, last) if first is not None and last is not None else None
    if _is_of_before(clause):
        return None
    sent = token.sent
    here = [t for t in times if t.end > sent.start_char and t.start < sent.end_char]
    here = [t for t in here if not _is_below(t, clause)]
    before = [t for t in times if t.end <= sent.start_char]
    if all(_is_near(t, published) for t in here or before[-1:]):
        return published, published
    return None


def _is_below(time: Time, clause: Token) -> bool:
    """Whether a time belongs to a later clause under this one: "said he had doubts in June"."""
    span = clause.doc.char_span(time.start, time.end, alignment_mode="expand")
    if span is None or span.root.i < clause.i:
        return False
    at = clause_of(span.root)
    for _ in range(8):
        if at == clause:
            return clause_of(span.root) != clause
        if at.head == at:
            return False
        at = clause_of(at.head)
    return False


def _is_near(time: Time, published: date) -> bool:
    first, last = time.when.first, time.when.last
    begins = first is None or abs(first - published) <= NEAR
    return begins and (last is None or abs(last - published) <= NEAR) and bool(first or last)


def _is_of_before(clause: Token) -> bool:
    """Whether the verb looks back from a time in the past: "had met", "would later be killed"."""
    words = {a.lower_ for a in auxiliaries(clause)}
    if "had" in words or "’d" in words or "'d" in words:
        return True
    later = {a.lower_ for a in children(clause, "advmod")} & {"later", "then", "once"}
    return bool(words & {"would"}) and bool(later)
