"""Events in words: what a PLOVER type says between who acts and on whom."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from legation.records import Mention
from legation.tables import rows


class Deed(Protocol):
    """An event, or what a list holds of one."""

    @property
    def type(self) -> str:
        """PLOVER type."""

    @property
    def mode(self) -> str | None:
        """PLOVER mode."""

    @property
    def actors(self) -> tuple[Mention, ...]:
        """Who acts."""

    @property
    def recipients(self) -> tuple[Mention, ...]:
        """On whom."""


def verb_of(event: Deed) -> str:
    """What the event's type says between its parties, as in "accused" or "met or spoke".

    Without recipients the actors act together where there are several, else alone.
    """
    known = _words()
    words, together, alone = known.get((event.type, event.mode or "")) or known[(event.type, "")]
    if event.recipients:
        return words
    return together if len(event.actors) > 1 else alone


@lru_cache(maxsize=1)
def _words() -> dict[tuple[str, str], tuple[str, str, str]]:
    table = rows("language/en/event_words.csv")
    return {
        (row["type"], row["mode"]): (row["words"], row["together"], row["alone"]) for row in table
    }
