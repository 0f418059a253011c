"""CPU time of what is quick, whatever else the process holds."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def least_cpu_s(do: Callable[[], object], *, rounds: int = 3) -> float:
    """The least CPU seconds of some rounds, the collector off: in a large process it is slow."""
    gc.disable()
    try:
        return min(_cpu_s(do) for _ in range(rounds))
    finally:
        gc.enable()


def _cpu_s(do: Callable[[], object]) -> float:
    start = time.process_time()
    do()
    return time.process_time() - start
