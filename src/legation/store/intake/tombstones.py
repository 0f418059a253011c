"""Taking something out of a store for good, with a sign that something was taken out.

Of what is taken out only hashes stay: of pages, their bytes, addresses and articles, and of the key
of a person's name, so that it is known again and kept out when it comes again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, insert, or_, select, text, union

from legation.folding import name_key
from legation.ids import content_id
from legation.store import schema
from legation.store.intake.intake_tables import forgotten, offers
from legation.store.intake.raw_files import RawFiles
from legation.store.keeping.entering import leave
from legation.store.ledger_tables import ledger, party_names, withdrawals
from legation.store.near import forget_articles
from legation.store.store import Store
from legation.store.story_tables import judgements
from legation.store.writer import Provenance

MANY = 400  # values in one question


class Gone(StrEnum):
    """What a sign stands for."""

    ARTICLE = "article"
    PAGE = "page"
    BYTES = "bytes"
    ADDRESS = "address"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """That something was taken out: when, why, and how many articles went."""

    kind: Gone
    at: datetime
    articles: int
    why: str | None


class KeptOut:
    """What must not come in again; loaded once."""

    def __init__(self, store: Store) -> None:
        with store.reading() as connection:
            rows = connection.execute(select(forgotten.c.kind, forgotten.c.id)).all()
        self._ids = {row.id for row in rows}
        self._people = any(row.kind == Gone.PERSON for row in rows)

    def page(self, from_: Provenance) -> bool:
        """Whether a page is one that was taken out, or stands where one stood."""
        if not self._ids:
            return False
        return any(
            mark in self._ids
            for mark in (
                _mark(Gone.BYTES, from_.sha256),
                *(_mark(Gone.ADDRESS, url) for url in (from_.url, from_.final_url) if url),
            )
        )

    def address(self, url: str | None) -> bool:
        """Whether a page at an address was taken out."""
        return bool(self._ids) and url is not None and _mark(Gone.ADDRESS, url) in self._ids

    def people(self, names: Iterable[str]) -> bool:
        """Whether one of some names is of a person who was taken out."""
        if not self._people:
            return False
        return any(_mark(Gone.PERSON, name_key(name)) in self._ids for name in names)


def articles_at(store: Store, target: str) -> tuple[str, ...]:
    """The articles of an address, or whose id begins so."""
    articles, pages = schema.articles, schema.pages
    at = or_(pages.c.url == target, pages.c.final_url == target)
    asked = union(
        select(pages.c.article_id).where(at),
        select(articles.c.id).where(articles.c.url == target),
        select(articles.c.id).where(articles.c.id.startswith(target, autoescape=True)),
    )
    with store.reading() as connection:
        return tuple(sorted(connection.execute(asked).scalars()))


def articles_naming(store: Store, person: str) -> tuple[str, ...]:
    """The articles in which somebody of a name is mentioned."""
    mentions = schema.mentions
    asked = select(mentions.c.article_id).where(mentions.c.name_key == name_key(person)).distinct()
    with store.reading() as connection:
        return tuple(sorted(connection.execute(asked).scalars()))


def take_out(
    store: Store,
    articles: Sequence[str],
    *,
    at: datetime,
    raw: RawFiles | None,
    person: str | None = None,
    addresses: Sequence[str] = (),
    why: str | None = None,
) -> int:
    """Take articles out with all that was made of them and their bytes; give how many went.

    A `person` and `addresses` are kept out from now on, even where no article had them. The bytes
    go after the rows, so that a run that is killed leaves no row without its page.
    """
    with store.writing() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("PRAGMA secure_delete=ON"))  # zeros where it stood
        marks = [(Gone.PERSON, name_key(person))] if person else []
        marks += [(Gone.ADDRESS, address) for address in addresses]
        hashes: set[str] = set()
        for start in range(0, len(articles), MANY):
            some = articles[start : start + MANY]
            found = _marks(connection, some)
            marks += found
            hashes |= {value for kind, value in found if kind is Gone.BYTES}
            _delete(connection, some)
        _keep(connection, marks, at=at, articles=len(articles), why=why)
        _delete_names(connection)
        if person:
            key = party_names.c.name_key == name_key(person)
            connection.execute(delete(party_names).where(key))
        for start in range(0, len(gone := sorted(hashes)), MANY):
            some = gone[start : start + MANY]
            connection.execute(delete(schema.skipped).where(schema.skipped.c.sha256.in_(some)))
    for sha256 in sorted(hashes):
        if raw is not None:
            raw.remove(sha256)
    _sweep(store)
    return len(articles)


def tombstones(store: Store) -> tuple[Tombstone, ...]:
    """One sign for each time that something was taken out, the oldest first."""
    table = forgotten.c
    asked = (
        select(table.kind, table.at, table.articles, table.why)
        .where(table.articles.is_not(None))
        .order_by(table.at, table.id)
    )
    with store.reading() as connection:
        return tuple(
            Tombstone(kind=Gone(row.kind), at=row.at, articles=row.articles, why=row.why)
            for row in connection.execute(asked)
        )


def taken_out(store: Store, article_id: str) -> datetime | None:
    """When an article was taken out; `None` where it was not."""
    mark = _mark(Gone.ARTICLE, article_id)
    with store.reading() as connection:
        found = connection.execute(select(forgotten.c.at).where(forgotten.c.id == mark))
        return found.scalar_one_or_none()


def _mark(kind: Gone, value: str) -> str:
    return content_id("taken out", kind.value, value)


def _marks(connection: Connection, articles: Sequence[str]) -> list[tuple[Gone, str]]:
    """What of some articles has to be known again."""
    pages = schema.pages
    found: list[tuple[Gone, str]] = [(Gone.ARTICLE, each) for each in articles]
    asked = select(schema.articles.c.url, schema.articles.c.raw_sha256)
    for row in connection.execute(asked.where(schema.articles.c.id.in_(articles))):
        found.append((Gone.BYTES, row.raw_sha256))
        found += [(Gone.ADDRESS, row.url)] if row.url else []
    for row in connection.execute(select(pages).where(pages.c.article_id.in_(articles))):
        found.append((Gone.BYTES, row.sha256))
        found += [(Gone.ADDRESS, url) for url in (row.url, row.final_url) if url]
    return found


def _delete(connection: Connection, articles: Sequence[str]) -> None:
    """Delete whatever any table has of some articles."""
    forget_articles(connection, articles)
    numbers = select(ledger.c.number).where(ledger.c.article_id.in_(articles))
    connection.execute(delete(withdrawals).where(withdrawals.c.entry.in_(numbers)))
    for side in ("left", "right"):
        named = judgements.c[f"{side}_article_id"].in_(articles)
        connection.execute(delete(judgements).where(named))
    numbers = select(schema.articles.c.number).where(schema.articles.c.id.in_(articles))
    article = schema.articles.c
    asked = select(article.id, article.number, article.reading_sha256)
    found = connection.execute(asked.where(article.id.in_(articles)))
    leave(connection, {row[0]: (row[1], row[2]) for row in found})
    places = schema.mention_places
    connection.execute(delete(places).where(places.c.article.in_(numbers)))
    left = select(places.c.named)
    connection.execute(delete(schema.named).where(schema.named.c.key.not_in(left)))
    pages = select(schema.pages.c.url).where(schema.pages.c.article_id.in_(articles))
    urls = [url for url in connection.execute(pages).scalars() if url]
    connection.execute(delete(offers).where(offers.c.url.in_(urls)))
    for table in reversed(schema.metadata.sorted_tables):
        if "article_id" in table.c:
            connection.execute(delete(table).where(table.c.article_id.in_(articles)))
    connection.execute(delete(schema.articles).where(schema.articles.c.id.in_(articles)))


def _delete_names(connection: Connection) -> None:
    """Delete the names of parties of whom the ledger has nothing left."""
    keys = (ledger.c.subject_key, ledger.c.object_key, ledger.c.holder_key)
    left = union(*(select(key).where(key.is_not(None)) for key in keys))
    connection.execute(delete(party_names).where(party_names.c.party_key.not_in(left)))


def _keep(
    connection: Connection,
    marks: Sequence[tuple[Gone, str]],
    *,
    at: datetime,
    articles: int,
    why: str | None,
) -> None:
    known = set(connection.execute(select(forgotten.c.id)).scalars())
    rows = {mark: kind for kind, value in marks if (mark := _mark(kind, value)) not in known}
    # The first sign tells how many went; the others are of the same.
    for n, (mark, kind) in enumerate(rows.items()):
        told = {"articles": articles, "why": why} if n == 0 else {}
        connection.execute(insert(forgotten).values(id=mark, kind=kind.value, at=at, **told))


def _sweep(store: Store) -> None:
    """Leave no words behind in the files of an SQLite store: its log and its index of words."""
    if store.engine.dialect.name != "sqlite":
        return
    with store.writing() as connection:
        connection.execute(text("PRAGMA secure_delete=ON"))
        connection.execute(text("INSERT INTO article_search(article_search) VALUES('optimize')"))
    with store.reading() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
