"""Somebody's page: said, told, done, with whom, in which office, under which names and codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response

from legation.ask.claims import Told
from legation.ask.events import Deed
from legation.ask.grammar.lists import one_of
from legation.ask.query import Query
from legation.ask.resolving.meanings import Meaning, nobody
from legation.errors import InputError
from legation.folding import name_key
from legation.records import Event, Kind, Mention, Office
from legation.store.asking.named import names_meant
from legation.store.asking.published import published_by_day
from legation.tables import rows
from legation.telling.deeds_in_words import verb_of
from legation.telling.phrases import name_of, when_phrase
from legation.telling.safe import clean
from legation.web.downloads import data_links
from legation.web.draw.life_line import Band, Mark, life_line
from legation.web.pages.office_page import office_path
from legation.web.promises import commitment, made_with
from legation.web.rendering import Pages, counted
from legation.web.shown import (
    actor_path,
    by_day,
    claim_line,
    days_between,
    event_line,
    statement_line,
    told_of,
)  # fmt: skip

router = APIRouter(include_in_schema=False)
RECENT, LOOKED_AT, RAIL = 12, 300, 14
OVERVIEW = "overview"
TABS = (OVERVIEW, "said", "told", "events", "dyads", "offices", "facts", "commitments", "names")
WHOLE = 8  # times as many lines on a tab as on the overview
# Columns of `actors/countries.csv` with the schemes they are codes of.
SCHEMES = (
    ("code", "ISO 3166-1"), ("iso2", "ISO, two letters"), ("fips", "FIPS 10-4"),
    ("cow", "Correlates of War"), ("gw", "Gleditsch and Ward"), ("cameo", "CAMEO"),
    ("plover", "PLOVER"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Somebody in the same events: the marks, when it was last, and how often.

    `did` is what was done to them or with them, to be read before their name, `back` what they did.
    """

    name: str
    href: str
    dyad: str
    marks: Sequence[str]
    did: str
    back: str
    when: str
    times: int


@router.get("/actor/{name}")
def actor(request: Request, name: str) -> Response:
    """What somebody said, did and is told to be, and what was done to them."""
    pages, query, who, key = asked_about(request, name)
    said, told = query.statements(speaker=key), query.statements(addressee=key)
    held, events = query.claims(actor=key), query.events(actor=key)
    deeds = list(events.limit(LOOKED_AT).stream())
    bound = made_with(query, key)
    tab = one_of("tab", request.query_params.get("tab", "").strip() or OVERVIEW, TABS)
    many = WHOLE if tab != OVERVIEW else 1
    offices = _offices(query, who)
    total = events.counted().total
    counts = [
        ("said", "statements", said.counted().total, pages.address("/statements", speaker=key)),
        ("was told", "statements", told.counted().total,
         pages.address("/statements", addressee=key)),
        ("acted in", "reports", query.events(from_=key).counted().total,
         pages.address("/events", **{"from": key})),
        ("acted upon", "reports", query.events(to=key).counted().total,
         pages.address("/events", to=key)),
        ("said to hold", "claims", held.counted().total, pages.address("/facts", actor=key)),
        ("promised or demanded", "promises and demands", len(bound),
         pages.address("/commitments", actor=key)),
    ]  # fmt: skip
    undated = sum(each.event.when is None for each in deeds)
    return pages.page(
        request,
        "actor.html",
        title=clean(who.name),
        who=who,
        also=[n for n in dict.fromkeys(who.names) if name_key(n) != name_key(who.name)][:5],
        key=key,
        about=_about(who, deeds, offices),
        counts=counts,
        drawing=_drawing(deeds, offices, who, published_by_day(query.store, query.known_by)),
        rail=[_rung(each, who) for each in deeds[:RAIL]],
        undated=undated,
        tabs=[
            (name, pages.address(request.url.path, **_kept(request), tab=name)
             if name != OVERVIEW else pages.address(request.url.path, **_kept(request)))
            for name in TABS
        ],
        tab=tab,
        days=by_day(event_line(each) for each in deeds[: RECENT * many]),
        said=[statement_line(each) for each in said.limit(6 * many).stream()],
        told=[statement_line(each) for each in told.limit(4 * many).stream()],
        held=[claim_line(each) for each in _once(held.limit(60).stream())[: 10 * many]],
        bound=[commitment(each) for each in bound[: 6 * many]],
        partners=_partners(deeds, who, key),
        offices=[
            (_title(each), when_phrase(each.when), _office_path(query, each)) for each in offices
        ],
        holders=_holders(query, who),
        called=names_meant(query.store, country=who.id if who.kind is Kind.STATE else None,
                           actor_id=who.id, limit=12, known=query.known_by),
        codes=_codes(who),
        downloads=data_links(
            request,
            [("Events, CSV", "/events.csv"), ("JSON", "/events.json")],
            actor=key,
        )
        + data_links(request, [("Statements, CSV", "/statements.csv")], speaker=key),
        missing=_missing(total, undated, len(deeds)),
        dated=True,
    )  # fmt: skip


def _kept(request: Request) -> dict[str, str]:
    """What the address of a tab keeps of this one."""
    return {n: v for n, v in request.query_params.items() if n in ("known", "clock") and v}


def asked_about(request: Request, name: str) -> tuple[Pages, Query, Meaning, str]:
    """The pages, the questions as the address asks them, who is meant, and by which key.

    Raises `InputError` for nobody and for a choice.
    """
    pages: Pages = request.app.state.pages
    query = pages.at(request)
    who = one_meant(query, name)
    return pages, query, who, who.id or who.name


def one_meant(query: Query, name: str) -> Meaning:
    """Who is meant by a part of an address; raises `InputError` for nobody and for a choice."""
    found = query.resolve(name)
    if not found.meanings:
        raise InputError(nobody(found.asked, found.near))
    if len(found.meanings) > 1:
        several = "; ".join(m.label for m in found.meanings[:6])
        raise InputError(f"{name!r} may be {several}: search for one of them by the full name")
    return found.meanings[0]


def is_one(mention: Mention, who: Meaning) -> bool:
    """Whether somebody in a record is who is meant, or speaks for that state."""
    if who.kind is Kind.STATE:
        return mention.country == who.id
    return mention.actor_id == who.id or mention.name == who.name


def _missing(total: int, undated: int, looked_at: int) -> list[str]:
    told = []
    if total > looked_at:
        told.append(f"The line and partners are of the latest {looked_at} of {total:,} reports.")
    if undated:
        told.append(f"{counted(undated, 'report')} of {looked_at} tell no day: they stand at the "
                    "day of publication, with a tail.")  # fmt: skip
    return told


def _about(who: Meaning, deeds: Sequence[Deed], offices: Sequence[Office]) -> str:
    """Who it is in a sentence, and of which days something is told."""
    if who.kind in (Kind.STATE, Kind.GOVERNMENT):
        what = "State, with all who act for it: its government, ministries and office holders."
    elif offices:
        when = when_phrase(offices[0].when)
        what = f"{_title(offices[0])}{f', {when}' if when else ''}, by the tables."
    else:
        what = f"{str(who.kind).capitalize()}."
    told = days_between(each.event.when for each in deeds if each.event.when)
    return f"{what} Events of {told} are told." if told else what


def _drawing(
    deeds: Sequence[Deed], offices: Sequence[Office], who: Meaning, read: Iterable[date]
) -> str:
    marks = [_mark(each, who) for each in deeds]
    bands = [
        Band(label=_title(o), first=o.when.first if o.when else None,
             last=o.when.last if o.when else None)
        for o in offices
    ]  # fmt: skip
    return life_line(
        marks,
        bands,
        title=f"What {clean(who.name)} took part in, by day: with above, against below",
        read=read,
    )


def _rung(deed: Deed, who: Meaning) -> tuple[str, str, str, bool]:
    """A report on the rail of a narrow page: its time, mark, what it was, if in words of others."""
    when = when_phrase(deed.event.when)
    published = deed.source.article.published
    told = when or f"day not told, by {when_phrase(published) or 'a day not told'}"
    drawn = _mark(deed, who)
    return told, f"q{deed.event.quad}", clean(drawn.label), drawn.quoted


def _mark(deed: Deed, who: Meaning) -> Mark:
    event, published = deed.event, deed.source.article.published
    when = event.when
    acts = any(is_one(m, who) for m in event.actors)
    return Mark(
        quad=event.quad,
        label=told_of(deed.source.article.text, event.trigger) if acts else _label(event, who),
        quoted=acts,
        first=when.first if when else None,
        last=when.last if when else None,
        told=(published.first or published.last) if published else None,
    )


def _label(event: Event, who: Meaning) -> str:
    """What somebody did to whom, or with whom; where others act, who did it."""
    doers = [name_of(m) for m in event.actors if not is_one(m, who)]
    if not any(is_one(m, who) for m in event.actors):
        doer = doers[0] if doers else "somebody not named"
        return f"{doer} {_upon(event, lambda m: is_one(m, who))}"
    if event.recipients or not doers:
        return _upon(event, lambda m: not is_one(m, who))
    return f"{verb_of(event)} with {doers[0]}"


def _side(event: Event, partner: Mention, who: Meaning) -> tuple[bool, str]:
    """Whether a partner acts upon somebody; what they did, or was done to them or with them."""
    if partner not in event.actors:
        acts = any(is_one(m, who) for m in event.actors)
        return False, verb_of(event) if acts else "on the same side as"
    if any(is_one(m, who) for m in event.actors):
        return False, f"{_upon(event, lambda m: not is_one(m, who))} with"
    return True, _upon(event, lambda m: is_one(m, who))


def _upon(event: Event, wanted: Callable[[Mention], bool]) -> str:
    """What an event was, and upon whom: the first who is wanted, else the first."""
    upon = sorted(event.recipients, key=lambda each: not wanted(each))
    return " ".join((verb_of(event), *map(name_of, upon[:1])))


def _partners(deeds: Iterable[Deed], who: Meaning, key: str) -> list[Partner]:
    """With whom somebody stands in events, the most often first."""
    found: dict[str, list[tuple[Mention, Deed]]] = {}
    for deed in deeds:
        inside: dict[str, Mention] = {}
        for mention in (*deed.event.actors, *deed.event.recipients):
            path = actor_path(mention)
            if path is not None and not is_one(mention, who):
                inside.setdefault(path, mention)
        for path, mention in inside.items():
            found.setdefault(path, []).append((mention, deed))
    ordered = sorted(found.items(), key=lambda each: (-len(each[1]), each[0]))
    return [_partner(path, some, who, key) for path, some in ordered[:12]]


def _partner(path: str, some: Sequence[tuple[Mention, Deed]], who: Meaning, key: str) -> Partner:
    sides = Counter(_side(deed.event, mention, who) for mention, deed in some)
    did, back = (
        "; ".join([told for (acts, told), _ in sides.most_common() if acts is side][:3])
        for side in (False, True)
    )
    quads = sorted({deed.event.quad for _, deed in some})
    when = next((when_phrase(deed.event.when) for _, deed in some if deed.event.when), "")
    return Partner(
        name=name_of(some[0][0]),
        href=path,
        dyad=f"/dyad/{quote(key, safe='')}/{path.removeprefix('/actor/')}",
        marks=[f"q{quad}" for quad in quads],
        did=did,
        back=back,
        when=when or "day not told",
        times=len(some),
    )


def _offices(query: Query, who: Meaning) -> list[Office]:
    """The offices that the tables know somebody in, the latest first."""
    person = query.names.registry.person(who.id or "") if who.kind is Kind.PERSON else None
    known = [(o.when.first or date.min, o) for o in (person.offices if person else ()) if o.when]
    known.sort(key=lambda each: (each[0], each[1].title), reverse=True)
    return [office for _, office in known]


def _title(office: Office) -> str:
    return office.title + (f" ({office.country})" if office.country else "")


def _office_path(query: Query, office: Office) -> str:
    """The page of an office; empty for one that no table has with its holders."""
    if not office.country:
        return ""
    held = query.names.registry.held((name_key(office.title), office.country))
    return office_path(office.country, office.title) if held else ""


def _holders(query: Query, who: Meaning) -> list[tuple[str, str | None, str, str]]:
    """Who is told to hold which office of a state: name, page, office, and the claim's id."""
    if who.kind is not Kind.STATE or not who.id:
        return []
    found: dict[tuple[str, str], tuple[str, str | None, str, str]] = {}
    for told in query.claims("holds_office", country=who.id).limit(60).stream():
        claim = told.claim
        if claim.object is None or not claim.holds:
            continue
        key = (name_of(claim.subject), claim.object.name)
        found.setdefault(key, (*key[:1], actor_path(claim.subject), clean(key[1]), claim.id))
    return [*found.values()][:12]


def _once(found: Iterable[Told]) -> list[Told]:
    """Claims of one slot once, the first of them."""
    kept: dict[tuple[str, ...], Told] = {}
    for told in found:
        claim = told.claim
        target = name_of(claim.object) if claim.object else ""
        kept.setdefault((name_of(claim.subject), str(claim.predicate), target), told)
    return [*kept.values()]


def _codes(who: Meaning) -> list[tuple[str, str]]:
    """The codes of a state by scheme; of others the id of the tables."""
    if who.kind is not Kind.STATE:
        return [("Here", who.id)] if who.id else []
    table = rows("actors/countries.csv", needs=("code", "name"))
    row = next((row for row in table if row["code"] == who.id and not row.get("to")), None)
    return [(scheme, row[name]) for name, scheme in SCHEMES if row and row.get(name)]
