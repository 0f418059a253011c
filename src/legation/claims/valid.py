"""When a claim holds: the interval of the time expression at its words, open where it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from legation.claims.claim_drafts import Draft
from legation.nlp.syntax import auxiliaries
from legation.nlp.times import Time
from legation.nlp.tokens import Token
from legation.nlp.told_days import time_of
from legation.records import How, Precision, When


def interval_of(draft: Draft, times: tuple[Time, ...]) -> When | None:
    """The days over which the draft holds or ceased to hold, `None` where the clause has no date.

    A change begins or ends a state: its date becomes an interval open at the other side.
    """
    if draft.edge == "undated":
        return None
    for word in (draft.token, *draft.near):
        time = time_of(word, times)
        if time is not None and not _is_another(word, time) and not _is_past_span(word, time):
            return _open(time.when, draft.edge)
    return None


def _open(when: When, edge: str) -> When | None:
    if edge == "end" and when.precision is Precision.SINCE:
        return None  # "had held it since 2014" does not say until when
    if when.precision in {Precision.SINCE, Precision.UNTIL}:
        return when
    if edge == "start":
        return replace(when, last=None, precision=Precision.SINCE)
    if edge == "end":
        return replace(when, first=None, precision=Precision.UNTIL)
    return when


def _is_another(word: Token, time: Time) -> bool:
    """Whether the time is that of the verb before: "declared it in 2008 and was recognised by"."""
    head = word.head
    return word.dep_ == "conj" and head.idx < time.start and time.end <= word.idx


def _is_past_span(word: Token, time: Time) -> bool:
    """Whether it lasted so long and is over: "held the town for a month", without "has"."""
    if time.when.how is not How.RELATIVE or time.when.precision is not Precision.SINCE:
        return False
    if time.preposition is not None or word.tag_ != "VBD":
        return False
    return not any(a.lemma_.lower() in {"have", "'ve"} for a in auxiliaries(word))


def is_over(when: When | None, known: date | None) -> bool:
    """Whether an interval that the text closes with "until" lies before the day of publication."""
    if when is None or when.precision is not Precision.UNTIL or when.last is None:
        return False
    return known is None or when.last <= known
