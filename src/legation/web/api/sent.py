"""What somebody sends who may write: the writer, the body within bounds, and the object in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from legation.web.api.bearers import Writers
from legation.web.api.problems import ApiError

Asked = TypeVar("Asked")
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


async def answered_once(
    request: Request,
    asked: Callable[[bytes], Asked],
    kept: Callable[[Request, str, Asked], Mapping[str, Any]],
) -> Mapping[str, Any]:
    """What a writer's request is answered: made once for a key, and the same when it comes again.

    `asked` reads the body, `kept` works in a thread. An answer with `preview_only` is not kept.
    """
    writers, who = writer_of(request)
    body = await body_of(request)
    key = request.headers.get("idempotency-key")
    answer: Mapping[str, Any] | None = writers.answer_to(who, key, body)
    if answer is None:
        answer = await run_in_threadpool(kept, request, who, asked(body))
        if not answer.get("preview_only"):
            writers.keep(who, key, body, answer)
    return answer


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
