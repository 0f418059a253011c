"""Times told by another event: "were wounded on Friday, a day after a tank had fired"."""

from __future__ import annotations

from datetime import timedelta

from legation.nlp.syntax import children
from legation.nlp.times import Time
from legation.nlp.timewords import NUMBERS, UNITS
from legation.nlp.tokens import Token
from legation.nlp.told_days import time_of
from legation.records import How, Precision, When

_EXACT = frozenset({"day", "week"})  # "a month after" names no day
_WAY = {"after": -1, "before": 1}


def time_beside(verb: Token, times: tuple[Time, ...]) -> Time | None:
    """The day of a clause that says how long before or after it the clause above happened.

    `None` where the clause above has no day of its own, or the count is not told. The passage is
    that of the day above.
    """
    if verb.dep_ != "advcl":
        return None
    way = next((_WAY[m.lower_] for m in children(verb, "mark") if m.lower_ in _WAY), None)
    step = next((n for n in children(verb, "npadvmod") if n.lemma_.lower() in _EXACT), None)
    above = _time_above(verb, times) if way is not None and step is not None else None
    if way is None or step is None or above is None:
        return None
    count = next((c for t in step.lefts if (c := _count(t.lower_)) is not None), None)
    day = above.when.first
    if count is None or day is None or above.when.precision is not Precision.DAY:
        return None
    day += timedelta(days=way * count * UNITS[step.lemma_.lower()])
    when = When(
        first=day,
        last=day,
        precision=Precision.DAY,
        how=How.RELATIVE,
        passage=above.when.passage,
    )
    return Time(above.start, above.end, when, None)


def _time_above(verb: Token, times: tuple[Time, ...]) -> Time | None:
    """The time of the clause above; "when explosions hit" has that of the one it stands under."""
    at = verb
    while at.dep_ == "advcl" and at.head != at:
        at = at.head
        found = time_of(at, times)
        if found is not None:
            return found
    return None


def _count(word: str) -> int | None:
    return int(word) if word.isdigit() and len(word) < 4 else NUMBERS.get(word)
