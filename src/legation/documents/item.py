"""What a source gives, item by item, and how the items of one file are made."""

from __future__ import annotations

from dataclasses import replace

from legation.ids import sha256_of
from legation.records import ArticleRow, Page, Skipped, SkipReason

Item = Page | ArticleRow | Skipped


def page_within(
    page: Page, body: bytes, media_type: str, *, number: int = 0, url: str | None = None
) -> Page:
    """A page that was packed in another; `number` counts them from 1 where there may be several."""
    return replace(
        page,
        body=body,
        media_type=media_type,
        sha256=sha256_of(body),
        origin=replace(page.origin, offset=number or page.origin.offset),
        url=url or page.url,
        final_url=None if url else page.final_url,
    )


def not_read(page: Page, detail: str, *, reason: SkipReason = SkipReason.UNREADABLE) -> Skipped:
    """What becomes of a page that cannot be unpacked."""
    return Skipped(
        stage="fetch", reason=reason, detail=detail, origin=page.origin, sha256=page.sha256
    )
