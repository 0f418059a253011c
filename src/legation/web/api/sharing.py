"""What the processes of one server share: rates, answers to requests that come twice, one key.

A caller has as many requests over all of them, a correction that is sent again with its key is
written once whichever of them is asked, and whoever has signed in at one is known to the others.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from legation.web.api.guarding import Bounds

_PLACES = 8192  # for callers; one that comes to the place of another is taken for a new one
_EACH = 3  # numbers of a place: who it is of, what is left, and since when
_KEPT = 10_000  # answers kept for keys that come twice; the oldest is forgotten first
_MADE = (
    "CREATE TABLE IF NOT EXISTS answers (number INTEGER PRIMARY KEY, who TEXT NOT NULL, "
    "key TEXT NOT NULL, digest TEXT NOT NULL, answer TEXT NOT NULL, UNIQUE (who, key))"
)


class SharedRates:
    """How many requests an address has left, as `guarding.Rates` counts it, for all processes."""

    def __init__(self, bounds: Bounds, clock: Callable[[], float] = time.monotonic) -> None:
        self._bounds = bounds
        self._clock = clock  # that of the machine: all processes read the same
        self._places: Any = get_context("spawn").Array("d", _PLACES * _EACH)

    def take(self, caller: str) -> float:
        """Requests left after this one; below 0 for one too many."""
        whose = float(int(sha256(caller.encode("utf-8", "replace")).hexdigest()[:12], 16) + 1)
        at = int(whose) % _PLACES * _EACH
        with self._places.get_lock():
            places, now = self._places.get_obj(), self._clock()
            full = float(self._bounds.burst)
            left, since = (places[at + 1], places[at + 2]) if places[at] == whose else (full, now)
            left = min(full, left + (now - since) * self._bounds.rate) - 1
            places[at : at + _EACH] = [whose, max(left, 0.0) if left >= 0 else left + 1, now]
        return left


@dataclass(frozen=True, slots=True)
class FiledAnswers:
    """What writers were answered lately, by their keys, in a file that several processes open."""

    path: Path

    def of(self, who: str, key: str) -> tuple[str, Any] | None:
        """The digest of the body that came with a key, and what it was answered."""
        with closing(self._opened()) as base:
            asked = "SELECT digest, answer FROM answers WHERE who = ? AND key = ?"
            found = base.execute(asked, (who, key)).fetchone()
        return (found[0], json.loads(found[1])) if found else None

    def keep(self, who: str, key: str, digest: str, answer: Mapping[str, Any]) -> None:
        """Keep an answer; the first one for a key stays."""
        row = (who, key, digest, json.dumps(answer))
        with closing(self._opened()) as base, base:
            base.execute(
                "INSERT OR IGNORE INTO answers (who, key, digest, answer) VALUES (?, ?, ?, ?)", row
            )
            base.execute(
                "DELETE FROM answers WHERE number <= (SELECT max(number) FROM answers) - ?",
                (_KEPT,),
            )

    def _opened(self) -> sqlite3.Connection:
        base = sqlite3.connect(self.path, timeout=10)
        base.execute(_MADE)
        return base


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What is handed to each process of a server."""

    rates: SharedRates
    answers: FiledAnswers
    key: bytes  # that signs cookies


def shared_by_processes(bounds: Bounds, folder: Path) -> Shared:
    """What the processes of a server share, with a file of answers in a folder of its own."""
    answers = FiledAnswers(folder / "answers.db")
    return Shared(rates=SharedRates(bounds), answers=answers, key=secrets.token_bytes(32))
