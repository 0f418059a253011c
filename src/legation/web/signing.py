"""Who is signed in on pages: a token given once, then a signed cookie, and forms that are ours.

The cookie holds a name and when it ends, under a key that lives as long as the server; the token
itself is never kept. A form is taken only with the word made for its session, and only from a page
of this server, so that no other page of the web can write in somebody's name.
"""

from __future__ import annotations

import base64
import hmac
import json
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import parse_qsl, urlsplit

from fastapi import Request, Response

from legation.errors import LegationError
from legation.web.api.bearers import Writers
from legation.web.api.sent import body_of

COOKIE = "session"
LASTS = 12 * 3600  # seconds: a working day
_MOST_FIELDS = 40  # of a form; none of ours has half as many


class FormError(LegationError):
    """A form that is not taken: what is wrong with it, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What may be written from a page: whether the server takes it, and who is signed in."""

    open: bool = False
    name: str = ""
    word: str = ""  # stands in each form of the session


NOBODY = Writing()


class Sessions:
    """Signed cookies of those who may write; a token that is taken back ends them at once."""

    def __init__(
        self,
        writers: Writers,
        clock: Callable[[], float] = time.time,
        *,
        key: bytes | None = None,
    ) -> None:
        self._writers = writers
        self._clock = clock
        self._key = key or secrets.token_bytes(32)

    def opened(self, token: str) -> str | None:
        """The cookie of whoever has the token; `None` for a token that is not known."""
        bearer = self._writers.bearer_of(token)
        if bearer is None:
            return None
        told = [bearer.name, bearer.sha256, int(self._clock()) + LASTS]
        body = base64.urlsafe_b64encode(json.dumps(told).encode()).decode()
        return f"{body}.{self._sign('cookie', body)}"

    def of(self, cookie: str) -> Writing:
        """Who a cookie is of; nobody for one that is not ours, that ended, or was taken back."""
        body, _, sign = cookie.partition(".")
        if not hmac.compare_digest(sign.encode(), self._sign("cookie", body).encode()):
            return Writing(open=True)
        name, digest, until = json.loads(base64.urlsafe_b64decode(body))
        if until < self._clock() or not self._writers.knows(name, digest):
            return Writing(open=True)
        return Writing(open=True, name=name, word=self._sign("form", body))

    def _sign(self, use: str, body: str) -> str:
        told = f"{use}\0{body}".encode("utf-8", "replace")
        return hmac.new(self._key, told, sha256).hexdigest()


def writing_of(request: Request) -> Writing:
    """What the one who asks for a page may write."""
    sessions: Sessions | None = request.app.state.sessions
    return sessions.of(request.cookies.get(COOKIE, "")) if sessions else NOBODY


def signed_in(request: Request, response: Response, cookie: str) -> Response:
    """An answer that keeps a session in the browser, for this server alone."""
    response.set_cookie(
        COOKIE,
        cookie,
        max_age=LASTS,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return response


async def form_of(request: Request) -> Mapping[str, str]:
    """The fields of a form of ours; raises `FormError` for one that another page sent."""
    if not _is_own(request):
        raise FormError("this form did not come from a page of this server; open the page anew")
    body = await body_of(request)
    try:
        told = parse_qsl(
            body.decode(), keep_blank_values=True, strict_parsing=False, max_num_fields=_MOST_FIELDS
        )
    except (UnicodeDecodeError, ValueError) as error:
        raise FormError("this is no form of a page here; open the page anew") from error
    return dict(told)


def writer_in(request: Request, form: Mapping[str, str]) -> str:
    """The name of who sends a form; raises `FormError` where nobody is signed in."""
    writing = writing_of(request)
    if not writing.open:
        raise FormError("this server is read-only: it shows corrections and takes none")
    if not writing.name:
        raise FormError("nobody is signed in; sign in and send it again")
    if not hmac.compare_digest(form.get("word", "").encode(), writing.word.encode()):
        raise FormError("this form is of another session; open the page anew")
    return writing.name


def own_path(back: str) -> str:
    """A path of this server to go back to; the start page for anything else."""
    fine = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    return back if fine else "/"


def _is_own(request: Request) -> bool:
    """Whether a form was sent by a page of this server, by what the browser says of it."""
    origin = request.headers.get("origin")
    if origin is not None:
        sent = urlsplit(origin)
        return sent.scheme in ("http", "https") and sent.netloc == request.headers.get("host")
    return request.headers.get("sec-fetch-site") == "same-origin"
