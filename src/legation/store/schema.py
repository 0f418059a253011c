"""The tables, as they stand after the last migration.

`readings` is the unit and the history: the codec's line of every reading that was ever current,
never changed. All other tables of an article are derived from its current line, for questions in
SQL, and are replaced together. Rows below an article are keyed by its id and their position in the
reading, so that equal readings give equal rows in any store; mentions by the number of the article,
since they are the most. Offsets are characters of `articles.text`. Mentions are numbered in the
order of the reading, then those that stand only inside a statement, event or claim.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from legation.store.columns import (
    Moment,
    Packed,
    amount,
    article,
    key,
    known_only,
    need,
    passage,
    sort_day,
    when,
)

SCHEMA = "0017"  # the last migration

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True),
    need("reader", String),
    need("sources", Text),
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
    *when("published"),
    Column("dateline", Text),
    Column("language", String),
    need("text", Text),
    need("raw_sha256", String),
    need("reader", String),
    need("reading_sha256", String),
    Index("ix_articles_outlet", "outlet", "published_first"),
    *(Index(None, name) for name in ("published_first", "published_last", "reader")),
)

article_authors = Table(
    "article_authors",
    metadata,
    article(),
    key(),
    need("name", Text),
)

article_captions = Table(
    "article_captions",
    metadata,
    article(),
    key(),
    need("text", Text),
    Column("credit", Text),
)

readings = Table(
    "readings",
    metadata,
    Column("number", Integer, primary_key=True),
    article(key=False),
    need("reader", String),
    need("sha256", String),
    Column("recorded_at", Moment, nullable=False),
    Column("run", Integer, ForeignKey("runs.number")),
    Column("line", Packed, nullable=False),
    UniqueConstraint("article_id", "sha256"),
)

pages = Table(
    "pages",
    metadata,
    Column("id", String, primary_key=True),
    article(key=False),
    need("sha256", String),
    *(Column(name, Text) for name in ("url", "final_url", "media_type")),
    Column("fetched_at", Moment),
    Column("size_bytes", Integer),
    need("origin_kind", String),
    need("origin_path", Text),
    need("origin_offset", Integer),
    need("reader", String),
    Column("run", Integer, ForeignKey("runs.number")),
    Index(None, "article_id"),
)

skipped = Table(
    "skipped",
    metadata,
    Column("id", String, primary_key=True),
    need("stage", String),
    need("reason", String),
    need("detail", Text),
    Column("sha256", String),
    Column("origin_kind", String),
    Column("origin_path", Text),
    Column("origin_offset", Integer),
    need("reader", String),
    Column("recorded_at", Moment, nullable=False),
    Column("run", Integer, ForeignKey("runs.number")),
    Index(None, "sha256"),
)

# Whom mentions mean: a row for each name and meaning, however often it stands in articles.
named = Table(
    "named",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),  # a hash of the rest
    need("kind", String),
    need("name", Text),
    need("name_key", Text),  # without case and accents, to look up
    *(Column(name, String) for name in ("actor_id", "country", "sector")),
    *(Index(None, name) for name in ("name_key", "actor_id", "country")),
)

mention_places = Table(
    "mention_places",
    metadata,
    key("article"),  # its number
    key("number"),
    need("named", BigInteger),
    need("start_char", Integer),
    need("end_char", Integer),
    need("id", BigInteger),  # the sixteen digits of a mention's id
    Index(None, "named"),
    Index(None, "id"),
    sqlite_with_rowid=False,
)

# A view that joins the two, to ask of mentions as if each had all in its row.
mentions = Table(
    "mentions",
    MetaData(),
    need("article_id", String),
    key("number"),
    need("kind", String),
    need("name", Text),
    need("name_key", Text),
    *(Column(name, String) for name in ("actor_id", "country", "sector")),
    need("start_char", Integer),
    need("end_char", Integer),
)

statements = Table(
    "statements",
    metadata,
    article(),
    key(),
    Column("id", String, nullable=False, index=True),
    *(need(name, String) for name in ("kind", "act", "polarity")),
    Column("channel", Text),
    Column("speaker", Integer),
    Column("addressee", Integer),
    *passage("cue_", required=False),
    *when(),
    Column("reported_in", String),
    need("score", Float),
    need("rule", String),
    Column("relayed_by", Integer),  # a mention's number, as `speaker` is
    *when("deadline"),
    Index(None, "act"),
    known_only("deadline_first"),
    sort_day(),
    Index(
        "ix_statements_told",
        "sort_day",
        sqlite_where=text("reported_in IS NOT NULL"),
        postgresql_where=text("reported_in IS NOT NULL"),
    ),
)

statement_contents = Table(
    "statement_contents",
    metadata,
    article(),
    key("statement"),
    key(),
    *passage(),
    sqlite_with_rowid=False,
)

events = Table(
    "events",
    metadata,
    article(),
    key(),
    Column("id", String, nullable=False, index=True),
    need("type", String),
    Column("mode", String),
    need("cameo", String),
    need("quad", Integer),
    need("goldstein", Float),
    need("status", String),
    *when(),
    Column("place", Integer),
    *passage("trigger_"),
    Column("said_in", String),
    need("score", Float),
    need("rule", String),
    Column("level", String),
    Column("manner", String),
    Column("host", Integer),  # a mention's number, as `place` is
    Column("response_to", String),
    *(Index(None, name) for name in ("type", "cameo", "when_first")),
    *(known_only(name) for name in ("level", "manner", "response_to")),
    sort_day(),
)

event_actors = Table(
    "event_actors",
    metadata,
    article(),
    key("event"),
    Column("side", String, primary_key=True),  # actor or recipient
    key(),
    need("mention", Integer),
    sqlite_with_rowid=False,
)

event_contexts = Table(
    "event_contexts",
    metadata,
    article(),
    key("event"),
    key(),
    need("context", String),
    sqlite_with_rowid=False,
)

event_harm = Table(
    "event_harm",
    metadata,
    article(),
    key("event"),
    key(),
    need("kind", String),
    *amount(),
    Column("holder", Integer),
    Column("said_in", String),
    *passage(),
    Index(None, "kind", "low"),
)

event_means = Table(
    "event_means",
    metadata,
    article(),
    key("event"),
    key(),
    need("name", Text),
    *passage(),
    sqlite_with_rowid=False,
)

event_responsibility = Table(
    "event_responsibility",
    metadata,
    article(),
    key("event"),
    key(),
    need("mention", Integer),
    need("stance", String),
    Column("said_in", String),
    *passage(),
    sqlite_with_rowid=False,
)

event_amounts = Table(
    "event_amounts",
    metadata,
    article(),
    key("event"),
    key(),
    need("kind", String),
    *amount(),
    *passage(),
    Index(None, "kind", "low"),
)

claims = Table(
    "claims",
    metadata,
    article(),
    key(),
    Column("id", String, nullable=False, index=True),
    need("subject", Integer),
    need("predicate", String),
    Column("object", Integer),
    Column("amount", Float),
    Column("bound", String),
    Column("upper_amount", Float),
    Column("unit", Text),
    *when("valid"),
    need("holds", Boolean),
    Column("holder", Integer),
    Column("said_in", String),
    Column("recorded_at", Moment, nullable=False),
    need("score", Float),
    need("rule", String),
    *(Index(None, name) for name in ("predicate", "valid_first")),
    sort_day(),
)

# What is derived from the current reading of an article.
DERIVED = (
    claims,
    event_amounts,
    event_responsibility,
    event_means,
    event_harm,
    event_contexts,
    event_actors,
    events,
    statement_contents,
    statements,
    mention_places,
    article_captions,
    article_authors,
)
