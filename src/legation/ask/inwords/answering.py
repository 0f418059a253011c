"""A question in words, answered out of the records of a store.

    answer = answer_to(query, "Who recognises Somaliland?")

What was not understood is said, two readings give a choice, and what no record tells has a sentence
of its own. Every other sentence stands on records; there is no language model.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from legation.ask.inwords import on_deeds, on_promises, on_reports, on_what_holds, on_words
from legation.ask.inwords.answer_types import MOST, Answer, Asked, Found, Option
from legation.ask.inwords.asks_all import AsksAll
from legation.ask.inwords.meant_by import Taken
from legation.ask.inwords.question_data import patterns
from legation.ask.inwords.understanding import Understanding, Understood, understand
from legation.errors import InputError
from legation.telling.safe import clean

ANSWERERS: Mapping[int, Callable[[AsksAll, Understood], Found]] = {
    1: on_what_holds.recognisers,
    2: on_what_holds.recognises,
    3: on_what_holds.office_holders,
    4: on_what_holds.offices_of,
    5: on_what_holds.successors,
    6: on_what_holds.commanders,
    7: on_what_holds.contribution,
    8: on_what_holds.contributions,
    9: on_what_holds.mandates,
    10: on_deeds.last_time,
    11: on_deeds.how_often,
    12: on_deeds.visitors,
    13: on_promises.demands,
    14: on_promises.promises,
    15: on_promises.lapsed,
    16: on_words.said_about,
    17: on_words.accusations,
    18: on_words.denials,
    19: on_reports.first_report,
    20: on_reports.origins,
    21: on_reports.news,
    22: on_reports.known_then,
    23: on_reports.changes,
    24: on_what_holds.claimed_land,
    25: on_deeds.relations,
}


def answer_to(query: AsksAll, question: str) -> Answer:
    """The answer to a question; odd text never raises."""
    meant = understand(question, query.names, today=query.today)
    known, clock = query.known_at
    empty = Answer(
        question=meant.question, known=known, clock=clock, asked_on=query.today, store=query.store
    )
    if not meant.readings:
        return replace(empty, why=_why(meant))
    if len(meant.readings) > 1:
        return replace(empty, options=tuple(map(_template_option, meant.readings)))
    asked = meant.readings[0]
    options = _names_option(meant.question, asked)
    if options:
        return replace(empty, options=options)
    try:
        told = ANSWERERS[asked.template](query, asked)
    except InputError as error:
        return replace(empty, asked=_asked(asked, None), why=str(error))
    return replace(
        empty,
        asked=_asked(asked, told.address),
        sentences=told.sentences[:MOST],
        not_told=told.not_told,
        more=max(len(told.sentences) - MOST, 0),
    )


def examples() -> dict[int, str]:
    """A way to ask each question, by template."""
    found: dict[int, str] = {}
    for pattern in patterns():
        found.setdefault(pattern.template, pattern.example)
    return found


def _asked(asked: Understood, address: str | None) -> Asked:
    taken = tuple((t.instead_of, t.value) for t in asked.slots if t.instead_of)
    meanings = (m for slot in asked.slots for m in slot.meanings if m.office is None)
    return Asked(
        template=asked.template,
        arguments=tuple(asked.arguments.items()),
        address=address,
        left=asked.left,
        taken=taken,
        names=tuple(meanings),
    )


def _why(meant: Understanding) -> str:
    if not meant.unknown:
        some = "; ".join(examples()[n] for n in (1, 10, 16))
        return f"This question was not understood. Ask like this: {some}"
    name, near = min(meant.unknown, key=lambda each: len(each[0]))
    hint = f"did you mean {', '.join(near)}?" if near else "try a full name or a country's code"
    return f"Nobody here is called {clean(name)!r}; {hint}"


def _template_option(asked: Understood) -> Option:
    like = next(p.example for p in patterns() if p.text == asked.pattern)
    named = ", ".join(f"{name} {value}" for name, value in asked.arguments.items())
    return Option(label=f"question {asked.template} ({named})" if named else "", question=like)


def _names_option(question: str, asked: Understood) -> tuple[Option, ...]:
    """A choice where a name may be of several things, each with the question that names it."""
    for slot in asked.slots:
        several = slot.several
        if several and slot.name != "office":
            return tuple(
                Option(label=m.label, question=_with(question, slot, m.id or m.name))
                for m in several[:10]
            )
    return ()


def _with(question: str, slot: Taken, name: str) -> str:
    """The question with the words of a slot put as a name that is of one thing only."""
    return f"{question[: slot.start]}{name}{question[slot.end :]}"
