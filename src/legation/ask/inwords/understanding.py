"""What a question in words asks: its template, who and what stands in its slots, its days.

No language model has part in it. Each pattern of the tables is laid along the question; the one
that leaves the fewest words unexplained is what is asked. Two templates that explain as much are a
choice, and every word that none of it explains is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from legation.ask.inwords.aligning import Fit, Word, fits, hits_of, words_of
from legation.ask.inwords.meant_by import Resolver, Taken
from legation.ask.inwords.question_data import patterns
from legation.ask.inwords.question_days import DaysNamed, days_named
from legation.ask.names import Names
from legation.ask.resolving.meanings import Meaning

LONGEST = 500  # characters of a question
WORST = 4.0  # words that may be left unexplained before nothing is understood
TIED = 0.01
_DROPPED = 1.0
_DAY_WANTED = 0.45  # what it gains to name the day that a pattern asks for
_MOST_TRIED = 400  # fits whose names are looked up
_ID = re.compile(r"\b[esckf][0-9a-f]{6,64}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """One way to take a question.

    `values` are the kinds of deed and of level that words stand for; `left` the words that were
    not understood, in order; `records` the ids named in the question.
    """

    template: int
    pattern: str
    slots: tuple[Taken, ...]
    values: tuple[tuple[str, str], ...] = ()
    days: DaysNamed | None = None
    left: tuple[str, ...] = ()
    cost: float = 0.0
    records: tuple[str, ...] = ()

    def slot(self, name: str) -> Taken | None:
        """What stands in a slot; `None` for one that the pattern does not have."""
        return next((each for each in self.slots if each.name == name), None)

    def asked(self, name: str) -> str | None:
        """What is asked for in a slot."""
        found = self.slot(name)
        return found.value if found else None

    def shown(self, name: str) -> str | None:
        """What stands in a slot as it is called: by its own name, where it is one thing."""
        found = self.slot(name)
        if found is None:
            return None
        meant = found.meanings
        return meant[0].name if len(meant) == 1 and meant[0].office is None else found.value

    def value(self, name: str) -> str | None:
        """What a word of a class stands for."""
        return next((value for known, value in self.values if known == name), None)

    def meant(self, name: str) -> tuple[Meaning, ...]:
        """What the name in a slot may mean; nothing for a slot that the pattern does not have."""
        found = self.slot(name)
        return found.meanings if found else ()

    @property
    def day(self) -> date | None:
        """The day that counts where one is asked for: the last of those named."""
        return (self.days.days.last or self.days.days.first) if self.days else None

    @property
    def arguments(self) -> dict[str, str]:
        """All that the question names, in plain words."""
        told = {each.name: each.value for each in self.slots} | dict(self.values)
        return told | ({"on": str(self.days.days)} if self.days else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """The ways to take a question, the best alone or several that are as good.

    Without any, `unknown` are names that nobody bears, with near ones.
    """

    question: str
    readings: tuple[Understood, ...] = ()
    unknown: tuple[tuple[str, tuple[str, ...]], ...] = ()


def understand(question: str, names: Names, *, today: date) -> Understanding:
    """What a question asks; odd text never raises."""
    told = " ".join(question[:LONGEST].split())
    ids = tuple(each.group() for each in _ID.finditer(told))
    plain = _ID.sub(lambda each: "it" + " " * (len(each.group()) - 2), told)
    days = days_named(plain, today=today)
    words = words_of(plain, without=(days.start, days.end) if days else None)
    resolver = Resolver(names=names, question=plain, words=words)
    found: dict[int, Understood] = {}
    best = WORST
    for fit in _cheapest(words, days):
        if fit.cost > best + TIED:
            break
        one = _resolved(fit, resolver, days, ids)
        if one is None or one.cost > best + TIED:
            continue
        if one.template not in found or one.cost < found[one.template].cost:
            found[one.template] = one
        best = min(best, one.cost)
    tied = [each for each in found.values() if each.cost <= best + TIED]
    return Understanding(
        question=told,
        readings=tuple(sorted(tied, key=lambda each: each.template)),
        unknown=() if tied else tuple(resolver.unknown.items()),
    )


def _cheapest(words: tuple[Word, ...], days: DaysNamed | None) -> Iterator[Fit]:
    """The fits of all patterns, the cheapest first by what the words alone cost."""
    hits = hits_of(words)
    found = []
    for number, pattern in enumerate(patterns()):
        if pattern.day and days is None:
            continue
        gain = _DAY_WANTED if pattern.day else 0.0
        for fit in fits(pattern, words, hits):
            found.append((fit.cost - gain, number, fit))
    found.sort(key=lambda each: each[:2])
    for cost, _, fit in found[:_MOST_TRIED]:
        yield replace(fit, cost=cost)


def _resolved(
    fit: Fit, resolver: Resolver, days: DaysNamed | None, ids: tuple[str, ...]
) -> Understood | None:
    """A fit with its names looked up; `None` where one of them means nobody."""
    slots, left, cost = [], list(fit.left), fit.cost
    for name, first, last in fit.spans:
        taken = resolver.take(name, first, last)
        if taken is None:
            return None
        left += taken.dropped
        cost += taken.cost + _DROPPED * len(taken.dropped)
        slots.append(taken)
    if len({each.value for each in slots}) < len(slots):
        return None  # nobody meets himself
    return Understood(
        template=fit.pattern.template,
        pattern=fit.pattern.text,
        slots=tuple(slots),
        values=fit.values,
        days=days,
        left=tuple(resolver.words[n].text for n in sorted(set(left))),
        cost=cost,
        records=ids,
    )
