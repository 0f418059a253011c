"""Events, dyads, statements and claims as lists: a page in JSON, or all that fit in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from legation.ask.grammar.asking import Asking, asking_of
from legation.ask.lazily.records import UNITS
from legation.ask.listed import DeedRow, Listed, counts_of, streamed
from legation.ask.query import Query
from legation.ask.tabular.flat import Table
from legation.ask.tabular.items import Item, day_item, item_of, party_item, resolved_item
from legation.ask.tabular.poured import poured
from legation.ask.tabular.schemas import CLAIMS, DYADS, EVENTS, STATEMENTS, dyads
from legation.registry.cities import town_point
from legation.store.asking.wanted import Sort, Window
from legation.web.api import forms
from legation.web.api.atom import feed
from legation.web.api.citations import CITED, as_cited

LISTS: Mapping[str, Table] = {
    "events": EVENTS,
    "dyads": DYADS,
    "statements": STATEMENTS,
    "claims": CLAIMS,
}
FILES = ("json", "jsonl", "csv", "parquet", "atom", *CITED, "metadata.json")
FORMATS: Mapping[str, tuple[str, ...]] = {
    "events": (*FILES, "geojson"),
    "dyads": ("json", "jsonl", "csv", "parquet", "metadata.json"),
    "statements": FILES,
    "claims": FILES,
}
FEED = 100  # entries of a feed where no limit is given


def add_lists(router: APIRouter) -> None:
    """The addresses of all lists, with and without the suffix of a format."""
    for kind in LISTS:
        for suffix in (None, *FORMATS[kind]):
            path = f"/{kind}" + (f".{suffix}" if suffix else "")
            router.add_api_route(
                path,
                _answerer(kind, suffix),
                methods=["GET", "HEAD"],
                include_in_schema=False,
                name=f"{kind}.{suffix or 'any'}",
            )


def _answerer(kind: str, suffix: str | None) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        return list_answer(request, kind, suffix)

    return answer


def list_answer(request: Request, kind: str, suffix: str | None) -> Response:
    """The answer of a list in the format asked for."""
    query: Query = request.app.state.pages.query
    form = forms.form_of(request, suffix, FORMATS[kind])
    asking = asking_of(request.url.query, kind, today=query.today)
    table = forms.cut(LISTS[kind], asking.fields)
    if form == "json":
        return forms.as_json(json_page(query, asking, table))
    if form == "metadata.json":
        return forms.metadata_of(table, _counts(query, asking), view_of(asking))
    if form == "atom":
        return _feed(request, query, asking)
    if form in CITED:
        return _cited(query, asking, form)
    if form == "geojson":
        return _geojson(query, every_row(query, asking))
    rows = for_tables(query, asking)
    make = {"jsonl": forms.as_lines, "csv": forms.as_csv, "parquet": forms.as_parquet}[form]
    return make(table, rows, kind)


def json_page(query: Query, asking: Asking, table: Table) -> Item:
    """A page as JSON has it: items or flat rows, the token of the next, counts and view."""
    found = query.listed(asking)
    rows: Iterable[Any] = found.rows
    if asking.kind == "dyads":
        rows = tuple(dyads(rows))
    if asking.shape == "table" or asking.fields or asking.kind == "dyads":
        items: Sequence[Any] = forms.flat(table, rows)
    else:
        items = [item_of(row, asking.extra) for row in rows]
    body: Item = {"items": items, "next": found.next, **counts_item(found, asking.kind)}
    if found.facets:
        body["facets"] = {
            facet.name: [
                {"value": value, "count": min(count, 10_000), "more": count > 10_000}
                for value, count in facet.values
            ]
            for facet in found.facets
        }
    if found.resolved:
        body["names"] = [resolved_item(each) for each in found.resolved]
    return body | {"view": view_of(asking)}


def counts_item(found: Listed, kind: str) -> Item:
    """How many there are, each with its unit, and whether that is exact."""
    most = found.count_to
    told = {UNITS[kind]: found.total, "articles": found.articles, "undated": found.undated}
    over = most is not None and max(told.values()) > most
    return {
        "count": {unit: min(n, most) if most is not None else n for unit, n in told.items()},
        "exact": not over,
    }


def view_of(asking: Asking) -> Item:
    """As known when, by which clock and from whose perspective the answer is."""
    known = asking.filters.known
    return {
        "known": known.isoformat() if known else None,
        "clock": str(asking.filters.clock),
        "perspective": asking.view,
    }


def every_row(query: Query, asking: Asking) -> Iterable[Any]:
    """All records that fit, or as many as the question's own limit says, from its token on.

    Names are resolved before the first byte is sent, so that a wrong one is still refused.
    """
    return _all_of(query, asking, streamed)


def for_tables(query: Query, asking: Asking) -> Iterable[Any]:
    """The same for flat tables, which show less of a record than it has."""
    return _all_of(query, asking, poured)


def _all_of(query: Query, asking: Asking, made: Callable[..., Iterable[Any]]) -> Iterable[Any]:
    counts_of(query.store, query.names, asking.kind, asking.filters, count_to=0)
    if any(name == "limit" for name, _ in asking.pairs):
        rows: Iterable[Any] = query.listed(asking).rows
    else:
        given = (query.store, query.names, asking.kind, asking.filters)
        rows = made(*given, window=asking.window)
    return dyads(rows) if asking.kind == "dyads" else rows


def _counts(query: Query, asking: Asking) -> Item:
    found = counts_of(query.store, query.names, asking.kind, asking.filters)
    return {UNITS[asking.kind]: found.total, "articles": found.articles, "undated": found.undated}


def _feed(request: Request, query: Query, asking: Asking) -> Response:
    limited = any(name == "limit" for name, _ in asking.pairs)
    told = replace(asking, sort=Sort.TOLD, newest=Window().newest, after=None)
    found = query.listed(told if limited else replace(told, limit=FEED))
    root = str(request.base_url).rstrip("/")
    what = ", ".join(f"{n}={v}" for n, v in asking.pairs) or "all"
    title = f"Legation: {asking.kind} ({what})"
    return feed(found.rows, title=title, here=str(request.url), root=root)


def _cited(query: Query, asking: Asking, form: str) -> Response:
    """The first records, or as many as the limit says, as they are cited."""
    limited = any(name == "limit" for name, _ in asking.pairs)
    found = query.listed(asking if limited else replace(asking, limit=FEED))
    return as_cited(found.rows, form, known=asking.filters.known or query.today)


def _geojson(query: Query, rows: Iterable[DeedRow]) -> Response:
    """Events in towns as points; what is in no town is left out and counted, never put anywhere."""
    features, left = [], 0
    iso2 = query.names.registry.iso2
    for row in rows:
        place = row.event.place
        point = town_point(place.name, place.country, iso2) if place and place.country else None
        if point is None:
            left += 1
            continue
        features.append(
            {
                "type": "Feature",
                "id": row.event.id,
                "geometry": {"type": "Point", "coordinates": [point.longitude, point.latitude]},
                "properties": {
                    "type": row.event.type,
                    "status": str(row.event.status),
                    "day": day_item(row.event.when),
                    "place": party_item(place),
                    "actors": [m.name for m in row.event.actors],
                    "recipients": [m.name for m in row.event.recipients],
                },
            }
        )
    body = {"type": "FeatureCollection", "features": features, "without_a_point": left}
    response = forms.as_json(body)
    response.headers["content-type"] = forms.TYPES["geojson"]
    return response
