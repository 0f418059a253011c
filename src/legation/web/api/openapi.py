"""The service in OpenAPI 3.1, made of the same tables that answer it."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

from legation import __version__
from legation.ask.grammar.asking import EXTRAS, ONCE
from legation.ask.grammar.lists import FIELDS_OF, FORM
from legation.ask.tabular.flat import Table, Type
from legation.atlas.perspectives import views
from legation.ontology import contexts, event_types, modes_of, sectors
from legation.records import (
    CorrectionKind,
    Predicate,
    Scope,
    Standing,
    Status,
    Undertaking,
    Verdict,
)
from legation.store.asking.faceting import facet_names
from legation.web.api.correcting import Which
from legation.web.api.forms import TYPES
from legation.web.api.guarding import PREFIX
from legation.web.api.problems import KINDS, MEDIA_TYPE
from legation.web.api.record_lists import FORMATS, LISTS

Doc = dict[str, Any]
_DAY = r"^[12]\d{3}(-(0[1-9]|1[0-2])(-([01][1-9]|2[0-8]))?)?$"
_ID: Doc = {"type": "string", "pattern": r"^[0-9a-f]{8,16}$"}
_PATTERNS = {
    "on": _DAY,
    "told": _DAY,
    "known": _DAY,
    "sure": r"^(0(\.\d{1,6})?|1)(\.\.)?$",
    "depth": r"^[1-9](\.\.)?$",
    "origin": r"^[1-9](\.\.)?$",
    "near": r"^-?[0-8]?\d,-?1?[0-7]?\d,[1-9]\d{0,2}km$",
}
_JSON_TYPES = {
    Type.TEXT: {"type": ["string", "null"]},
    Type.TEXTS: {"type": ["array", "null"], "items": {"type": "string"}},
    Type.INTEGER: {"type": ["integer", "null"]},
    Type.NUMBER: {"type": ["number", "null"]},
    Type.FLAG: {"type": ["boolean", "null"]},
    Type.DAY: {"type": ["string", "null"], "format": "date"},
    Type.MOMENT: {"type": ["string", "null"], "format": "date-time"},
}


def described(root: str = "") -> Doc:
    """The description; `root` is the prefix behind which a proxy has the server."""
    paths: Doc = {}
    for kind, table in LISTS.items():
        paths[f"{PREFIX}/{kind}"] = {"get": _list(kind, table)}
        for suffix in FORMATS[kind]:
            if suffix != "json":
                paths[f"{PREFIX}/{kind}.{suffix}"] = {"get": _list(kind, table, suffix)}
    for path, told in _others().items():
        paths[f"{PREFIX}{path}"] = {"get": told}
    paths[f"{PREFIX}/judgements"] = {"post": _judgements()}
    paths[f"{PREFIX}/corrections"]["post"] = _correction()
    paths[f"{PREFIX}/corrections/{{key}}/undo"] = {"post": _undo()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Legation",
            "version": __version__,
            "summary": "Who met whom, who said what, who did what to whom, and what holds.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": root or "/"}],
        "paths": paths,
        "components": {
            "schemas": {"Problem": _problem(), "Day": _day(), "Party": _party()},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


@lru_cache(maxsize=1)
def examples() -> Doc:
    """An answer of each address, as it was given of the stories that come with Legation."""
    told: Doc = json.loads((files("legation.web.api") / "examples.json").read_text("utf-8"))
    return told


def _list(kind: str, table: Table, suffix: str = "json") -> Doc:
    content: Doc = {}
    if suffix == "json":
        content["schema"] = {
            "type": "object",
            "required": ["items", "next", "count", "exact", "view"],
            "properties": {
                "items": {"type": "array", "items": {"type": "object"}},
                "next": {"type": ["string", "null"]},
                "count": {"type": "object", "additionalProperties": {"type": "integer"}},
                "exact": {"type": "boolean"},
                "view": {"type": "object"},
            },
        }
        content |= _example(f"/{kind}")
    elif suffix == "metadata.json":
        content["schema"] = {"type": "object", "required": ["table", "unit", "columns"]}
    elif suffix == "geojson":
        content["schema"] = {"type": "object", "required": ["type", "features"]}
    name = f"{kind}_{suffix.replace('.', '_')}"
    return {
        "operationId": name,
        "summary": f"{table.unit.capitalize()}s that fit, as {suffix}",
        "parameters": [_parameter(kind, n) for n in (*FIELDS_OF[kind], *FORM) if n != "by"],
        "responses": _responses({TYPES[suffix].partition(";")[0]: content}),
    }


def _parameter(kind: str, name: str) -> Doc:
    """A name of the grammar; what only a store knows is any text."""
    schema = _values(kind, name)
    many = name not in ONCE
    return {
        "name": name,
        "in": "query",
        "required": False,
        "schema": {"type": "array", "items": schema} if many else schema,
        **({"style": "form", "explode": True} if many else {}),
    }


def _values(kind: str, name: str) -> Doc:
    closed: dict[str, list[str]] = {
        "type": sorted(event_types()),
        "context": sorted(contexts()),
        "mode": sorted({mode for each in event_types() for mode in modes_of(each)}),
        "sector": sorted(sectors()),
        "status": [str(each) for each in Status],
        "kind": ["quoted", "partly", "reported"],
        "predicate": [str(each) for each in Predicate],
        "quad": ["1", "2", "3", "4"],
        "dated": ["yes", "no"],
        "contested": ["yes", "no"],
        "clock": ["store", "published"],
        "view": [*views()],
        "sort": ["day", "told", "sure"],
        "order": ["desc", "asc"],
        "as": ["lines", "table"],
        "extra": list(EXTRAS),
        "facet": list(facet_names("events" if kind == "dyads" else kind)),
    }
    if name in closed:
        return {"type": "string", "enum": closed[name]}
    if name == "limit":
        return {"type": "integer", "minimum": 1, "maximum": 500}
    if name in _PATTERNS:
        return {"type": "string", "pattern": _PATTERNS[name]}
    if name == "fields":
        table = LISTS.get(kind)
        return {"type": "string", "enum": [c.name for c in table.columns]} if table else {}
    return {"type": "string", "pattern": r"\S"}


def _others() -> dict[str, Doc]:
    """The answers that are no lists of records."""
    text = {"type": "string", "pattern": r"\S"}

    def given(name: str, schema: Doc | None = None, *, needed: bool = False) -> Doc:
        where = "path" if needed else "query"
        return {"name": name, "in": where, "required": needed, "schema": schema or text}

    def must(name: str, schema: Doc) -> Doc:
        return {"name": name, "in": "query", "required": True, "schema": schema}

    def answer(path: str, summary: str, *parameters: Doc, needs: tuple[str, ...] = ()) -> Doc:
        schema = {"type": "object", "required": list(needs)}
        return {
            "operationId": path.strip("/").replace("/", "_").replace("{", "").replace("}", ""),
            "summary": summary,
            "parameters": list(parameters),
            "responses": _responses({"application/json": {"schema": schema, **_example(path)}}),
        }

    day = {"type": "string", "pattern": _DAY}
    items = ("items", "count")
    deeds = [_parameter("events", n) for n in ("actor", "with", "type", "status", "on", "limit")]
    sides = [given("left", needed=True), given("right", needed=True)]
    slot = [given(name, needed=True) for name in ("predicate", "subject", "object")]
    slot[0]["schema"] = {"type": "string", "enum": [str(each) for each in Predicate]}
    due = [
        given("kind", {"type": "string", "enum": [str(each) for each in Undertaking]}),
        given("status", {"type": "string", "enum": [str(each) for each in Standing]}),
        *(given(name) for name in ("by", "of", "actor")),
        given("due", day),
        given("known", day),
    ]
    return {
        path: answer(path, summary, *parameters, needs=needs)
        for path, summary, parameters, needs in (
            ("/timeline", "Occurrences, the latest first", deeds, items),
            ("/meetings", "Meetings held, planned and otherwise told", deeds, items),
            ("/dyad/{left}/{right}", "What happened between two sides", sides, items),
            ("/dyad/{left}/{right}/series", "Two sides by month", sides, ("items",)),
            ("/dyad/{left}/{right}/meetings", "When two sides met or spoke", sides, items),
            ("/actor/{name}", "Who is meant, with counts", [given("name", needed=True)], ()),
            (
                "/office/{country}/{title}",
                "Who holds an office on a day",
                [given("country", needed=True), given("title", needed=True), given("on", day)],
                ("items",),
            ),
            (
                "/facts",
                "What is claimed to hold",
                [
                    given("predicate", slot[0]["schema"]),
                    *(given(name) for name in ("actor", "subject", "object", "by")),
                    given("on", day),
                    given("known", day),
                ],
                items,
            ),
            ("/fact/{predicate}/{subject}/{object}", "The facts of a slot", slot, items),
            ("/commitments", "Promises and demands", due, items),
            ("/new", "Articles since a day", [must("since", day), given("actor")], items),
            (
                "/resolve",
                "Who is meant by a name",
                [must("name", text), given("on", day)],
                ("asked",),
            ),
            (
                "/ask",
                "The answer to a question in words",
                [must("q", text), given("known", day)],
                ("answer", "sentences", "records"),
            ),
            (
                "/ask/certificate",
                "What this record held when it was asked a question",
                [must("q", text), given("known", day)],
                ("question", "answer", "records", "seal"),
            ),
            (
                "/corrections",
                "What people said of records",
                [given("which", {"type": "string", "enum": [*map(str, Which)]})],
                items,
            ),
            ("/questions", "What cannot all be right, or is overdue", [given("check")], items),
            (
                "/diff",
                "What the record came to hold and gave up between two days",
                [must("from", day), given("known", day), given("actor")],
                ("came", "turned", "gone", "count"),
            ),
            ("/sources", "What was read", [], ("count",)),
            (
                "/record/{key}",
                "One record by its id",
                [given("key", _ID, needed=True)],
                ("record",),
            ),
        )
    }


def _judgements() -> Doc:
    body = {
        "type": "object",
        "required": ["left", "right", "verdict"],
        "additionalProperties": False,
        "properties": {
            "left": {"type": "string"},
            "right": {"type": "string"},
            "verdict": {"type": "string", "enum": [str(each) for each in Verdict]},
            "note": {"type": ["string", "null"], "maxLength": 2000},
        },
    }
    kept = {"application/json": {"schema": {"type": "object", "required": ["undo"]}}}
    return {
        "operationId": "judge",
        "summary": "Say whether two reports are of one event",
        "security": [{"bearer": []}],
        "parameters": [
            {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}},
        ],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {"201": {"description": "kept", "content": kept}, **_problems(writing=True)},
    }


def _correction() -> Doc:
    text = {"type": ["string", "null"], "maxLength": 2000}
    body = {
        "type": "object",
        "required": ["record", "kind"],
        "additionalProperties": False,
        "properties": {
            "record": {"type": "string"},
            "kind": {"type": "string", "enum": [str(each) for each in CorrectionKind]},
            "scope": {"type": ["string", "null"], "enum": [*map(str, Scope), None]},
            **dict.fromkeys(("other", "field", "new", "note"), text),
            "preview": {"type": "boolean"},
        },
    }
    kept = {"application/json": {"schema": {"type": "object", "required": ["also_changes"]}}}
    return {
        "operationId": "correct",
        "summary": "Say that a record is right or wrong, or what it should say",
        "security": [{"bearer": []}],
        "parameters": [
            {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}},
        ],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {
            "200": {"description": "what it would change", "content": kept},
            "201": {"description": "kept", "content": kept},
            **_problems(writing=True),
        },
    }


def _undo() -> Doc:
    kept = {"application/json": {"schema": {"type": "object", "required": ["undone_at"]}}}
    key = {"name": "key", "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        "operationId": "undo",
        "summary": "Take a correction back",
        "security": [{"bearer": []}],
        "parameters": [key],
        "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}},
        "responses": {"200": {"description": "done", "content": kept}, **_problems(writing=True)},
    }


def _responses(content: Doc) -> Doc:
    return {
        "200": {"description": "the answer", "content": content},
        "304": {"description": "as you have it"},
        **_problems(writing=False),
    }


def _problems(*, writing: bool) -> Doc:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        str(kind.status): {"description": kind.title, "content": content}
        for kind in KINDS.values()
        if (kind.writing if writing else kind.reading)
    }


def _example(path: str) -> Doc:
    found = examples().get(path)
    return {"example": found} if found is not None else {}


def _problem() -> Doc:
    return {
        "type": "object",
        "required": ["type", "title", "status", "detail", "next_step"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "parameter": {"type": "string"},
            "nearest": {"type": "array", "items": {"type": "string"}},
            "next_step": {"type": "string"},
        },
    }


def _day() -> Doc:
    day = {"type": ["string", "null"], "format": "date"}
    return {
        "type": ["object", "null"],
        "properties": {"first": day, "last": day, "precision": {}, "how": {}},
    }


def _party() -> Doc:
    text = {"type": ["string", "null"]}
    names = ("name", "id", "kind", "country", "sector", "role")
    return {"type": ["object", "null"], "properties": dict.fromkeys(names, text)}
