"""A small server on loopback that answers as it is told, and remembers what it was asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Headers = dict[str, str]
Answer = tuple[int, Headers, bytes]
LOOPBACK = "127.0.0.1"
DRIPS = {
    "/drip-headers": b"HTTP/1.1 200 OK\r\nX-Slow: ",
    "/drip-body": b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n",
}


class FakeClock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@dataclass(slots=True)
class Site:
    """The answers of a server by path; a path that starts to drip or never ends has its own."""

    answers: dict[str, Callable[[Headers], Answer] | Answer] = field(default_factory=dict)
    asked: list[tuple[float, str, Headers]] = field(default_factory=list)
    clock: Callable[[], float] = time.monotonic
    port: int = 0
    stopped: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str, host: str = LOOPBACK) -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for _, path, _ in self.asked]

    def moments(self) -> list[float]:
        return [at for at, _, _ in self.asked]


class Handler(BaseHTTPRequestHandler):
    """Answers as the site says."""

    def __init__(self, site: Site, *rest: Any) -> None:
        self.site = site
        super().__init__(*rest)

    def do_GET(self) -> None:
        site = self.site
        headers = {name.lower(): value for name, value in self.headers.items()}
        site.asked.append((site.clock(), self.path, headers))
        if self.path in DRIPS:
            self._drip(DRIPS[self.path])
        elif self.path == "/endless":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
            while not site.stopped.is_set():
                self.wfile.write(b"x" * 65536)
        else:
            told = site.answers.get(self.path, (404, {}, b"none"))
            self._answer(*(told(headers) if callable(told) else told))

    def _answer(self, status: int, sent: Headers, body: bytes) -> None:
        self.send_response(status)
        for name, value in sent.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if status != 304 else b"")

    def _drip(self, head: bytes) -> None:
        self.wfile.write(head)
        while not self.site.stopped.wait(0.05):
            self.wfile.write(b"x")
            self.wfile.flush()

    def log_message(self, *_: object) -> None:
        pass

    def handle(self) -> None:
        with suppress(OSError):  # whoever asked has gone
            super().handle()


@contextmanager
def served(site: Site) -> Iterator[Site]:
    """The site on a free port, until the block ends."""

    server = ThreadingHTTPServer((LOOPBACK, 0), partial(Handler, site))
    server.daemon_threads = True
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.stopped.set()
        server.shutdown()
        server.server_close()
