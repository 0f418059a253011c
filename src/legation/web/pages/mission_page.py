"""Missions and processes: strength and who contributes, command and mandate; parties and rounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from legation.ask.query import Query
from legation.ask.resolving.meanings import Meaning
from legation.ask.timeline import latest_first
from legation.ask.undertakings_told import followed
from legation.ledger.checks import check_claims
from legation.records import Bound, Choice, Commitment, Entry, Predicate, Quantity
from legation.tables import rows
from legation.telling.phrases import day, name_of, quantity_phrase
from legation.telling.safe import clean
from legation.web.downloads import data_links
from legation.web.draw.shares import Share, shares
from legation.web.lived import lived
from legation.web.pages.actor_page import asked_about
from legation.web.pages.fact_page import Claimed, claimed
from legation.web.promises import commitment
from legation.web.rendering import counted

router = APIRouter(include_in_schema=False)
MOST = 500  # slots on a page
SECTIONS = (
    (Predicate.STRENGTH, "Strength"),
    (Predicate.CONTRIBUTES_TO, "Who contributes"),
    (Predicate.CONTRIBUTOR_COUNT, "How many contribute"),
    (Predicate.COMMANDS, "Command"),
    (Predicate.LEADS, "Lead"),
    (Predicate.MANDATED_BY, "Mandate"),
    (Predicate.DEPLOYED_IN, "Where"),
    (Predicate.PART_OF, "Part of"),
    (Predicate.PARTY_TO, "Parties"),
    (Predicate.MEDIATES, "Mediators"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The claims of one kind about a mission or process."""

    title: str
    predicate: str
    claims: Sequence[Claimed]


@router.get("/process/{name}")
@router.get("/mission/{name}")
def mission(request: Request, name: str) -> Response:
    """What is claimed of a mission or process, what it did, and what was promised in it."""
    pages, query, who, key = asked_about(request, name)
    kind = "process" if request.url.path.startswith("/process/") else "mission"
    choices = query.facts(actor=key, limit=MOST).found().choices
    bars = _bars(choices, who)
    entries = [entry for each in choices for entry in each.fact.entries]
    found = query.timeline(key)
    occurrences = sorted(found.occurrences, key=latest_first)
    bound = _bound(query, who) if kind == "process" else []
    return pages.page(
        request,
        "mission.html",
        title=clean(who.name),
        kind=kind,
        who=who,
        key=key,
        tables=_by_tables(query, who, kind),
        sections=_sections(choices, query),
        bars=bars,
        drawing=shares(
            bars, title=f"Strength of {clean(who.name)} and what others contribute, as told"
        ),
        sums=_sums(choices),
        questions=[clean(each.text) for each in check_claims(entries)],
        occurrences=[lived(each, found) for each in occurrences[:20]],
        total=len(occurrences),
        said=query.statements(text=f'"{who.name}"').counted().total,
        bound=[commitment(each) for each in bound[:20]],
        downloads=data_links(
            request,
            [("Claims, CSV", "/facts.csv"), ("JSON", "/api/v1/claims.json")],
            actor=key,
        ),
        missing=_missing(entries, len(found.occurrences), found.unread),
        dated=True,
    )


def _sections(choices: Sequence[Choice], query: Query) -> list[Section]:
    out = []
    for predicate, title in SECTIONS:
        claims = [
            claimed(each, entry, query)
            for each in choices
            if each.fact.predicate is predicate
            for entry in each.fact.entries
        ]
        if claims:
            out.append(Section(title=title, predicate=str(predicate), claims=claims))
    return out


def _amounts(choices: Sequence[Choice], predicate: Predicate) -> list[tuple[Entry, Quantity]]:
    """The amounts that decide, the largest first."""
    found = [
        (each.entry, each.entry.claim.value)
        for each in choices
        if each.fact.predicate is predicate and each.entry and each.holds
    ]
    told = [(entry, value) for entry, value in found if value is not None]
    return sorted(told, key=lambda pair: (-pair[1].amount, pair[0].claim.id))


def _bars(choices: Sequence[Choice], who: Meaning) -> list[Share]:
    """The strength, and what others contribute, the most first."""
    whole = _amounts(choices, Predicate.STRENGTH)[:1]
    parts = _amounts(choices, Predicate.CONTRIBUTES_TO)
    return [_share(clean(who.name), value) for _, value in whole] + [
        _share(name_of(entry.claim.subject), value) for entry, value in parts[:20]
    ]


def _share(label: str, value: Quantity) -> Share:
    return Share(
        label=label,
        told=quantity_phrase(value),
        amount=value.amount,
        upper=value.upper if value.bound is Bound.BETWEEN else None,
        open=value.bound in (Bound.AT_LEAST, Bound.MORE_THAN),
    )


def _sums(choices: Sequence[Choice]) -> str:
    """The contributions together beside the strength, where both are told."""
    whole = _amounts(choices, Predicate.STRENGTH)
    parts = _amounts(choices, Predicate.CONTRIBUTES_TO)
    units = {value.unit for _, value in (*whole[:1], *parts)}
    if not whole or not parts or len(units) != 1:
        return ""
    total = sum(value.amount for _, value in parts)
    least = "at least " if any(v.bound is not Bound.EXACT for _, v in parts) else ""
    return (
        f"{counted(len(parts), 'contribution')} told come to {least}{total:,.0f}; the strength "
        f"told is {quantity_phrase(whole[0][1])}."
    )


def _bound(query: Query, who: Meaning) -> list[Commitment]:
    """What was promised and demanded in talks."""
    names = {who.name, *who.names}
    every = followed(
        query.store, query.names, known=query.known_by, most=query.most_articles
    ).commitments
    return [
        each
        for each in every
        if each.process is not None
        and (each.process.actor_id == who.id or each.process.name in names)
    ]


def _by_tables(query: Query, who: Meaning, kind: str) -> list[tuple[str, str]]:
    """What the tables know of it, by word."""
    table = "actors/processes.csv" if kind == "process" else "actors/missions.csv"
    row = next((row for row in rows(table, needs=("id", "name")) if row["id"] == who.id), None)
    words = (("organisation", "run by"), ("country", "led by"), ("host", "works in"),
             ("mandate", "rests on"), ("parties", "parties"), ("mediator", "mediator"),
             ("from", "from"), ("to", "to"))  # fmt: skip
    if row is None:
        return []
    countries = query.names.registry.countries

    def shown(value: str) -> str:
        if value in countries:
            return countries[value].name
        try:
            return day(date.fromisoformat(value))
        except ValueError:
            return value

    return [
        (word, ", ".join(map(shown, row[name].split("|")))) for name, word in words if row.get(name)
    ]


def _missing(entries: Sequence[Entry], occurrences: int, unread: int) -> list[str]:
    told = []
    if not entries:
        told.append("No claim about it was read: that is no word of how large or where it is.")
    undated = Counter(entry.claim.valid is None for entry in entries)[True]
    if undated:
        told.append(f"{counted(undated, 'claim')} of {len(entries)} tell no day.")
    if unread:
        told.append(f"{counted(unread, 'earlier report')} were not looked at.")
    return told
