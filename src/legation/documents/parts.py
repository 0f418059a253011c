"""One file as the pages and stories in it: what it is, its bytes say."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from gzip import GzipFile

from legation.characters.decode import decode, is_binary
from legation.documents.address_lists import links_in, unfollowed
from legation.documents.exports import stories_in
from legation.documents.feeds import is_feed, is_json_feed, stories_of_feed
from legation.documents.item import Item, Linked, not_read, page_within
from legation.documents.mail import is_mail, mails_in
from legation.documents.office import is_office, office_text
from legation.errors import InputError
from legation.extract.article import is_html
from legation.fetch.files import MAX_BYTES, media_type_of, too_large
from legation.records import Article, ArticleRow, Origin, Page

_GZIP = b"\x1f\x8b"
_TEXT = "text/plain; charset=utf-8"


def is_packed(body: bytes) -> bool:
    """Whether bytes must be opened by a library before there are pages to see."""
    return body.startswith(_GZIP) or is_office(body) or is_mail(body) or is_feed(body)


def parts_of(page: Page, *, max_bytes: int = MAX_BYTES) -> Iterator[Item]:
    """The pages and stories that a page's bytes hold; the page itself where it is one story."""
    for part in named_parts_of(page, max_bytes=max_bytes, follow=False):
        yield part.skipped if isinstance(part, Linked) else part


def named_parts_of(
    page: Page, *, max_bytes: int = MAX_BYTES, follow: bool = True
) -> Iterator[Item | Linked]:
    """The same, with the stories that a feed, a site map or a list names by their addresses.

    Without `follow` a page that holds nothing but addresses is one `Skipped`.
    """
    if page.body.startswith(_GZIP):
        yield from _unpacked(page, max_bytes, follow=follow)
    elif is_office(page.body):
        yield from _office(page)
    elif is_mail(page.body):
        yield from mails_in(page)
    elif is_feed(page.body) or is_json_feed(page.body):
        yield from stories_of_feed(page)
    elif (links := links_in(page)) is not None:
        yield from links if follow else (unfollowed(page, links),)
    else:
        yield from _stories(page)


def _unpacked(page: Page, max_bytes: int, *, follow: bool) -> Iterator[Item | Linked]:
    try:
        with GzipFile(fileobj=io.BytesIO(page.body)) as file:
            body = file.read(max_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        yield not_read(page, f"the gzip file is damaged or cut short: {error}")
        return
    if len(body) > max_bytes:
        yield too_large(page.origin, max_bytes=max_bytes)
    elif body.startswith(_GZIP):
        yield not_read(page, "a gzip file in a gzip file; unpack it once")
    else:
        within = page_within(page, body, media_type_of(body))
        yield from named_parts_of(within, max_bytes=max_bytes, follow=follow)


def _office(page: Page) -> Iterator[Item]:
    try:
        text = office_text(page.body)
    except InputError as error:
        yield not_read(page, str(error))
        return
    yield from _stories(page_within(page, text.encode("utf-8", "replace"), _TEXT))


def _stories(page: Page) -> Iterator[Item]:
    """The stories of an export, or the page as it is."""
    text = None if is_binary(page.body) else decode(page.body, page.media_type)
    found = stories_in(text) if text and not is_html(text) else ()
    if not found:
        yield page
    for number, story in enumerate(found, 1):
        origin = Origin(kind=page.origin.kind, path=page.origin.path, offset=number)
        if isinstance(story, Article):
            yield ArticleRow(article=story, origin=origin)
        else:
            yield not_read(page_within(page, b"", _TEXT, number=number), story)
