"""What is worked out once for each state of a store, and kept until something is written.

An answer that needs the whole record (every promise followed up, every contradiction) takes
seconds over many articles; a page that is asked for again must not take them again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

from legation.ask.query import Query
from legation.store.asking.revision import revision

MOST = 24  # answers kept for a store; the one asked for longest ago is dropped
Kept = TypeVar("Kept")
_lock = Lock()  # of the dictionary alone: two may work out the same at once, and get the same


def once(query: Query, name: str, made: Callable[[], Kept]) -> Kept:
    """What `made` gives, worked out once under a name for the store as it stands."""
    answers: OrderedDict[str, tuple[str, Any]] = query.__dict__.setdefault("_kept", OrderedDict())
    now = revision(query.store)
    with _lock:
        known = answers.get(name)
        if known is not None and known[0] == now:
            answers.move_to_end(name)
            found: Kept = known[1]
            return found
    found = made()
    with _lock:
        answers[name] = (now, found)
        answers.move_to_end(name)
        while len(answers) > MOST:
            answers.popitem(last=False)
    return found
