"""What a source gives, item by item, and how the items of one file are made."""

from __future__ import annotations

from dataclasses import dataclass, replace

from legation.ids import sha256_of
from legation.records import ArticleRow, Page, Skipped, SkipReason

Item = Page | ArticleRow | Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A story that is named by its address and not there itself.

    `skipped` is what becomes of it where addresses are not followed; `told` is whatever the source
    gives to know a later version by, its day of change mostly.
    """

    url: str
    skipped: Skipped
    told: str = ""


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
