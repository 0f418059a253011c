"""What went wrong as `application/problem+json` (RFC 9457), each kind with a page of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse

from legation.errors import InputError, LegationError, StoreError
from legation.store.asking.patience import TookTooLongError

MEDIA_TYPE = "application/problem+json"
_PARAMETER = re.compile(r"'?([a-z_]{1,12})'?(?:=|:| stands twice| is no filter)")
# Names and ids that the grammar allows and that nothing here bears.
_MISSING = re.compile(
    r"^nobody here is called|has no such record|is no office|no such town is known"
    r"|^(?:outlet|agency|act)=.* is not known|is no country|^after:",
    re.DOTALL,
)
_SEVERAL = re.compile(r" may be (.+?)(?: and \d+ more)?: name one of them", re.DOTALL)
_NEAREST = re.compile(r"did you mean ([^?]+)\?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of problem: its status, its title, and what to do about it."""

    status: int
    title: str
    next_step: str
    reading: bool = False  # whether an answer to a question may be one
    writing: bool = False  # whether an answer to what is sent may be one


KINDS: Mapping[str, Kind] = {
    "bad-query": Kind(
        status=400,
        title="This cannot be asked so",
        next_step="Mend the name or value that `parameter` tells; /api/v1 lists all names.",
        reading=True,
    ),
    "not-found": Kind(
        status=404,
        title="Nothing is here by that name",
        next_step="Try one of `nearest`, a full name, or /api/v1/resolve?name=.",
        reading=True,
    ),
    "ambiguous": Kind(
        status=409,
        title="That name may be several",
        next_step="Ask again with one of `nearest`, or with an id or a country's code.",
        reading=True,
    ),
    "no-such-path": Kind(
        status=404,
        title="No such address",
        next_step="/api/v1 lists all addresses.",
    ),
    "method": Kind(
        status=405,
        title="This address cannot be asked so",
        next_step="Lists are asked with GET or HEAD; judgements are sent with POST.",
    ),
    "format": Kind(
        status=406,
        title="Not in this format",
        next_step="Ask for JSON, or for one of the suffixes that /api/v1 names for the list.",
        reading=True,
    ),
    "conflict": Kind(
        status=409,
        title="The key was used for something else",
        next_step="Send another Idempotency-Key, or the same body as before.",
        writing=True,
    ),
    "too-long": Kind(
        status=413,
        title="Too much was sent",
        next_step="Send at most 1 MB, addresses of 8 KB.",
        writing=True,
    ),
    "address-too-long": Kind(
        status=414,
        title="The address is too long",
        next_step="Ask for less in one address.",
        reading=True,
    ),
    "bad-body": Kind(
        status=422,
        title="The body is not what is taken here",
        next_step="Send a JSON object with the fields that the OpenAPI description names.",
        writing=True,
    ),
    "token": Kind(
        status=401,
        title="A token is needed to write",
        next_step="Send Authorization: Bearer TOKEN; `legation tokens add NAME` makes one.",
        writing=True,
    ),
    "read-only": Kind(
        status=403,
        title="Nothing is written here",
        next_step="The server was started without tokens; start it with --tokens FILE.",
        writing=True,
    ),
    "too-many": Kind(
        status=429,
        title="Too many requests",
        next_step="Wait as many seconds as Retry-After says; ask for larger pages.",
        reading=True,
        writing=True,
    ),
    "busy": Kind(
        status=503,
        title="The answer would take too long",
        next_step="Ask for fewer days, one actor or type, or a smaller limit.",
        reading=True,
        writing=True,
    ),
    "store": Kind(
        status=503,
        title="The store does not answer",
        next_step="Try again; the one who runs the server finds the cause in its log.",
    ),
}


class ApiError(LegationError):
    """A problem of a kind that is no question's fault, such as a token or a format."""

    def __init__(self, kind: str, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.kind = kind
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def problem(request: Request, kind: str, detail: str, **more: Any) -> JSONResponse:
    """The answer to a request that cannot be answered."""
    told = KINDS[kind]
    root = request.scope.get("root_path", "")
    headers = more.pop("headers", None)
    body = {
        "type": f"{root}/api/v1/problems/{kind}",
        "title": told.title,
        "status": told.status,
        "detail": detail,
        "next_step": told.next_step,
        **{name: value for name, value in more.items() if value},
    }
    return JSONResponse(body, told.status, headers=headers, media_type=MEDIA_TYPE)


def problem_of(request: Request, error: Exception) -> JSONResponse:
    """An error of ours as a problem, with the parameter and the nearest names it tells."""
    detail = str(error).encode("utf-8", "replace").decode()
    if isinstance(error, ApiError):
        return problem(request, error.kind, detail, headers=error.headers)
    if isinstance(error, TookTooLongError):
        return problem(request, "busy", detail, headers={"Retry-After": "5"})
    if isinstance(error, StoreError):
        wait = {"Retry-After": "5"}
        return problem(request, "store", "the store cannot be asked now", headers=wait)
    assert isinstance(error, InputError)
    parameter, near = _PARAMETER.match(detail), _NEAREST.search(detail)
    choice = _SEVERAL.search(detail)
    if choice is not None:
        names = [each for each in choice[1].split("; ") if each]
        return problem(request, "ambiguous", detail, nearest=names)
    return problem(
        request,
        "not-found" if _MISSING.search(detail) else "bad-query",
        detail,
        parameter=parameter[1] if parameter else None,
        nearest=re.split(r", | or ", near[1]) if near else None,
    )
