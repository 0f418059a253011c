"""From a page to its article, or to the reason why there is none."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import islice

from legation.characters.decode import decode, is_binary
from legation.extract.dump import DumpFields, read_dump
from legation.extract.language import language_of
from legation.extract.no_story import page_instead
from legation.ids import article_id
from legation.records import Article, ArticleRow, Page, Skipped, SkipReason

LARGEST = 20_000_000  # bytes: pages of news stay under 5 million
READ = "en"  # the language the reader reads
FEWEST_WORDS = 20  # in a body: less is a teaser, an error message or a menu
LONGEST_TEXT = 1_000_000  # characters of text: a book or a log; 320,000 are read in 9 s

_TAG = re.compile(
    r"<(?:!doctype html|html|head|body|article|section|main|div|p|span|table|meta|script|h1)\b"
    r"[^>]{0,2000}>",
    re.IGNORECASE,
)
_OTHER_TYPES = (
    "image/",
    "audio/",
    "video/",
    "font/",
    "application/pdf",
    "application/zip",
    "application/octet-stream+",
    "application/x-tar",
    "application/gzip",
)
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\d\]])")
_XML = re.compile(
    r"\s*<\?xml(?![^>]*>\s*<!doctype html)|\s*<(?:rss|feed|urlset|sitemapindex|svg)\b", re.I
)


def extract(page: Page) -> Article | Skipped:
    """The article on a page of HTML or plain text, or why there is none. Never raises.

    What kind of content it is is decided by the bytes; the media type only helps.
    """
    told = _skip_by_bytes(page)
    if told:
        return _skipped(page, *told)
    text = decode(page.body, page.media_type)
    if text is None:
        return _skipped(page, SkipReason.ENCODING, "no encoding gives readable text; save as UTF-8")
    text = text.removeprefix("\ufeff")
    told = _skip_by_text(text)
    if told:
        return _skipped(page, *told)
    return _article(page, text, _fields(page, text))


def article_of(
    item: Page | ArticleRow | Skipped, extract: Callable[[Page], Article | Skipped] = extract
) -> Article | Skipped:
    """The article that a source gives: that of a row, or what is extracted from a page.

    What gives none is a `Skipped` that says where it came from.
    """
    if isinstance(item, Skipped):
        return item
    if isinstance(item, ArticleRow):
        return item.article
    found = extract(item)
    if isinstance(found, Skipped):
        return replace(
            found, origin=found.origin or item.origin, sha256=found.sha256 or item.sha256
        )
    return found


def is_html(text: str) -> bool:
    """Whether a text is marked up: an HTML page, or a part of one."""
    head = text[:5000]
    tags = sum(1 for _ in islice(_TAG.finditer(head), 3))
    return tags == 3 or (tags > 0 and head.lstrip()[:1] == "<")


def _fields(page: Page, text: str) -> DumpFields:
    if not is_html(text):
        return read_dump(text)
    from legation.extract.html import read_html  # what parses HTML takes half a second to load

    return read_html(text, page.final_url or page.url)


def _skip_by_bytes(page: Page) -> tuple[SkipReason, str] | None:
    size = len(page.body)
    if not page.body.strip(b" \t\r\n\x0c\x0b\x00"):
        return SkipReason.EMPTY, f"{size} bytes, no text in them"
    if size > LARGEST:
        return SkipReason.TOO_LARGE, f"{size} bytes; pages over {LARGEST} are not read"
    if page.media_type.lower().startswith(_OTHER_TYPES):
        return SkipReason.BINARY, f"media type {page.media_type}; give HTML or plain text"
    if is_binary(page.body):
        return SkipReason.BINARY, "the bytes are no text; give HTML or plain text"
    return None


def _skip_by_text(text: str) -> tuple[SkipReason, str] | None:
    if not text.strip():
        return SkipReason.EMPTY, "nothing but white space"
    if _JSON.match(text) and text.rstrip()[-1] in "}]":
        return SkipReason.NOT_AN_ARTICLE, "JSON data; give its records as a table or JSON lines"
    if _XML.match(text[:2000]):
        return SkipReason.NOT_AN_ARTICLE, "a feed, site map or other XML; give the pages it links"
    return None


def _article(page: Page, raw: str, fields: DumpFields) -> Article | Skipped:
    language = language_of(fields.body) or fields.language
    words = len(fields.body.split())
    if language is None and words < FEWEST_WORDS:
        language = language_of(raw) if not is_html(raw) else None
    if language not in (READ, None):
        return _skipped(
            page, SkipReason.LANGUAGE, f"the text is in {language}; only {READ} is read"
        )
    if words < FEWEST_WORDS:
        return _skipped(
            page, SkipReason.NOT_AN_ARTICLE, f"{words} words of running text; a story has more"
        )
    instead = fields.instead or page_instead((fields.title,), fields.body)
    if instead:
        return _skipped(page, SkipReason.NOT_AN_ARTICLE, f"{instead}, no story")
    if language is None:
        return _skipped(
            page, SkipReason.LANGUAGE, f"the language cannot be told; only {READ} is read"
        )
    if len(fields.body) > LONGEST_TEXT:
        return _skipped(page, SkipReason.TOO_LARGE, f"{len(fields.body)} characters of text")
    url = page.final_url or page.url or fields.url
    return Article(
        id=article_id(raw_sha256=page.sha256, url=url),
        text=fields.body,
        raw_sha256=page.sha256,
        title=fields.title,
        url=url,
        outlet=fields.outlet,
        agency=fields.agency,
        section=fields.section,
        authors=fields.authors,
        published=fields.published,
        dateline=fields.dateline,
        captions=fields.captions,
        language=language,
        spans=fields.spans,
    )


def _skipped(page: Page, reason: SkipReason, detail: str) -> Skipped:
    return Skipped(
        stage="extract", reason=reason, detail=detail, origin=page.origin, sha256=page.sha256
    )
