"""Corpora as tables: JSON lines, JSON, CSV and Parquet files with a story a row, packed or not.

A story's words stand in a column like `text` or `body`, or a whole page in `html`; the table
`extract/table_columns.csv` has the names that are known, and a mapping adds others.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import IO, Any, cast

from legation.documents.cells import CellError, csv_rows, open_packed
from legation.documents.item import Item
from legation.documents.story_columns import story_of
from legation.errors import InputError
from legation.fetch.files import MAX_BYTES, shown_path
from legation.ids import sha256_of
from legation.records import ArticleRow, Origin, Page, Skipped, SkipReason
from legation.tables import rows

SUFFIXES = frozenset(
    f"{name}{packed}"
    for name in (".jsonl", ".ndjson", ".csv", ".tsv", ".json")
    for packed in ("", ".gz")
) | {".parquet"}
Row = Mapping[str, Any]


def is_table(path: Path) -> bool:
    """Whether a file's name says that it is a table."""
    return path.name.lower().endswith(tuple(SUFFIXES))


@cache
def known_columns() -> dict[str, tuple[str, ...]]:
    """The usual names of the columns by what they hold, the surest first."""
    found: dict[str, tuple[str, ...]] = {}
    for row in sorted(
        rows("extract/table_columns.csv", needs=("field", "rank", "column")),
        key=lambda row: int(row["rank"]),
    ):
        found[row["field"]] = (*found.get(row["field"], ()), row["column"])
    return found


def columns_of(mapping: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The known columns with those of a mapping (`date` to `published_at`) before them.

    Raises `InputError` for a field that no story has.
    """
    known = dict(known_columns())
    for field, column in mapping.items():
        fields = sorted(known.keys() - {"list"})
        if field not in fields:
            raise InputError(
                f"--map {field}={column}: no field {field}; it is one of {', '.join(fields)}"
            )
        known[field] = (column.strip().lower(), *known[field])
    return known


def read_table(
    path: Path, *, max_bytes: int = MAX_BYTES, mapping: Mapping[str, str] | None = None
) -> Iterator[Item]:
    """The stories of a table in the order of their rows; the offset of an origin is its line.

    A row that cannot be used gives a `Skipped` that says why, and the next one follows. Raises
    `InputError` for a table without a column for stories, and where the file is missing.
    """
    columns = columns_of(mapping or {})
    bare = path.name.lower().removesuffix(".gz")
    kind = bare.rpartition(".")[2].replace("ndjson", "jsonl").replace("tsv", "csv")
    line = 0
    try:
        for line, row in _rows(path, kind, columns, max_bytes):
            origin = Origin(kind=kind, path=shown_path(path), offset=line)
            yield _item(row, origin, columns, max_bytes)
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file; check the name", path=str(path)) from error
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, CellError) as error:
        origin = Origin(kind=kind, path=shown_path(path), offset=line + 1)
        yield _skipped(origin, f"the table cannot be read on from line {line + 1}: {error}")


def _rows(
    path: Path, kind: str, columns: Mapping[str, tuple[str, ...]], max_bytes: int
) -> Iterator[tuple[int, Row | str]]:
    if kind == "parquet":
        from legation.documents.parquet import parquet_rows

        yield from parquet_rows(path)
        return
    with open_packed(path) as file:
        if kind == "csv":
            wanted = {column for field in columns for column in columns[field]}
            bodies = {*columns["text"], *columns["html"]}
            yield from csv_rows(file, path, wanted=wanted, bodies=bodies, max_bytes=max_bytes)
        elif kind == "json":
            yield from _json_list(file, max_bytes)
        else:
            yield from _json_lines(file, max_bytes)


def _json_lines(file: IO[bytes], max_bytes: int) -> Iterator[tuple[int, Row | str]]:
    """Line numbers with their objects, or with the reason why a line is none."""
    number = 0
    while line := file.readline(max_bytes + 1):
        number += 1
        if len(line) > max_bytes:
            while line and not line.endswith(b"\n"):
                line = file.readline(max_bytes + 1)
            yield number, f"the line is over {max_bytes} bytes"
        elif line.strip():
            yield number, _object(line)


def _object(line: bytes) -> Row | str:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"the line is not JSON: {error}"
    return row if isinstance(row, dict) else "the line is no JSON object"


def _json_list(file: IO[bytes], max_bytes: int) -> Iterator[tuple[int, Row | str]]:
    """The objects of a JSON array, or of the array that an object holds; numbered from 1."""
    data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        yield 1, f"the file is over {max_bytes} bytes; give its records as JSON lines"
        return
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        yield 1, f"the file is not JSON: {error}"
        return
    found: Any = value
    if isinstance(value, dict):
        lists = (value[key] for key in known_columns()["list"] if isinstance(value.get(key), list))
        found = next(lists, [value])
    if not isinstance(found, list):
        yield 1, "the file holds no JSON object"
        return
    for number, row in enumerate(found, 1):
        yield number, row if isinstance(row, dict) else "the record is no JSON object"


def _item(
    row: Row | str, origin: Origin, columns: Mapping[str, tuple[str, ...]], max_bytes: int
) -> Item:
    if isinstance(row, str):
        return _skipped(origin, row)
    story = story_of(row, columns)
    body = story.text or story.html
    if body is None:
        return _skipped(origin, "the row has no text", reason=SkipReason.EMPTY)
    if len(body) > max_bytes:
        return _skipped(origin, f"over {max_bytes} characters", reason=SkipReason.TOO_LARGE)
    if story.text is None:
        return _page(cast(str, story.html), origin, url=story.url)
    try:
        return ArticleRow(article=story.article(), origin=origin)
    except InputError as error:
        return _skipped(origin, str(error))


def _page(html: str, origin: Origin, *, url: str | None) -> Page:
    body = html.encode("utf-8", "replace")
    return Page(
        fetched_at=datetime.now(UTC),
        media_type="text/html; charset=utf-8",
        body=body,
        sha256=sha256_of(body),
        origin=origin,
        url=url,
        final_url=url,
    )


def _skipped(origin: Origin, detail: str, *, reason: SkipReason = SkipReason.UNREADABLE) -> Skipped:
    return Skipped(stage="fetch", reason=reason, detail=detail, origin=origin)
