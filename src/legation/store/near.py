"""Fingerprints in the store: an index of hashes that grows with it, and the links it gave."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from sys import byteorder
from typing import Any

import numpy as np
from sqlalchemy import BindParameter, Connection, Select, bindparam, delete, insert, or_, select

from legation.records import Article, Fingerprint, How, Link, Precision, Relation, When
from legation.store import schema, shingles
from legation.store.shingles import Numbers
from legation.store.story_tables import fingerprints, links

# A database takes only so many values in one question.
_AT_ONCE = 5000

# A hash that so many articles have is a stock phrase, or of a text that goes round: further ones
# are not entered under it, so that what a lookup costs does not grow with the store.
MOST = 200
SURE = 0.5  # of the hashes two texts must share, how many are not of that kind

# From two fingerprints: how many hashes they must share.
LeastShared = Callable[[Fingerprint, Fingerprint], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """An article that waits for its fingerprint, with its number and which reading it is of."""

    number: int
    reading_sha256: str
    article: Article


def pending(
    connection: Connection, *, version: int, limit: int, after: int = 0
) -> tuple[Pending, ...]:
    """Articles whose fingerprint is missing, of another version or of another reading, by number.

    Only what a fingerprint is made from is there: text, outlet, agency and day. `after` is the
    number from which on they are looked for. Others wait until the transaction is over.
    """
    shingles.take_turn(connection)
    wanted = {"version": version, "after": after, "limit": limit}
    numbers = connection.execute(_PENDING, wanted).scalars().all()
    return tuple(
        Pending(number=row.number, reading_sha256=row.reading_sha256, article=_article(row))
        for some in _parts(numbers)
        for row in connection.execute(_ARTICLES, {"some": some})
    )


def keep(
    connection: Connection,
    batch: Sequence[Pending],
    texts: Sequence[Fingerprint],
    *,
    version: int,
) -> None:
    """Write the fingerprints of articles that have none; their hashes are for `take_in`."""
    rows = [
        {
            "article_id": text.article_id,
            "article": each.number,
            "version": version,
            "reading_sha256": each.reading_sha256,
            "words": text.words,
            "hashes": _packed(text.hashes),
        }
        for each, text in zip(batch, texts, strict=True)
    ]
    if rows:
        connection.execute(_FINGERPRINT, rows)


def forget(connection: Connection, batch: Sequence[Pending]) -> None:
    """Delete what is kept of articles, and their links: both are made anew."""
    _forget(connection, [each.number for each in batch])


def forget_articles(connection: Connection, ids: Sequence[str]) -> None:
    """Delete what is kept of articles by their ids, and their links."""
    shingles.take_turn(connection)
    numbers = select(fingerprints.c.article).where(fingerprints.c.article_id.in_(ids))
    _forget(connection, connection.execute(numbers).scalars().all())


def _forget(connection: Connection, numbers: Sequence[int]) -> None:
    for some in _parts(numbers):
        known = connection.execute(_KNOWN, {"some": some}).all()
        for row in known:
            shingles.remove(connection, np.array(_unpacked(row.hashes), np.int64), row.article)
        if known:
            ids = [row.article_id for row in known]
            gone = or_(links.c.later.in_(ids), links.c.earlier.in_(ids))
            connection.execute(delete(links).where(gone))
            connection.execute(delete(fingerprints).where(fingerprints.c.article_id.in_(ids)))


def take_in(
    connection: Connection,
    batch: Sequence[Pending],
    texts: Sequence[Fingerprint],
    least: LeastShared,
) -> list[tuple[Fingerprint, Fingerprint]]:
    """Add the hashes of a batch to the index; give the pairs of texts that may share enough.

    One of each pair is of the batch. Pairs come once, by the numbers of the articles.
    """
    known = {each.number: text for each, text in zip(batch, texts, strict=True)}
    hashes, owners = _flat(known.items())
    distinct, places = np.unique(hashes, return_inverse=True)
    found, others = shingles.hits(connection, distinct)
    fresh = np.bincount(found, minlength=len(distinct))[places] < MOST
    shingles.add(connection, hashes[fresh], owners[fresh])
    fewest = {
        number: least(text, replace(text, hashes=())) * SURE for number, text in known.items()
    }
    pairs = [
        (number, other, count)
        for number, other, count in _counted(
            (places, owners), (np.concatenate([places, found]), np.concatenate([owners, others]))
        )
        if count >= fewest[number] and (other not in known or other < number)
    ]
    absent = sorted({other for _, other, _ in pairs} - known.keys())
    for some in _parts(absent):
        for row in connection.execute(_PRINTS, {"some": some}):
            known[row.number] = _print(row)
    return [
        (text, other)
        for number, by, count in pairs
        if (other := known.get(by)) and count >= least(text := known[number], other) * SURE
    ]


def _flat(texts: Iterable[tuple[int, Fingerprint]]) -> tuple[Numbers, Numbers]:
    """All hashes of some texts, and beside each the number of its article."""
    listed = list(texts)
    lengths = [len(text.hashes) for _, text in listed]
    hashes = np.fromiter((h for _, text in listed for h in text.hashes), np.int64, sum(lengths))
    return hashes, np.repeat(np.array([number for number, _ in listed], np.int64), lengths)


def _counted(
    ours: tuple[Numbers, Numbers], theirs: tuple[Numbers, Numbers]
) -> list[tuple[int, int, int]]:
    """How many hashes two articles share: one of ours, another one of theirs, and the count.

    Each side is a list of hashes with the articles that have them.
    """
    order = np.argsort(ours[0], kind="stable")
    owners = ours[1][order]
    many = np.bincount(ours[0])
    first = (np.cumsum(many) - many)[theirs[0]]
    many = many[theirs[0]]
    within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    one, other = owners[np.repeat(first, many) + within], np.repeat(theirs[1], many)
    apart = one != other
    pairs, counts = np.unique((one[apart] << 32) | other[apart], return_counts=True)
    listed: list[tuple[int, int, int]] = list(
        zip((pairs >> 32).tolist(), (pairs & 0xFFFFFFFF).tolist(), counts.tolist(), strict=True)
    )
    return listed


def keep_links(connection: Connection, found: Iterable[Link]) -> None:
    """Write links between articles that have none yet."""
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
        for row in connection.execute(_prints(hashes=False).where(schema.articles.c.id.in_(some))):
            found.append(_print(row))
    return tuple(found)


def _prints(*, hashes: bool = True) -> Select[Any]:
    article = schema.articles.c
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
_PRINTS = _prints().where(fingerprints.c.article.in_(_SOME))
_KNOWN = select(fingerprints.c.article_id, fingerprints.c.article, fingerprints.c.hashes).where(
    fingerprints.c.article.in_(_SOME)
)
_FINGERPRINT, _LINK = insert(fingerprints), insert(links)
_PENDING = (
    select(schema.articles.c.number)
    .outerjoin(
        fingerprints,
        (fingerprints.c.article == schema.articles.c.number)
        & (fingerprints.c.version == bindparam("version"))
        & (fingerprints.c.reading_sha256 == schema.articles.c.reading_sha256),
    )
    .where(fingerprints.c.article.is_(None), schema.articles.c.number > bindparam("after"))
    .order_by(schema.articles.c.number)
    .limit(bindparam("limit"))
)
_ARTICLES = (
    select(
        *(
            schema.articles.c[name]
            for name in (
                "number id reading_sha256 raw_sha256 text outlet agency published_first "
                "published_last published_precision published_how"
            ).split()
        )
    )
    .where(schema.articles.c.number.in_(_SOME))
    .order_by(schema.articles.c.number)
)


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
