"""CPU time of what is quick, and how it grows, whatever else the process or the machine does."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable

TRIES = 8  # a machine that does other things is slow at times; a slow program always
LINEAR = 1.5  # the power of growth below which time is not the square of the size


def least_cpu_s(do: Callable[[], object], *, enough: float = 0.0, tries: int = TRIES) -> float:
    """The least CPU seconds of some tries, which end as soon as one took no more than `enough`.

    The collector of garbage is off: what it costs depends on all that the process holds.
    """
    least = float("inf")
    gc.collect()
    gc.disable()
    try:
        for _ in range(tries):
            least = min(least, _cpu_s(do))
            if least <= enough:
                break
    finally:
        gc.enable()
    return least


def growth(do: Callable[[int], object], small: int, times: int = 8, *, tries: int = 4) -> float:
    """The power with which the CPU time of `do(size)` grows: 1 in proportion, 2 as the square.

    Told from `small` and `times` as much, one behind the other, so that a machine that is slow
    for a while is slow for both; the least of some tries, which end below `LINEAR`.
    """
    power = float("inf")
    for _ in range(tries):
        little = least_cpu_s(lambda: do(small), tries=3)
        much = least_cpu_s(lambda: do(small * times), enough=little * times, tries=2)
        power = min(power, math.log(much / little, times))
        if power < LINEAR:
            break
    return power


def _cpu_s(do: Callable[[], object]) -> float:
    start = time.process_time()
    do()
    return time.process_time() - start
