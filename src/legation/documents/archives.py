"""Web archives: the pages in WARC files (by FastWARC) and ARC files (by warcio).

Both libraries end without a word where a file is damaged or cut short, so records are cut out here
and handed to them one by one. Damage costs the record it is in: reading goes on at the next one,
and the bytes that were lost are told.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from legation.documents.item import Item
from legation.documents.unpacked import Damage, Unpacked
from legation.fetch.files import MAX_BYTES, shown_path, too_large
from legation.ids import sha256_of
from legation.records import Origin, Page, Skipped, SkipReason

SUFFIXES = frozenset({".warc", ".warc.gz", ".arc", ".arc.gz"})
_MOST_HEAD = 1 << 16
_HEAD_ROOM = 1 << 18  # of a record beside its page: headers of the archive and of HTTP
_WARC = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
_ARC = re.compile(
    rb"[a-z]{2,12}:[^\s]{1,4000} [0-9a-fA-F.:]{3,45} \d{8,14} [^\n]{0,400}?(\d+)\r?\n"
)
_ARC_LINE = re.compile(rb"(?<=\n)" + _ARC.pattern)
_AHEAD = 1 << 18
_MOST_LINE = 8192
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_TYPE = re.compile(rb"^WARC-Type:[ \t]*(\w+)", re.IGNORECASE | re.MULTILINE)
_PAGES = re.compile(r"text/|application/(?:xhtml|xml|rss|atom|json|feed)|message/", re.IGNORECASE)
_STORED = frozenset({b"response", b"resource", b"conversion"})
_BLANK = b"\r\n"


@dataclass(frozen=True, slots=True)
class _Record:
    """A record with its head, as it lies in the archive."""

    at: int
    data: bytes


def is_archive(path: Path) -> bool:
    """Whether a file's name says that it is a web archive."""
    return path.name.lower().endswith(tuple(SUFFIXES))


def read_archive(path: Path, *, max_bytes: int = MAX_BYTES) -> Iterator[Item]:
    """The pages of an archive in order; the offset of an origin is that of the record's bytes.

    What is no page (requests, notes on the crawl) is no item; an answer that is no success, a
    picture, a record that is damaged give a `Skipped` each.
    """
    is_arc = ".arc" in path.name.lower()[-7:] and ".warc" not in path.name.lower()[-8:]
    kind = "arc" if is_arc else "warc"
    # A packed record has its own check; of an open one the digest tells whether it is whole.
    is_open = not path.name.lower().endswith(".gz")
    parsed = _of_arc if is_arc else partial(_of_warc, verify=is_open)
    shown = shown_path(path)
    try:
        with path.open("rb") as file:
            for found in _records(Unpacked(file), is_arc=is_arc, most=max_bytes + _HEAD_ROOM):
                at = found.at if isinstance(found, _Record) else found.start
                origin = Origin(kind=kind, path=shown, offset=at)
                if isinstance(found, _Record):
                    item = _item(found, origin, parsed, max_bytes)
                    if item is not None:
                        yield item
                elif found.why == _LARGE:
                    yield too_large(origin, max_bytes=max_bytes)
                else:
                    yield _skipped(origin, _told(found))
    except OSError as error:
        yield _skipped(Origin(kind=kind, path=shown), error.strerror or str(error))


_LARGE = "large"
_LOST = "its bytes are lost"


def _told(lost: Damage) -> str:
    return f"bytes {lost.start} to {lost.end} are lost: {lost.why}"


def _records(data: Unpacked, *, is_arc: bool, most: int) -> Iterator[_Record | Damage]:
    """The records in order, and the ranges of bytes that gave none."""
    while (found := _next(data, is_arc=is_arc, most=most)) is not None:
        yield found


def _next(data: Unpacked, *, is_arc: bool, most: int) -> _Record | Damage | None:
    """The next record, or the bytes before it that are none; `None` at the end."""
    while data.fill(1) and data.buffer[0] in _BLANK:
        data.take(1)
    at = data.place
    if not data.buffer:
        return _passed(data, data.barrier.start) if data.barrier else None
    head = _head(data, is_arc)
    if head is None:
        return _lost(data, at, is_arc, "no record begins here")
    size, length = head
    whole = size + length
    if whole > most:
        return Damage(at, at, _LARGE) if data.skip(whole) else _cut(data, at)
    if not data.fill(whole):
        return _cut(data, at)
    # The record is whole where another one, damage or the end comes after it.
    after = whole
    while data.fill(after + 1) and data.buffer[after] in _BLANK:
        after += 1
    if data.barrier and data.barrier.start <= at:
        return _passed(data, at)  # of the member that it is in: its check does not fit
    follows = data.fill(after + 1) and not (
        data.barrier and data.place_of(after) >= data.barrier.start
    )
    if follows and not _begins(data, after, is_arc):
        return _lost(data, at, is_arc, "the record is longer or shorter than it says", size)
    return _Record(at, data.take(whole))


def _head(data: Unpacked, is_arc: bool) -> tuple[int, int] | None:
    """The lengths of a record's head and of what follows; `None` where there is no head."""
    data.fill(512)
    if is_arc:
        data.fill(_MOST_HEAD if b"\n" not in data.buffer else 1)
        line = _ARC.match(data.buffer[:_MOST_HEAD])
        return (line.end(), int(line[1])) if line else None
    if not _WARC.match(data.buffer[:16]):
        return None
    end = _end_of_head(data)
    length = _LENGTH.search(data.buffer[:end]) if end else None
    return (end, int(length[1])) if length else None


def _end_of_head(data: Unpacked) -> int:
    """Where the head of a WARC record ends; 0 where it does not."""
    size = 1024
    while True:
        is_all = not data.fill(size)
        ends = [
            at + len(mark)
            for mark in (b"\r\n\r\n", b"\n\n")
            if (at := data.buffer.find(mark, 0, _MOST_HEAD)) >= 0
        ]
        if ends:
            return min(ends)
        if is_all or size >= _MOST_HEAD:
            return 0
        size *= 4


def _begins(data: Unpacked, at: int, is_arc: bool) -> bool:
    data.fill(at + 4096)
    pattern = _ARC if is_arc else _WARC
    return pattern.match(bytes(data.buffer[at : at + _MOST_LINE])) is not None


def _lost(data: Unpacked, at: int, is_arc: bool, why: str, begun: int = 1) -> Damage:
    """Go to the next record after so many bytes; the bytes before it are lost."""
    pattern = _ARC_LINE if is_arc else _WARC
    data.take(begun)
    while True:
        data.fill(_AHEAD)
        found = pattern.search(data.buffer)
        if found:
            data.take(found.start())
            return Damage(at, data.place, why)
        if data.barrier:
            return _passed(data, at)
        if data.ended:
            data.buffer.clear()
            return Damage(at, data.file_place, why)
        data.take(max(1, len(data.buffer) - _MOST_LINE))


def _cut(data: Unpacked, at: int) -> Damage:
    """The end of the file or of what is whole of it came inside a record."""
    if data.barrier:
        return _passed(data, at)
    data.buffer.clear()
    return Damage(at, data.file_place, "the file is cut short")


def _passed(data: Unpacked, at: int) -> Damage:
    """Go on behind the damage, which begins with the record it is in."""
    assert data.barrier is not None
    told = Damage(min(at, data.barrier.start), data.barrier.end, data.barrier.why)
    data.pass_barrier()
    return told


def _item(record: _Record, origin: Origin, parsed: Any, max_bytes: int) -> Item | None:
    """The page of a record, or why it gives none; `None` for one that holds no page at all."""
    try:
        found = parsed(record.data, max_bytes)
    except Exception as error:  # of the libraries: whatever they raise costs this record
        return _skipped(origin, f"the record cannot be read: {type(error).__name__}: {error}")
    if found is None:
        return None
    if isinstance(found, str):
        end = record.at + len(record.data)
        return _skipped(origin, found.replace(_LOST, f"bytes {record.at} to {end} are lost"))
    url, moment, media_type, body = found
    if not _PAGES.match(media_type or "text/"):
        return _skipped(origin, f"media type {media_type}", reason=SkipReason.OTHER_KIND)
    if len(body) > max_bytes:
        return too_large(origin, max_bytes=max_bytes)
    return Page(
        fetched_at=moment or datetime.now(UTC),
        media_type=media_type or "text/html",
        body=body,
        sha256=sha256_of(body),
        origin=origin,
        url=url,
        final_url=url,
    )


_Found = tuple[str | None, datetime | None, str | None, bytes]


def _of_warc(data: bytes, max_bytes: int, *, verify: bool) -> _Found | str | None:
    kind = _TYPE.search(data, 0, _MOST_HEAD)
    if kind is None or kind[1].lower() not in _STORED:
        if kind is not None and kind[1].lower() == b"revisit":
            return "the page is as it was in an earlier crawl and is not in the record"
        return None
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    if verify and not _is_whole(data):
        return f"{_LOST}: they do not fit their digest"
    for record in ArchiveIterator(io.BytesIO(data), parse_http=True, auto_decode="all"):
        url = (record.headers.get("WARC-Target-URI") or "").strip("<>") or None
        media_type = record.http_content_type or record.headers.get("Content-Type")
        if record.record_type == WarcRecordType.response:
            if not record.is_http_parsed:
                return None if (media_type or "").startswith("text/dns") else "no answer of HTTP"
            http = record.http_headers
            if not 200 <= (http.status_code or 0) < 300:
                return f"the server answered {http.status_code}"
            media_type = http.get("Content-Type")
        return url, record.record_date, media_type, record.reader.read(max_bytes + 1)
    return "the record cannot be read"


def _is_whole(data: bytes) -> bool:
    """Whether a record fits the digest that it has; one without a digest does."""
    from fastwarc.warc import ArchiveIterator

    for record in ArchiveIterator(io.BytesIO(data), parse_http=False):
        return "WARC-Block-Digest" not in record.headers or record.verify_block_digest()
    return False


def _of_arc(data: bytes, max_bytes: int) -> _Found | str | None:
    if data.startswith(b"filedesc:"):
        return None
    from warcio.archiveiterator import ArchiveIterator

    for record in ArchiveIterator(io.BytesIO(data + b"\n"), arc2warc=True):
        http = record.http_headers
        if http is not None and not (http.get_statuscode() or "").startswith("2"):
            return f"the server answered {http.get_statuscode()}"
        media_type = http.get_header("Content-Type") if http else record.content_type
        url = record.rec_headers.get_header("WARC-Target-URI")
        moment = record.rec_headers.get_header("WARC-Date")
        at = datetime.fromisoformat(moment.replace("Z", "+00:00")) if moment else None
        return url, at, media_type, record.content_stream().read(max_bytes + 1)
    return "the record cannot be read"


def _skipped(origin: Origin, detail: str, *, reason: SkipReason = SkipReason.UNREADABLE) -> Skipped:
    return Skipped(stage="fetch", reason=reason, detail=detail, origin=origin)
