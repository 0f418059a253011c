"""What belongs together: fingerprints with their index, links between texts, and judgements.

All but `judgements` is derived from the articles and can be made again. Judgements are only added
to; of those on one pair the last one counts. They name reports by article and passage besides their
ids, so that they hold when a newer reader gives the same report another id.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from legation.store.columns import Moment
from legation.store.schema import metadata

fingerprints = Table(
    "fingerprints",
    metadata,
    Column(
        "article_id",
        String,
        ForeignKey("articles.id", ondelete="CASCADE"),
        primary_key=True,
        nullable=False,
    ),
    Column("article", Integer, nullable=False, unique=True),  # its number
    Column("version", Integer, nullable=False),
    Column("reading_sha256", String, nullable=False),
    Column("words", Integer, nullable=False),
    Column("hashes", LargeBinary, nullable=False),  # 8 bytes each; they do not pack
    Index("ix_fingerprints_fresh", "article", "version", "reading_sha256"),
)

shingles = Table(
    "shingles",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("article", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

links = Table(
    "links",
    metadata,
    Column("later", String, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("earlier", String, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("relation", String, nullable=False),
    Column("share_of_later", Float, nullable=False),
    Column("share_of_earlier", Float, nullable=False),
    Index(None, "earlier"),
)

judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True),
    *(
        Column(f"{side}_{name}", kind, nullable=False)
        for side in ("left", "right")
        for name, kind in (
            ("event", String),
            ("article_id", String),
            ("start_char", Integer),
            ("end_char", Integer),
        )
    ),
    Column("verdict", String, nullable=False),
    Column("note", Text),
    Column("recorded_at", Moment, nullable=False),
    *(Index(None, f"{side}_article_id") for side in ("left", "right")),
)
