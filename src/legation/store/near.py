"""Fingerprints in the store: an index of hashes that grows with it, and the links it gave."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from sys import byteorder
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Select,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
)

from legation.records import Article, Fingerprint, How, Link, Precision, Relation, When
from legation.store import tables
from legation.store.story_tables import fingerprints, links, shingles

# A database takes only so many values in one question.
_AT_ONCE = 5000

# From two fingerprints: how many hashes they must share, and how they relate.
LeastShared = Callable[[Fingerprint, Fingerprint], float]


def pending(connection: Connection, *, version: int, limit: int) -> tuple[Article, ...]:
    """Articles whose fingerprint is missing, of another version or of another reading.

    Only what a fingerprint is made from is there: text, outlet, agency and day.
    """
    article = tables.articles.c
    fresh = (fingerprints.c.version == version) & (
        fingerprints.c.reading_sha256 == article.reading_sha256
    )
    wanted = (
        select(tables.articles)
        .outerjoin(fingerprints, (fingerprints.c.article_id == article.id) & fresh)
        .where(fingerprints.c.article_id.is_(None))
        .order_by(article.number)
        .limit(limit)
    )
    return tuple(map(_article, connection.execute(wanted)))


def keep(connection: Connection, text: Fingerprint, *, version: int) -> None:
    """Write a fingerprint and its hashes in place of what the article had."""
    named = {"article_id": text.article_id}
    number, reading = connection.execute(_ARTICLE, named).one()
    known = connection.execute(_KNOWN, named).first()
    if known is not None:
        connection.execute(delete(fingerprints).where(fingerprints.c.article_id == text.article_id))
    row = {
        "article_id": text.article_id,
        "article": number,
        "version": version,
        "reading_sha256": reading,
        "words": text.words,
        "hashes": _packed(text.hashes),
    }
    connection.execute(_FINGERPRINT, row)
    old = _unpacked(known.hashes) if known is not None else ()
    if known is None or old != text.hashes or known.version != version:
        for some in _parts(old):
            gone = shingles.c.hash.in_(some)
            connection.execute(delete(shingles).where(gone, shingles.c.article == number))
        if text.hashes:
            rows = [{"hash": value, "article": number} for value in text.hashes]
            connection.execute(_SHINGLE, rows)


def sharing(connection: Connection, text: Fingerprint, least: LeastShared) -> Iterator[Fingerprint]:
    """The other texts that share enough hashes with a text, by article number."""
    shared: dict[int, int] = {}
    for some in _parts(text.hashes):
        for number, count in connection.execute(_COUNTED, {"some": some}):
            shared[number] = shared.get(number, 0) + count
    fewest = least(text, replace(text, hashes=()))
    numbers = sorted(number for number, count in shared.items() if count >= fewest)
    for some in _parts(numbers):
        for row in connection.execute(_PRINTS, {"some": some}):
            if row.id == text.article_id:
                continue
            other = _print(row)
            if shared[row.number] >= least(text, other):
                yield other


def keep_links(connection: Connection, article_id: str, found: Iterable[Link]) -> None:
    """Write the links of an article in place of those it had."""
    connection.execute(_UNLINK, {"article_id": article_id})
    rows = [
        {
            "later": each.later,
            "earlier": each.earlier,
            "relation": str(each.relation),
            "share_of_later": each.share_of_later,
            "share_of_earlier": each.share_of_earlier,
        }
        for each in found
    ]
    if rows:
        connection.execute(_LINK, rows)


def all_links(connection: Connection) -> tuple[Link, ...]:
    """Every link, in a fixed order."""
    return tuple(map(_link, connection.execute(_links())))


def links_among(connection: Connection, articles: Sequence[str]) -> tuple[Link, ...]:
    """The links of the articles, of those they link to, and so on to the ends."""
    found: dict[tuple[str, str], Link] = {}
    seen: set[str] = set()
    todo = sorted(set(articles))
    while todo:
        seen.update(todo)
        for some in _parts(todo):
            near = _links().where(or_(links.c.later.in_(some), links.c.earlier.in_(some)))
            for row in connection.execute(near):
                found[row.later, row.earlier] = _link(row)
        todo = sorted({end for pair in found for end in pair} - seen)
    return tuple(found[pair] for pair in sorted(found))


def heads(connection: Connection, articles: Sequence[str]) -> tuple[Fingerprint, ...]:
    """The fingerprints of the articles without their hashes: what lineage asks of them."""
    found: list[Fingerprint] = []
    for some in _parts(sorted(set(articles))):
        for row in connection.execute(_prints(hashes=False).where(tables.articles.c.id.in_(some))):
            found.append(_print(row))
    return tuple(found)


def _prints(*, hashes: bool = True) -> Select[Any]:
    article = tables.articles.c
    columns = [
        article.id,
        article.number,
        article.outlet,
        article.agency,
        article.published_first,
        fingerprints.c.words,
    ]
    if hashes:
        columns.append(fingerprints.c.hashes)
    return (
        select(*columns)
        .join(fingerprints, fingerprints.c.article_id == article.id)
        .order_by(article.number)
    )


def _print(row: Any) -> Fingerprint:
    return Fingerprint(
        article_id=row.id,
        words=row.words,
        hashes=_unpacked(row.hashes) if "hashes" in row._fields else (),
        outlet=row.outlet,
        agency=row.agency,
        day=row.published_first,
    )


# Made once, with room for the values: making them for every article costs more than they do.
_SOME: BindParameter[Any] = bindparam("some", expanding=True)
_COUNTED = (
    select(shingles.c.article, func.count())
    .where(shingles.c.hash.in_(_SOME))
    .group_by(shingles.c.article)
)
_PRINTS = _prints().where(fingerprints.c.article.in_(_SOME))
_ARTICLE = select(tables.articles.c.number, tables.articles.c.reading_sha256).where(
    tables.articles.c.id == bindparam("article_id")
)
_KNOWN = select(fingerprints).where(fingerprints.c.article_id == bindparam("article_id"))
_UNLINK = delete(links).where(
    or_(links.c.later == bindparam("article_id"), links.c.earlier == bindparam("article_id"))
)
_FINGERPRINT, _SHINGLE, _LINK = insert(fingerprints), insert(shingles), insert(links)


def _links() -> Select[Any]:
    return select(links).order_by(links.c.later, links.c.earlier)


def _link(row: Any) -> Link:
    return Link(
        later=row.later,
        earlier=row.earlier,
        relation=Relation(row.relation),
        share_of_later=row.share_of_later,
        share_of_earlier=row.share_of_earlier,
    )


def _article(row: Any) -> Article:
    first, last = row.published_first, row.published_last
    published = (
        When(
            first=first,
            last=last,
            precision=Precision(row.published_precision),
            how=How(row.published_how),
        )
        if row.published_precision
        else None
    )
    return Article(
        id=row.id,
        text=row.text,
        raw_sha256=row.raw_sha256,
        outlet=row.outlet,
        agency=row.agency,
        published=published,
    )


def _packed(hashes: Sequence[int]) -> bytes:
    values = array("q", hashes)
    if byteorder == "big":
        values.byteswap()
    return values.tobytes()


def _unpacked(data: bytes) -> tuple[int, ...]:
    values = array("q", data)
    if byteorder == "big":
        values.byteswap()
    return tuple(values)


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE))
