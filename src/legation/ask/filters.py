"""What is asked of records, by names and values as people write them, made ready for a store.

The names are the same on the command line, in Python, in addresses and in the API. A name given
twice means either; other names mean and; a leading `!` means not.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import reduce
from operator import or_
from typing import Any
from urllib.parse import parse_qsl

from legation.ask.days import Days, days_of
from legation.ask.names import Names
from legation.ask.resolving.meanings import Meaning, Resolved
from legation.errors import InputError
from legation.folding import name_key
from legation.keys import office_key
from legation.ontology import event_types, modes_of
from legation.records import Kind, Predicate, StatementKind, Status
from legation.registry.spells import slug_of
from legation.store import Store
from legation.store.asking.named import values_of
from legation.store.asking.selecting import Either, Party, Sides, Wanted

KIND_NAMES = {
    StatementKind.DIRECT: "quoted",
    StatementKind.MIXED: "partly",
    StatementKind.INDIRECT: "reported",
}
_KINDS = {name: kind for kind, name in KIND_NAMES.items()}
Values = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is asked of records; every field but the days may hold several values.

    `actor` takes part on any side, `from_` acts, `to` is acted upon, `with_` takes part besides.
    `on` is the record's own time, `told` the publication; `dated` asks for records with a day
    (True) or without one (False) only.
    """

    actor: Values = ()
    from_: Values = ()
    to: Values = ()
    with_: Values = ()
    type: Values = ()
    cameo: Values = ()
    quad: Values = ()
    status: Values = ()
    speaker: Values = ()
    addressee: Values = ()
    act: Values = ()
    kind: Values = ()
    predicate: Values = ()
    subject: Values = ()
    object: Values = ()
    outlet: Values = ()
    text: Values = ()
    on: Days | None = None
    told: Days | None = None
    dated: bool | None = None


FIELDS = tuple(f.name.rstrip("_") for f in fields(Filters))


def parse_filters(query: str, *, today: date) -> Filters:
    """The filters of a query such as `actor=ISR&type=REQUEST&on=2026-01`.

    Raises `InputError` for a name that is no filter, with the nearest that is.
    """
    found = Filters()
    for name, value in parse_qsl(query.removeprefix("?"), keep_blank_values=True):
        found = with_filter(found, name, value, today=today)
    return found


def with_filter(filters: Filters, name: str, value: str, *, today: date) -> Filters:
    """The filters with one more value; raises `InputError` for a name that is none."""
    if name not in FIELDS:
        near = difflib.get_close_matches(name, FIELDS, n=1, cutoff=0.0)
        raise InputError(f"{name!r} is no filter; did you mean {near[0]}?")
    if not value.strip():
        raise InputError(f"{name}: the value is empty; leave the filter out instead")
    if name in ("on", "told"):
        days = days_of(value, today=today)
        return replace(filters, on=days) if name == "on" else replace(filters, told=days)
    if name == "dated":
        return replace(filters, dated=_yes(value))
    slot = f"{name}_" if name in ("from", "with") else name
    several = value.split(",") if name == "quad" else [value]
    values: dict[str, Any] = {slot: (*getattr(filters, slot), *several)}
    return replace(filters, **values)


@dataclass(slots=True)
class Asked:
    """Filters made ready for one store; `resolved` are the names with what they were taken for."""

    names: Names
    store: Store
    resolved: list[Resolved] = field(default_factory=list)

    def ready(self, filters: Filters) -> Wanted:
        """What the store is asked; raises `InputError` for a value that cannot be."""
        acts = values_of(self.store, "act")
        outlets = {slug_of(o): o for o in values_of(self.store, "outlet")}
        return Wanted(
            actor=self._sides(filters.actor),
            actors_from=self._sides(filters.from_),
            actors_to=self._sides(filters.to),
            together=Sides(
                wanted=tuple(p for v in filters.with_ for p in self._sides((v,)).wanted),
                unwanted=tuple(p for v in filters.with_ for p in self._sides((v,)).unwanted),
            ),
            speaker=self._sides(filters.speaker),
            addressee=self._sides(filters.addressee),
            subject=self._sides(filters.subject),
            object=self._sides(filters.object),
            types=_either("type", filters.type, _type),
            cameo=_either("cameo", filters.cameo, str),
            quad=_either("quad", filters.quad, _one_of("quad", ("1", "2", "3", "4"))),
            status=_either("status", filters.status, _one_of("status", Status)),
            act=_either("act", filters.act, _one_of("act", acts)),
            kind=_either("kind", filters.kind, _kind),
            predicate=_either("predicate", filters.predicate, _one_of("predicate", Predicate)),
            outlet=_either("outlet", filters.outlet, lambda v: _outlet(v, outlets)),
            on=filters.on.pair if filters.on else None,
            told=filters.told.pair if filters.told else None,
            dated=filters.dated,
            text=filters.text,
        )

    def party(self, name: str) -> Party:
        """Who is meant by a name in the rows of the store."""
        found = self.names.find(name)
        those = found.those()
        self.resolved.append(found)
        return reduce(or_, map(party_of, those))

    def _sides(self, values: Values) -> Sides:
        """One of those named must take part; none of those named after `!` may."""
        wanted = [self.party(v) for v in values if not v.startswith("!")]
        unwanted = tuple(self.party(v[1:]) for v in values if v.startswith("!"))
        return Sides(wanted=(reduce(or_, wanted),) if wanted else (), unwanted=unwanted)


def party_of(meaning: Meaning) -> Party:
    """How somebody who is meant is found in the rows of a store."""
    if meaning.office is not None and meaning.kind is Kind.OFFICE:
        office = meaning.office
        spells = tuple(
            (s.actor.id, s.office.when.first, s.office.when.last)
            for s in office.spells
            if s.office.when is not None
        )
        titles = {name_key(t) for t in meaning.names}
        return Party(offices=tuple((t, office.country) for t in sorted(titles)), spells=spells)
    if meaning.kind is Kind.STATE and meaning.id:
        return Party(countries=(meaning.id,))
    keys = tuple(sorted({name_key(name) for name in (meaning.name, *meaning.names)}))
    return Party(ids=(meaning.id,) if meaning.id else (), keys=keys)


def ledger_keys(meaning: Meaning) -> tuple[str, ...]:
    """Under which keys somebody who is meant may stand in the ledger."""
    if meaning.office is not None and meaning.kind is Kind.OFFICE:
        return tuple(office_key(title, meaning.country) for title in meaning.names)
    if meaning.kind is Kind.STATE and meaning.id:
        return (meaning.id,)
    return tuple(dict.fromkeys((meaning.id or "", *map(name_key, (meaning.name, *meaning.names)))))


def _either(name: str, values: Values, known: Callable[[str], str]) -> Either:
    def checked(some: Iterable[str]) -> Iterator[str]:
        for value in some:
            yield known(value.strip())

    return Either(
        wanted=tuple(checked(v for v in values if not v.startswith("!"))),
        unwanted=tuple(checked(v[1:] for v in values if v.startswith("!"))),
    )


def _one_of(name: str, known: Iterable[str]) -> Callable[[str], str]:
    values = [str(each) for each in known]

    def checked(value: str) -> str:
        if value.lower() not in values:
            raise _unknown(name, value, values)
        return value.lower()

    return checked


def _type(value: str) -> str:
    type_, point, mode = value.partition(".")
    type_, mode = type_.upper(), mode.lower()
    if type_ not in event_types():
        raise _unknown("type", value, list(event_types()))
    if point and mode not in modes_of(type_):
        raise _unknown("mode", mode, list(modes_of(type_)) or ["none for this type"])
    return f"{type_}.{mode}" if mode else type_


def _kind(value: str) -> str:
    if value.lower() not in _KINDS:
        raise _unknown("kind", value, list(_KINDS))
    return str(_KINDS[value.lower()])


def _outlet(value: str, known: dict[str, str]) -> str:
    if slug_of(value) not in known:
        raise _unknown("outlet", value, list(known.values()))
    return known[slug_of(value)]


def _yes(value: str) -> bool:
    if value.lower() not in ("yes", "no"):
        raise InputError(f"dated={value!r} is neither yes nor no; write one of them")
    return value.lower() == "yes"


def _unknown(name: str, value: str, known: list[str]) -> InputError:
    near = difflib.get_close_matches(value, known, n=3, cutoff=0.5) or known[:8]
    return InputError(f"{name}={value!r} is not known; did you mean {', '.join(near)}?")
