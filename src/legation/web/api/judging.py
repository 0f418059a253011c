"""Judgements over HTTP: whether two reports are of one event, kept with who said so."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any

from fastapi import Request
from fastapi.responses import Response

from legation.errors import InputError
from legation.records import Verdict
from legation.upkeep import judge
from legation.web.api import forms
from legation.web.api.problems import ApiError
from legation.web.api.sent import answered_once, object_in

log = logging.getLogger("legation.audit")
_FIELDS = ("left", "right", "verdict", "note")


async def judgements(request: Request) -> Response:
    """Keep a judgement of two reports; the answer has the request that takes it back."""
    response = forms.as_json(await answered_once(request, _asked, _kept))
    response.status_code = 201
    return response


def _asked(body: bytes) -> tuple[str, str, Verdict, str | None]:
    """The two reports, what is said of them, and a note; raises `ApiError` for another body."""
    told = object_in(body, _FIELDS, needed=("left", "right", "verdict"), free=("note",))
    verdicts = {str(each): each for each in Verdict}
    if told["verdict"] not in verdicts:
        raise ApiError("bad-body", f"verdict is none of {', '.join(verdicts)}")
    return told["left"], told["right"], verdicts[told["verdict"]], told.get("note")


def _kept(
    request: Request, who: str, asked: tuple[str, str, Verdict, str | None]
) -> dict[str, Any]:
    left, right, verdict, note = asked
    store = request.app.state.pages.query.store
    at = datetime.now(UTC)
    try:
        told = judge(store, left, right, verdict, at=at, note=note)
    except InputError as error:
        raise ApiError("bad-body", str(error)) from error
    log.warning("%s judged %s and %s: %s", who, told.left.event, told.right.event, verdict)
    sides = {"left": told.left.event, "right": told.right.event}
    return {
        **sides,
        "verdict": str(verdict),
        "note": note,
        "by": who,
        "recorded_at": at.isoformat(),
        "undo": {
            "method": "POST",
            "path": f"{request.scope.get('root_path', '')}/api/v1/judgements",
            "body": {**sides, "verdict": str(Verdict.UNSURE)},
        },
    }
