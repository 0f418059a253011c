"""Python's search for cyclic garbage, put off where it would go through much and find nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_search(*, lasting: bool = False) -> Iterator[None]:
    """Search for no garbage meanwhile.

    What is made meanwhile and is `lasting`, as modules and tables are, is not searched later
    either: a search goes through all that there is.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if lasting:
            gc.freeze()
        if running:
            gc.enable()
