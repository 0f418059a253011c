"""Who holds an office on a day, by the tables and by what the articles of a store say."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from legation.ask.claims import Told
from legation.ask.filters import party_of
from legation.ask.names import Names
from legation.ask.resolving.meanings import Meaning, Spell, nobody
from legation.ask.sources import placed
from legation.errors import InputError
from legation.store import Store
from legation.store.asking.selecting import Either, Sides, Wanted, select_claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Holders:
    """Who holds an office on a day.

    `holders` are known to hold it then; where there is none, `last` are those known last before.
    `told` are the claims of the store's articles, whatever the tables say, the latest first.
    """

    office: Meaning
    day: date
    holders: tuple[Spell, ...]
    last: tuple[Spell, ...] = ()
    told: tuple[Told, ...] = field(default=())


def holds(names: Names, office: str, *, on: date) -> tuple[Holders, ...]:
    """Who holds the office called so on the day, one answer for each office that may be meant.

    A person's name gives the offices that person held on the day. Raises `InputError` for words
    that name no office, with near names.
    """
    found = names.find(office)
    if not found.meanings:
        raise InputError(nobody(found.asked, found.near))
    offices = [m for m in found.meanings if m.office is not None]
    if not offices:
        kinds = ", ".join(sorted({str(m.kind) for m in found.meanings}))
        raise InputError(
            f"{office!r} is no office ({kinds}); write whose it is too, as in "
            "'Danish foreign minister' or 'head of MONUSCO'"
        )
    return tuple(_answer(names.store, each, on) for each in offices)


def _answer(store: Store | None, meaning: Meaning, day: date) -> Holders:
    office = meaning.office
    assert office is not None
    holders = office.on(day)
    return Holders(
        office=meaning,
        day=day,
        holders=holders,
        last=() if holders else office.last(day),
        told=_told(store, meaning) if store is not None else (),
    )


def _told(store: Store, meaning: Meaning) -> tuple[Told, ...]:
    bare = party_of(meaning)
    office = Sides(wanted=(type(bare)(offices=bare.offices),)) if bare.offices else None
    if office is None:
        return ()
    wanted = Wanted(object=office, predicate=Either(wanted=("holds_office",)))
    found = select_claims(store, wanted)
    return tuple(
        Told(claim=reading.claims[place.position], source=source)
        for place, reading, source in placed(store, found)
    )
