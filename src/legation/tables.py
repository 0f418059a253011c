"""Rows of the data files under `legation/data`: CSV with `#` comment lines and a header row.

The comment lines say what the file is, its source and its licence. A cell may hold several values
parted by `|`.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from legation.errors import DataError


def data_path(name: str) -> Path:
    """The path of a bundled data file, such as `actors/countries.csv`."""
    return Path(str(files("legation") / "data" / name))


@cache
def data_digest() -> str:
    """Eight hex digits that change whenever a bundled table does."""
    digest = hashlib.sha256()
    root = Path(str(files("legation") / "data"))
    for folder in ("actors", "extract", "language", "ontology", "places"):
        for path in sorted((root / folder).rglob("*.csv")):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def rows(source: str | Path, *, needs: tuple[str, ...] = ()) -> Iterator[dict[str, str]]:
    """The rows of a data file, in file order, as column to stripped text.

    `source` is the name of a bundled file or a path to one of the user's. Raises `DataError` with
    the line for a row of the wrong length, and for columns in `needs` that are not there.
    """
    path = data_path(source) if isinstance(source, str) else source
    with path.open(encoding="utf-8", newline="") as file:
        numbered = ((n, line) for n, line in enumerate(file, 1) if not line.startswith("#"))
        yield from _parsed(numbered, str(source), needs)


def _parsed(
    numbered: Iterator[tuple[int, str]], name: str, needs: tuple[str, ...]
) -> Iterator[dict[str, str]]:
    at = 0

    def lines() -> Iterator[str]:
        nonlocal at
        for number, line in numbered:
            at = number
            yield line

    reader = csv.reader(lines())
    header = next(reader, [])
    missing = [c for c in needs if c not in header]
    if missing:
        raise DataError(f"no column {missing[0]!r}; add it to the header", path=name, line=at or 1)
    for cells in reader:
        if not cells:
            continue
        if len(cells) != len(header):
            raise DataError(
                f"{len(cells)} cells under {len(header)} columns; quote a cell that holds a comma",
                path=name,
                line=at,
            )
        yield {column: cell.strip() for column, cell in zip(header, cells, strict=True)}


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell with several, in order, without empty ones."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())
