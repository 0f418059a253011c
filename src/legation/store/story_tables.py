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
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from legation.store.columns import Moment, key, need
from legation.store.schema import metadata

fingerprints = Table(
    "fingerprints",
    metadata,
    key("article"),  # its number
    need("version", Integer),  # 0 for an article that was read anew
    need("words", Integer),
    need("hashes", LargeBinary),  # 8 bytes each; they do not pack
    Index("ix_fingerprints_fresh", "article", "version"),
)

shingles = Table(
    "shingles",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    need("articles", LargeBinary),  # the numbers of some that have it, 4 bytes each
    sqlite_with_rowid=False,
)

links = Table(
    "links",
    metadata,
    key("later"),  # numbers of articles
    key("earlier"),
    need("relation", String),
    need("share_of_later", Float),
    need("share_of_earlier", Float),
    need("stretch", BigInteger),
    Index(None, "earlier"),
    sqlite_with_rowid=False,
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
