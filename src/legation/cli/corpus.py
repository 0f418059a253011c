"""The articles of what a user names: pages, folders, tables, and stores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legation.records import Article
    from legation.settings import Settings


def articles_of(sources: Sequence[str], settings: Settings) -> Iterator[Article]:
    """The articles in order; a name that ends in `.db` or begins with `postgresql:` is a store.

    What gives no article is told on standard error and passed over.
    """
    for source in sources:
        if source.endswith(".db") or source.startswith(("postgresql:", "sqlite:")):
            yield from _of_store(source, settings)
        else:
            yield from _of_pages(source, settings)


def _of_store(name: str, settings: Settings) -> Iterator[Article]:
    from legation.store import Query, Store

    with Store.open(name, readonly=True, busy_timeout_s=settings.busy_timeout_s) as opened:
        for found in Query(opened).articles(limit=_MOST):
            yield found.reading.article


_MOST = 10_000  # articles of a store, the newest: they are held in memory


def _of_pages(source: str, settings: Settings) -> Iterator[Article]:
    from legation.cli.read import articles_of as articles_in
    from legation.documents.sources import find_sources

    found = find_sources(
        [source], max_bytes=settings.max_page_bytes, timeout_s=settings.timeout_s, stdin=None
    )
    yield from articles_in(found, [], published=None)
