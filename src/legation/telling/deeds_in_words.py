"""Events in words: what a PLOVER type says between who acts and on whom."""

from __future__ import annotations

from functools import lru_cache

from legation.records import Event
from legation.tables import rows


def verb_of(event: Event) -> str:
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
