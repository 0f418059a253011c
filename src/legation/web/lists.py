"""Lists with filters, each as page and as data: events, statements, claims, promises."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from legation.ask.filters import with_filter
from legation.ask.grammar.lists import NAMES, check_name
from legation.ask.lazily.records import Records
from legation.ask.tabular.flat import Table
from legation.errors import InputError
from legation.export import csv_tables
from legation.ledger.follow_ups import follow
from legation.ontology import event_types
from legation.records import Commitment, Standing, Status
from legation.telling.phrases import name_of, when_phrase
from legation.telling.safe import clean
from legation.web.rendering import Pages
from legation.web.shown import Line, by_day, claim_line, event_line, names, statement_line

router = APIRouter(include_in_schema=False)
SHOWN, MOST = 50, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A list: its words, how a record is shown, and which filters its form offers."""

    name: str
    title: str
    unit: str
    mark: str
    line: Callable[[Any], Line]
    fields: tuple[str, ...]


LISTS = {
    "events": _List(
        name="events",
        title="Events",
        unit="report",
        mark="q2",
        line=event_line,
        fields=("actor", "with", "type", "status", "on", "told", "outlet", "text"),
    ),
    "statements": _List(
        name="statements",
        title="Statements",
        unit="statement",
        mark="said",
        line=statement_line,
        fields=("speaker", "addressee", "act", "kind", "on", "told", "outlet", "text"),
    ),
    "facts": _List(
        name="facts",
        title="Facts",
        unit="claim",
        mark="holds",
        line=claim_line,
        fields=("actor", "predicate", "subject", "object", "on", "told", "outlet", "text"),
    ),
}
CHOICES: Mapping[str, Callable[[], list[str]]] = {
    "type": lambda: sorted(event_types()),
    "status": lambda: [str(s) for s in Status],
    "kind": lambda: ["quoted", "partly", "reported"],
}


@router.get("/{name}.csv")
def as_csv(request: Request, name: str) -> Response:
    """All records that fit, as a table for spreadsheets."""
    found = _records(request, name)
    out = io.StringIO()
    csv_tables.write(found, out, table=found.table)
    return Response(
        out.getvalue(), media_type="text/csv; charset=utf-8", headers=_file(name, "csv")
    )


@router.get("/{name}.jsonl")
def as_json_lines(request: Request, name: str) -> Response:
    """All records that fit, one JSON object a line."""
    found = _records(request, name)
    return StreamingResponse(
        _json_lines(found, found.table),
        media_type="application/jsonl",
        headers=_file(name, "jsonl"),
    )


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


@router.get("/commitments")
def commitments(request: Request, kind: str = "", status: str = "") -> Response:
    """Promises and demands, and how they stand."""
    pages: Pages = request.app.state.pages
    if status and status not in [str(s) for s in Standing]:
        known = ", ".join(str(s) for s in Standing)
        raise InputError(f"status={status!r} is not known; write one of {known}")
    if kind and kind not in ("promise", "demand"):
        raise InputError(f"kind={kind!r} is neither promise nor demand; write one of them")
    every = follow(pages.query.readings())
    of_kind = [c for c in every if kind in ("", str(c.kind))]
    counts = {str(s): sum(c.status is s for c in of_kind) for s in Standing}
    shown = [c for c in of_kind if status in ("", str(c.status))]
    return pages.page(
        request,
        "commitments.html",
        title="Promises and demands",
        counts=counts,
        total=len(of_kind),
        kind=kind,
        standing=status,
        shown=[_commitment(c) for c in shown],
    )


def _commitment(each: Commitment) -> dict[str, Any]:
    return {
        "id": each.id,
        "kind": str(each.kind),
        "status": str(each.status),
        "by": names(each.by),
        "of": names(each.of),
        "words": clean(each.content.text),
        "said_in": each.said_in,
        "due": when_phrase(each.due),
        "told": f"{each.told_on.day} {each.told_on:%B %Y}" if each.told_on else "day unknown",
        "replies": [
            {
                "standing": str(r.standing),
                "by": name_of(r.by) if r.by else "somebody not named",
                "words": clean(r.passage.text),
                "said_in": r.said_in,
            }
            for r in each.replies
        ],
    }


def _page(request: Request, what: _List) -> Response:
    pages: Pages = request.app.state.pages
    asked = parse_qsl(request.url.query)
    found, limit = _filtered(pages, what.name, asked)
    counted = found.counted()
    lines = [what.line(each) for each in found.limit(limit)]
    filters = [(n, v) for n, v in asked if n != "limit"]
    more = pages.address(
        f"/{what.name}", **_several([*filters, ("limit", str(min(MOST, 2 * limit)))])
    )
    return pages.page(
        request,
        "list.html",
        title=what.title,
        what=what,
        groups=by_day(lines),
        total=counted.total,
        undated=counted.undated,
        shown=len(lines),
        filters=[(n, v, _without(what.name, filters, i)) for i, (n, v) in enumerate(filters)],
        values=dict(filters),
        choices={name: make() for name, make in CHOICES.items() if name in what.fields},
        data=urlencode(filters),
        more=more if counted.total > len(lines) and limit < MOST else "",
    )


def _filtered(pages: Pages, name: str, asked: list[tuple[str, str]]) -> tuple[Records, int]:
    query = pages.query
    found = {"events": query.events, "statements": query.statements, "facts": query.claims}[name]()
    filters, limit = found.filters, SHOWN
    for key, value in asked:
        if key == "limit":
            limit = _limit(value)
        elif value.strip() or key not in NAMES:  # an empty field of the form asks nothing
            check_name(key, found.table.name)
            filters = with_filter(filters, key, value, today=query.today)
    return Records(query=query, table=found.table, filters=filters), limit


def _records(request: Request, name: str) -> Records:
    if name not in LISTS:
        raise InputError(f"{name!r} is no list; events, statements and facts are")
    return _filtered(request.app.state.pages, name, parse_qsl(request.url.query))[0]


def _limit(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 0 < int(value[:6]) <= MOST:
        raise InputError(f"limit={value!r} is no number from 1 to {MOST}")
    return int(value)


def _json_lines(found: Records, table: Table) -> Iterator[str]:
    for row in table.rows(found):
        yield json.dumps(row, ensure_ascii=False, default=str) + "\n"


def _without(name: str, filters: list[tuple[str, str]], index: int) -> str:
    kept = [each for i, each in enumerate(filters) if i != index]
    return f"/{name}?{urlencode(kept)}" if kept else f"/{name}"


def _several(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for name, value in pairs:
        out.setdefault(name, []).append(value)
    return out


def _file(name: str, suffix: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}.{suffix}"'}
