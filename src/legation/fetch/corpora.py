"""Corpora as tables: JSON lines and CSV files with a story a row, packed with gzip or not.

The column `text` holds the words of a clean story, or `html` a whole page. Known beside them are
`title`, `date` (ISO; the day of publication), `url`, `outlet`, `agency`, `section` and `language`.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, cast

from legation.errors import InputError
from legation.fetch.files import MAX_BYTES
from legation.ids import sha256_of
from legation.records import Article, ArticleRow, Origin, Page, Skipped, SkipReason

SUFFIXES = frozenset({".jsonl", ".ndjson", ".csv", ".jsonl.gz", ".ndjson.gz", ".csv.gz"})
_FIELDS = ("title", "url", "outlet", "agency", "section", "language")
Row = Mapping[str, Any]


def is_table(path: Path) -> bool:
    """Whether a file's name says that it is a table."""
    return path.name.lower().endswith(tuple(SUFFIXES))


def read_table(path: Path, *, max_bytes: int = MAX_BYTES) -> Iterator[ArticleRow | Page | Skipped]:
    """The stories of a table in the order of their rows; the offset of an origin is its line.

    A row that cannot be used gives a `Skipped` that says why, and the next one follows. Raises
    `InputError` for a CSV file without a column `text` or `html`, and where the file is missing.
    """
    kind = "csv" if ".csv" in path.name.lower() else "jsonl"
    line = 0
    try:
        with _open(path) as file:
            found = _csv_rows(file, path) if kind == "csv" else _json_rows(file, max_bytes)
            for line, row in found:
                yield _story(row, Origin(kind=kind, path=str(path), offset=line), max_bytes)
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file; check the name", path=str(path)) from error
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, csv.Error) as error:
        origin = Origin(kind=kind, path=str(path), offset=line + 1)
        yield _skipped(origin, f"the table cannot be read on from line {line + 1}: {error}")


def _open(path: Path) -> IO[bytes]:
    packed = path.suffix.lower() == ".gz"
    return cast(IO[bytes], gzip.open(path) if packed else path.open("rb"))


def _json_rows(file: IO[bytes], max_bytes: int) -> Iterator[tuple[int, Row | str]]:
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


def _csv_rows(file: IO[bytes], path: Path) -> Iterator[tuple[int, Row | str]]:
    csv.field_size_limit(2**31 - 1)  # a story is longer than the 128 KB that csv allows
    with io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        columns = [name.strip().lower() for name in reader.fieldnames or ()]
        if not {"text", "html"} & set(columns):
            raise InputError(
                f"{path}: no column text or html among {', '.join(columns) or 'none'}; name the "
                "column that holds the stories so",
                path=str(path),
                line=1,
            )
        reader.fieldnames = columns
        for row in reader:
            yield reader.line_num, row


def _story(row: Row | str, origin: Origin, max_bytes: int) -> ArticleRow | Page | Skipped:
    if isinstance(row, str):
        return _skipped(origin, row)
    texts = {key: value for key, value in row.items() if isinstance(value, str) and value.strip()}
    body = texts.get("text") or texts.get("html")
    if body is None:
        return _skipped(origin, "the row has no text", reason=SkipReason.EMPTY)
    if len(body) > max_bytes:
        return _skipped(origin, f"over {max_bytes} characters", reason=SkipReason.TOO_LARGE)
    if "text" not in texts:
        return _page(body, origin, url=texts.get("url"))
    known = {name: texts.get(name) for name in _FIELDS if name in texts}
    try:
        article = Article.from_text(body, published=texts.get("date"), **known)
    except InputError as error:
        return _skipped(origin, str(error))
    return ArticleRow(article=article, origin=origin)


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
