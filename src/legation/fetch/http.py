"""One page from the web, and never from a network that is not public.

A news address may lead anywhere, so every host is resolved here, each address it has must be
public, and the connection goes to the very address that was checked; so for every redirect.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime

import httpx

from legation import __version__
from legation.errors import InputError
from legation.fetch.addresses import is_public
from legation.fetch.files import MAX_BYTES, media_type_of, too_large
from legation.ids import sha256_of
from legation.records import Origin, Page, Skipped, SkipReason

MAX_REDIRECTS = 5
USER_AGENT = f"legation/{__version__} (reads news pages one at a time)"

Resolve = Callable[[str, int], list[str]]


def is_url(source: str) -> bool:
    """Whether a source is an address on the web, and no path."""
    return source.lower().startswith(("http://", "https://"))


def resolve(host: str, port: int) -> list[str]:
    """The network addresses of a host; raises `OSError` where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[4][0]) for address in found]


def fetch(
    url: str,
    client: httpx.Client | None = None,
    *,
    max_bytes: int = MAX_BYTES,
    timeout_s: float = 20.0,
    resolve: Resolve = resolve,
) -> Page | Skipped:
    """The page at an address, through up to five redirects, within `timeout_s` in all.

    What goes wrong now and then (no answer, 404, too large) gives a `Skipped`. Raises `InputError`
    for an address that is none, or that leads to a host which is not public. A `client` of your own
    must leave proxies alone, since connections go to addresses and not to names.
    """
    origin = Origin(kind="http", path=url)
    deadline = time.monotonic() + timeout_s
    own = client or httpx.Client(trust_env=False)
    try:
        target = httpx.URL(url)
        for _ in range(MAX_REDIRECTS + 1):
            request = _request(own, target, resolve=resolve, timeout_s=timeout_s)
            response = own.send(request, stream=True, follow_redirects=False)
            try:
                if response.is_redirect:
                    target = target.join(response.headers["location"])
                    continue
                response.raise_for_status()
                body = _body(response, max_bytes=max_bytes, deadline=deadline)
            finally:
                response.close()
            if body is None:
                return too_large(origin, max_bytes=max_bytes)
            return _page(url, target, response, body, origin)
        return _skipped(origin, f"more than {MAX_REDIRECTS} redirects")
    except (httpx.InvalidURL, UnicodeError) as error:
        raise InputError(f"{url}: not an address ({error}); check it", path=url) from error
    except httpx.HTTPStatusError as error:
        return _skipped(origin, f"the server answered {error.response.status_code}")
    except httpx.TimeoutException:
        return _skipped(origin, f"no answer within {timeout_s:g} seconds")
    except (httpx.HTTPError, OSError) as error:
        return _skipped(origin, f"no connection: {error}")
    finally:
        if client is None:
            own.close()


def _request(
    client: httpx.Client, target: httpx.URL, *, resolve: Resolve, timeout_s: float
) -> httpx.Request:
    """A request to a checked address of the target's host, under the host's own name."""
    if target.scheme not in ("http", "https") or not target.host:
        raise InputError(f"{target}: only http and https can be fetched", path=str(target))
    port = target.port or (443 if target.scheme == "https" else 80)
    addresses = resolve(target.host, port)
    for address in addresses:
        if not is_public(address):
            raise InputError(
                f"{target}: {target.host} is at {address}, which is no public address; save the "
                "page to a file and read that",
                path=str(target),
            )
    return client.build_request(
        "GET",
        target.copy_with(host=addresses[0]),
        headers={"Host": target.netloc.decode("ascii"), "User-Agent": USER_AGENT},
        extensions={"sni_hostname": target.raw_host.decode("ascii")},
        timeout=timeout_s,
    )


def _body(response: httpx.Response, *, max_bytes: int, deadline: float) -> bytes | None:
    """The body, unpacked; `None` where it is over the limit."""
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


def _page(
    url: str, target: httpx.URL, response: httpx.Response, body: bytes, origin: Origin
) -> Page:
    told = response.headers.get("content-type", "").strip().lower()
    return Page(
        fetched_at=datetime.now(UTC),
        media_type=told or media_type_of(body),
        body=body,
        sha256=sha256_of(body),
        origin=origin,
        url=url,
        final_url=str(target),
    )


def _skipped(origin: Origin, detail: str) -> Skipped:
    return Skipped(stage="fetch", reason=SkipReason.UNREADABLE, detail=detail, origin=origin)
