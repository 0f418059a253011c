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
    from legation.cli.skips import tell_skipped
    from legation.extract.article import extract
    from legation.fetch.corpora import ArticleRow
    from legation.fetch.sources import find_sources
    from legation.records import Page, Skipped

    found = find_sources(
        [source], max_bytes=settings.max_page_bytes, timeout_s=settings.timeout_s, stdin=None
    )
    for item in found.items():
        result = extract(item) if isinstance(item, Page) else item
        if isinstance(result, Skipped):
            tell_skipped(result)
        else:
            yield result.article if isinstance(result, ArticleRow) else result
