"""Files, folders and standard input as pages."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
# What programs call their pages; `""` is no suffix.
MADE = frozenset({".php", ".asp", ".aspx", ".jsp", ".shtml", ""})
_ESCAPED = re.compile(rb"\\x([0-9a-f]{2})")
_SNIFFED = 1024  # bytes at the start that tell a saved web page from text
_TAG = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The files to read, and one `Skipped` for everything else that lies in the folders."""

    files: tuple[Path, ...]
    others: tuple[Skipped, ...] = ()


def find_files(paths: Iterable[Path | str], *, suffixes: frozenset[str]) -> tuple[Path, ...]:
    """The files that paths name, as `look_through` finds them."""
    return look_through(paths, suffixes=suffixes).files


def look_through(paths: Iterable[Path | str], *, suffixes: frozenset[str]) -> Found:
    """The files that paths name, with what else lies in the folders.

    A file is itself, a folder all in it with one of the suffixes.

    Folders are gone through to the bottom in sorted order; what is hidden is passed over. Suffixes
    count as the name ends, so `.jsonl.gz` is one; a page that a program made (`.php`, no suffix)
    is known by its bytes. Raises `InputError` for a path that is not there, before any file is
    opened, and for a folder without a file to read.
    """
    found: list[Path] = []
    others: list[Skipped] = []
    for path in map(Path, paths):
        if path.is_dir():
            inside = list(_inside(path, others))
            wanted = [each for each in inside if _is_wanted(each, suffixes)]
            if not wanted:
                raise InputError(
                    f"{shown_path(path)}: no file to read in this folder"
                    f"{_told(len(inside), others)}; put files in it that end in "
                    f"{', '.join(sorted(suffixes))}",
                    path=str(path),
                )
            found.extend(wanted)
            left = sorted(set(inside).difference(wanted))
            others.extend(_other_kind(each) for each in left)
        elif path.exists():
            found.append(path)
        else:
            raise InputError(
                f"{shown_path(path)}: no such file or folder; check the name", path=str(path)
            )
    return Found(files=tuple(found), others=tuple(others))


def shown_path(path: Path | str) -> str:
    """A path as text that can be kept and shown: a byte that is no UTF-8 stands as its number."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def path_shown(shown: str) -> Path:
    """The path that is shown so; the other way round of `shown_path`."""
    plain = Path(shown)
    if "\\x" not in shown or plain.exists():
        return plain
    made = _ESCAPED.sub(lambda m: bytes([int(m[1], 16)]), shown.encode("utf-8"))
    return Path(os.fsdecode(made))


def read_file(path: Path, *, max_bytes: int = MAX_BYTES) -> Page | Skipped:
    """The page in a file; a file that is too large or cannot be read gives a `Skipped`."""
    origin = Origin(kind="file", path=shown_path(path))
    try:
        if not (path.is_file() or path.is_relative_to("/dev/fd")):  # a pipe may never end
            return _unreadable(origin, "it is no regular file; give its bytes with `-`")
        with path.open("rb") as file:
            return _page(file, origin, suffix=path.suffix.lower(), max_bytes=max_bytes)
    except OSError as error:
        return _unreadable(origin, error.strerror or str(error))


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


def _inside(folder: Path, others: list[Skipped]) -> Iterator[Path]:
    """The files in a folder that are not hidden; a folder that cannot be opened is told."""

    def unopened(error: OSError) -> None:
        origin = Origin(kind="file", path=shown_path(error.filename))
        others.append(_unreadable(origin, f"the folder cannot be opened: {error.strerror}"))

    paths: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=unopened):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths.extend(Path(place, name) for name in files if not name.startswith("."))
    yield from (path for path in sorted(paths) if path.is_file())


def _is_wanted(path: Path, suffixes: frozenset[str]) -> bool:
    if path.name.lower().endswith(tuple(suffixes)):
        return True
    if path.suffix.lower() not in MADE:
        return False
    try:
        with path.open("rb") as file:
            return _TAG.search(file.read(_SNIFFED)) is not None
    except OSError:
        return True  # so that reading it says why not


def _other_kind(path: Path) -> Skipped:
    kind = f"files ending in {path.suffix}" if path.suffix else "files without a suffix"
    return Skipped(
        stage="fetch",
        reason=SkipReason.OTHER_KIND,
        detail=f"{kind} are not read in folders; name it to have it read",
        origin=Origin(kind="file", path=shown_path(path)),
    )


def _told(inside: int, others: list[Skipped]) -> str:
    if others:
        return f" ({others[0].detail})"
    return f" ({inside} of other kinds)" if inside else ""


def _unreadable(origin: Origin, detail: str) -> Skipped:
    return Skipped(stage="fetch", reason=SkipReason.UNREADABLE, detail=detail, origin=origin)


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
