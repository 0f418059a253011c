"""Where an article is: its outlet and day, its address, and the file it was read from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select

from legation.store.schema import articles, pages, readings
from legation.store.store import Store

_AT_ONCE = 500  # ids in one query: SQLite takes so many parameters in any build


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """The address of an article's page, the file it came from, and where in that file.

    `recorded_at` is when the store first had a reading of it.
    """

    url: str | None = None
    path: str | None = None
    offset: int = 0
    recorded_at: datetime | None = None

    @property
    def told(self) -> str:
        """The address or, without one, the file; empty where neither is known."""
        return self.url or (f"{self.path}#{self.offset}" if self.offset else self.path or "")


def places_of(store: Store, article_ids: Iterable[str]) -> dict[str, Whereabouts]:
    """Where each article is, by id; articles that came without a page have their address only."""
    wanted = sorted(set(article_ids))
    found: dict[str, Whereabouts] = {}
    with store.reading() as connection:
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            for row in connection.execute(
                select(articles.c.id, articles.c.url).where(articles.c.id.in_(some))
            ).all():
                found[row.id] = Whereabouts(url=row.url)
            # The first page of an article, by path, whatever the order they were read in.
            for row in connection.execute(
                select(pages)
                .where(pages.c.article_id.in_(some))
                .order_by(pages.c.origin_path.desc(), pages.c.origin_offset.desc())
            ):
                url = found[row.article_id].url or row.final_url or row.url
                path = None if row.origin_path == row.url else row.origin_path
                found[row.article_id] = Whereabouts(url=url, path=path, offset=row.origin_offset)
            came = (
                select(readings.c.article_id, func.min(readings.c.recorded_at).label("came"))
                .where(readings.c.article_id.in_(some))
                .group_by(readings.c.article_id)
            )
            for row in connection.execute(came).all():
                found[row.article_id] = replace(found[row.article_id], recorded_at=row.came)
    return found
