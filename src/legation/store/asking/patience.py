"""How long a question may take: a block of work with an end, which the database keeps to."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, event

from legation.errors import StoreError

_STEPS = 20_000  # of SQLite's machine between two looks at the clock: about a millisecond


@dataclass(slots=True)
class Waiting:
    """Until when somebody waits, by the clock that only goes on; `gone` tells that nobody does."""

    until: float | None
    gone: Callable[[], bool] | None = None

    def is_over(self) -> bool:
        """Whether nobody waits any longer."""
        if self.until is not None and time.monotonic() > self.until:
            return True
        return self.gone is not None and self.gone()


_waiting: ContextVar[Waiting | None] = ContextVar("waiting", default=None)


class TookTooLongError(StoreError):
    """A question that was ended because it took longer than it may."""


@contextmanager
def within(
    seconds: float | None, *, gone: Callable[[], bool] | None = None
) -> Iterator[Waiting | None]:
    """Work that may take so long; what asks the store after that raises `TookTooLongError`.

    So does what asks when `gone` says that nobody waits. Whoever has what is given may still change
    until when the work may go on.
    """
    none = seconds is None and gone is None
    until = None if seconds is None else time.monotonic() + seconds
    waiting = None if none else Waiting(until=until, gone=gone)
    before = _waiting.set(waiting)
    try:
        yield waiting
    finally:
        _waiting.reset(before)


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
            waiting = _waiting.get()
            if waiting is not None and waiting.until is not None:
                left_ms = max(1, int((waiting.until - time.monotonic()) * 1000))
                connection.exec_driver_sql(f"SET LOCAL statement_timeout = {left_ms}")


def _is_over() -> bool:
    waiting = _waiting.get()
    return waiting is not None and waiting.is_over()
