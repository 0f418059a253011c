"""Lists with filters, each as page and as data: events, statements, claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from legation.ask.grammar.asking import asking_of, pairs_in
from legation.ask.listed import Facet, Listed
from legation.ask.query import Query
from legation.ontology import event_types
from legation.records import Predicate, Status
from legation.telling.safe import clean
from legation.web.api.record_lists import list_answer
from legation.web.downloads import data_links
from legation.web.rendering import Pages, counted
from legation.web.shown import Line, by_day, claim_line, event_line, statement_line

router = APIRouter(include_in_schema=False)
FILES = (("CSV", "csv"), ("JSON lines", "jsonl"), ("JSON", "json"), ("Parquet", "parquet"),
         ("Atom", "atom"))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A list: its words, how a record is shown, and which filters its form offers."""

    name: str
    kind: str
    title: str
    unit: str
    line: Callable[[Any], Line]
    fields: tuple[str, ...]
    facets: tuple[str, ...]
    files: tuple[tuple[str, str], ...] = FILES


LISTS = {
    "events": _List(
        name="events",
        kind="events",
        facets=("type", "country", "outlet"),
        title="Events",
        unit="report",
        line=event_line,
        fields=("actor", "with", "type", "status", "on", "told", "outlet", "text"),
    ),
    "statements": _List(
        name="statements",
        kind="statements",
        facets=("act", "country", "outlet"),
        title="Statements",
        unit="statement",
        line=statement_line,
        fields=("speaker", "addressee", "act", "kind", "on", "told", "outlet", "text"),
    ),
    "facts": _List(
        name="facts",
        kind="claims",
        facets=("predicate", "country", "outlet"),
        title="Facts",
        unit="claim",
        line=claim_line,
        fields=("actor", "predicate", "subject", "object", "on", "told", "outlet", "text"),
    ),
}
CHOICES: Mapping[str, Callable[[], list[str]]] = {
    "type": lambda: sorted(event_types()),
    "status": lambda: [str(s) for s in Status],
    "predicate": lambda: [str(p) for p in Predicate],
    "kind": lambda: ["quoted", "partly", "reported"],
}


@router.get("/events")
def events(request: Request) -> Response:
    """Reports of events."""
    return _page(request, LISTS["events"])


@router.get("/statements")
def statements(request: Request) -> Response:
    """Who said what."""
    return _page(request, LISTS["statements"])


@router.get("/facts")
def facts(request: Request) -> Response:
    """What is claimed to hold."""
    return _page(request, LISTS["facts"])


def _page(request: Request, what: _List) -> Response:
    pages: Pages = request.app.state.pages
    query = pages.at(request)
    pairs = [(n, v) for n, v in pairs_in(request.url.query) if v.strip()]
    given = {name for name, _ in pairs}
    asking = asking_of(pairs, what.kind, today=query.today)
    if "facet" not in given:
        asking = replace(asking, facets=what.facets)
    found = query.listed(asking)
    filters = [(n, v) for n, v in pairs if n not in ("limit", "after")]
    return pages.page(
        request,
        "list.html",
        title=what.title,
        what=what,
        groups=by_day(what.line(row) for row in found.rows),
        total=_number(found.total, found.count_to),
        articles=_number(found.articles, found.count_to),
        undated=_number(found.undated, found.count_to) if found.undated else "",
        filters=[(n, v, _without(what.name, filters, i)) for i, (n, v) in enumerate(filters)],
        values=dict(filters),
        choices={name: make() for name, make in CHOICES.items() if name in what.fields},
        facets=[_facet(what.name, facet, filters, query) for facet in found.facets],
        more=f"/{what.name}?{asking.query(after=found.next)}" if found.next else "",
        later=bool(asking.after),
        first=_without(what.name, filters, len(filters)),
        downloads=data_links(request, [(w, f"/{what.name}.{s}") for w, s in what.files]),
        missing=_missing(found, what),
        dated=True,
    )


def _missing(found: Listed, what: _List) -> list[str]:
    """What a list does not show, each in a sentence."""
    told = []
    if found.undated:
        number = _number(found.undated, found.count_to)
        told.append(f"{number} {what.unit}s that fit otherwise tell no day and are not shown.")
    without = [f for f in found.facets if any(value is None for value, _ in f.values)]
    for facet in without:
        times = next(times for value, times in facet.values if value is None)
        told.append(f"{counted(times, what.unit)} shown here have no {facet.name}.")
    return told


def _facet(name: str, facet: Facet, filters: list[tuple[str, str]], query: Query) -> dict[str, Any]:
    """A facet as links: each narrows the list to one value; countries have their names."""
    countries = query.names.registry.countries if facet.name == "country" else {}
    shown = [
        {
            "value": countries[value].name if value in countries else clean(value),
            "times": times,
            "href": f"/{name}?{urlencode([*filters, (facet.name, value)], errors='surrogatepass')}",
        }
        for value, times in facet.values
        if value is not None
    ]
    return {"name": facet.name, "values": shown[:8], "others": max(0, len(shown) - 8)}


def _number(number: int, most: int | None) -> str:
    """A number in words; beyond what is counted exactly "more than"."""
    over = most is not None and number > most
    return f"more than {most:,}" if over else f"{number:,}"


def _without_blanks(request: Request) -> Request:
    """The request without the fields of a form that were left empty."""
    pairs = [(n, v) for n, v in pairs_in(request.url.query) if v.strip()]
    query = urlencode(pairs, errors="surrogatepass").encode()
    return Request({**request.scope, "query_string": query})


def _without(name: str, filters: list[tuple[str, str]], index: int) -> str:
    kept = [each for i, each in enumerate(filters) if i != index]
    return f"/{name}?{urlencode(kept, errors='surrogatepass')}" if kept else f"/{name}"


@router.get("/{name}.{suffix}")
def as_file(request: Request, name: str, suffix: str) -> Response:
    """All records that fit, as a file: csv, jsonl, json, parquet or atom."""
    if name not in LISTS:
        known = f"/api/v1/{name}.{suffix}"
        raise HTTPException(404, f"{name} comes as no file here; try {known}")
    return list_answer(_without_blanks(request), LISTS[name].kind, suffix)
