"""The pages of a store once more, from the bytes that were kept, to be read by a newer reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select

from legation.codec import decode
from legation.records import Article, ArticleRow, Origin, Page, Skipped, SkipReason
from legation.store.intake.raw_files import RawFiles
from legation.store.schema import articles, pages, readings
from legation.store.store import Store

BATCH = 200


def read_before(store: Store, *, reader: str) -> int:
    """How many pages of the store were read by another version of the reader."""
    with store.reading() as connection:
        asked = select(func.count()).select_from(pages).where(pages.c.reader != reader)
        return int(connection.execute(asked).scalar_one())


def held_pages(
    store: Store, raw: RawFiles | None, *, reader: str
) -> Iterator[Page | ArticleRow | Skipped]:
    """What another version of the reader has read, in the order of the pages' ids.

    A story from a table comes as the article that was made of it then: it has no page. A page whose
    bytes are not kept gives a `Skipped`.
    """
    last = ""
    while True:
        asked = (
            select(pages, articles.c.reading_sha256)
            .join(articles, articles.c.id == pages.c.article_id)
            .where(pages.c.reader != reader, pages.c.id > last)
            .order_by(pages.c.id)
            .limit(BATCH)
        )
        with store.reading() as connection:
            rows = connection.execute(asked).all()
        if not rows:
            return
        for row in rows:
            origin = Origin(
                kind=row.origin_kind, path=row.origin_path, offset=row.origin_offset or 0
            )
            if row.media_type is None:
                yield ArticleRow(article=_article(store, row), origin=origin)
            elif raw is None or (body := raw.get(row.sha256)) is None:
                yield Skipped(
                    stage="fetch",
                    reason=SkipReason.UNREADABLE,
                    detail="its bytes are not kept; ingest its source again",
                    origin=origin,
                    sha256=row.sha256,
                )
            else:
                yield Page(
                    fetched_at=row.fetched_at or datetime.now(UTC),
                    media_type=row.media_type,
                    body=body,
                    sha256=row.sha256,
                    origin=origin,
                    url=row.url,
                    final_url=row.final_url,
                )
        last = rows[-1].id


def _article(store: Store, row: Any) -> Article:
    same = (readings.c.article_id == row.article_id) & (readings.c.sha256 == row.reading_sha256)
    with store.reading() as connection:
        return decode(connection.execute(select(readings.c.line).where(same)).scalar_one()).article
