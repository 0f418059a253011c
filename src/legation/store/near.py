"""Fingerprints in the store, and the links between texts; `near_index` finds what to link."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from sys import byteorder
from typing import Any

import numpy as np
from sqlalchemy import BindParameter, Connection, Select, bindparam, delete, or_, select

from legation.records import Article, Fingerprint, Link, Relation
from legation.store import schema, shingles
from legation.store.keeping.bulk import insert_rows, take_turn
from legation.store.rows import published_of
from legation.store.story_tables import fingerprints, links

# A database takes only so many values in one question.
_AT_ONCE = 5000

Numbered = tuple[int, int, Link]  # a link with the numbers of the later and the earlier article


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """An article that waits for its fingerprint, with its number."""

    number: int
    article: Article


def pending(
    connection: Connection, *, version: int, limit: int, after: int = 0
) -> tuple[Pending, ...]:
    """Articles whose fingerprint is missing, of another version or of another reading, by number.

    Only what a fingerprint is made from is there: text, outlet, agency and day. `after` is the
    number from which on they are looked for. Others wait until the transaction is over.
    """
    take_turn(connection)
    wanted = {"version": version, "after": after, "limit": limit}
    numbers = connection.execute(_PENDING, wanted).scalars().all()
    return tuple(
        Pending(number=row.number, article=_article(row))
        for some in _parts(numbers)
        for row in connection.execute(_ARTICLES, {"some": some})
    )


def keep(
    connection: Connection,
    texts: Mapping[int, Fingerprint],
    *,
    version: int,
) -> None:
    """Write the fingerprints of articles that have none, by their numbers."""
    insert_rows(
        connection,
        fingerprints,
        [
            {
                "article": number,
                "version": version,
                "words": text.words,
                "hashes": _packed(text.hashes),
            }
            for number, text in texts.items()
        ],
    )


def forget(connection: Connection, numbers: Sequence[int]) -> None:
    """Delete what is kept of articles, and their links: both are made anew."""
    _forget(connection, numbers)


def forget_articles(connection: Connection, ids: Sequence[str]) -> None:
    """Delete what is kept of articles by their ids, and their links."""
    take_turn(connection)
    _forget(connection, [*numbers_of(connection, ids).values()])


def _forget(connection: Connection, numbers: Sequence[int]) -> None:
    for some in _parts(numbers):
        known = connection.execute(_HASHES, {"some": some}).all()
        for row in known:
            shingles.remove(connection, np.array(_unpacked(row.hashes), np.int64), row.article)
        if known:
            gone = [row.article for row in known]
            ends = or_(links.c.later.in_(gone), links.c.earlier.in_(gone))
            connection.execute(delete(links).where(ends))
            connection.execute(delete(fingerprints).where(fingerprints.c.article.in_(gone)))


def replace_links(connection: Connection, later: Iterable[int], found: Iterable[Numbered]) -> None:
    """Make some links all that the later articles have to earlier ones."""
    for some in _parts(sorted(later)):
        connection.execute(delete(links).where(links.c.later.in_(some)))
    insert_rows(
        connection,
        links,
        [
            {
                "later": later,
                "earlier": earlier,
                "relation": str(each.relation),
                "share_of_later": each.share_of_later,
                "share_of_earlier": each.share_of_earlier,
                "stretch": each.stretch,
            }
            for later, earlier, each in sorted(found, key=lambda each: each[:2])
        ],
    )


def links_of(connection: Connection, later: Iterable[int]) -> dict[int, list[int]]:
    """The numbers of the earlier articles to which later ones are linked."""
    found: dict[int, list[int]] = {}
    for some in _parts(sorted(later)):
        for row in connection.execute(_TO, {"some": some}):
            found.setdefault(row.later, []).append(row.earlier)
    return found


def all_links(connection: Connection) -> tuple[Link, ...]:
    """Every link, in a fixed order."""
    return tuple(sorted(map(_link, connection.execute(_LINKS)), key=_ends))


def links_among(connection: Connection, articles: Sequence[str]) -> tuple[Link, ...]:
    """The links of the articles, of those they link to, and so on to the ends."""
    found: dict[tuple[int, int], Link] = {}
    todo = set(numbers_of(connection, articles).values())
    seen: set[int] = set()
    while todo:
        seen |= todo
        ends: set[int] = set()
        for some in _parts(sorted(todo)):
            for side in (links.c.later, links.c.earlier):
                for row in connection.execute(_LINKS.where(side.in_(some))):
                    if (pair := (row.one, row.other)) not in found:
                        found[pair] = _link(row)
                        ends.update(pair)
        todo = ends - seen
    return tuple(sorted(found.values(), key=_ends))


def copies_of(connection: Connection, articles: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Which articles have their text from one another, through others as well: pairs of ids.

    Those that only share some text are not among them, and of the others as few pairs as do.
    """
    numbers = numbers_of(connection, articles)
    ids = {number: id_ for id_, number in numbers.items()}
    todo, seen = set(ids), set[int]()
    pairs: set[tuple[int, int]] = set()
    while todo:
        seen |= todo
        ends: set[int] = set()
        for some in _parts(sorted(todo)):
            for side in (links.c.later, links.c.earlier):
                for pair in connection.execute(_COPIES.where(side.in_(some))):
                    pairs.add((pair[0], pair[1]))
                    ends.update(pair)
        todo = ends - seen
    return tuple((ids.get(a, f"#{a}"), ids.get(b, f"#{b}")) for a, b in sorted(pairs))


def numbers_of(connection: Connection, articles: Sequence[str]) -> dict[str, int]:
    """The numbers of articles, by id."""
    found: dict[str, int] = {}
    for some in _parts(sorted(set(articles))):
        found |= {row.id: row.number for row in connection.execute(_NUMBERS, {"some": some})}
    return found


def heads(connection: Connection, articles: Sequence[str]) -> tuple[Fingerprint, ...]:
    """The fingerprints of the articles without their hashes: what lineage asks of them."""
    found: list[Fingerprint] = []
    for some in _parts(sorted(set(articles))):
        found += (_print(row) for row in connection.execute(_BY_ID, {"some": some}))
    return tuple(found)


def prints(
    connection: Connection, numbers: Iterable[int], *, hashes: bool = True
) -> dict[int, Fingerprint]:
    """The fingerprints of articles by number; those without hashes have `None` for each."""
    found: dict[int, Fingerprint] = {}
    for some in _parts(sorted(numbers)):
        rows = connection.execute(_WHOLE if hashes else _HEADS, {"some": some})
        found |= {row.number: _print(row) for row in rows}
    return found


def _prints(*more: Any) -> Select[Any]:
    article = schema.articles.c
    columns = (
        article.id,
        article.number,
        article.outlet,
        article.agency,
        article.published_first,
        fingerprints.c.words,
        *more,
    )
    return (
        select(*columns)
        .join(fingerprints, fingerprints.c.article == article.number)
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
_WHOLE = _prints(fingerprints.c.hashes).where(fingerprints.c.article.in_(_SOME))
_HEADS = _prints().where(fingerprints.c.article.in_(_SOME))
_BY_ID = _prints().where(schema.articles.c.id.in_(_SOME))
_HASHES = select(fingerprints.c.article, fingerprints.c.hashes).where(
    fingerprints.c.article.in_(_SOME)
)
_NUMBERS = select(schema.articles.c.id, schema.articles.c.number).where(
    schema.articles.c.id.in_(_SOME)
)
_TO = select(links.c.later, links.c.earlier).where(links.c.later.in_(_SOME))
_COPIES = select(links.c.later, links.c.earlier).where(
    links.c.relation != str(Relation.SHARES_TEXT)
)
_PENDING = (
    select(schema.articles.c.number)
    .outerjoin(
        fingerprints,
        (fingerprints.c.article == schema.articles.c.number)
        & (fingerprints.c.version == bindparam("version")),
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
                "number id raw_sha256 text outlet agency published_first "
                "published_last published_precision published_how"
            ).split()
        )
    )
    .where(schema.articles.c.number.in_(_SOME))
    .order_by(schema.articles.c.number)
)


def _with_ids() -> Select[Any]:
    """Links with the ids of their articles; the numbers are `one` and `other`."""
    later, earlier = schema.articles.alias(), schema.articles.alias()
    return (
        select(
            later.c.id.label("later"),
            earlier.c.id.label("earlier"),
            links.c.later.label("one"),
            links.c.earlier.label("other"),
            links.c.relation,
            links.c.share_of_later,
            links.c.share_of_earlier,
            links.c.stretch,
        )
        .join(later, later.c.number == links.c.later)
        .join(earlier, earlier.c.number == links.c.earlier)
    )


_LINKS = _with_ids()
_RELATIONS = {str(each): each for each in Relation}


def _link(row: Any) -> Link:
    return Link(
        later=row.later,
        earlier=row.earlier,
        relation=_RELATIONS[row.relation],
        share_of_later=row.share_of_later,
        share_of_earlier=row.share_of_earlier,
        stretch=row.stretch,
    )


def _ends(link: Link) -> tuple[str, str]:
    return link.later, link.earlier


def _article(row: Any) -> Article:
    return Article(
        id=row.id,
        text=row.text,
        raw_sha256=row.raw_sha256,
        outlet=row.outlet,
        agency=row.agency,
        published=published_of(row),
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
