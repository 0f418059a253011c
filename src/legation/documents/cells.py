"""Tables of cells with whatever stands between them, in whatever encoding, within bounds."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from legation.errors import InputError

DELIMITERS = ",;\t|"
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class CellError(Exception):
    """A table that cannot be read on: a cell or a line over the limit, or quotes gone wrong."""


def open_packed(path: Path) -> IO[bytes]:
    """A file for reading, unpacked as it is read where its name ends in `.gz`."""
    packed = path.suffix.lower() == ".gz"
    return cast(IO[bytes], gzip.open(path) if packed else path.open("rb"))


def csv_rows(
    file: IO[bytes], path: Path, *, wanted: set[str], bodies: set[str], max_bytes: int
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows with the line each ends on, by the names of their columns in lower case.

    What stands between cells is what gives the most of the `wanted` names in the first line.
    Raises `InputError` where no column holds stories (`bodies`), `CellError` past the bounds.
    """
    csv.field_size_limit(max_bytes)
    lines = _lines(file, max_bytes)
    first = next(lines, "")
    names = {mark: _names(first, mark) for mark in DELIMITERS}
    mark = max(DELIMITERS, key=lambda m: (len(wanted.intersection(names[m])), -DELIMITERS.index(m)))
    columns = names[mark]
    if not bodies.intersection(columns):
        raise InputError(
            f"{path}: no column text or html among {', '.join(columns) or 'none'}; name the "
            "column that holds the stories so, or give its name with --map text=NAME",
            path=str(path),
            line=1,
        )
    reader = csv.DictReader(lines, fieldnames=columns, delimiter=mark)
    try:
        for row in reader:
            yield reader.line_num + 1, row
    except csv.Error as error:
        raise CellError(str(error)) from error


def _names(line: str, mark: str) -> list[str]:
    try:
        return [name.strip().lower() for name in next(csv.reader([line], delimiter=mark), [])]
    except csv.Error:
        return []


def _lines(file: IO[bytes], max_bytes: int) -> Iterator[str]:
    """The lines of a table in UTF-8 or UTF-16; a line that is neither is Windows-1252."""
    head = file.read(2)
    wide = next((name for bom, name in _WIDE if head == bom), None)
    if wide:
        with io.TextIOWrapper(file, encoding=wide, newline="", errors="replace") as text:
            while line := text.readline(max_bytes):
                yield _bounded(line, max_bytes)
        return
    rest = file.readline(max_bytes)
    data, first = head + rest, True
    while data:
        if len(data) >= max_bytes and not data.endswith(b"\n"):
            raise CellError(f"the line is over {max_bytes} bytes")
        yield _decoded(data.removeprefix(codecs.BOM_UTF8) if first else data)
        data, first = file.readline(max_bytes), False


def _bounded(line: str, max_bytes: int) -> str:
    if len(line) >= max_bytes and not line.endswith("\n"):
        raise CellError(f"the line is over {max_bytes} characters")
    return line


def _decoded(data: bytes) -> str:
    data = data.replace(b"\x00", b"")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
