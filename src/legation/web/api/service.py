"""The service whole: its addresses, what it says of itself, and its errors."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import Response

from legation import __version__
from legation.ask.grammar.lists import FIELDS_OF, FORM
from legation.errors import InputError, StoreError
from legation.web.api import correcting, forms
from legation.web.api.bearers import AnswersHere, Writers
from legation.web.api.guarding import PREFIX, Bounds, Guard
from legation.web.api.judging import judgements
from legation.web.api.openapi import described
from legation.web.api.problems import KINDS, ApiError, problem_of
from legation.web.api.record_lists import FORMATS, LISTS, add_lists
from legation.web.api.sharing import Shared
from legation.web.api.sides import add_answers


def add_service(
    app: FastAPI,
    *,
    bounds: Bounds | None = None,
    tokens: Path | None = None,
    shared: Shared | None = None,
) -> None:
    """Put the service into an application whose `state.pages` has the questions to a store.

    With `tokens`, a file of `legation tokens`, judgements can be sent; the store must then be open
    for writing. `shared` is what the processes of a server have together.
    """
    bounds = bounds or Bounds()
    app.state.bounds = bounds
    answers = shared.answers if shared else AnswersHere()
    app.state.writers = Writers(tokens, answers) if tokens else None
    router = APIRouter(prefix=PREFIX)
    router.add_api_route("", about, methods=["GET", "HEAD"], include_in_schema=False)
    router.add_api_route("/openapi.json", openapi, methods=["GET", "HEAD"], include_in_schema=False)
    router.add_api_route(
        "/problems/{kind}", problem_page, methods=["GET", "HEAD"], include_in_schema=False
    )
    router.add_api_route("/judgements", judgements, methods=["POST"], include_in_schema=False)
    router.add_api_route(
        "/corrections", correcting.posted, methods=["POST"], include_in_schema=False
    )
    router.add_api_route(
        "/corrections/{key}/undo", correcting.taken_back, methods=["POST"], include_in_schema=False
    )
    add_lists(router)
    add_answers(router)
    app.include_router(router)
    app.middleware("http")(
        Guard(app.state.pages.query.store, bounds, shared.rates if shared else None)
    )
    for error in (ApiError, StoreError):
        app.add_exception_handler(error, problem_of)


def is_service(request: Request) -> bool:
    """Whether a request is to the service, and not to a page."""
    return request.url.path.removeprefix(request.scope.get("root_path", "")).startswith(PREFIX)


def about(request: Request) -> Response:
    """What the service is: its version, lists, names, formats and bounds."""
    bounds: Bounds = request.app.state.bounds
    return forms.as_json(
        {
            "name": "Legation",
            "version": __version__,
            "promise": "within v1 names and addresses are only added, and ids keep their meaning",
            "lists": {
                kind: {"filters": list(FIELDS_OF[kind]), "formats": list(FORMATS[kind])}
                for kind in LISTS
            },
            "form": list(FORM),
            "bounds": {
                "address_bytes": 8192,
                "body_bytes": bounds.body_bytes,
                "answer_seconds": bounds.answer_s,
                "requests_a_second": bounds.rate,
                "burst": bounds.burst,
                "page": 500,
            },
            "writing": request.app.state.writers is not None,
            "described_at": f"{request.scope.get('root_path', '')}{PREFIX}/openapi.json",
        }
    )


def openapi(request: Request) -> Response:
    """The description of the service as OpenAPI 3.1, each answer with an example."""
    return forms.as_json(described(request.scope.get("root_path", "")))


def problem_page(kind: str) -> Response:
    """What a kind of problem means, and what to do about it."""
    if kind not in KINDS:
        raise InputError(f"{kind[:60]!r} has no such record: kinds are {', '.join(KINDS)}")
    told = KINDS[kind]
    return forms.as_json(
        {"kind": kind, "status": told.status, "title": told.title, "next_step": told.next_step}
    )
