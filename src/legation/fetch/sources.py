"""Whatever a user names (files, folders, tables, addresses, `-`) as one stream of items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from legation.errors import InputError
from legation.fetch import corpora, files
from legation.fetch.http import fetch, is_url
from legation.records import ArticleRow, Origin, Page, Skipped, SkipReason

Item = Page | ArticleRow | Skipped
SUFFIXES = files.HTML | files.TEXT | corpora.SUFFIXES


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What was named, found and put in order; nothing of it is opened yet.

    `pages` is how many items there will be, `None` where a table keeps that to itself.
    """

    places: tuple[Path | str, ...]
    pages: int | None
    max_bytes: int
    timeout_s: float
    stdin: BinaryIO | None

    def items(self) -> Iterator[Item]:
        """The items in order, each fetched when it is asked for.

        A place that cannot be used as a whole gives one `Skipped`, and the next one follows.
        """
        for place in self.places:
            try:
                yield from self._items_of(place)
            except InputError as error:
                kind = "http" if is_url(str(place)) else "file"
                yield Skipped(
                    stage="fetch",
                    reason=SkipReason.UNREADABLE,
                    detail=str(error),
                    origin=Origin(kind=kind, path=str(place)),
                )

    def _items_of(self, place: Path | str) -> Iterator[Item]:
        if isinstance(place, str) and place != files.STDIN:
            yield fetch(place, max_bytes=self.max_bytes, timeout_s=self.timeout_s)
        elif isinstance(place, str):
            if self.stdin is not None:
                yield files.read_stdin(self.stdin, max_bytes=self.max_bytes)
        elif corpora.is_table(place):
            yield from corpora.read_table(place, max_bytes=self.max_bytes)
        else:
            yield files.read_file(place, max_bytes=self.max_bytes)


def find_sources(
    named: Iterable[str],
    *,
    max_bytes: int = files.MAX_BYTES,
    timeout_s: float = 20.0,
    stdin: BinaryIO | None = None,
) -> Sources:
    """The sources that were named, in that order, folders gone through.

    Raises `InputError` for a file or folder that is not there, or a folder with nothing to read.
    """
    places: list[Path | str] = []
    for source in named:
        if source == files.STDIN or is_url(source):
            places.append(source)
        else:
            places.extend(files.find_files([source], suffixes=SUFFIXES))
    counted = not any(isinstance(place, Path) and corpora.is_table(place) for place in places)
    return Sources(
        places=tuple(places),
        pages=len(places) if counted else None,
        max_bytes=max_bytes,
        timeout_s=timeout_s,
        stdin=stdin,
    )
