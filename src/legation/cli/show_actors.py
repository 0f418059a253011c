"""Actors, conflicts and coverage as lines of text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from legation.records import Actor, Office, When
from legation.telling.safe import clean

if TYPE_CHECKING:
    from legation.ask.resolving.meanings import OfficeMeant
    from legation.registry.check import Overlap, SharedName
    from legation.registry.coverage import Covered
    from legation.registry.held import Held
    from legation.registry.known import Registry
    from legation.registry.learned import Conflict


def actor_lines(actor: Actor, on: date | None) -> Iterator[str]:
    """A head line, other names, and the offices: those of the day, or all."""
    from legation.registry.lookup import offices_on, particulars_of
    from legation.registry.territories import standings_of

    codes = " ".join(c for c in (actor.country, *actor.sectors) if c)
    yield clean(f"{actor.name} ({actor.kind}{', ' + codes if codes else ''}) {actor.id}")
    others = [name for name in actor.names if name != actor.name]
    if others:
        yield f"  also {clean(', '.join(others))}"
    for name, told in particulars_of(actor.id):
        yield f"  {name}: {clean(told)}"
    for line in standings_of(actor.id):
        yield f"  {clean(line)}"
    offices = actor.offices if on is None else offices_on(actor, on)
    if on is not None and actor.offices and not offices:
        yield f"  no office known on {on}"
    for office in sorted(offices, key=_begun):
        yield _office_line(office)


def _office_line(office: Office) -> str:
    codes = " ".join(c for c in (office.country, office.sector) if c)
    source = f", {clean(office.evidence)}" if office.evidence else ""
    whose = (
        f" of {clean(office.organisation)}" if office.organisation and not office.country else ""
    )
    title = clean(office.title) or "title not told"
    return f"  {span(office.when):34}{title}{whose} ({codes}){source}"


def _begun(office: Office) -> tuple[date, str]:
    first = office.when.first if office.when else None
    return first or date.min, office.title


def span(when: When | None) -> str:
    """The days of an interval; "known until" where the end was not told."""
    if when is None:
        return "at a time not told"
    last = f"to {when.last}" if when.precision == "range" else f"known until {when.last}"
    return f"{when.first or '...'} {last if when.last else ''}".strip()


def office_lines(registry: Registry, title: str, country: str, on: date | None) -> Iterator[str]:
    """Who held an office of a country: on the day, or all who are known."""
    from legation.registry.lookup import held_by

    if on is None:
        yield f"{title} of {country}"
        for held in held_by(registry, title, country):
            yield f"  {span(held.office.when):34}{clean(held.actor.name)} {held.actor.id}"
        return
    found = registry.holders_on(title, country, on)
    names = ", ".join(sorted({f"{h.actor.name} ({h.actor.id})" for h in found}))
    yield clean(f"{title} of {country} on {on}: {names or 'not known'}")


def spell_lines(office: OfficeMeant, on: date | None) -> Iterator[str]:
    """Who held an office of a body: on the day or last before it, or all who are known."""
    if on is None:
        yield clean(office.name)
        for spell in sorted(office.spells, key=lambda s: _begun(s.office)):
            yield f"  {span(spell.office.when):34}{clean(spell.actor.name)} {spell.actor.id}"
        return
    names = ", ".join(f"{s.actor.name} ({s.actor.id})" for s in office.on(on))
    last = ", ".join(
        f"{s.actor.name} until {s.office.when.last}" for s in office.last(on) if s.office.when
    )
    told = names or ("not known" + (f"; last known: {last}" if last else ""))
    yield clean(f"{office.name} on {on}: {told}")


def actor_json(actor: Actor, on: date | None) -> str:
    """An actor as one line of JSON, with the offices of the day or all."""
    from legation.registry.lookup import offices_on

    record = asdict(actor)
    if on is not None:
        record["offices"] = [asdict(office) for office in offices_on(actor, on)]
    return json.dumps(record, ensure_ascii=False, default=str)


def overlap_line(overlap: Overlap) -> str:
    """Two people in one office at one time."""
    one, other = (f"{h.actor.name} [{_said_by(h)}]" for h in overlap.held)
    days = f"{overlap.first} to {overlap.last}"
    return clean(f"{overlap.country} {overlap.title}: {one} and {other} both from {days}")


def _said_by(held: Held) -> str:
    """Which file has somebody in an office."""
    from legation.registry.held import Source

    if held.source is Source.TABLE:
        return held.office.evidence or "tables"
    return "your file, which wins" if held.source is Source.OWN else "learned"


def shared_name_line(shared: SharedName) -> str:
    """A spelling of two people of a country."""
    return clean(f"{shared.country or '?'} {shared.name!r} is {' and '.join(shared.ids)}")


def conflict_line(conflict: Conflict) -> str:
    """An office that an article gives to somebody else than what is known."""
    seen = conflict.sighting
    who = f"{seen.name}{'' if seen.holds else ' (former)'}"
    teller = f", says {seen.teller}" if seen.teller else ""
    return clean(
        f"{seen.country} {seen.title} on {seen.last}: {who} in {seen.evidence.article_id[:9]}"
        f"{teller}, but known is {', '.join(conflict.against)}: “{seen.evidence.text}”"
    )


def lesson_line(row: Mapping[str, str]) -> str:
    """A learned row."""
    return clean(
        f"{row['country']} {row['office']}: {row['name']}, {row['from']} to {row['checked']}"
    )


_SIGNS = {None: " ", 0: ".", 12: "#"}


def coverage_lines(covered: Sequence[Covered], *, gaps: bool) -> Iterator[str]:
    """A line for each state and office, and the share of months known for each office."""
    years = next((c.months for c in covered if c.months), ())
    if years:
        yield f"{'':24}  {years[0][0]} to {years[-1][0]}"
    for each in covered:
        signs = "".join(_SIGNS.get(months, "+") for _, months in each.months)
        if not gaps or "." in signs or "+" in signs:
            yield f"{each.country}  {each.role:18}  {signs or 'no such office'}".rstrip()
    for role in dict.fromkeys(c.role for c in covered):
        known = [m for c in covered if c.role == role for _, m in c.months if m is not None]
        if known:
            yield f"{role:23}  {sum(known) / (12 * len(known)):.3f} of the months known"
