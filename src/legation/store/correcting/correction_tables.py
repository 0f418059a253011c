"""Tables of corrections, and of readings as they were read before corrections were laid over."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from legation.store.columns import Moment, Packed, need
from legation.store.schema import metadata

corrections = Table(
    "corrections",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    *(need(name, String) for name in ("kind", "by", "scope")),
    Column("at", Moment, nullable=False),
    need("article_id", String),
    *(need(name, String) for name in ("record_kind", "record", "label", "rule")),
    *(need(name, Integer) for name in ("start_char", "end_char")),
    need("words", Text),
    Column("other", Text),  # the other record of `same` and `not same`, as JSON
    *(Column(name, Text) for name in ("field", "old", "new", "note")),
    Column("undone_at", Moment),
    Column("undone_by", String),
    Index(None, "article_id"),
    Index(None, "scope", "words"),
)

uncorrected = Table(
    "uncorrected",
    metadata,
    Column("article_id", String, primary_key=True),
    Column("line", Packed, nullable=False),
)
