"""Whatever a user names (files, folders, tables, addresses, `-`) as one stream of items."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO

from legation.documents import archives, corpora
from legation.documents.address_lists import links_in, unfollowed
from legation.documents.item import Item, Linked
from legation.documents.parts import is_packed, named_parts_of
from legation.errors import InputError
from legation.fetch import files
from legation.fetch.addresses import is_url
from legation.records import Origin, Page, Skipped, SkipReason

log = logging.getLogger(__name__)

Unpack = Callable[[Page], Iterable[Item | Linked]]  # what opens packed files, somewhere safe
Fetch = Callable[[str], Page | Skipped]
MAIL = frozenset({".eml", ".mbox", ".mht", ".mhtml"})
OFFICE = frozenset({".docx", ".rtf", ".pdf"})
FEEDS = frozenset({".rss", ".atom", ".xml"})
PACKED = frozenset({".html.gz", ".htm.gz", ".txt.gz", ".mbox.gz", ".xml.gz"})
PAGES = files.HTML | files.TEXT | MAIL | OFFICE | FEEDS | PACKED
SUFFIXES = PAGES | corpora.SUFFIXES | archives.SUFFIXES
DEEPEST = 3  # lists of lists of lists


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What was named, found and put in order; nothing of it is opened yet.

    `pages` is how many items there will be, `None` where a table keeps that to itself. With
    `follow` the pages that a feed, a site map or a list of addresses names are fetched, where the
    user named that itself; what lies in a folder sends no request.
    """

    places: tuple[Path | str | Skipped, ...]
    pages: int | None
    max_bytes: int
    stdin: BinaryIO | None
    fetch: Fetch
    named: frozenset[Path] = frozenset()
    follow: bool = False
    mapping: Mapping[str, str] = field(default_factory=dict)
    unpack: Unpack | None = None

    def items(self) -> Iterator[Item]:
        """The items in order, each fetched when it is asked for.

        A place that cannot be used as a whole, or has nothing in it, gives one `Skipped`, and the
        next one follows.
        """
        for place in self.places:
            if isinstance(place, Skipped):
                yield place
                continue
            nothing = True
            try:
                for item in self._items_of(place):
                    nothing = False
                    yield item
            except InputError as error:
                yield _unusable(place, error)
            except Exception as error:  # of a library, on a file that no test of ours had
                log.info("%s: opening failed", files.shown_path(place), exc_info=error)
                yield _broken(place, error)
            else:
                if nothing:
                    yield _without_stories(place)

    def _items_of(self, place: Path | str) -> Iterator[Item]:
        if isinstance(place, Path) and corpora.is_table(place):
            yield from corpora.read_table(place, max_bytes=self.max_bytes, mapping=self.mapping)
            return
        if isinstance(place, Path) and archives.is_archive(place):
            for item in archives.read_archive(place, max_bytes=self.max_bytes):
                if isinstance(item, Page):
                    yield from self._parts(item, False, set(), 0)
                else:
                    yield item
            return
        page: Page | Skipped | None
        if isinstance(place, Path):
            page = files.read_file(place, max_bytes=self.max_bytes)
        elif place != files.STDIN:
            page = self.fetch(place)
        else:
            page = files.read_stdin(self.stdin, max_bytes=self.max_bytes) if self.stdin else None
        if isinstance(page, Page):
            follow = self.follow and (isinstance(place, str) or place in self.named)
            yield from self._parts(page, follow, set(), DEEPEST)
        elif page is not None:
            yield page

    def _parts(self, page: Page, follow: bool, seen: set[str], deepest: int) -> Iterator[Item]:
        for part in self._opened(page, follow):
            if isinstance(part, Linked) and follow and deepest:
                yield from self._behind(part, seen, deepest)
            else:
                yield part.skipped if isinstance(part, Linked) else part

    def _opened(self, page: Page, follow: bool) -> Iterable[Item | Linked]:
        if self.unpack is not None and is_packed(page.body):
            return self.unpack(page)
        if not follow and (links := links_in(page)) is not None:
            return (unfollowed(page, links),)
        return named_parts_of(page, max_bytes=self.max_bytes)

    def _behind(self, link: Linked, seen: set[str], deepest: int) -> Iterator[Item]:
        """What stands at an address that a page names, each address once."""
        if link.url in seen:
            return
        seen.add(link.url)
        try:
            found = self.fetch(link.url)
        except InputError as error:
            found = _unusable(link.url, error)
        if isinstance(found, Page):
            yield from self._parts(found, True, seen, deepest - 1)
        else:
            yield found


def find_sources(
    named: Iterable[str],
    *,
    max_bytes: int = files.MAX_BYTES,
    timeout_s: float = 20.0,
    stdin: BinaryIO | None = None,
    mapping: Mapping[str, str] | None = None,
    unpack: Unpack | None = None,
    fetch_page: Fetch | None = None,
    follow: bool = False,
) -> Sources:
    """The sources that were named, in that order, folders gone through.

    `fetch_page` is how a page of the web is had, by default one request without more ado. Raises
    `InputError` for a file or folder that is not there, or a folder with nothing to read.
    """
    places: list[Path | str | Skipped] = []
    themselves: set[Path] = set()
    for source in named:
        if source == files.STDIN or is_url(source):
            places.append(source)
        else:
            found = files.look_through([source], suffixes=SUFFIXES)
            places.extend((*found.files, *found.others))
            themselves.update(path for path in found.files if path == Path(source))
    counted = not any(isinstance(place, Path) and _holds_many(place) for place in places)
    return Sources(
        places=tuple(places),
        pages=len(places) if counted else None,
        max_bytes=max_bytes,
        stdin=stdin,
        fetch=fetch_page or partial(one_request, max_bytes=max_bytes, timeout_s=timeout_s),
        named=frozenset(themselves),
        follow=follow,
        mapping=mapping or {},
        unpack=unpack,
    )


def one_request(
    url: str, *, max_bytes: int, timeout_s: float, private: frozenset[str] = frozenset()
) -> Page | Skipped:
    """The page at an address, by `fetch`: what talks to the web is loaded when it is asked for."""
    from legation.fetch.http import fetch

    return fetch(url, max_bytes=max_bytes, timeout_s=timeout_s, private=private)


def _without_stories(place: Path | str) -> Skipped:
    """A place that gave nothing at all: a table of no rows, a feed of no entries."""
    kind = "http" if is_url(str(place)) else "file"
    return Skipped(
        stage="fetch",
        reason=SkipReason.EMPTY,
        detail="there is nothing in it",
        origin=Origin(kind=kind, path=files.shown_path(place)),
    )


def _broken(place: Path | str, error: Exception) -> Skipped:
    """A place that broke one of our stages; what came out of it before stays."""
    lines = str(error).strip().splitlines() or ["without a message"]
    kind = "http" if is_url(str(place)) else "file"
    return Skipped(
        stage="read",
        reason=SkipReason.UNREADABLE,
        detail=f"opening failed with {type(error).__name__}: {lines[0]}",
        origin=Origin(kind=kind, path=files.shown_path(place)),
    )


def _holds_many(path: Path) -> bool:
    return corpora.is_table(path) or archives.is_archive(path)


def _unusable(place: Path | str, error: InputError) -> Skipped:
    kind = "http" if is_url(str(place)) else "file"
    return Skipped(
        stage="fetch",
        reason=SkipReason.UNREADABLE,
        detail=str(error),
        origin=Origin(kind=kind, path=files.shown_path(place)),
    )
