"""The tables, as they stand after the last migration.

`readings` is the unit and the history: the codec's line of every reading that was ever current,
never changed. All other tables of an article are derived from its current line, for questions in
SQL, and are replaced together. Rows below an article are keyed by its id and their position in the
reading, so that equal readings give equal rows in any store. Offsets are characters of
`articles.text`; `mentions` also holds those that stand only inside a statement, event or claim.
"""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine

SCHEMA = "0003"  # the last migration

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A point in time, kept in UTC; a moment without an offset is taken to be UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC."""
        return None if value is None else _utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC, with its offset where the database has none."""
        return None if value is None else _utc(value)


class Packed(TypeDecorator[bytes]):
    """Bytes kept compressed."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """The bytes packed."""
        return None if value is None else zlib.compress(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """The bytes as they were."""
        return None if value is None else zlib.decompress(value)


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _need(name: str, kind: type[TypeEngine[Any]]) -> Column[Any]:
    return Column(name, kind, nullable=False)


def _article(*, key: bool = True) -> Column[str]:
    target = ForeignKey("articles.id", ondelete="CASCADE")
    return Column("article_id", String, target, primary_key=key, nullable=False)


def _key(name: str = "position") -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _passage(prefix: str = "", *, need: bool = True) -> list[Column[Any]]:
    columns = (("start_char", Integer), ("end_char", Integer), ("text", Text))
    return [Column(prefix + name, kind, nullable=not need) for name, kind in columns]


def _when(prefix: str = "when") -> list[Column[Any]]:
    parts = (("first", Date), ("last", Date), ("precision", String), ("how", String))
    return [Column(f"{prefix}_{name}", kind) for name, kind in parts]


def _to_mention(column: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["article_id", column], ["mentions.article_id", "mentions.number"], ondelete="CASCADE"
    )


def _to(table: str, column: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["article_id", column], [f"{table}.article_id", f"{table}.position"], ondelete="CASCADE"
    )


runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True),
    _need("reader", String),
    _need("sources", Text),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment),
    *(Column(name, Integer) for name in ("written", "replaced", "unchanged", "skipped", "failed")),
)

articles = Table(
    "articles",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    *(Column(name, Text) for name in ("url", "outlet", "agency", "section", "title")),
    *_when("published"),
    Column("dateline", Text),
    Column("language", String),
    _need("text", Text),
    _need("raw_sha256", String),
    _need("reader", String),
    _need("reading_sha256", String),
    Index(None, "published_first"),
    Index("ix_articles_reading", "number", "reading_sha256"),
)

article_authors = Table(
    "article_authors",
    metadata,
    _article(),
    _key(),
    _need("name", Text),
)

article_captions = Table(
    "article_captions",
    metadata,
    _article(),
    _key(),
    _need("text", Text),
    Column("credit", Text),
)

readings = Table(
    "readings",
    metadata,
    Column("number", Integer, primary_key=True),
    _article(key=False),
    _need("reader", String),
    _need("sha256", String),
    Column("recorded_at", Moment, nullable=False),
    Column("run", Integer, ForeignKey("runs.number")),
    Column("line", Packed, nullable=False),
    UniqueConstraint("article_id", "sha256"),
)

pages = Table(
    "pages",
    metadata,
    Column("id", String, primary_key=True),
    _article(key=False),
    _need("sha256", String),
    *(Column(name, Text) for name in ("url", "final_url", "media_type")),
    Column("fetched_at", Moment),
    Column("size_bytes", Integer),
    _need("origin_kind", String),
    _need("origin_path", Text),
    _need("origin_offset", Integer),
    _need("reader", String),
    Column("run", Integer, ForeignKey("runs.number")),
    Index(None, "article_id"),
)

skipped = Table(
    "skipped",
    metadata,
    Column("id", String, primary_key=True),
    _need("stage", String),
    _need("reason", String),
    _need("detail", Text),
    Column("sha256", String),
    Column("origin_kind", String),
    Column("origin_path", Text),
    Column("origin_offset", Integer),
    _need("reader", String),
    Column("recorded_at", Moment, nullable=False),
    Column("run", Integer, ForeignKey("runs.number")),
    Index(None, "sha256"),
)

mentions = Table(
    "mentions",
    metadata,
    _article(),
    _key("number"),
    Column("id", String, nullable=False, index=True),
    Column("listed", Integer),  # position among the reading's mentions; null: only inside a record
    _need("kind", String),
    _need("name", Text),
    _need("name_key", Text),  # without case and accents, to look up
    *(Column(name, String) for name in ("actor_id", "country", "sector")),
    Column("role", Text),
    _need("score", Float),
    _need("rule", String),
    *_passage(),
    *(Index(None, name) for name in ("name_key", "actor_id", "country")),
)

statements = Table(
    "statements",
    metadata,
    _article(),
    _key(),
    Column("id", String, nullable=False, index=True),
    *(_need(name, String) for name in ("kind", "act", "polarity")),
    Column("channel", Text),
    Column("speaker", Integer),
    Column("addressee", Integer),
    *_passage("cue_", need=False),
    *_when(),
    Column("reported_in", String),
    _need("score", Float),
    _need("rule", String),
    _to_mention("speaker"),
    _to_mention("addressee"),
    Index(None, "act"),
)

statement_contents = Table(
    "statement_contents",
    metadata,
    _article(),
    _key("statement"),
    _key(),
    *_passage(),
    _to("statements", "statement"),
)

events = Table(
    "events",
    metadata,
    _article(),
    _key(),
    Column("id", String, nullable=False, index=True),
    _need("type", String),
    Column("mode", String),
    _need("cameo", String),
    _need("quad", Integer),
    _need("goldstein", Float),
    _need("status", String),
    *_when(),
    Column("place", Integer),
    *_passage("trigger_"),
    Column("said_in", String),
    _need("score", Float),
    _need("rule", String),
    _to_mention("place"),
    *(Index(None, name) for name in ("type", "cameo", "when_first")),
)

event_actors = Table(
    "event_actors",
    metadata,
    _article(),
    _key("event"),
    Column("side", String, primary_key=True),  # actor or recipient
    _key(),
    _need("mention", Integer),
    _to("events", "event"),
    _to_mention("mention"),
    Index(None, "article_id", "mention"),
)

event_contexts = Table(
    "event_contexts",
    metadata,
    _article(),
    _key("event"),
    _key(),
    _need("context", String),
    _to("events", "event"),
)

event_passages = Table(
    "event_passages",
    metadata,
    _article(),
    _key("event"),
    _key(),
    *_passage(),
    _to("events", "event"),
)

claims = Table(
    "claims",
    metadata,
    _article(),
    _key(),
    Column("id", String, nullable=False, index=True),
    _need("subject", Integer),
    _need("predicate", String),
    Column("object", Integer),
    Column("amount", Float),
    Column("bound", String),
    Column("upper_amount", Float),
    Column("unit", Text),
    *_when("valid"),
    _need("holds", Boolean),
    Column("holder", Integer),
    Column("said_in", String),
    Column("recorded_at", Moment, nullable=False),
    _need("score", Float),
    _need("rule", String),
    *(_to_mention(name) for name in ("subject", "object", "holder")),
    *(Index(None, name) for name in ("predicate", "valid_first")),
)

claim_evidence = Table(
    "claim_evidence",
    metadata,
    _article(),
    _key("claim"),
    _key(),
    *_passage(),
    _to("claims", "claim"),
)

# What is derived from the current reading of an article, children first.
DERIVED = (
    claim_evidence,
    claims,
    event_passages,
    event_contexts,
    event_actors,
    events,
    statement_contents,
    statements,
    mentions,
    article_captions,
    article_authors,
)
