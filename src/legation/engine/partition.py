"""A part of a corpus to readings, wherever it lies: rows in, one row for each out, in order.

Nothing is shared between parts, so any engine that can call a function on a part can read a corpus:
Spark (`spark.py`), a job array, a pool.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from legation.codec import encode, encode_skipped
from legation.documents.item import Item
from legation.errors import InputError
from legation.extract.article import article_of as article_on
from legation.extract.article import extract
from legation.ids import sha256_of
from legation.read import Reader
from legation.records import Article, Origin, Page, Reading, Skipped, SkipReason
from legation.settings import Settings

FIELDS = ("title", "url", "outlet", "agency", "section", "language")
Row = Mapping[str, Any]
Result = dict[str, Any]  # `article`, `reader`, `reading` or `skipped`: bytes of one JSON line


@lru_cache(maxsize=1)
def reader_with(settings: Settings) -> Reader:
    """The reader of this process: made where the work is done, and kept."""
    return Reader(settings)


def read_rows(rows: Iterable[Row | Item], settings: Settings) -> Iterator[Result]:
    """What the rows of a part, or the pages of an archive, say, in order.

    A row has `text` or `html`, and may have `date`, `title`, `url`, `outlet`, `agency`, `section`
    and `language`. One that gives no article, or breaks a stage, gives its `skipped`.
    """
    reader = reader_with(settings)
    queue = iter(rows)
    while chunk := list(islice(queue, settings.batch_size)):
        found = [article_of(row) for row in chunk]
        articles = [each for each in found if isinstance(each, Article)]
        readings = iter(_readings(reader, articles))
        for each in found:
            yield _result(next(readings) if isinstance(each, Article) else each, reader.version)


def article_of(row: Row | Item) -> Article | Skipped:
    """The article of a row or a page; `Skipped` where there is none."""
    if isinstance(row, Skipped):
        return row
    if not isinstance(row, Mapping):
        try:
            return article_on(row)
        except Exception as error:  # one bad page never stops a part
            return _skipped(row.origin, SkipReason.UNREADABLE, f"{type(error).__name__}: {error}")
    origin = Origin(kind="row", path=str(row.get("url") or "row"))
    try:
        if row.get("text"):
            known: dict[str, Any] = {name: row[name] for name in FIELDS if row.get(name)}
            return Article.from_text(str(row["text"]), published=_day(row.get("date")), **known)
        if row.get("html"):
            return extract(_page(row["html"], origin))
    except Exception as error:  # one bad row never stops a part
        return _skipped(origin, SkipReason.UNREADABLE, f"{type(error).__name__}: {error}")
    return _skipped(origin, SkipReason.UNREADABLE, "the row has neither text nor html")


def _readings(reader: Reader, articles: list[Article]) -> Iterator[Reading | Skipped]:
    """The readings of articles, one by one where one of them breaks."""
    try:
        yield from list(reader.read_many(articles))
    except Exception:
        for article in articles:
            try:
                yield reader.read(article)
            except Exception as error:
                origin = Origin(kind="row", path=article.url or article.id)
                yield _skipped(origin, SkipReason.UNREADABLE, f"{type(error).__name__}: {error}")


def _result(found: Reading | Skipped, version: str) -> Result:
    result: Result = {"article": None, "reader": version, "reading": None, "skipped": None}
    if isinstance(found, Skipped):
        return {**result, "skipped": encode_skipped(found)}
    try:
        return {**result, "article": found.article.id, "reading": encode(found)}
    except InputError as error:
        origin = Origin(kind="row", path=found.article.url or found.article.id)
        return _result(_skipped(origin, SkipReason.UNREADABLE, str(error)), version)


def _day(value: Any) -> date | str | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else str(value) if value else None


def _page(html: str | bytes, origin: Origin) -> Page:
    body = html.encode("utf-8", "replace") if isinstance(html, str) else html
    return Page(
        fetched_at=datetime(1970, 1, 1, tzinfo=UTC),  # not known, and no part of what is read
        media_type="text/html; charset=utf-8",
        body=body,
        sha256=sha256_of(body),
        origin=origin,
    )


def _skipped(origin: Origin, reason: SkipReason, detail: str) -> Skipped:
    return Skipped(origin=origin, stage="read", reason=reason, detail=detail)
