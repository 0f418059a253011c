"""Work for a reader, while there is one: within a time, and not after the connection is gone."""

from __future__ import annotations

import asyncio
from threading import Event
from typing import Any

import anyio.to_thread

from legation.store.asking.patience import within

AT_ONCE = 4  # answers made at the same time in a process: one has the interpreter, others wait


class Attended:
    """ASGI middleware that ends what an answer asks of the store when nobody waits for it.

    `seconds` are for one answer, from when it was asked for until it begins to be sent: an export,
    which is sent as it is made, takes as long as it takes, and ends with its reader. Requests that
    write go on to their end. At most `AT_ONCE` answers are worked at in a process, the others wait.
    """

    def __init__(self, app: Any, *, seconds: float) -> None:
        self._app = app
        self._seconds = seconds
        self._bounded = False

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        if not self._bounded:
            self._bounded = True
            anyio.to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
        gone = Event()
        told: asyncio.Queue[Any] = asyncio.Queue()

        async def listen() -> None:
            while not gone.is_set():
                message = await receive()
                if message["type"] == "http.disconnect":
                    gone.set()
                told.put_nowait(message)

        listening = asyncio.create_task(listen())
        try:
            with within(self._seconds, gone=gone.is_set) as waiting:

                async def sent(message: Any) -> None:
                    if waiting is not None:
                        waiting.until = None
                    await send(message)

                await self._app(scope, told.get, sent)
        finally:
            listening.cancel()
