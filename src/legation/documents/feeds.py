"""Feeds whose entries hold whole stories: RSS and Atom by feedparser, JSON feeds.

feedparser is slow and loses nothing: faster readers drop letters of feeds that are not well-formed.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any

from legation.documents.item import Item, Linked, not_read, page_within
from legation.extract.dates import parse_day
from legation.extract.jsonld import plain
from legation.records import Page, SkipReason

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_HEAD = 4000
FEWEST_WORDS = 60  # of an entry's text: with fewer it is a summary
MOST_ENTRIES = 5000


def is_feed(body: bytes) -> bool:
    """Whether bytes begin like an RSS or Atom feed."""
    return (
        _FEED.search(body[:_HEAD]) is not None and body.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<"
    )


def is_json_feed(body: bytes) -> bool:
    """Whether bytes begin like a JSON feed."""
    return body.lstrip()[:1] == b"{" and b"jsonfeed.org/version" in body[:_HEAD]


def entries_of_json(body: bytes) -> list[dict[str, Any]]:
    """The entries of a JSON feed in the shape that feedparser gives; none where it is damaged."""
    try:
        items = json.loads(body).get("items")
    except (ValueError, RecursionError, AttributeError):
        return []
    found = []
    for item in items[:MOST_ENTRIES] if isinstance(items, list) else ():
        if isinstance(item, dict):
            texts = [item.get(name) for name in ("content_html", "content_text", "summary")]
            authors = item.get("authors") or [item.get("author")]
            found.append(
                {
                    "link": _text(item.get("url")),
                    "title": _text(item.get("title")),
                    "published": _text(item.get("date_published")),
                    "updated": _text(item.get("date_modified")),
                    "content": [{"value": text} for text in texts if isinstance(text, str)],
                    "authors": [a for a in authors if isinstance(a, dict)]
                    if isinstance(authors, list)
                    else [],
                }
            )
    return found


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def entries_of(body: bytes) -> list[Any]:
    """The entries of a feed as feedparser gives them, in order; none where it is no feed."""
    import feedparser

    return list(feedparser.parse(io.BytesIO(body)).entries[:MOST_ENTRIES])


def stories_of_feed(page: Page) -> Iterator[Item | Linked]:
    """A page for each entry with a whole story; an entry with a summary is named by its address."""
    entries = entries_of_json if is_json_feed(page.body) else entries_of
    for number, entry in enumerate(entries(page.body), 1):
        contents = [c.get("value") or "" for c in entry.get("content") or ()]
        body = max([*contents, entry.get("summary") or ""], key=len)
        link = str(entry.get("link") or "")
        url = link if link.lower().startswith(("http://", "https://")) else None
        found = page_within(
            page, _as_page(entry, body, url), "text/html; charset=utf-8", number=number, url=url
        )
        if len(plain(body).split()) >= FEWEST_WORDS:
            yield found
            continue
        skipped = not_read(
            found,
            f"the feed has only a summary of it; give {url or 'the page'} itself",
            reason=SkipReason.NOT_AN_ARTICLE,
        )
        told = str(entry.get("updated") or entry.get("published") or "")
        yield skipped if url is None else Linked(url=url, skipped=skipped, told=told)


def _as_page(entry: Any, body: str, url: str | None) -> bytes:
    """An entry as the page it might be."""
    title = escape(plain(str(entry.get("title") or "")))
    day = parse_day(str(entry.get("published") or ""))
    authors = [str(a.get("name") or "") for a in entry.get("authors") or ()]
    head = f"<title>{title}</title>"
    head += f'<meta name="date" content="{day.isoformat()}">' if day else ""
    head += "".join(f'<meta name="author" content="{escape(a)}">' for a in authors[:1] if a)
    head += f'<link rel="canonical" href="{escape(url)}">' if url else ""
    if "<p" not in body.lower():
        body = "".join(
            f"<p>{part}</p>" for part in re.split(r"\n\s*\n|<br\s*/?>\s*<br\s*/?>", body)
        )
    whole = (
        f"<html><head>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"
    )
    return whole.encode("utf-8", "replace")
