"""Questions to the ledger: what was claimed to hold, on which days, and from when it was known.

Nothing is decided here: views, in `legation.facts`, choose between claims.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select

from legation.codec import decode_claim
from legation.folding import name_key
from legation.keys import country_named
from legation.records import Entry, Predicate
from legation.store.ledger_tables import ledger, party_names, withdrawals
from legation.store.ledger_writer import withdrawn
from legation.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of the ledger.

    `parties` are keys, on either side of the claims; `as_of` the day that claims must speak of;
    `known_on` the day at whose end the store must have known them. With `by_publication` the day of
    publication stands for the day the store came to know, for archives that were read in later.
    """

    parties: tuple[str, ...] = ()
    predicate: Predicate | None = None
    as_of: date | None = None
    known_on: date | None = None
    by_publication: bool = False


class Ledger:
    """Questions to the ledger of a store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def parties(self, name: str) -> tuple[str, ...]:
        """The keys of those called so in claims: by name, country code or id of the registry."""
        names = party_names.c
        wanted = select(names.party_key).distinct().order_by(names.party_key)
        with self.store.reading() as connection:
            found = connection.execute(wanted.where(names.name_key == name_key(name))).scalars()
            keys = [*found]
            for key in {name.strip().upper(), name.strip().lower(), country_named(name) or ""}:
                of_key = wanted.where(names.party_key == key)
                keys += connection.execute(of_key).scalars()
        return tuple(sorted(set(keys)))

    def offices(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The keys of the offices of some countries and bodies that somebody is said to hold."""
        held = ledger.c.object_key
        of_any = [
            held.endswith(f" of {key}", autoescape=True)
            | held.contains(f" of {key} of ", autoescape=True)
            for key in keys
        ]
        wanted = (
            select(held)
            .where(ledger.c.predicate == str(Predicate.HOLDS_OFFICE), or_(false(), *of_any))
            .distinct()
            .order_by(held)
        )
        with self.store.reading() as connection:
            return tuple(connection.execute(wanted).scalars())

    def predicates(self, asked: Asked) -> dict[str, int]:
        """Of how many slots of each predicate something is claimed, whatever predicate is asked."""
        columns = (ledger.c.predicate, ledger.c.fact_id)
        sides = _both_sides(replace(asked, predicate=None), *columns).subquery()
        counts = (
            select(sides.c.predicate, func.count(func.distinct(sides.c.fact_id)))
            .group_by(sides.c.predicate)
            .order_by(sides.c.predicate)
        )
        with self.store.reading() as connection:
            return {name: int(count) for name, count in connection.execute(counts)}

    def entries(self, asked: Asked, *, facts: int = 100, each: int = 10) -> tuple[Entry, ...]:
        """Claims on at most `facts` slots, of each the `each` told last.

        They come by predicate and slot; a slot with more parties or newer claims does not come
        first, so that the same question has the same answer whatever else there is.
        """
        with self.store.reading() as connection:
            slots: set[tuple[str, str]] = set()
            for part in _parts(asked, facts):
                slots.update((row.predicate, row.fact_id) for row in connection.execute(part))
            wanted = [fact_id for _, fact_id in sorted(slots)[:facts]]
            found = connection.execute(_of_slots(wanted, asked, each)).all()
        return tuple(map(_entry, found))

    def count(self, asked: Asked) -> tuple[int, int]:
        """How many slots and how many claims there are for a question."""
        sides = _both_sides(asked, ledger.c.fact_id, ledger.c.number).subquery()
        counts = select(
            func.count(func.distinct(sides.c.fact_id)), func.count(func.distinct(sides.c.number))
        )
        with self.store.reading() as connection:
            slots, claims = connection.execute(counts).one()
        return int(slots), int(claims)

    def first_known(self, asked: Asked) -> datetime | None:
        """When the first claim for a question came to be known, whatever `known_on` says."""
        sides = _both_sides(replace(asked, known_on=None), ledger.c.recorded_at).subquery()
        with self.store.reading() as connection:
            return connection.execute(select(func.min(sides.c.recorded_at))).scalar()

    def of_predicates(self, predicates: Iterable[Predicate]) -> Iterator[Entry]:
        """Every claim with one of the predicates that still stands, by predicate and object."""
        wanted = (
            _entries()
            .where(ledger.c.predicate.in_([str(p) for p in predicates]), ~withdrawn())
            .order_by(ledger.c.predicate, ledger.c.object_key, ledger.c.entry_id)
        )
        with self.store.reading() as connection:
            for row in connection.execute(wanted):
                yield _entry(row)

    def changes(self, asked: Asked, *, since: date) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
        """What came to be known after `since` until `known_on`, and what was withdrawn."""
        before = _known(replace(asked, known_on=since))
        after = _known(asked)
        wanted = _entries().where(_about(asked), *_on(asked)).order_by(ledger.c.entry_id)
        with self.store.reading() as connection:
            came = connection.execute(wanted.where(and_(*after), ~and_(*before))).all()
            went = connection.execute(wanted.where(and_(*before), ~and_(*after))).all()
        return tuple(map(_entry, came)), tuple(map(_entry, went))

    def digest(self) -> str:
        """A hash of what stands in the ledger, whatever the order it came in and whenever."""
        wanted = select(ledger.c.entry_id).where(~withdrawn()).order_by(ledger.c.entry_id)
        digest = hashlib.sha256()
        with self.store.reading() as connection:
            for entry in connection.execute(wanted).scalars():
                digest.update(entry.encode())
        return digest.hexdigest()


def _parts(asked: Asked, facts: int) -> Iterator[Select[Any]]:
    """The first slots of each party on each side.

    They are asked for one by one, since the index then gives them in order and the database stops
    when it has enough, where sorting all claims on a large party would take a second.
    """
    columns = (ledger.c.predicate, ledger.c.fact_id)
    bare = select(*columns).where(*_conditions(asked)).distinct().order_by(*columns).limit(facts)
    if not asked.parties:
        yield bare
    for party in asked.parties:
        for side in ("subject", "object"):
            yield bare.where(ledger.c[f"{side}_key"] == party)


def _conditions(asked: Asked) -> list[ColumnElement[bool]]:
    conditions = [*_on(asked), *_known(asked)]
    if asked.predicate is not None:
        conditions.append(ledger.c.predicate == str(asked.predicate))
    return conditions


def _both_sides(asked: Asked, *columns: ColumnElement[Any]) -> Any:
    """The columns of the claims asked for; one part of a union for each side that may be meant."""
    conditions = _conditions(asked)
    if not asked.parties:
        return select(*columns).where(*conditions)
    subject, other = (
        select(*columns).where(ledger.c[f"{side}_key"].in_(asked.parties), *conditions)
        for side in ("subject", "object")
    )
    return subject.union_all(other)


def _about(asked: Asked) -> ColumnElement[bool]:
    parts: list[ColumnElement[bool]] = []
    if asked.parties:
        keys = asked.parties
        parts.append(or_(ledger.c.subject_key.in_(keys), ledger.c.object_key.in_(keys)))
    if asked.predicate is not None:
        parts.append(ledger.c.predicate == str(asked.predicate))
    return and_(True, *parts)


def _of_slots(slots: Sequence[str], asked: Asked, each: int) -> Select[Any]:
    """Of each slot the claims told last."""
    newest = (ledger.c.told_on.desc().nulls_last(), ledger.c.entry_id)
    place = func.row_number().over(partition_by=ledger.c.fact_id, order_by=newest)
    ranked = (
        select(ledger.c.number, place.label("place"))
        .where(ledger.c.fact_id.in_(slots), *_on(asked), *_known(asked))
        .subquery()
    )
    return (
        _entries()
        .join(ranked, ranked.c.number == ledger.c.number)
        .where(ranked.c.place <= each)
        .order_by(ledger.c.predicate, ledger.c.fact_id, ranked.c.place)
    )


def _entries() -> Select[Any]:
    return select(ledger, withdrawals.c.withdrawn_at).outerjoin(
        withdrawals, withdrawals.c.entry == ledger.c.number
    )


def _on(asked: Asked) -> list[ColumnElement[bool]]:
    """That a claim speaks of the day: by its own days, or told by then where it has none."""
    day = asked.as_of
    if day is None:
        return []
    first, last = ledger.c.valid_first, ledger.c.valid_last
    undated = and_(first.is_(None), last.is_(None))
    told = or_(~undated, ledger.c.told_on.is_(None), ledger.c.told_on <= day)
    return [or_(first.is_(None), first <= day), or_(last.is_(None), last >= day), told]


def _known(asked: Asked) -> list[ColumnElement[bool]]:
    """That the store knew a claim at the end of the day, and its article was still read so."""
    if asked.known_on is None:
        return [~withdrawn()]
    if asked.by_publication:
        return [ledger.c.told_on <= asked.known_on, ~withdrawn()]
    end = datetime.combine(asked.known_on + timedelta(days=1), time(), UTC)
    return [ledger.c.recorded_at < end, ~withdrawn(before=end)]


def _entry(row: Any) -> Entry:
    return Entry(
        claim=replace(decode_claim(row.line), recorded_at=row.recorded_at),
        article_id=row.article_id,
        outlet=row.outlet,
        agency=row.agency,
        told_on=row.told_on,
        withdrawn_at=row.withdrawn_at,
    )
