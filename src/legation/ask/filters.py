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

from legation.ask.days import Days, days_of
from legation.ask.grammar.nearby import towns_near
from legation.ask.grammar.spans import near_of, span_of
from legation.ask.grammar.wording import wording_of
from legation.ask.names import Names
from legation.ask.resolving.meanings import Meaning, Resolved
from legation.errors import InputError
from legation.folding import name_key
from legation.keys import office_key
from legation.ontology import contexts, event_types, modes_of, sectors
from legation.records import Kind, Predicate, StatementKind, Status
from legation.registry.spells import slug_of
from legation.store import Store
from legation.store.asking.named import values_of
from legation.store.asking.wanted import Clock, Either, Known, Party, Sides, Span, Wanted

KIND_NAMES = {
    StatementKind.DIRECT: "quoted",
    StatementKind.MIXED: "partly",
    StatementKind.INDIRECT: "reported",
}
_KINDS = {name: kind for kind, name in KIND_NAMES.items()}
Values = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is asked of records; every field of `Values` may hold several.

    `actor` takes part on any side, `from_` acts, `to` is acted upon, `with_` takes part besides;
    `country` and `sector` are those of anybody in it. `on` is the record's own time, `told` the
    publication; `dated` asks for records with a day (True) or without one (False) only. `sure` is
    the score, `depth` how many speakers there are, `origin` how many independent articles. `known`
    is the day at whose end it must have been known, by the `clock`.
    """

    actor: Values = ()
    from_: Values = ()
    to: Values = ()
    with_: Values = ()
    type: Values = ()
    mode: Values = ()
    context: Values = ()
    cameo: Values = ()
    quad: Values = ()
    status: Values = ()
    place: Values = ()
    near: Values = ()
    speaker: Values = ()
    addressee: Values = ()
    act: Values = ()
    kind: Values = ()
    channel: Values = ()
    predicate: Values = ()
    subject: Values = ()
    object: Values = ()
    holder: Values = ()
    sector: Values = ()
    country: Values = ()
    outlet: Values = ()
    agency: Values = ()
    level: Values = ()
    text: Values = ()
    on: Days | None = None
    told: Days | None = None
    dated: bool | None = None
    contested: bool | None = None
    sure: Span | None = None
    depth: Span | None = None
    origin: Span | None = None
    known: date | None = None
    clock: Clock = Clock.STORE

    @property
    def known_by(self) -> Known | None:
        """The day at whose end a record must have been known, with its clock, if one is asked."""
        return (self.known, self.clock) if self.known else None


FIELDS = tuple(f.name.rstrip("_") for f in fields(Filters))
# Filters that have one value.
SINGLE = ("on", "told", "dated", "contested", "known", "clock", "sure", "depth", "origin")
_NUMBERS = {"sure": (1.0, False), "depth": (9.0, True), "origin": (10_000.0, True)}


def with_filter(filters: Filters, name: str, value: str, *, today: date) -> Filters:
    """The filters with one more value; raises `InputError` for a name or value that is none."""
    if name not in FIELDS:
        near = difflib.get_close_matches(name, FIELDS, n=1, cutoff=0.0)
        raise InputError(f"{name!r} is no filter; did you mean {near[0]}?")
    if not value.strip():
        raise InputError(f"{name}: the value is empty; leave the filter out instead")
    if name in SINGLE:
        return replace(filters, **{name: _single(name, value, today)})
    if name == "near":
        near_of(value)
    slot = f"{name}_" if name in ("from", "with") else name
    several = value.split(",") if name == "quad" else [value]
    values: dict[str, Any] = {slot: (*getattr(filters, slot), *several)}
    return replace(filters, **values)


def _single(name: str, value: str, today: date) -> Any:
    """The value of a filter that has one."""
    if name in _NUMBERS:
        most, whole = _NUMBERS[name]
        return span_of(name, value, most=most, whole=whole)
    if name in ("dated", "contested"):
        return _yes(name, value)
    if name == "clock":
        return Clock(_one_of(name, Clock)(value.strip()))
    days = days_of(value, today=today)
    return (days.last or today) if name == "known" else days


@dataclass(slots=True)
class Asked:
    """Filters made ready for one store; `resolved` are the names with what they were taken for."""

    names: Names
    store: Store
    resolved: list[Resolved] = field(default_factory=list)

    def ready(self, filters: Filters) -> Wanted:
        """What the store is asked; raises `InputError` for a value that cannot be."""
        acts = values_of(self.store, "act") if filters.act else ()
        told_by = values_of(self.store, "outlet") if filters.outlet else ()
        outlets = {slug_of(o): o for o in told_by}
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
            holder=self._sides(filters.holder, outlets=True),
            place=self._sides(filters.place),
            types=_either("type", filters.type, _type),
            mode=_either("mode", filters.mode, _one_of("mode", _modes())),
            context=_either("context", filters.context, _one_of("context", contexts())),
            channel=_either("channel", filters.channel, str),
            sector=_either("sector", filters.sector, _one_of("sector", sectors())),
            country=_either("country", filters.country, self._country),
            agency=_either("agency", filters.agency, self._agency),
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
            contested=filters.contested,
            sure=filters.sure,
            depth=filters.depth,
            towns=self._towns(filters.near),
            text=tuple(filter(None, map(wording_of, filters.text))),
            known=filters.known_by,
        )

    def party(self, name: str) -> Party:
        """Who is meant by a name in the rows of the store."""
        found = self.names.find(name)
        those = found.those()
        self.resolved.append(found)
        return reduce(or_, map(party_of, those))

    def _sides(self, values: Values, *, outlets: bool = False) -> Sides:
        """One of those named must take part; none of those named after `!` may."""

        def party(name: str) -> Party:
            if outlets and name.strip().lower() == "outlets":
                return Party(outlets=True)
            return self.party(name)

        wanted = [party(v) for v in values if not v.startswith("!")]
        unwanted = tuple(party(v[1:]) for v in values if v.startswith("!"))
        return Sides(wanted=(reduce(or_, wanted),) if wanted else (), unwanted=unwanted)

    def _country(self, value: str) -> str:
        """The code of a country given by code or name."""
        found = self.names.find(value)
        codes = {m.country for m in found.meanings if m.kind is Kind.STATE and m.country}
        if len(codes) != 1:
            raise InputError(f"country={value!r} is no country; write its code, as in country=KEN")
        return codes.pop()

    def _agency(self, value: str) -> str:
        return _outlet(value, {slug_of(a): a for a in values_of(self.store, "agency")}, "agency")

    def _towns(self, values: Values) -> tuple[tuple[str, str], ...] | None:
        """The towns of the store within the distances asked for, by key and country."""
        if not values:
            return None
        iso2 = self.names.registry.iso2
        found = {town for value in values for town in towns_near(self.store, near_of(value), iso2)}
        return tuple(sorted(found))


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
    values = {str(each).lower(): str(each) for each in known}

    def checked(value: str) -> str:
        if value.lower() not in values:
            raise _unknown(name, value, list(values.values()))
        return values[value.lower()]

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


def _outlet(value: str, known: dict[str, str], name: str = "outlet") -> str:
    if slug_of(value) not in known:
        raise _unknown(name, value, list(known.values()))
    return known[slug_of(value)]


def _modes() -> list[str]:
    return sorted({mode for type_ in event_types() for mode in modes_of(type_)})


def _yes(name: str, value: str) -> bool:
    if value.lower() not in ("yes", "no"):
        raise InputError(f"{name}={value!r} is neither yes nor no; write one of them")
    return value.lower() == "yes"


def _unknown(name: str, value: str, known: list[str]) -> InputError:
    near = difflib.get_close_matches(value, known, n=3, cutoff=0.5) or known[:8]
    if not near:
        return InputError(f"{name}={value!r} is not known: the store has none; leave it out")
    return InputError(f"{name}={value!r} is not known; did you mean {', '.join(near)}?")
