"""Pages for tests of the extract stage."""

from __future__ import annotations

from datetime import UTC, datetime

from legation.ids import sha256_of
from legation.records import Origin, Page


def a_page(body: str | bytes, *, media_type: str | None = None, url: str | None = None) -> Page:
    """A page with that body; text becomes UTF-8, and its first character tells the media type."""
    data = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    kind = "text/html" if data.lstrip()[:1] == b"<" else "text/plain"
    return Page(
        fetched_at=datetime(2024, 3, 9, tzinfo=UTC),
        media_type=kind if media_type is None else media_type,
        body=data,
        sha256=sha256_of(data),
        origin=Origin(kind="file", path="page"),
        url=url,
    )
