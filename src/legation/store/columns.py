"""Kinds of columns that the tables are made of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine

from legation.store.keeping.packed_lines import pack, unpack


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
        return None if value is None else pack(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """The bytes as they were."""
        return None if value is None else unpack(value)


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def need(name: str, kind: type[TypeEngine[Any]]) -> Column[Any]:
    """A column that is never null."""
    return Column(name, kind, nullable=False)


def article(*, key: bool = True) -> Column[str]:
    """The article that a row is of."""
    target = ForeignKey("articles.id", ondelete="CASCADE")
    return Column("article_id", String, target, primary_key=key, nullable=False)


def key(name: str = "position", kind: type[TypeEngine[Any]] = Integer) -> Column[int]:
    """A position that is part of a key."""
    return Column(name, kind, primary_key=True, autoincrement=False)


def passage(prefix: str = "", *, required: bool = True) -> list[Column[Any]]:
    """Where a passage stands, and its words."""
    columns = (("start_char", Integer), ("end_char", Integer), ("text", Text))
    return [Column(prefix + name, kind, nullable=not required) for name, kind in columns]


def amount() -> list[Column[Any]]:
    """What a number may be at least and at most, and what the text says of it."""
    parts = (("low", Float), ("high", Float), ("bound", String), ("unit", Text))
    return [Column(name, kind) for name, kind in parts]


def when(prefix: str = "when") -> list[Column[Any]]:
    """An interval."""
    parts = (("first", Date), ("last", Date), ("precision", String), ("how", String))
    return [Column(f"{prefix}_{name}", kind) for name, kind in parts]


def sort_day() -> Column[Any]:
    """The day by which records stand in lists, indexed.

    It is the last day known of the record or, without one, of its publication, else the first;
    0001-01-01 where there is none, so that no record falls out of the order.
    """
    return Column("sort_day", Date, index=True)


def known_only(column: str) -> Index:
    """An index of a column that most rows leave empty."""
    there = text(f"{column} IS NOT NULL")
    return Index(None, column, sqlite_where=there, postgresql_where=there)
