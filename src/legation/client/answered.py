"""One server: a request, its answer, and its problems as errors of ours."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import httpx

from legation.errors import InputError, StoreError

WAITS = 5  # times that a request which came too early is sent again
LONGEST_WAIT_S = 30.0

Pairs = Sequence[tuple[str, str]]


class Server:
    """A server by its address; `token` is for judgements."""

    def __init__(self, url: str, *, token: str | None = None, timeout_s: float = 30.0) -> None:
        if not url.startswith(("http://", "https://")):
            raise InputError(f"{url!r} is no address; write it like http://127.0.0.1:8000")
        headers = {"Accept": "application/json", "User-Agent": "legation-client"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        self.url = url.rstrip("/")
        self._http = httpx.Client(timeout=timeout_s, headers=headers)

    def close(self) -> None:
        """Let go of the connection."""
        self._http.close()

    def json(self, path: str, pairs: Pairs = ()) -> dict[str, Any]:
        """The answer to a question; raises `InputError` and `StoreError` as a store would."""
        body: dict[str, Any] = self.sent("GET", path, pairs).json()
        return body

    def bytes(self, path: str, pairs: Pairs = ()) -> bytes:
        """A file."""
        return self.sent("GET", path, pairs).content

    def sent(self, method: str, path: str, pairs: Pairs = (), **more: Any) -> httpx.Response:
        """The answer to a request, after waiting where the server says that it came too early."""
        for _ in range(WAITS):
            try:
                answer = self._http.request(
                    method, f"{self.url}/api/v1{path}", params=list(pairs), **more
                )
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise StoreError(
                    f"{self.url} does not answer ({error}); is `legation serve` running there?"
                ) from error
            if answer.status_code != 429:
                break
            wait = answer.headers.get("retry-after", "1")
            time.sleep(min(float(wait) if wait.isdigit() else 1.0, LONGEST_WAIT_S))
        if answer.status_code >= 400:
            raise _error(self.url, answer)
        return answer


def _error(url: str, answer: httpx.Response) -> InputError | StoreError:
    """The problem of an answer; a server's own fault is an error of its store."""
    try:
        told = answer.json()
        detail = str(told["detail"])
    except (ValueError, KeyError, TypeError):
        detail = f"{url} answered {answer.status_code}, and not as a server of the record does"
    kind = StoreError if answer.status_code >= 500 or answer.status_code == 429 else InputError
    return kind(detail)
