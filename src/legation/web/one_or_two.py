"""Somebody's page, and the page of two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from legation.ask.events import Deed
from legation.ask.query import Query
from legation.ask.resolving.meanings import Meaning, nobody
from legation.ask.timeline import Timeline
from legation.errors import InputError
from legation.records import Event, Kind, Mention, Precision, When
from legation.telling.phrases import day, when_phrase
from legation.web.draw.strip import Cell, Column, quad_strip
from legation.web.lived import latest_first, lived
from legation.web.rendering import Pages, counted
from legation.web.shown import (
    actor_path,
    by_day,
    claim_line,
    event_line,
    names,
    statement_line,
)

router = APIRouter(include_in_schema=False)
RECENT, LOOKED_AT = 12, 300


@router.get("/actor/{name}")
def actor(request: Request, name: str) -> Response:
    """What somebody said, did and is told to be, and what was done to them."""
    pages: Pages = request.app.state.pages
    query = pages.query
    who = _one(query, name)
    key = who.id or who.name
    acts, done_to = query.events(from_=key), query.events(to=key)
    said, held = query.statements(speaker=key), query.claims(subject=key)
    deeds = list(query.events(actor=key).limit(LOOKED_AT))
    return pages.page(
        request,
        "actor.html",
        title=who.name,
        who=who,
        key=key,
        counts=[
            ("statements", said.counted().total, pages.address("/statements", speaker=key)),
            ("acted in", acts.counted().total, pages.address("/events", **{"from": key})),
            ("acted upon", done_to.counted().total, pages.address("/events", to=key)),
            ("claims", held.counted().total, pages.address("/facts", subject=key)),
        ],
        days=by_day(event_line(each) for each in deeds[:RECENT]),
        said=[statement_line(each) for each in said.limit(6)],
        held=[claim_line(each) for each in held.limit(10)],
        partners=_partners(deeds, who),
        offices=_offices(query, who),
    )


@router.get("/dyad/{left}/{right}")
def dyad(request: Request, left: str, right: str) -> Response:
    """What happened between two, what they say of each other, and what is said to hold."""
    pages: Pages = request.app.state.pages
    query = pages.query
    one, other = _one(query, left), _one(query, right)
    keys = (one.id or one.name, other.id or other.name)
    if keys[0] == keys[1]:
        raise InputError(f"{one.name} stands on both sides; name two")
    found = query.timeline(*keys)
    lanes = (f"{one.name} → {other.name}", "together", f"{other.name} → {one.name}")
    columns = _columns(found, one, other)
    met = query.meetings(*keys)
    told = [
        *query.statements(speaker=keys[0], addressee=keys[1]).limit(5),
        *query.statements(speaker=keys[1], addressee=keys[0]).limit(5),
    ]
    held = [*query.claims(subject=keys[0], object=keys[1]).limit(8)]
    held += [*query.claims(subject=keys[1], object=keys[0]).limit(8)]
    occurrences = [lived(each, found) for each in latest_first(found.occurrences)]
    return pages.page(
        request,
        "dyad.html",
        title=f"{one.name} and {other.name}",
        one=one,
        other=other,
        keys=keys,
        strip=quad_strip(
            lanes, columns, title=f"Occurrences between {one.name} and {other.name} by time"
        ),
        summary=_summary(found),
        met=[lived(m.occurrence, found) for m in met.held[:6]],
        planned=[lived(m.occurrence, found) for m in met.planned[:4]],
        said=[statement_line(each) for each in told],
        held=[claim_line(each) for each in held],
        occurrences=occurrences[:60],
        total=len(occurrences),
    )


def _one(query: Query, name: str) -> Meaning:
    """Who is meant by a part of an address; raises `InputError` for nobody and for a choice."""
    found = query.resolve(name)
    if not found.meanings:
        raise InputError(nobody(found.asked, found.near))
    if len(found.meanings) > 1:
        several = "; ".join(m.label for m in found.meanings[:6])
        raise InputError(f"{name!r} may be {several}: search for one of them by the full name")
    return found.meanings[0]


def _partners(deeds: Sequence[Deed], who: Meaning) -> list[tuple[str, str | None, int]]:
    """With whom somebody stands in events, the most often first."""
    times: Counter[tuple[str, str | None]] = Counter()
    for deed in deeds:
        event = deed.event
        inside: set[tuple[str, str | None]] = set()
        for mention in (*event.actors, *event.recipients):
            path = actor_path(mention)
            if path is None or _is(mention, who):
                continue
            inside.add((names((mention,))[0].text, path))
        times.update(inside)
    return [(name, path, number) for (name, path), number in times.most_common(10)]


def _is(mention: Mention, who: Meaning) -> bool:
    if who.kind is Kind.STATE:
        return mention.country == who.id
    return mention.actor_id == who.id or mention.name == who.name


def _offices(query: Query, who: Meaning) -> list[tuple[str, str]]:
    """The offices that the tables know somebody in, the latest first."""
    person = query.names.registry.person(who.id or "") if who.kind is Kind.PERSON else None
    offices = [(o.when.first or date.min, o) for o in (person.offices if person else ()) if o.when]
    offices.sort(key=lambda each: (each[0], each[1].title), reverse=True)
    return [
        (o.title + (f" ({o.country})" if o.country else ""), when_phrase(o.when))
        for _, o in offices
    ]


def _summary(found: Timeline) -> str:
    number = len(found.occurrences)
    if not number:
        return "Nothing between them was read. That is no word of what happened."
    dated = [o.when for o in found.occurrences if o.when]
    days = sorted(d for w in dated for d in (w.first, w.last) if d)
    span = f", from {day(days[0])} to {day(days[-1])}" if days else ""
    undated = number - len(dated)
    articles = counted(len(found.sources), "article")
    tail = f"; the day of {undated} is not told" if undated else ""
    return f"{counted(number, 'occurrence')}{span}, in {articles}{tail}."


def _columns(found: Timeline, one: Meaning, other: Meaning) -> list[Column]:
    """The times of a strip in order; where a time was left out, the next column says so."""
    groups: dict[tuple[date, str, str, bool], dict[int, list[int]]] = {}
    for each in found.occurrences:
        event = found.reports[each.reports[0]].event
        told = found.reports[each.reports[0]].told_on
        key = _time(each.when, told)
        lane = _lane(event, one, other)
        groups.setdefault(key, {}).setdefault(lane, []).append(event.quad)
    columns: list[Column] = []
    before: date | None = None
    for at, label, sub, open_ in sorted(groups):
        cells = groups[(at, label, sub, open_)]
        columns.append(
            Column(
                label=label,
                sub=sub,
                cells=[Cell(lane=n, quads=sorted(q)) for n, q in sorted(cells.items())],
                open=open_,
                wide=sub == "month told" or sub == "year told",
                after_gap=before is not None and (at - before).days > 1,
            )
        )
        before = at
    return columns[-40:]


def _time(when: When | None, told: date | None) -> tuple[date, str, str, bool]:
    """Where a time stands in the order, its label, what kind of time it is, and if it is open."""
    if when is None or not (when.last or when.first):
        if told is None:
            return date.max, "day not told", "nor published", True
        return told, "day not told", f"by {told.day} {told:%b %Y}", True
    at = when.last or when.first
    assert at is not None
    if when.precision is Precision.MONTH:
        return at, f"{at:%b %Y}", "month told", False
    if when.precision is Precision.YEAR:
        return at, f"{at:%Y}", "year told", False
    if when.first and when.last and when.first != when.last:
        return at, f"{when.first.day} {when.first:%b} – {at.day} {at:%b}", f"{at:%Y}", False
    return at, f"{at.day} {at:%b}", f"{at:%Y}", False


def _lane(event: Event, one: Meaning, other: Meaning) -> int:
    """0 for one upon the other, 2 for the way back, 1 for together."""
    first = any(_is(m, one) or m.country == one.id for m in event.actors)
    back = any(_is(m, other) or m.country == other.id for m in event.actors)
    if first and back:
        return 1
    return 0 if first else 2 if back else 1
