"""One BLAS thread while a text is parsed.

The products of a small model are too small to share: OpenBLAS's threads wait for each other by
spinning, and beside other work one parse took thirty times the CPU (2 cores, load 10). The limit
holds for the parse alone; what else the process does with numpy keeps its threads.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import Any

from threadpoolctl import ThreadpoolController


def one_thread() -> AbstractContextManager[Any]:
    """A context in which the BLAS libraries that are loaded use one thread."""
    held: AbstractContextManager[Any] = _libraries().limit(limits=1, user_api="blas")
    return held


@cache
def _libraries() -> ThreadpoolController:
    """The thread pools of the process, looked for once: numpy's is loaded before any parse."""
    return ThreadpoolController()
