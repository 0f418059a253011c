"""A server of several processes: what they share, and work that ends with its reader."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from how_tos import fill_store
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from legation.store import open_store
from legation.store.asking.patience import TookTooLongError, check_time
from legation.web.api.bearers import AnswersHere, add_bearer
from legation.web.api.guarding import Bounds, Rates
from legation.web.api.sharing import FiledAnswers, SharedRates
from legation.web.attending import Attended


@pytest.mark.parametrize("kind", [Rates, SharedRates])
def test_an_address_has_as_many_requests_as_allowed(kind: Callable[..., Any]) -> None:
    now = [0.0]
    rates = kind(Bounds(rate=2, burst=3), clock=lambda: now[0])
    assert [rates.take("a") >= 0 for _ in range(5)] == [True, True, True, False, False]
    assert rates.take("b") >= 0
    now[0] = 1.0
    assert [rates.take("a") >= 0 for _ in range(3)] == [True, True, False]


def test_answers_to_keys_are_kept_alike(tmp_path: Path) -> None:
    file = tmp_path / "answers.db"
    for answers, others in (
        (here := AnswersHere(), here),
        (FiledAnswers(file), FiledAnswers(file)),  # as two processes open it
    ):
        assert others.of("Ada", "k1") is None
        answers.keep("Ada", "k1", "digest", {"id": "j1"})
        assert others.of("Ada", "k1") == ("digest", {"id": "j1"})
        assert others.of("Ben", "k1") is None


def run_apart(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """What a coroutine gives, in a thread of its own: a browser may keep a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def test_work_ends_with_its_reader_and_with_its_time() -> None:
    ended: list[float] = []

    def work() -> None:
        begun = time.monotonic()
        try:
            while time.monotonic() < begun + 10:
                check_time()
                time.sleep(0.001)
        except TookTooLongError:
            ended.append(time.monotonic() - begun)
            raise

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await run_in_threadpool(work)

    async def asked(seconds: float, stays: float) -> None:
        async def receive() -> Any:
            await asyncio.sleep(stays)
            return {"type": "http.disconnect"}

        async def send(_: Any) -> None: ...

        scope = {"type": "http", "method": "GET"}
        await Attended(app, seconds=seconds)(scope, receive, send)

    for seconds, stays in ((60.0, 0.05), (0.05, 60.0)):
        with pytest.raises(TookTooLongError):
            run_apart(asked(seconds, stays))
    assert len(ended) == 2
    assert max(ended) < 5


def test_what_is_being_sent_takes_as_long_as_it_takes() -> None:
    def parts() -> Iterator[bytes]:
        for _ in range(3):
            time.sleep(0.1)
            check_time()
            yield b"part"

    async def asked() -> bytes:
        told = b""

        async def receive() -> Any:
            await asyncio.sleep(60)

        async def send(message: Any) -> None:
            nonlocal told
            told += message.get("body", b"")

        scope = {"type": "http", "method": "GET", "asgi": {"spec_version": "2.4"}}
        await Attended(StreamingResponse(parts()), seconds=0.15)(scope, receive, send)
        return told

    assert run_apart(asked()) == b"part" * 3


@contextmanager
def two_processes(store: Path, tokens: Path) -> Iterator[tuple[str, int]]:
    command = [sys.executable, "-m", "legation", "serve", "--store", str(store), "--port", "0"]
    command += ["--tokens", str(tokens), "--workers", "2", "--rate", "1", "--seconds", "60"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    address = re.search(r"http://\S+:\d+/", server.stdout.readline())
    try:
        assert address
        yield address[0].rstrip("/"), server.pid
    finally:
        server.terminate()
        server.wait(30)


def test_several_processes_answer_as_one(tmp_path: Path) -> None:
    path, tokens = tmp_path / "stories.db", tmp_path / "tokens.csv"
    fill_store(path)
    token = add_bearer(tokens, "Ada")
    with two_processes(path, tokens) as (address, server):
        seen: set[int] = set()
        ids = [i["id"] for i in httpx2.get(f"{address}/api/v1/events", timeout=60).json()["items"]]
        body = {"left": ids[0], "right": ids[1], "verdict": "same"}
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "k1"}
        answers = []
        for number in range(12):  # each over a connection of its own: whichever takes it
            told = httpx2.post(
                f"{address}/api/v1/judgements", json=body, headers=headers, timeout=60
            )
            answers.append((told.status_code, told.text))
            seen.add(int(told.headers["ratelimit-remaining"]))
            if number == 5:  # one of them dies; another takes its place
                os.kill(a_process_of(server), signal.SIGKILL)
        assert len(set(answers)) == 1
        assert answers[0][0] == 201
        assert len(seen) > 6  # counted over both
        tags = {httpx2.get(f"{address}/api/v1/events", timeout=60).headers["etag"] for _ in "ab"}
        assert len(tags) == 1
    with open_store(str(path)) as store, store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM judgements").scalar() == 1


def a_process_of(server: int) -> int:
    """One of the processes that answer for a server."""
    for each in Path("/proc").glob("[0-9]*"):
        try:
            above = int((each / "stat").read_text().rpartition(")")[2].split()[1])
            if above == server and b"spawn_main" in (each / "cmdline").read_bytes():
                return int(each.name)
        except OSError:
            continue  # it ended meanwhile
    raise AssertionError("no process answers")
