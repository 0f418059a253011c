"""How long a question may take: a block of work with an end, which the database keeps to."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Connection, Engine, event

from legation.errors import StoreError

_STEPS = 20_000  # of SQLite's machine between two looks at the clock: about a millisecond
_until: ContextVar[float | None] = ContextVar("until", default=None)


class TookTooLongError(StoreError):
    """A question that was ended because it took longer than it may."""


@contextmanager
def within(seconds: float | None) -> Iterator[None]:
    """Work that may take so long; what asks the store after that raises `TookTooLongError`."""
    before = _until.set(None if seconds is None else time.monotonic() + seconds)
    try:
        yield
    finally:
        _until.reset(before)


def check_time() -> None:
    """Raise `TookTooLongError` where the time of a block is over."""
    if _is_over():
        raise TookTooLongError(
            "the answer takes too long; ask for fewer days, one actor, one type, or a smaller limit"
        )


def keep_to_time(engine: Engine) -> None:
    """Make the database end a statement when the time of its block is over."""
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "checkout")
        def look_at_clock(connection: Any, *_: Any) -> None:
            connection.set_progress_handler(_is_over, _STEPS)

    else:

        @event.listens_for(engine, "begin")
        def tell_time(connection: Connection) -> None:
            until = _until.get()
            if until is not None:
                left_ms = max(1, int((until - time.monotonic()) * 1000))
                connection.exec_driver_sql(f"SET LOCAL statement_timeout = {left_ms}")


def _is_over() -> bool:
    until = _until.get()
    return until is not None and time.monotonic() > until
