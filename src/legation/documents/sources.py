"""Whatever a user names (files, folders, tables, addresses, `-`) as one stream of items."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from legation.documents import corpora
from legation.documents.item import Item
from legation.documents.parts import is_packed, parts_of
from legation.errors import InputError
from legation.fetch import files
from legation.fetch.http import fetch, is_url
from legation.records import Origin, Page, Skipped, SkipReason

Unpack = Callable[[Page], Iterable[Item]]  # what opens packed files, somewhere safe
MAIL = frozenset({".eml", ".mbox", ".mht", ".mhtml"})
OFFICE = frozenset({".docx", ".rtf", ".pdf"})
FEEDS = frozenset({".rss", ".atom", ".xml"})
PACKED = frozenset({".html.gz", ".htm.gz", ".txt.gz", ".mbox.gz", ".xml.gz"})
SUFFIXES = files.HTML | files.TEXT | corpora.SUFFIXES | MAIL | OFFICE | FEEDS | PACKED


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What was named, found and put in order; nothing of it is opened yet.

    `pages` is how many items there will be, `None` where a table keeps that to itself.
    """

    places: tuple[Path | str | Skipped, ...]
    pages: int | None
    max_bytes: int
    timeout_s: float
    stdin: BinaryIO | None
    mapping: Mapping[str, str] = field(default_factory=dict)
    unpack: Unpack | None = None

    def items(self) -> Iterator[Item]:
        """The items in order, each fetched when it is asked for.

        A place that cannot be used as a whole gives one `Skipped`, and the next one follows.
        """
        for place in self.places:
            if isinstance(place, Skipped):
                yield place
                continue
            try:
                yield from self._items_of(place)
            except InputError as error:
                kind = "http" if is_url(str(place)) else "file"
                yield Skipped(
                    stage="fetch",
                    reason=SkipReason.UNREADABLE,
                    detail=str(error),
                    origin=Origin(kind=kind, path=files.shown_path(place)),
                )

    def _items_of(self, place: Path | str) -> Iterator[Item]:
        if isinstance(place, Path) and corpora.is_table(place):
            yield from corpora.read_table(place, max_bytes=self.max_bytes, mapping=self.mapping)
            return
        page: Page | Skipped | None
        if isinstance(place, Path):
            page = files.read_file(place, max_bytes=self.max_bytes)
        elif place != files.STDIN:
            page = fetch(place, max_bytes=self.max_bytes, timeout_s=self.timeout_s)
        else:
            page = files.read_stdin(self.stdin, max_bytes=self.max_bytes) if self.stdin else None
        if isinstance(page, Page):
            if self.unpack is not None and is_packed(page.body):
                yield from self.unpack(page)
            else:
                yield from parts_of(page, max_bytes=self.max_bytes)
        elif page is not None:
            yield page


def find_sources(
    named: Iterable[str],
    *,
    max_bytes: int = files.MAX_BYTES,
    timeout_s: float = 20.0,
    stdin: BinaryIO | None = None,
    mapping: Mapping[str, str] | None = None,
    unpack: Unpack | None = None,
) -> Sources:
    """The sources that were named, in that order, folders gone through.

    Raises `InputError` for a file or folder that is not there, or a folder with nothing to read.
    """
    places: list[Path | str | Skipped] = []
    for source in named:
        if source == files.STDIN or is_url(source):
            places.append(source)
        else:
            found = files.look_through([source], suffixes=SUFFIXES)
            places.extend((*found.files, *found.others))
    counted = not any(isinstance(place, Path) and corpora.is_table(place) for place in places)
    return Sources(
        places=tuple(places),
        pages=len(places) if counted else None,
        max_bytes=max_bytes,
        timeout_s=timeout_s,
        stdin=stdin,
        mapping=mapping or {},
        unpack=unpack,
    )
