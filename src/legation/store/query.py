"""Records back out of the store, by id and by what they are about.

The tables find them; the records themselves are taken from the stored line, so they are exactly
what the reader made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, false, select

from legation.codec import decode, decode_kept
from legation.errors import InputError
from legation.keys import mention_id
from legation.records import Claim, Event, Mention, Reading, Statement
from legation.store import schema
from legation.store.conditions import (
    equal,
    means,
    naming,
    of_type,
    taking_part,
    that_mention,
    within,
)
from legation.store.rows import mentions_of, number_of
from legation.store.store import Store

Record = TypeVar("Record", Reading, Statement, Event, Claim, Mention)
AnyRecord = Reading | Statement | Event | Claim | Mention
MIN_PREFIX = 4  # shorter ones name too many records to be meant

_TABLES = {
    "article": schema.articles,
    "statement": schema.statements,
    "event": schema.events,
    "claim": schema.claims,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[Record]):
    """A record and the reading it stands in; for an article both are its reading."""

    kind: str
    id: str
    record: Record
    reading: Reading = field(repr=False)


class Query:
    """Questions to a store; every answer is a tuple of records, in a fixed order.

    All that fit come, unless a `limit` is given.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._reading = lru_cache(maxsize=64)(self._load)

    def find(self, prefix: str) -> Found[Any]:
        """The one record whose id begins so: article, statement, event, claim or mention.

        Raises `InputError` where no record has such an id, and where several have.
        """
        prefix = prefix.strip().lower()
        if len(prefix) < MIN_PREFIX:
            raise InputError(f"id {prefix!r} is too short; give {MIN_PREFIX} characters or more")
        with self.store.reading() as connection:
            found = {
                (kind, row.id): row
                for kind, table in _TABLES.items()
                for row in connection.execute(_with_prefix(table, prefix))
            }
            if prefix.startswith("m"):
                found |= {
                    ("mention", _mention_id(row.id)): row
                    for row in connection.execute(_mentions_with(prefix))
                }
        if not found:
            raise InputError(
                f"id {prefix!r}: the store {self.store.name} has no such record; "
                "`legation read` and `legation show` print ids at the end of lines"
            )
        if len(found) > 1:
            several = ", ".join(f"{kind} {key}" for kind, key in sorted(found)[:4])
            raise InputError(f"id {prefix!r} begins several ids ({several}); give more of it")
        (((kind, key), row),) = found.items()
        return self._found(kind, key, row)

    def reading(self, article_id: str) -> Reading:
        """The current reading of an article, its claims with the day they came to be known.

        Raises `InputError` where the store does not have the article.
        """
        return self._reading(article_id)

    def readings_of(self, ids: Iterable[str]) -> dict[str, Reading]:
        """The same of several articles by id; ask for some hundreds at a time."""
        wanted = sorted({*ids})
        article, line, claims = schema.articles.c, schema.readings.c, schema.claims.c
        asked = (
            select(line.article_id, line.line)
            .join(schema.articles, article.id == line.article_id)
            .where(article.id.in_(wanted), line.sha256 == article.reading_sha256)
        )
        since = select(claims.article_id, claims.recorded_at).where(claims.article_id.in_(wanted))
        known: dict[str, list[datetime]] = {}
        with self.store.reading() as connection:
            for id_, at in connection.execute(since.order_by(claims.article_id, claims.position)):
                known.setdefault(id_, []).append(at)
            lines = connection.execute(asked).all()
        return {row.article_id: _dated(row.line, known.get(row.article_id, ())) for row in lines}

    def history(self, article_id: str) -> tuple[tuple[str, datetime, Reading], ...]:
        """Every reading an article ever had, oldest first: reader version, when, the reading."""
        table = schema.readings
        with self.store.reading() as connection:
            rows = connection.execute(
                select(table).where(table.c.article_id == article_id).order_by(table.c.number)
            ).all()
        return tuple((row.reader, row.recorded_at, decode(row.line)) for row in rows)

    def articles(
        self,
        *,
        actor: str | None = None,
        country: str | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int | None = None,
    ) -> tuple[Found[Reading], ...]:
        """Articles that mention an actor or country, published in a span of days, newest first."""
        table = schema.articles
        wanted = select(table.c.id, table.c.id.label("article_id")).where(
            *that_mention(table.c.id, actor=actor, country=country),
            *within(table, "published", since, until),
        )
        ordered = wanted.order_by(table.c.published_first.desc().nulls_last(), table.c.id)
        return self._list("article", ordered, limit)

    def mentions(
        self, *, actor: str | None = None, country: str | None = None, limit: int | None = None
    ) -> tuple[Found[Mention], ...]:
        """Mentions of an actor (id or name, accents aside) or of a country."""
        table = schema.mentions
        wanted = select(table.c.article_id, table.c.number).where(
            *means(table, actor=actor, country=country)
        )
        return self._list("mention", wanted.order_by(table.c.article_id, table.c.number), limit)

    def statements(
        self,
        *,
        actor: str | None = None,
        country: str | None = None,
        act: str | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int | None = None,
    ) -> tuple[Found[Statement], ...]:
        """Statements by a speaker, in articles published in a span of days, newest first."""
        table, article = schema.statements, schema.articles
        newest = article.c.published_first.desc().nulls_last()
        wanted = (
            select(table.c.id, table.c.article_id, table.c.position)
            .join(article, article.c.id == table.c.article_id)
            .where(
                *equal(table.c.act, act),
                *naming(table, ("speaker",), actor=actor, country=country),
                *within(article, "published", since, until),
            )
            .order_by(newest, table.c.article_id, table.c.position)
        )
        return self._list("statement", wanted, limit)

    def events(
        self,
        *,
        actor: str | None = None,
        country: str | None = None,
        type: str | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int | None = None,
    ) -> tuple[Found[Event], ...]:
        """Events with an actor or country on either side, latest first.

        `type` is a PLOVER type or the beginning of a CAMEO code. `since` and `until` ask for events
        whose own date falls between; those without a date are then left out.
        """
        table = schema.events
        wanted = (
            select(table.c.id, table.c.article_id, table.c.position)
            .where(
                *of_type(table, type),
                *taking_part(table, actor=actor, country=country),
                *within(table, "when", since, until),
            )
            .order_by(table.c.when_first.desc().nulls_last(), table.c.article_id, table.c.position)
        )
        return self._list("event", wanted, limit)

    def readings(self) -> Iterator[Reading]:
        """The current reading of every article, by article."""
        line, article = schema.readings.c, schema.articles.c
        current = (
            select(line.line)
            .join(schema.articles, article.id == line.article_id)
            .where(line.sha256 == article.reading_sha256)
            .order_by(line.article_id)
        )
        with self.store.reading() as connection:
            for stored in connection.execute(current).scalars():
                yield decode_kept(stored)

    def claims(
        self,
        *,
        actor: str | None = None,
        country: str | None = None,
        predicate: str | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int | None = None,
    ) -> tuple[Found[Claim], ...]:
        """Claims about an actor or country as subject or object, latest first.

        `since` and `until` ask for claims that hold on some day between, open ends included; those
        that say nothing of time are then left out.
        """
        table = schema.claims
        wanted = (
            select(table.c.id, table.c.article_id, table.c.position)
            .where(
                *equal(table.c.predicate, predicate),
                *naming(table, ("subject", "object"), actor=actor, country=country),
                *within(table, "valid", since, until),
            )
            .order_by(table.c.valid_first.desc().nulls_last(), table.c.article_id, table.c.position)
        )
        return self._list("claim", wanted, limit)

    def readings_with(self, predicate: str) -> Iterator[Reading]:
        """The readings that have a claim of the predicate, one by one, by article id."""
        table = schema.claims
        wanted = select(table.c.article_id).where(table.c.predicate == predicate).distinct()
        with self.store.reading() as connection:
            found = connection.execute(wanted.order_by(table.c.article_id)).scalars().all()
        for article_id in found:
            yield self._load(article_id)

    def _list(self, kind: str, wanted: Select[Any], limit: int | None) -> tuple[Found[Any], ...]:
        with self.store.reading() as connection:
            rows = connection.execute(wanted.limit(limit)).all()
        return tuple(self._found(kind, getattr(row, "id", ""), row) for row in rows)

    def _found(self, kind: str, key: str, row: Any) -> Found[Any]:
        reading = self.reading(row.article_id)
        record: AnyRecord
        if kind == "article":
            record = reading
        elif kind == "mention":
            mention = mentions_of(reading)[row.number]
            record, key = mention, mention_id(mention)
        else:
            records: Sequence[AnyRecord] = getattr(reading, f"{kind}s")
            record = records[row.position]
        return Found(kind=kind, id=key, record=record, reading=reading)

    def _load(self, article_id: str) -> Reading:
        article, line = schema.articles.c, schema.readings.c
        claims = schema.claims.c
        with self.store.reading() as connection:
            stored = connection.execute(
                select(line.line)
                .join(schema.articles, article.id == line.article_id)
                .where(article.id == article_id, line.sha256 == article.reading_sha256)
            ).scalar()
            known = (
                connection.execute(
                    select(claims.recorded_at)
                    .where(claims.article_id == article_id)
                    .order_by(claims.position)
                )
                .scalars()
                .all()
            )
        if stored is None:
            raise InputError(f"article {article_id!r} is not in the store {self.store.name}")
        return _dated(stored, known)


def _dated(line: bytes, known: Sequence[datetime]) -> Reading:
    """The reading of a line, its claims with the days on which they came to be known."""
    reading = decode_kept(line)
    dated = zip(reading.claims, known, strict=True)
    return replace(reading, claims=tuple(replace(c, recorded_at=at) for c, at in dated))


def _with_prefix(table: Any, prefix: str) -> Select[Any]:
    columns = [table.c.id]
    columns.append(
        table.c.id.label("article_id") if table is schema.articles else table.c.article_id
    )
    if "position" in table.c:
        columns.append(table.c.position)
    # A range, and not LIKE, so that the index on ids answers it.
    return (
        select(*columns)
        .where(table.c.id >= prefix, table.c.id < prefix + "g")
        .order_by(table.c.id)
        .limit(5)
    )


def _mentions_with(prefix: str) -> Select[Any]:
    """The places of mentions whose id begins so: its digits stand there as one number."""
    place, article = schema.mention_places, schema.articles
    digits = prefix[1:17]
    wanted = (
        select(place.c.id, article.c.id.label("article_id"), place.c.number)
        .join(article, article.c.number == place.c.article)
        .order_by(place.c.id)
        .limit(5)
    )
    if not set(digits) <= set("0123456789abcdef") or len(prefix) > 17:
        return wanted.where(false())
    first = number_of(prefix)
    return wanted.where(place.c.id.between(first, first + (1 << 4 * (16 - len(digits))) - 1))


def _mention_id(number: int) -> str:
    return f"m{number & (1 << 64) - 1:016x}"
