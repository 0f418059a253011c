"""The pages of a store: which are there, and the versions of one that was updated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select

from legation.store.schema import articles, pages
from legation.store.store import Store

MANY = 400  # values in one question


@dataclass(frozen=True, slots=True, kw_only=True)
class PageVersion:
    """A page as it was at one time; `sha256` is of its bytes."""

    page_id: str
    sha256: str
    url: str | None
    fetched_at: datetime | None
    article_id: str
    title: str | None
    reader: str


def pages_held(store: Store, ids: Sequence[str]) -> dict[str, date | None]:
    """Which of these pages gave an article that the store has, with its day of publication."""
    found: dict[str, date | None] = {}
    with store.reading() as connection:
        for start in range(0, len(ids), MANY):
            asked = (
                select(pages.c.id, articles.c.published_first)
                .join(articles, articles.c.id == pages.c.article_id)
                .where(pages.c.id.in_(ids[start : start + MANY]))
            )
            found.update((row.id, row.published_first) for row in connection.execute(asked))
    return found


def versions_of(store: Store, url: str) -> tuple[PageVersion, ...]:
    """What stood at an address, the oldest first; versions with the same bytes are one."""
    asked = (
        select(pages, articles.c.title)
        .join(articles, articles.c.id == pages.c.article_id)
        .where(or_(pages.c.url == url, pages.c.final_url == url, articles.c.url == url))
        .order_by(pages.c.fetched_at, pages.c.id)
    )
    with store.reading() as connection:
        rows = connection.execute(asked).all()
    return tuple(
        PageVersion(
            page_id=row.id,
            sha256=row.sha256,
            url=row.final_url or row.url,
            fetched_at=row.fetched_at,
            article_id=row.article_id,
            title=row.title,
            reader=row.reader,
        )
        for row in rows
    )
