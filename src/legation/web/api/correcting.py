"""Corrections over HTTP: listed, looked at before they are taken, kept, and taken back."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from legation.ask.grammar.asking import pairs_in
from legation.ask.grammar.lists import enum_of, named_values
from legation.errors import InputError
from legation.records import CorrectionKind, Scope
from legation.store import Store
from legation.store.correcting.corrections_kept import target_item
from legation.upkeep.correcting_records import (
    correction_item,
    corrections_of,
    disputed,
    keep,
    make_correction,
    orphans_of,
    precision_of,
    preview,
    to_gold,
    undo,
)
from legation.web.api import forms
from legation.web.api.problems import ApiError
from legation.web.api.sent import answered_once, body_of, object_in, writer_of

log = logging.getLogger("legation.audit")
_FREE = ("scope", "other", "field", "new", "note")
_FIELDS = ("record", "kind", *_FREE, "preview")


class Which(StrEnum):
    """Which corrections are listed, or the rules by what was said of their records."""

    ALL = "all"
    ORPHANS = "orphans"
    DISPUTED = "disputed"
    RULES = "rules"


def listed(request: Request, suffix: str | None = None) -> Response:
    """Corrections, those taken back too; `which=` orphans, disputed ones, or rules by precision."""
    form = forms.form_of(request, suffix, ("json", "jsonl"))
    given = named_values(pairs_in(request.url.query), ("which", "view"), of="corrections")
    which = enum_of(Which, "which", given.get("which", "all"))
    store: Store = request.app.state.pages.query.store
    if form == "jsonl":
        lines = "".join(f"{line}\n" for line in to_gold(store))
        return Response(lines, media_type=forms.TYPES["jsonl"])
    if which is Which.RULES:
        items = [
            {"rule": r.rule, "right": r.right, "wrong": r.wrong, "low": r.low, "high": r.high}
            for r in precision_of(corrections_of(store))
        ]
        return forms.as_json({"items": items, "count": {"rules": len(items)}})
    every = corrections_of(store)
    if which is Which.ORPHANS:
        found = orphans_of(store)
    else:
        differ = tuple(c for several in disputed(every) for c in several)
        found = differ if which is Which.DISPUTED else every
    items = [correction_item(each) for each in found]
    return forms.as_json({"items": items, "count": {"corrections": len(items)}})


async def posted(request: Request) -> Response:
    """Keep a correction; with `preview` only say what else it would change."""
    answer = await answered_once(request, _asked, _kept)
    response = forms.as_json(answer)
    response.status_code = 200 if answer.get("preview_only") else 201
    return response


async def taken_back(request: Request, key: str) -> Response:
    """Take a correction back."""
    _, who = writer_of(request)
    await body_of(request)

    def work() -> dict[str, Any]:
        store: Store = request.app.state.pages.query.store
        try:
            return correction_item(undo(store, key, by=who, at=datetime.now(UTC)))
        except InputError as error:
            raise ApiError("bad-body", str(error)) from error

    answer = await run_in_threadpool(work)
    log.warning("%s took back %s", who, answer["id"])
    return forms.as_json(answer)


def _asked(body: bytes) -> dict[str, Any]:
    """What is asked; raises `ApiError` for another body."""
    told = object_in(body, _FIELDS, needed=("record", "kind"), free=_FREE)
    if not isinstance(told.get("preview", False), bool):
        raise ApiError("bad-body", "preview is neither true nor false")
    return told


def _kept(request: Request, who: str, told: dict[str, Any]) -> dict[str, Any]:
    store: Store = request.app.state.pages.query.store
    wanted = told.get("scope") or str(Scope.PASSAGE)
    try:
        given = make_correction(
            store,
            told["record"],
            enum_of(CorrectionKind, "kind", told["kind"]),
            by=who,
            at=datetime.now(UTC),
            scope=enum_of(Scope, "scope", wanted),
            other=told.get("other"),
            field=told.get("field"),
            new=told.get("new"),
            note=told.get("note"),
        )
        wide = preview(store, given)
        only = bool(told.get("preview"))
        if not only:
            keep(store, given)
    except InputError as error:
        raise ApiError("bad-body", str(error)) from error
    if not only:
        log.warning("%s corrected %s: %s", who, given.target.record, given.kind)
    also = {
        "records": wide.records,
        "articles": wide.articles,
        "examples": [target_item(each) for each in wide.examples],
    }
    root = request.scope.get("root_path", "")
    back = {"method": "POST", "path": f"{root}/api/v1/corrections/{given.id}/undo", "body": {}}
    answer = {**correction_item(given), "also_changes": also, "preview_only": only}
    return answer if only else {**answer, "undo": back}
