"""The compiled kernels, called through their addresses.

`make venv` compiles the C sources beside this file where there is a compiler: once for any
processor of the kind (`kernels-base.so`) and once with AVX2 and fused products
(`kernels-avx2.so`). The second is taken where the processor has them.
"""

from __future__ import annotations

import ctypes
import os
from ctypes import c_int32, c_int64, c_void_p
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent

_P = c_void_p
_SIGNATURES: dict[str, list[object]] = {
    "gather_words": [_P, _P, c_int64, c_int64, _P],
    "copy_windows": [_P, c_int64, c_int64, c_int64, _P],
    "mix_rows": [_P, _P, _P, _P, _P, c_int64, _P],
    "greatest": [_P, c_int64, c_int64, _P, _P],
    "parse_arcs": [c_int32, _P, _P, _P, _P, _P, c_int32, _P, _P, c_int32, _P, _P, _P, _P],
    "finish_trees": [c_int32, _P, _P, _P, _P, _P, _P],
    "find_entities": [c_int32, _P, _P, _P, _P, _P, _P, _P, c_int32, _P, _P, _P, _P, _P],
}
_STATUS = {"parse_arcs", "finish_trees", "find_entities"}


class NoKernelsError(Exception):
    """The kernels cannot be used here; the text says why."""


def load_kernels(kind: str | None = None) -> ctypes.CDLL:
    """The kernels of a kind, the best that the processor runs without one.

    Raises `NoKernelsError` where none was compiled or none can be loaded.
    """
    base = _open("base")
    if kind == "base" or not base.has_avx2() or not _path("avx2").is_file():
        return base
    return _open("avx2")


def _path(kind: str) -> Path:
    return HERE / f"kernels-{kind}.so"


def _open(kind: str) -> ctypes.CDLL:
    path = _path(kind)
    if not path.is_file():
        raise NoKernelsError("the kernels are not compiled; have a C compiler and install again")
    try:
        library = ctypes.CDLL(os.fspath(path))
        for name, arguments in _SIGNATURES.items():
            function = getattr(library, name)
            function.argtypes = arguments
            function.restype = ctypes.c_int if name in _STATUS else None
    except (OSError, AttributeError) as error:
        raise NoKernelsError(f"the kernels cannot be loaded ({error}); install again") from error
    return library


def address(array: NDArray[np.generic]) -> int:
    """Where an array's first number lies; the array must be in one piece and be kept."""
    where: int = array.__array_interface__["data"][0]
    return where
