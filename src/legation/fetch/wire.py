"""Connections that end in time: a server that drips its answer is given up, headers included.

A library's own timeouts count from one byte to the next. Here a request has one deadline for all of
it: connecting, TLS, headers and body.
"""

from __future__ import annotations

import ssl
import time
import typing
from collections.abc import Callable, Iterable, Iterator

import httpcore
import httpx
from httpcore import SOCKET_OPTION

Clock = Callable[[], float]
_ERRORS: tuple[tuple[type[Exception], type[httpx.TransportError]], ...] = (
    (httpcore.ConnectTimeout, httpx.ConnectTimeout),
    (httpcore.TimeoutException, httpx.ReadTimeout),
    (httpcore.ConnectError, httpx.ConnectError),
    (httpcore.ProtocolError, httpx.RemoteProtocolError),
    (httpcore.NetworkError, httpx.ReadError),
)


class Deadline:
    """A moment that connections may not pass; `set` moves it for the next request."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._at = float("inf")

    def set(self, seconds: float) -> None:
        """Let what follows take so many seconds in all."""
        self._at = self._clock() + seconds

    def left(self, timeout: float | None) -> float:
        """How long one operation may take; raises `ReadTimeout` where nothing is left."""
        left = self._at - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("the answer came too slowly")
        return left if timeout is None else min(left, timeout)


class DeadlineTransport(httpx.BaseTransport):
    """A transport over plain connections, none of which outlives the deadline."""

    def __init__(self, deadline: Deadline, *, verify: ssl.SSLContext | None = None) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=verify or httpx.create_ssl_context(trust_env=False),
            max_connections=1,
            # Connections go to addresses: one kept open might serve another host at the same.
            max_keepalive_connections=0,
            network_backend=_Backend(deadline),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; its body is streamed."""
        assert isinstance(request.stream, Iterable)
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        try:
            answer = self._pool.handle_request(asked)
        except Exception as error:
            raise _as_httpx(error) from error
        assert isinstance(answer.stream, Iterable)
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Stream(answer.stream),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Let go of all connections."""
        self._pool.close()


def _as_httpx(error: Exception) -> Exception:
    """An error of the connection as the client's callers know it; any other as it is."""
    for theirs, ours in _ERRORS:
        if isinstance(error, theirs):
            return ours(str(error))
    return error


class _Stream(httpx.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._stream
        except Exception as error:
            raise _as_httpx(error) from error

    def close(self) -> None:
        close = getattr(self._stream, "close", None)
        if close is not None:
            close()


class _Backend(httpcore.NetworkBackend):
    def __init__(self, deadline: Deadline) -> None:
        self._plain = httpcore.SyncBackend()
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        made = self._plain.connect_tcp(
            host, port, self._deadline.left(timeout), local_address, socket_options
        )
        return _Connection(made, self._deadline)

    def sleep(self, seconds: float) -> None:
        self._plain.sleep(seconds)


class _Connection(httpcore.NetworkStream):
    def __init__(self, plain: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._plain = plain
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._plain.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._plain.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._plain.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout)
        return _Connection(
            self._plain.start_tls(ssl_context, server_hostname, left), self._deadline
        )

    def get_extra_info(self, info: str) -> typing.Any:
        return self._plain.get_extra_info(info)
