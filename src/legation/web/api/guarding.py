"""What keeps the service safe and quick: bounds of bodies and rates, and answers known already."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from fastapi import Request, Response

from legation import __version__
from legation.store import Store
from legation.store.asking.revision import revision
from legation.web.api.problems import problem

PREFIX = "/api/v1"
_MOST_CALLERS = 10_000  # addresses remembered; the one that asked longest ago is forgotten first


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much a caller may ask: bytes of a body, seconds of one answer, requests a second.

    `rate` and `burst` are for one address; a rate of 0 sets no bound.
    """

    body_bytes: int = 1_000_000
    answer_s: float = 5.0
    rate: float = 20.0
    burst: int = 60


class Rates:
    """How many requests an address has left, by a bucket that fills at a steady rate."""

    def __init__(self, bounds: Bounds, clock: Callable[[], float] = time.monotonic) -> None:
        self._bounds = bounds
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, caller: str) -> float:
        """Requests left after this one; below 0 for one too many."""
        now = self._clock()
        left, at = self._left.pop(caller, (float(self._bounds.burst), now))
        left = min(self._bounds.burst, left + (now - at) * self._bounds.rate) - 1
        self._left[caller] = (max(left, 0.0) if left >= 0 else left + 1, now)
        if len(self._left) > _MOST_CALLERS:
            self._left.popitem(last=False)
        return left


class Counts(Protocol):
    """What counts requests: `Rates` here, or what several processes share."""

    def take(self, caller: str) -> float:
        """Requests left after this one; below 0 for one too many."""


class Guard:
    """The middleware of the service; it touches no other path."""

    def __init__(self, store: Store, bounds: Bounds, rates: Counts | None = None) -> None:
        self.store = store
        self.bounds = bounds
        self.rates = rates or Rates(bounds)

    async def __call__(
        self, request: Request, answer: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        """The answer with its headers, or what is answered in its place."""
        path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
        if not path.startswith(PREFIX):
            return await answer(request)
        refused = self._refused(request)
        if refused is not None:
            return self._told(refused, request)
        tag = self._tag(request) if request.method in ("GET", "HEAD") else None
        if tag and tag in _tags(request.headers.get("if-none-match", "")):
            return self._told(Response(status_code=304, headers={"ETag": tag}), request)
        response = await answer(request)
        if tag and response.status_code == 200:
            response.headers.setdefault("ETag", tag)
        return self._told(response, request)

    def _refused(self, request: Request) -> Response | None:
        length = request.headers.get("content-length", "0")
        sent = int(length) if length.isascii() and length.isdigit() else 0
        if sent > self.bounds.body_bytes:
            return problem(request, "too-long", f"the body has {sent:,} bytes")
        if request.method == "POST" and "content-length" not in request.headers:
            return problem(request, "too-long", "the body has no Content-Length")
        if self.bounds.rate <= 0:
            return None
        caller = request.client.host if request.client else "local"
        left = self.rates.take(caller)
        request.state.left = max(0, int(left))
        if left < 0:
            wait = str(max(1, round(-left / self.bounds.rate)))
            detail = f"more than {self.bounds.rate:g} requests a second came from {caller}"
            return problem(request, "too-many", detail, headers={"Retry-After": wait})
        return None

    def _told(self, response: Response, request: Request) -> Response:
        response.headers["Legation-Version"] = __version__
        response.headers.setdefault("Cache-Control", "no-cache")
        response.headers["Vary"] = "Accept"
        left = getattr(request.state, "left", None)
        if left is not None:
            full = (self.bounds.burst - left) / self.bounds.rate
            response.headers["RateLimit-Limit"] = str(self.bounds.burst)
            response.headers["RateLimit-Remaining"] = str(left)
            response.headers["RateLimit-Reset"] = str(max(0, round(full)))
        return response

    def _tag(self, request: Request) -> str:
        """What stands for the answer: the store as it is, the question and the format."""
        parts = (
            __version__,
            revision(self.store),
            request.url.path,
            request.url.query,
            request.headers.get("accept", ""),
        )
        return f'"{sha256(chr(0).join(parts).encode("utf-8", "replace")).hexdigest()[:24]}"'


def _tags(header: str) -> set[str]:
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}
