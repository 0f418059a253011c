"""Rows of the data files under `legation/data`: CSV with `#` comment lines and a header row.

The comment lines say what the file is, its source and its licence. A cell may hold several values
parted by `|`.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from operator import itemgetter
from pathlib import Path

from legation.errors import DataError, InputError


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


def file_digest(path: Path) -> str:
    """Eight hex digits that change with the content of a user's file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    except OSError as error:
        raise InputError(f"file {path}: {error.strerror}", path=str(path)) from error


def data_lines(name: str) -> list[str]:
    """The lines of a bundled table without its comments, the header first."""
    with data_path(name).open(encoding="utf-8", newline="") as file:
        return [line for line in file if not line.startswith("#")]


def rows(source: str | Path, *, needs: tuple[str, ...] = ()) -> Iterator[dict[str, str]]:
    """The rows of a data file, in file order, as column to stripped text.

    `source` is the name of a bundled file or a path to one of the user's. Raises `DataError` with
    the line for a row of the wrong length, and for columns in `needs` that are not there.
    """
    for _, row in numbered_rows(source, needs=needs):
        yield row


def numbered_rows(
    source: str | Path, *, needs: tuple[str, ...] = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows as `rows` gives them, each with the line it ends on."""
    header: list[str] = []
    for line, cells in _cells(source, header, needs):
        yield line, dict(zip(header, map(str.strip, cells), strict=True))


def columns(source: str | Path, *names: str) -> Iterator[tuple[str, ...]]:
    """The cells of two named columns or more, as `rows` gives them; for tables of thousands."""
    header: list[str] = []
    pick: Callable[[list[str]], tuple[str, ...]] | None = None
    for _, cells in _cells(source, header, names):
        if pick is None:
            pick = itemgetter(*map(header.index, names))
        yield tuple(map(str.strip, pick(cells)))


def _cells(
    source: str | Path, header: list[str], needs: tuple[str, ...]
) -> Iterator[tuple[int, list[str]]]:
    """The line each row ends on and its cells; the header is filled before the first."""
    path = data_path(source) if isinstance(source, str) else source
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = file.readlines()
    numbers = [n for n, line in enumerate(lines, 1) if not line.startswith("#")]
    reader = csv.reader([lines[n - 1] for n in numbers])
    header += next(reader, [])
    width = len(header)

    def fault(message: str) -> DataError:
        at = numbers[reader.line_num - 1] if reader.line_num else 1
        return DataError(message, path=str(source), line=at)

    missing = [c for c in needs if c not in header]
    if missing:
        raise fault(f"no column {missing[0]!r}; add it to the header")
    for cells in reader:
        if len(cells) == width:
            yield numbers[reader.line_num - 1], cells
        elif cells:
            raise fault(
                f"{len(cells)} cells under {width} columns; quote a cell that holds a comma"
            )


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell with several, in order, without empty ones."""
    if "|" not in cell:
        one = cell.strip()
        return (one,) if one else ()
    return tuple(filter(None, map(str.strip, cell.split("|"))))
