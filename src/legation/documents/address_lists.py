"""Pages that only name other pages: site maps and lists of addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from legation.documents.item import Linked, not_read
from legation.records import Page, Skipped, SkipReason

_MAP = re.compile(rb"<(?:[a-z]+:)?(?:urlset|sitemapindex)[\s>]", re.IGNORECASE)
_PLACE = re.compile(
    rb"<(?:[a-z]+:)?loc>\s*(?:<!\[CDATA\[)?\s*(https?://[^\s<\]]{4,2000})", re.IGNORECASE
)
_DAY = re.compile(rb"<(?:[a-z]+:)?(?:lastmod|publication_date)>\s*([^\s<]{4,40})", re.IGNORECASE)
_ENTRY = re.compile(rb"<(?:[a-z]+:)?(?:url|sitemap)>", re.IGNORECASE)
_LINE = re.compile(r"https?://[^\s<>\"]{3,2000}", re.IGNORECASE)
_HEAD = 4000
MOST_NAMED = 3  # addresses told where a page of them is skipped


def links_in(page: Page) -> tuple[Linked, ...] | None:
    """The pages that a site map or a list of addresses names; `None` where it is neither.

    A site map of site maps names those. A list is a text whose every line is an address, is empty
    or begins with #. Each address comes once.
    """
    found = _in_map(page.body) if _MAP.search(page.body[:_HEAD]) else _in_list(page.body)
    if found is None:
        return None
    return tuple(
        Linked(url=url, told=told, skipped=_not_followed(page, url, number))
        for number, (url, told) in enumerate(found.items(), 1)
    )


def unfollowed(page: Page, links: tuple[Linked, ...]) -> Skipped:
    """What becomes of a page of addresses that is not followed."""
    named = ", ".join(link.url for link in links[:MOST_NAMED]) or "none"
    return not_read(
        page,
        f"a list of {len(links)} addresses ({named}); `legation ingest` fetches them when the list "
        "itself is named",
        reason=SkipReason.NOT_AN_ARTICLE,
    )


def _in_map(body: bytes) -> dict[str, str]:
    """The addresses of a site map with the day that stands with each."""
    starts = [m.start() for m in _ENTRY.finditer(body)] or [0]
    found: dict[str, str] = {}
    for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
        for place in _PLACE.finditer(body, start, end):
            url = place[1].decode("utf-8", "replace").replace("&amp;", "&")
            day = _DAY.search(body, start, end)
            found.setdefault(url, day[1].decode("ascii", "replace") if day else "")
    return found


def _in_list(body: bytes) -> dict[str, str] | None:
    if body.lstrip(b"\xef\xbb\xbf \r\n\t#")[:1].lower() != b"h" and not body.startswith(b"#"):
        return None
    try:
        lines = list(_lines(body.decode("utf-8-sig")))
    except UnicodeDecodeError:
        return None
    if not lines or not all(_LINE.fullmatch(line) for line in lines):
        return None
    return dict.fromkeys(lines, "")


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        bare = line.strip()
        if bare and not bare.startswith("#"):
            yield bare


def _not_followed(page: Page, url: str, number: int) -> Skipped:
    return Skipped(
        stage="fetch",
        reason=SkipReason.NOT_AN_ARTICLE,
        detail=f"only the address of {url}",
        origin=replace(page.origin, offset=number),
        sha256=page.sha256,
    )
