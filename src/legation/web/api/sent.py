"""What somebody sends who may write: the writer, the body within bounds, and the object in it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from fastapi import Request

from legation.web.api.bearers import Writers
from legation.web.api.problems import ApiError

LONGEST = 2000  # characters of a text that may be left out: a note


def writer_of(request: Request) -> tuple[Writers, str]:
    """Those who may write, and which of them asks; raises `ApiError` for anybody else."""
    writers: Writers | None = request.app.state.writers
    if writers is None:
        raise ApiError("read-only", "this server writes nothing")
    return writers, writers.who(request.headers.get("authorization"))


async def body_of(request: Request) -> bytes:
    """The body, never longer than allowed, whatever its length was said to be."""
    most: int = request.app.state.bounds.body_bytes
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > most:
            raise ApiError("too-long", f"the body has more than {most:,} bytes")
    return body


def object_in(
    body: bytes, fields: Collection[str], *, needed: Iterable[str], free: Iterable[str]
) -> dict[str, Any]:
    """The object of a body, of these `fields` alone; raises `ApiError` for another.

    Texts that are `needed` must be there, those that are `free` may be missing or null and have at
    most `LONGEST` characters.
    """
    try:
        told = json.loads(body)
    except ValueError as error:
        raise ApiError("bad-body", f"the body is no JSON: {error}") from error
    if not isinstance(told, dict):
        raise ApiError("bad-body", "the body is no JSON object")
    if unknown := sorted(set(told) - set(fields)):
        raise ApiError("bad-body", f"{unknown[0][:60]!r} is no field; {', '.join(fields)} are")
    for name in needed:
        if not isinstance(told.get(name), str):
            raise ApiError("bad-body", f"{name} is missing or no text")
    for name in free:
        text = told.get(name)
        if text is not None and (not isinstance(text, str) or len(text) > LONGEST):
            raise ApiError("bad-body", f"{name} is no text of at most {LONGEST:,} characters")
    return told
