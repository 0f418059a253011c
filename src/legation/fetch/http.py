"""One page from the web, and never from a network that is not public.

A news address may lead anywhere, so every host is resolved here, each address it has must be
public, and the connection goes to the very address that was checked; so for every redirect.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx

from legation import __version__
from legation.errors import InputError
from legation.fetch.addresses import is_public
from legation.fetch.files import MAX_BYTES, media_type_of, too_large
from legation.fetch.wire import Deadline, DeadlineTransport
from legation.ids import sha256_of
from legation.records import Origin, Page, Skipped, SkipReason

MAX_REDIRECTS = 5
CONNECT_S = 6.0  # to one of a host's addresses; another may answer
USER_AGENT = f"legation/{__version__} (reads news pages one at a time)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
# Other packings unfold without bound, or need a library; no server sends what was not asked for.
_UNPACKED = frozenset({"", "gzip", "deflate"})

Resolve = Callable[[str, int], list[str]]
Before = Callable[[str], str | None]  # called with each address before it is asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered, whatever its status.

    `final_url` is the address after redirects; `moved_to` the one to ask from now on, where the
    first redirects said so for good. Header names are in lower case.
    """

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    fetched_at: datetime
    moved_to: str | None = None

    def page(self) -> Page:
        """The page that was answered."""
        told = self.headers.get("content-type", "").strip().lower()
        return Page(
            fetched_at=self.fetched_at,
            media_type=told or media_type_of(self.body),
            body=self.body,
            sha256=sha256_of(self.body),
            origin=Origin(kind="http", path=self.url),
            url=self.url,
            final_url=self.final_url,
        )


def resolve(host: str, port: int) -> list[str]:
    """The network addresses of a host; raises `OSError` where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[4][0]) for address in found]


@dataclass(slots=True, kw_only=True)
class Asker:
    """Asks servers, one request at a time; close it when done.

    `private` are addresses that may be asked though they are not public. A `client` of your own
    must leave proxies alone, since connections go to addresses and not to names.
    """

    client: httpx.Client | None = None
    max_bytes: int = MAX_BYTES
    timeout_s: float = 20.0
    resolve: Resolve = resolve
    private: frozenset[str] = frozenset()
    user_agent: str = USER_AGENT
    _deadline: Deadline = field(default_factory=Deadline)
    _own: httpx.Client | None = None

    def close(self) -> None:
        """Let go of the connections."""
        if self._own is not None:
            self._own.close()
            self._own = None

    def ask(
        self, url: str, headers: Mapping[str, str] | None = None, *, before: Before | None = None
    ) -> Answer | Skipped:
        """The answer at an address, through up to five redirects, within `timeout_s` in all.

        `before` is called with each address that is about to be asked; a reason it gives ends it
        there, and what it waits does not count. No answer, too many redirects or bytes give a
        `Skipped`. Raises `InputError` for an address that is none, or whose host is not public.
        """
        origin = Origin(kind="http", path=url)
        return self._tried(origin, lambda: self._followed(url, headers or {}, before, origin))

    def tell(
        self, url: str, body: bytes, headers: Mapping[str, str] | None = None
    ) -> Answer | Skipped:
        """What is answered where some bytes are posted to an address, once and without redirects.

        No answer or one that is too large gives a `Skipped`. Raises `InputError` for an address
        that is none, or whose host is not public.
        """
        origin = Origin(kind="http", path=url)
        return self._tried(origin, lambda: self._posted(url, body, headers or {}, origin))

    def _posted(
        self, url: str, body: bytes, headers: Mapping[str, str], origin: Origin
    ) -> Answer | Skipped:
        self._deadline.set(self.timeout_s)
        response = self._sent(self._requests(httpx.URL(url), headers, body))
        try:
            told = _body(response, max_bytes=self.max_bytes, within_s=self.timeout_s)
        finally:
            response.close()
        if told is None:
            return too_large(origin, max_bytes=self.max_bytes)
        return _answered(url, url, response, told)

    def _tried(self, origin: Origin, ask: Callable[[], Answer | Skipped]) -> Answer | Skipped:
        """What asking an address gives; no answer and no connection are a `Skipped`."""
        url = origin.path
        try:
            return ask()
        except (httpx.InvalidURL, UnicodeError) as error:
            raise InputError(f"{url}: not an address ({error}); check it", path=url) from error
        except httpx.TimeoutException:
            return _skipped(origin, f"no answer within {self.timeout_s:g} seconds")
        except (httpx.HTTPError, OSError) as error:
            return _skipped(origin, f"no connection: {error}")

    def _followed(
        self, url: str, headers: Mapping[str, str], before: Before | None, origin: Origin
    ) -> Answer | Skipped:
        target = httpx.URL(url)
        moved_to, for_good = None, True
        left_s = self.timeout_s
        for _ in range(MAX_REDIRECTS + 1):
            reason = before(str(target)) if before else None
            if reason is not None:
                return _skipped(origin, reason)
            begun = time.monotonic()
            self._deadline.set(left_s)
            response = self._sent(self._requests(target, headers))
            try:
                left_s -= time.monotonic() - begun
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    for_good = for_good and response.status_code in _FOR_GOOD
                    target = target.join(response.headers["location"])
                    moved_to = str(target) if for_good else moved_to
                    continue
                packing = response.headers.get("content-encoding", "").strip().lower()
                if packing not in _UNPACKED:
                    return _skipped(origin, f"the answer is packed as {packing}, unasked")
                body = _body(response, max_bytes=self.max_bytes, within_s=left_s)
            finally:
                response.close()
            if body is None:
                return too_large(origin, max_bytes=self.max_bytes)
            return _answered(url, str(target), response, body, moved_to)
        return _skipped(origin, f"more than {MAX_REDIRECTS} redirects")

    def _client(self) -> httpx.Client:
        if self.client is not None:
            return self.client
        if self._own is None:
            self._own = httpx.Client(transport=DeadlineTransport(self._deadline), trust_env=False)
        return self._own

    def _sent(self, requests: list[httpx.Request]) -> httpx.Response:
        """The response of the first address that takes a connection."""
        *before, last = requests
        for request in before:
            with suppress(httpx.ConnectError, httpx.ConnectTimeout):
                return self._client().send(request, stream=True, follow_redirects=False)
        return self._client().send(last, stream=True, follow_redirects=False)

    def _requests(
        self, target: httpx.URL, headers: Mapping[str, str], body: bytes | None = None
    ) -> list[httpx.Request]:
        """A request to each checked address of the target's host, under the host's own name."""
        if target.scheme not in ("http", "https") or not target.host:
            raise InputError(f"{target}: only http and https can be fetched", path=str(target))
        port = target.port or (443 if target.scheme == "https" else 80)
        addresses = self.resolve(target.host, port)
        for address in addresses:
            if address not in self.private and not is_public(address):
                raise InputError(
                    f"{target}: {target.host} is at {address}, which is no public address; save "
                    "the page to a file and read that",
                    path=str(target),
                )
        return [
            self._client().build_request(
                "GET" if body is None else "POST",
                target.copy_with(host=address),
                content=body,
                headers={
                    "Host": target.netloc.decode("ascii"),
                    "User-Agent": self.user_agent,
                    "Accept-Encoding": "gzip, deflate",
                    **headers,
                },
                extensions={"sni_hostname": target.raw_host.decode("ascii")},
                timeout=httpx.Timeout(self.timeout_s, connect=min(self.timeout_s, CONNECT_S)),
            )
            for address in dict.fromkeys(addresses)
        ]


def _answered(
    url: str, final: str, response: httpx.Response, body: bytes, moved_to: str | None = None
) -> Answer:
    return Answer(
        url=url,
        final_url=final,
        status=response.status_code,
        headers={name.lower(): value for name, value in response.headers.items()},
        body=body,
        fetched_at=datetime.now(UTC),
        moved_to=moved_to,
    )


def fetch(
    url: str,
    client: httpx.Client | None = None,
    *,
    max_bytes: int = MAX_BYTES,
    timeout_s: float = 20.0,
    resolve: Resolve = resolve,
    private: frozenset[str] = frozenset(),
) -> Page | Skipped:
    """The page at an address, asked for once, as `Asker.ask` does it.

    What goes wrong now and then (no answer, 404, too large) gives a `Skipped`. Raises `InputError`
    for an address that is none, or that leads to a host which is not public.
    """
    asker = Asker(
        client=client, max_bytes=max_bytes, timeout_s=timeout_s, resolve=resolve, private=private
    )
    try:
        answer = asker.ask(url)
    finally:
        asker.close()
    return page_of(answer)


def page_of(answer: Answer | Skipped) -> Page | Skipped:
    """The page of an answer; any other status than success gives a `Skipped`."""
    if isinstance(answer, Skipped):
        return answer
    if 200 <= answer.status < 300:
        return answer.page()
    origin = Origin(kind="http", path=answer.url)
    return _skipped(origin, f"the server answered {answer.status}")


def _body(response: httpx.Response, *, max_bytes: int, within_s: float) -> bytes | None:
    """The body, unpacked; `None` where it is over the limit."""
    deadline = time.monotonic() + within_s
    parts: list[bytes] = []
    size = 0
    for part in response.iter_bytes():
        size += len(part)
        if size > max_bytes:
            return None
        if time.monotonic() > deadline:
            raise httpx.ReadTimeout("the page came too slowly")
        parts.append(part)
    return b"".join(parts)


def _skipped(origin: Origin, detail: str) -> Skipped:
    return Skipped(stage="fetch", reason=SkipReason.UNREADABLE, detail=detail, origin=origin)
