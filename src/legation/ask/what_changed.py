"""What a record came to hold, turned over, and gave up between two days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from legation.ask.lazily.facts import MOST_SLOTS, FactsAsked, facts
from legation.ask.names import Names
from legation.errors import InputError
from legation.records import Choice
from legation.store import Store
from legation.store.asking.wanted import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """Facts between two days: come in, turned from one side to the other, given up.

    `more` says that there are so many facts that not all of them were compared.
    """

    came: tuple[Choice, ...]
    turned: tuple[Choice, ...]
    gone: tuple[Choice, ...]
    more: bool


def what_changed(
    store: Store,
    names: Names,
    *,
    first: date,
    last: date,
    clock: Clock = Clock.PUBLISHED,
    actor: str | None = None,
) -> Changed:
    """The facts that were held otherwise at the end of one day than of another, by the clock.

    Raises `InputError` for days in the wrong order and for a name that nobody bears.
    """
    if first > last:
        raise InputError(f"from={first} is after known={last}; give the earlier day first")
    asked = FactsAsked(actor=actor or None, clock=clock, limit=MOST_SLOTS)
    before, more = _held(store, names, replace(asked, known=first))
    after, still_more = _held(store, names, replace(asked, known=last))
    return Changed(
        came=tuple(c for key, c in after.items() if key not in before),
        turned=tuple(
            c for key, c in after.items() if key in before and before[key].holds is not c.holds
        ),
        gone=tuple(c for key, c in before.items() if key not in after),
        more=more or still_more,
    )


def _held(store: Store, names: Names, asked: FactsAsked) -> tuple[Mapping[str, Choice], bool]:
    found = facts(store, names, asked)
    return {c.fact.id: c for c in found.choices if c.entry is not None}, found.more
