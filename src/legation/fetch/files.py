"""Files, folders and standard input as pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from legation.errors import InputError
from legation.ids import sha256_of
from legation.records import Origin, Page, Skipped, SkipReason

STDIN = "-"
MAX_BYTES = 20_000_000
HTML = frozenset({".html", ".htm", ".xhtml"})
TEXT = frozenset({".txt", ".text"})
_SNIFFED = 1024  # bytes at the start that tell a saved web page from text
_TAG = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)


def find_files(paths: Iterable[Path | str], *, suffixes: frozenset[str]) -> tuple[Path, ...]:
    """The files that paths name: a file is itself, a folder all in it with one of the suffixes.

    Folders are gone through to the bottom in sorted order; what is hidden and what has another
    suffix is passed over. Suffixes count as the name ends, so `.jsonl.gz` is one. Raises
    `InputError` for a path that is not there, before any file is opened, and for a folder without
    a file to read.
    """
    found: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            inside = [each for each in _inside(path) if each.name.lower().endswith(tuple(suffixes))]
            if not inside:
                raise InputError(
                    f"{path}: no file to read in this folder; put files in it that end in "
                    f"{', '.join(sorted(suffixes))}",
                    path=str(path),
                )
            found.extend(inside)
        elif path.exists():
            found.append(path)
        else:
            raise InputError(f"{path}: no such file or folder; check the name", path=str(path))
    return tuple(found)


def read_file(path: Path, *, max_bytes: int = MAX_BYTES) -> Page | Skipped:
    """The page in a file; a file that is too large or cannot be read gives a `Skipped`."""
    origin = Origin(kind="file", path=str(path))
    try:
        with path.open("rb") as file:
            return _page(file, origin, suffix=path.suffix.lower(), max_bytes=max_bytes)
    except OSError as error:
        return Skipped(
            stage="fetch",
            reason=SkipReason.UNREADABLE,
            detail=error.strerror or str(error),
            origin=origin,
        )


def read_stdin(stream: BinaryIO, *, max_bytes: int = MAX_BYTES) -> Page | Skipped:
    """The page that standard input brings."""
    origin = Origin(kind="stdin", path=STDIN)
    return _page(stream, origin, suffix="", max_bytes=max_bytes)


def too_large(origin: Origin, *, max_bytes: int) -> Skipped:
    """What becomes of a page over the limit."""
    return Skipped(
        stage="fetch",
        reason=SkipReason.TOO_LARGE,
        origin=origin,
        detail=f"over {max_bytes} bytes; raise max_page_bytes in the settings to read it",
    )


def media_type_of(body: bytes, *, suffix: str = "") -> str:
    """HTML where the name or the first bytes say so, else text."""
    looks_html = _TAG.search(body[:_SNIFFED]) is not None
    return "text/html" if suffix in HTML or looks_html else "text/plain"


def _inside(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path


def _page(stream: BinaryIO, origin: Origin, *, suffix: str, max_bytes: int) -> Page | Skipped:
    body = stream.read(max_bytes + 1)
    if len(body) > max_bytes:
        return too_large(origin, max_bytes=max_bytes)
    return Page(
        fetched_at=datetime.now(UTC),
        media_type=media_type_of(body, suffix=suffix),
        body=body,
        sha256=sha256_of(body),
        origin=origin,
    )
