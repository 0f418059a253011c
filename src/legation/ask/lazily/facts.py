"""What is claimed to hold, slot by slot, and what a view makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from legation.ask.days import days_of
from legation.ask.filters import ledger_keys
from legation.ask.grammar.lists import enum_of, limit_of, named_values
from legation.ask.names import Names
from legation.atlas.perspectives import NEUTRAL, view_named
from legation.errors import InputError
from legation.ledger.gather import gather
from legation.ledger.views import OUTLETS, Order, View, choose
from legation.records import Choice, Predicate
from legation.store import Asked, Ledger, Store
from legation.store.asking.wanted import Clock

MOST_SLOTS = 5000  # looked at where both sides are named: of one side the other is picked
_NAMES = "actor subject object predicate on known clock by order limit view extra".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsAsked:
    """What is asked of facts: who stands on either side, on which day, and as known when.

    `by` is whose claims count: `outlets`, or somebody by name; `order` who decides: `recent`, the
    claim told last, or `rank`, an outlet's own words before those it has from speakers.
    """

    actor: str | None = None
    subject: str | None = None
    object: str | None = None
    predicate: Predicate | None = None
    on: date | None = None
    known: date | None = None
    clock: Clock = Clock.STORE
    by: str | None = None
    order: Order = Order.RECENT
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Facts with what the view makes of them; `more` where there are others beyond the limit."""

    choices: tuple[Choice, ...]
    more: bool
    slots: int
    claims: int


def facts_asked(pairs: Sequence[tuple[str, str]], *, today: date) -> FactsAsked:
    """What names and values ask of facts; raises `InputError` for what cannot be."""
    given = named_values(pairs, _NAMES, of="facts")
    asked = FactsAsked(
        actor=given.get("actor"),
        subject=given.get("subject"),
        object=given.get("object"),
        by=given.get("by"),
    )
    if "predicate" in given:
        asked = replace(asked, predicate=predicate_of(given["predicate"]))
    if "on" in given:
        asked = replace(asked, on=days_of(given["on"], today=today).last)
    if "known" in given:
        asked = replace(asked, known=days_of(given["known"], today=today).last)
    if "clock" in given:
        asked = replace(asked, clock=enum_of(Clock, "clock", given["clock"]))
    if "order" in given:
        asked = replace(asked, order=enum_of(Order, "order", given["order"]))
    if "limit" in given:
        asked = replace(asked, limit=limit_of(given["limit"]))
    view_named(given.get("view", NEUTRAL))  # how the answer is shown: it asks for nothing else
    return asked


def facts(store: Store, names: Names, asked: FactsAsked) -> Facts:
    """The facts that fit, by predicate and slot, at most `limit`.

    Raises `InputError` for a name that nobody bears.
    """
    ledger = Ledger(store)
    subject, other = (_keys(names, ledger, n) for n in (asked.subject, asked.object))
    either = _keys(names, ledger, asked.actor)
    question = Asked(
        parties=subject or other or either,
        predicate=asked.predicate,
        as_of=asked.on,
        known_on=asked.known,
        by_publication=asked.clock is Clock.PUBLISHED,
    )
    picked = bool(subject or other)
    most = MOST_SLOTS if picked else asked.limit + 1
    found = [
        fact
        for fact in gather(ledger.entries(question, facts=most))
        if (not subject or fact.subject in subject)
        and (not other or fact.object in other)
        and (not either or {fact.subject, fact.object} & set(either))
    ]
    view = View(perspective=_perspective(names, ledger, asked.by), order=asked.order)
    chosen = choose(found[: asked.limit], view, on=asked.on)
    slots, claims = ledger.count(question)
    if picked:
        slots, claims = len(found), sum(len(fact.entries) for fact in found)
    return Facts(choices=chosen, more=len(found) > asked.limit, slots=slots, claims=claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsOf:
    """Facts that are asked for when they are wanted."""

    store: Store
    names: Names
    asked: FactsAsked

    def __iter__(self) -> Iterator[Choice]:
        yield from self.found().choices

    def found(self) -> Facts:
        """The facts with their counts."""
        return facts(self.store, self.names, self.asked)

    def by(self, whose: str) -> FactsOf:
        """As the claims of one holder, or of the `outlets`, have it."""
        return replace(self, asked=replace(self.asked, by=whose))

    def sides(self) -> dict[bool | None, tuple[str, ...]]:
        """The subjects of which it is claimed to hold, not to hold, and those without a word.

        Under `None` stand those whose claims do not count for the view and, of recognition, the
        states of which nothing is told.
        """
        sides: dict[bool | None, list[str]] = {True: [], False: [], None: []}
        for choice in facts(self.store, self.names, replace(self.asked, limit=MOST_SLOTS)).choices:
            sides[choice.holds].append(choice.fact.subject)
        if self.asked.predicate is Predicate.RECOGNIZES:
            told = {each for side in sides.values() for each in side}
            sides[None] += sorted(set(self.names.registry.countries) - told)
        return {side: tuple(dict.fromkeys(each)) for side, each in sides.items()}


def predicate_of(value: str) -> Predicate:
    """The predicate of that name; raises `InputError` with the nearest."""
    return enum_of(Predicate, "predicate", value)


def _keys(names: Names, ledger: Ledger, name: str | None) -> tuple[str, ...]:
    """The keys of those called so, of whom the ledger may know nothing."""
    if not name:
        return ()
    known = ledger.parties(name)
    those = () if known else names.find(name).those()
    meant = {key for each in those for key in ledger_keys(each)}
    return tuple(sorted({*known, *meant}))


def _perspective(names: Names, ledger: Ledger, by: str | None) -> str | None:
    if by is None or by == OUTLETS:
        return by
    keys = _keys(names, ledger, by)
    known = tuple(key for key in keys if ledger.parties(key)) if len(keys) > 1 else keys
    if len(known) != 1:
        raise InputError(f"by={by!r} may be {', '.join(keys) or 'nobody'}; name one of them")
    return known[0]
