"""An office: who held it, who says so, and who held it on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response

from legation.ask.days import days_of
from legation.ask.holds import Holders
from legation.ask.query import Query
from legation.ask.resolving.meanings import OfficeMeant, Spell
from legation.errors import InputError
from legation.folding import name_key
from legation.keys import office_key
from legation.registry.held import covers
from legation.telling.phrases import when_phrase
from legation.telling.safe import clean
from legation.web.downloads import csv_file, data_links
from legation.web.draw.terms import Term, terms
from legation.web.rendering import Pages, counted
from legation.web.shown import claim_line, day_phrase

router = APIRouter(include_in_schema=False)
COLUMNS = ("office", "who", "id", "from", "to", "precision", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Somebody's time in the office, as the tables have it; `then` says that it is of the day."""

    name: str
    href: str | None
    when: str
    then: bool


@router.get("/office/{whose}/{title}.csv")
def as_csv(request: Request, whose: str, title: str) -> Response:
    """All who are known to have held the office, with their days."""
    found, _ = _found(request, whose, title)
    office = _office(found)
    return csv_file(COLUMNS, (_row(office, each) for each in _ordered(office.spells)), "office")


@router.get("/office/{whose}/{title}")
def page(request: Request, whose: str, title: str) -> Response:
    """Who held an office of a state or body, by the tables and by the record, and on a day."""
    pages: Pages = request.app.state.pages
    found, day = _found(request, whose, title)
    office = _office(found)
    spells = _ordered(office.spells)
    open_ = sum(s.office.when is None or s.office.when.last is None for s in spells)
    path = office_path(whose, title)
    return pages.page(
        request,
        "office.html",
        title=clean(office.name),
        whose=clean(office.whose),
        whose_href=f"/actor/{quote(whose, safe='')}",
        on=day,
        holders=[_held(each, day, pages.query) for each in found.holders],
        last=[_held(each, day, pages.query) for each in found.last],
        spells=[_held(each, day, pages.query) for each in reversed(spells)],
        drawing=terms([_term(each) for each in spells], on=day, today=pages.query.today,
                            title=f"Who held the office, by year; marked: {day_phrase(day)}"),
        told=[claim_line(each) for each in found.told],
        slot=f"/fact/holds_office/*/{quote(office_key(office.title, office.country))}"
        if office.country
        else "/facts?predicate=holds_office",
        downloads=data_links(request, [("CSV", f"{path}.csv")]),
        missing=[f"Of {counted(open_, 'holder')} no last day is known to the tables."]
        if open_ else [],
    )  # fmt: skip


def office_path(whose: str, title: str) -> str:
    """The address of an office: whose it is, and its title with hyphens."""
    slug = "-".join(name_key(title).split())
    return f"/office/{quote(whose, safe='')}/{quote(slug, safe='')}"


def _found(request: Request, whose: str, title: str) -> tuple[Holders, date]:
    """The office on the day asked for; raises `InputError` for one that nobody is known to hold."""
    query: Query = request.app.state.pages.query
    asked = request.query_params.get("on", "").strip()
    days = days_of(asked, today=query.today) if asked else None
    day = ((days.last or days.first) if days else None) or query.today
    words = title.replace("-", " ")
    named = query.resolve(whose).meanings
    name = named[0].name if len(named) == 1 else whose
    try:
        return query.holds(f"{words} of {name}", on=day)[0], day
    except InputError as error:
        raise InputError(
            f"nobody here is called {words!r} of {clean(name)}: no such record of an office; its "
            f"page lists the holders that are told: /facts?predicate=holds_office ({error})"
        ) from error


def _office(found: Holders) -> OfficeMeant:
    office = found.office.office
    assert office is not None
    return office


def _ordered(spells: Sequence[Spell]) -> list[Spell]:
    """The earliest first; who is known without days comes before all."""

    def begun(spell: Spell) -> tuple[date, date, str]:
        when = spell.office.when
        first = (when.first if when else None) or date.min
        return first, (when.last if when else None) or date.max, spell.actor.id

    once = {(s.actor.id, *_days(s)): s for s in spells}  # several tables may know a time alike
    return sorted(once.values(), key=begun)


def _days(spell: Spell) -> tuple[date | None, date | None]:
    when = spell.office.when
    return (when.first, when.last) if when else (None, None)


def _held(spell: Spell, day: date, query: Query) -> Held:
    known = spell.actor.id in query.names.registry.actors  # others have a name alone
    return Held(
        name=clean(spell.actor.name),
        href=f"/actor/{quote(spell.actor.id, safe='')}" if known else None,
        when=when_phrase(spell.office.when) or "days not known",
        then=covers(spell.office.when, day),
    )


def _term(spell: Spell) -> Term:
    when = spell.office.when
    return Term(
        label=clean(spell.actor.name),
        first=when.first if when else None,
        last=when.last if when else None,
    )


def _row(office: OfficeMeant, spell: Spell) -> tuple[object, ...]:
    when = spell.office.when
    return (
        office.name, spell.actor.name, spell.actor.id, when.first if when else None,
        when.last if when else None, str(when.precision) if when else None, "tables",
    )  # fmt: skip
