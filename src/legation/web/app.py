"""The application: pages over one store, with what keeps them safe.

No page runs script of its own text, asks anything from outside, or answers under another host's
name. `make_app` opens nothing: it is handed a store.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse, RedirectResponse
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from legation import __version__
from legation.ask.query import Query
from legation.ask.timeline import AT_ONCE as REPORTS
from legation.ask.undertakings_told import AT_ONCE as ARTICLES
from legation.errors import InputError
from legation.settings import Settings
from legation.store import Store
from legation.store.asking.patience import TookTooLongError, within
from legation.web import citing, front, lists, promises, stories_read
from legation.web.api.guarding import Bounds
from legation.web.api.problems import problem, problem_of
from legation.web.api.service import add_service, is_service
from legation.web.api.sharing import Shared
from legation.web.attending import Attended
from legation.web.packing import LEVEL, SMALL, Packed
from legation.web.pages import (
    actor_page,
    ask_page,
    changes_page,
    correct_page,
    corrections_page,
    fact_page,
    map_page,
    meeting_page,
    mission_page,
    new_page,
    office_page,
    one_or_two,
    questions_page,
    reasons_page,
    source_page,
    story_page,
    timeline_page,
)
from legation.web.rendering import Pages
from legation.web.signing import COOKIE, FormError, Sessions, own_path

# Lists come last: their files have any name.
PAGES = (
    front, citing, stories_read, actor_page, ask_page, changes_page, correct_page,
    corrections_page, one_or_two, fact_page, map_page, meeting_page, mission_page, new_page,
    office_page, promises,
    questions_page, reasons_page, source_page, story_page, timeline_page, lists,
)  # fmt: skip
LOCAL = ("localhost", "127.0.0.1", "[::1]")
MAX_ADDRESS = 8192  # bytes of a path with its query
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def make_app(
    store: Store,
    *,
    settings: Settings | None = None,
    hosts: Sequence[str] = LOCAL,
    bounds: Bounds | None = None,
    tokens: Path | None = None,
    shared: Shared | None = None,
) -> FastAPI:
    """The pages of a store, and the service of its data, as an ASGI application.

    `hosts` are the names it answers under: a request for another is refused, so that no page of
    the web can read the store by pointing its own name at this machine. `bounds` are how much a
    caller may ask, `tokens` the file of those who may write, `shared` what the processes of one
    server have together, where there are several.
    """
    app = FastAPI(
        title="Legation",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    query = Query(store, settings=settings, most_articles=ARTICLES, most_reports=2 * REPORTS)
    pages = Pages(query)
    app.state.pages = pages
    app.mount("/static", StaticFiles(directory=Path(str(files("legation.web"))) / "static"))
    add_service(app, bounds=bounds, tokens=tokens, shared=shared)
    writers = app.state.writers
    app.state.sessions = Sessions(writers, key=shared.key if shared else None) if writers else None
    for page in PAGES:
        app.include_router(page.router)
    app.add_middleware(Packed, minimum_size=SMALL, compresslevel=LEVEL)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*hosts])
    app.middleware("http")(_guarded)
    app.add_middleware(Attended, seconds=app.state.bounds.answer_s)
    app.add_api_route("/healthz", _healthy, include_in_schema=False)
    app.add_api_route("/theme", _theme, include_in_schema=False)
    app.add_exception_handler(InputError, _refused)
    app.add_exception_handler(TookTooLongError, _too_long)
    app.add_exception_handler(FormError, _not_taken)
    app.add_exception_handler(HTTPException, _not_there)
    return app


def served_app(name: str, opening: Mapping[str, Any], **given: Any) -> FastAPI:
    """The application of one of several processes: each opens the store for itself.

    `opening` are the arguments of `Store.open`, the others those of `make_app`.
    """
    return make_app(Store.open(name, **opening), **given)


async def _guarded(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    if len(request.scope["raw_path"]) + len(request.scope["query_string"]) > MAX_ADDRESS:
        response: Response = PlainTextResponse("The address is too long; ask for less.", 414)
    else:
        response = await answer(request)
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    path = request.url.path
    # An asset's address changes with its content; a font that changes is given another name.
    lasting = path.startswith("/static/fonts/") or (
        path.startswith("/static/") and "v" in request.query_params
    )
    kept = "no-store" if COOKIE in request.cookies else "no-cache"
    cached = "public, max-age=31536000, immutable" if lasting else kept
    response.headers.setdefault("Cache-Control", cached)
    return response


def _healthy() -> PlainTextResponse:
    return PlainTextResponse("ok")


def _theme(to: str = "light", back: str = "/") -> RedirectResponse:
    """Keep the theme in the only cookie there is, and go back to the page."""
    response = RedirectResponse(own_path(back), status_code=303)
    if to in ("light", "dark"):
        response.set_cookie("theme", to, max_age=31_536_000, samesite="strict", httponly=True)
    return response


def _refused(request: Request, error: Exception) -> Response:
    """A question that cannot be: what, why, and what to try."""
    if is_service(request):
        return problem_of(request, error)
    pages: Pages = request.app.state.pages
    told = str(error)
    missing = "nobody here is called" in told or "no such record" in told
    return pages.page(
        request,
        "error.html",
        status=404 if missing else 400,
        title="Nothing is here by that name" if missing else "This cannot be asked so",
        told=told,
        code="404 nothing found" if missing else "400 no question",
        near=_near(told, missing),
        lead="Did you mean",
    )


def _too_long(request: Request, error: Exception) -> Response:
    """A question that was ended before its answer was there."""
    if is_service(request):
        return problem_of(request, error)
    pages: Pages = request.app.state.pages
    told = "To answer this would take longer than this server may work at one page. Ask for less: "
    told += "fewer days, one actor, one type. Or ask again, when fewer ask."
    with within(None):  # this page too asks the store what was read
        page = pages.page(request, "error.html", status=503, title="This would take too long",
                          told=told, code="503 took too long", near=[], lead="")  # fmt: skip
    page.headers["Retry-After"] = "5"
    return page


def _not_taken(request: Request, error: Exception) -> Response:
    """A form that is not taken: why, and what to do."""
    pages: Pages = request.app.state.pages
    return pages.page(request, "error.html", status=403, title="This was not taken",
                      told=str(error), code="403 not taken",
                      near=[("Sign in", "/sign-in")] if request.app.state.sessions else [],
                      lead="Or")  # fmt: skip


def _near(told: str, missing: bool) -> list[tuple[str, str]]:
    """The names that a refusal offers instead, each with a search for it."""
    offered = re.search(r"did you mean (.+?)\?", told) if missing else None
    choice = re.match(r"'(.+?)' may be ", told)
    names = offered[1].split(", ") if offered else [choice[1]] if choice else []
    return [(name, f"/search?q={quote(name, safe='')}") for name in names[:6]]


def _not_there(request: Request, error: Exception) -> Response:
    pages: Pages = request.app.state.pages
    status = error.status_code if isinstance(error, HTTPException) else 404
    if is_service(request):
        kind = "method" if status == 405 else "no-such-path"
        headers = dict(error.headers or {}) if isinstance(error, HTTPException) else None
        return problem(request, kind, f"{request.url.path} is not asked so", headers=headers)
    told = f"{request.url.path} is no page of this record. Search for a name, or start again."
    return pages.page(request, "error.html", status=status, title="No such page", told=told,
                      code=f"{status} no such page", near=[], lead="")  # fmt: skip
