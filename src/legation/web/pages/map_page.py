"""The map: reports by country of a party, and disputed places as each view draws them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from legation.ask.grammar.asking import asking_of
from legation.ask.listed import counts_of, facet_of
from legation.ask.query import Query
from legation.atlas.perspectives import Seen, views
from legation.atlas.pieces import Piece, Unshaped, disputed, places, unshaped, world
from legation.records import Status
from legation.telling.safe import clean
from legation.web.downloads import csv_file, data_links, filled
from legation.web.draw.maps import BINS, Area, name_of_place, near_map, sheet, world_map
from legation.web.rendering import Pages, counted
from legation.web.seen import Seeing, seeing, seen_by

router = APIRouter(include_in_schema=False)
FIELDS = ("actor", "with", "type", "status", "on", "told", "outlet")
MOST = 400  # values of a facet: more than there are countries
COLUMNS = ("country", "name", "reports", "drawn_with", "view")
_ONCE = ("view", "facet", "limit", "after")  # of the page itself, given anew by its links


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country with how many reports have a party of it; `shaped` where the map has it."""

    code: str
    name: str
    times: int
    tint: int
    shaped: bool
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A disputed piece beside the map: its name, how it is drawn, on what word, its own page."""

    name: str
    how: str
    basis: str
    controlled: str
    claimed: Sequence[str]
    place: str
    records: Sequence[str]


@router.get("/map/lands.svg")
def lands() -> Response:
    """The lands of the world, which maps name; it changes with the package alone."""
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(sheet(), media_type="image/svg+xml", headers=kept)


@router.get("/map.csv")
def as_csv(request: Request) -> Response:
    """Reports by country of a party as a table; ids are the same in every view."""
    pages: Pages = request.app.state.pages
    seen = seeing(request, pages.at(request))
    countries, _ = _counted(request, pages, seen)
    drawn = {e.piece.code: e.drawn for e in seen.pieces.values() if e.piece.code == e.piece.key}
    table = ((c.code, c.name, c.times, drawn.get(c.code, c.code), seen.view) for c in countries)
    return csv_file(COLUMNS, table, "map")


@router.get("/map")
def whole(request: Request) -> Response:
    """The world, tinted by how many reports have a party of each country."""
    pages: Pages = request.app.state.pages
    seen = seeing(request, pages.at(request))
    countries, found = _counted(request, pages, seen)
    kept = filled(request, *_ONCE)
    return pages.page(
        request,
        "map.html",
        title="Map",
        seen=seen,
        drawing=drawing_of(countries, seen, title=f"Reports by country of a party, {seen.told}"),
        bins=bins_of([c.times for c in countries]),
        countries=countries,
        shapeless=[c for c in countries if not c.shaped],
        total=found.total,
        articles=found.articles,
        filters=[(n, v, _without(kept, i)) for i, (n, v) in enumerate(kept)],
        fields=FIELDS,
        values=dict(kept),
        statuses=[str(each) for each in Status],
        pieces=[_drawn(each, seen) for each in seen.pieces.values()],
        unshaped=[(each, _lies(each, seen)) for each in unshaped()],
        events=f"/events?{urlencode(kept)}" if kept else "/events",
        downloads=data_links(request, [("CSV", "/map.csv")]),
        missing=[
            *([f"{counted(found.stateless, 'report')} have a party of no country."]
              if found.stateless else []),
            "A country is an area: where in it something happened is not drawn.",
        ],
        dated=True,
    )  # fmt: skip


@router.get("/map/{place}")
def one(request: Request, place: str) -> Response:
    """A disputed place as each view draws it, and on what word."""
    pages: Pages = request.app.state.pages
    own = places().get(place)
    if own is None:
        raise HTTPException(404)
    query = pages.at(request)
    seen = seeing(request, query)
    pictures = [_picture(query, place, view, own) for view in views()]
    name = name_of_place([seen.pieces[piece.code].name for piece in own])
    return pages.page(
        request,
        "place.html",
        title=f"{name} on maps",
        seen=seen,
        own=[_drawn(seen.pieces[piece.code], seen) for piece in own],
        pictures=sorted(pictures, key=lambda each: each["view"] != seen.view),
        slots=sorted({
            f"/fact/{predicate}/*/{quote(piece.key)}"
            for piece in own for predicate in ("recognizes", "claims_territory")
        }),
        others=[(name, f"/map/{name}") for name in places() if name != place],
        missing=["Positions that neither record nor table knows are drawn as the neutral map."],
        dated=True,
    )  # fmt: skip


def drawing_of(
    countries: Sequence[Country], seen: Seeing, *, title: str, links: bool = True
) -> str:
    """The world with countries tinted; with `links` each leads to its page."""
    areas = [
        Area(
            code=c.code,
            tint=c.tint,
            label=f"{c.name}: {counted(c.times, 'report')}",
            href=c.href if links else "",
        )
        for c in countries
    ]
    return world_map(areas, seen.pieces, title=title, lands=lands_address())


def lands_address() -> str:
    """The address of the lands, which changes with their shapes."""
    return f"/map/lands.svg?v={sha256(sheet().encode()).hexdigest()[:10]}"


def bins_of(times: Sequence[int]) -> list[tuple[int, int]]:
    """The least and greatest count of each tint, so that each is some times the one before."""
    most = max(times, default=0)
    ends = sorted({max(1, round(most ** (n / BINS))) for n in range(1, BINS + 1)}) if most else []
    return [(low + 1, high) for low, high in zip([0, *ends], ends, strict=False)]


def countries_of(query: Query, values: Mapping[str | None, int], seen: Seeing) -> list[Country]:
    """Countries with their counts, the most first."""
    bins = bins_of([n for code, n in values.items() if code])
    return [
        Country(
            code=code,
            name=seen.name(seen.name_of(code)),
            times=times,
            tint=next(n for n, (low, high) in enumerate(bins, 1) if low <= times <= high),
            shaped=code in world(),
            href=f"/actor/{quote(code)}",
        )
        for code, times in values.items()
        if code
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    total: int
    articles: int
    stateless: int


def _counted(request: Request, pages: Pages, seen: Seeing) -> tuple[list[Country], _Found]:
    query = pages.at(request)
    filters = asking_of(filled(request, "view"), "events", today=query.today).filters
    facet = facet_of(query.store, query.names, "events", filters, "country", most=MOST)
    counts = counts_of(query.store, query.names, "events", filters)
    values = dict(facet.values)
    found = _Found(total=counts.total, articles=counts.articles, stateless=values.get(None, 0))
    return countries_of(query, values, seen), found


def _picture(query: Query, place: str, view: str, own: Sequence[Piece]) -> dict[str, object]:
    seen = seen_by(query, view)
    names = {code: seen.name_of(code) for p in own for code in (*p.claimed, p.controlled)}
    title = f"{own[0].name}, seen from {seen.told}"
    return {
        "view": view,
        "told": seen.told,
        "drawing": near_map(place, seen.pieces, title=title, names=names),
        "pieces": [_drawn(seen.pieces[piece.code], seen) for piece in own],
    }


def _drawn(each: Seen, seen: Seeing) -> Drawn:
    piece = each.piece
    own = disputed()
    return Drawn(
        name=each.name,
        how=seen.how(each),
        basis=each.basis,
        controlled="itself" if piece.controlled == piece.code else seen.name_of(piece.controlled),
        claimed=[
            own[c].name if c in own and seen.name_of(c) == c else seen.name_of(c)
            for c in piece.claimed
        ],
        place=f"/map/{piece.place}",
        records=[f"/record/{record}" for record in each.records],
    )


def _lies(each: Unshaped, seen: Seeing) -> str:
    return clean(", ".join(seen.name_of(code) for code in each.lies))


def _without(kept: Sequence[tuple[str, str]], index: int) -> str:
    left = [each for n, each in enumerate(kept) if n != index]
    return f"/map?{urlencode(left)}" if left else "/map"
