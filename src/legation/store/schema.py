"""The tables, as they stand after the last migration.

`readings` is the unit and the history: the codec's line of every reading that was ever current,
never changed. All other tables of an article are derived from its current line, for questions in
SQL, and are replaced together. Rows below an article are keyed by its id and their position in the
reading, so that equal readings give equal rows in any store. Offsets are characters of
`articles.text`; `mentions` also holds those that stand only inside a statement, event or claim.
"""

from __future__ import annotations

from sqlalchemy import (
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
)

from legation.store.columns import (
    Moment,
    Packed,
    amount,
    article,
    key,
    need,
    passage,
    sort_day,
    to,
    to_mention,
    when,
)

SCHEMA = "0010"  # the last migration

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
    Index(None, "published_first"),
    Index("ix_articles_reading", "number", "reading_sha256"),
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

mentions = Table(
    "mentions",
    metadata,
    article(),
    key("number"),
    Column("id", String, nullable=False, index=True),
    Column("listed", Integer),  # position among the reading's mentions; null: only inside a record
    need("kind", String),
    need("name", Text),
    need("name_key", Text),  # without case and accents, to look up
    *(Column(name, String) for name in ("actor_id", "country", "sector")),
    Column("role", Text),
    need("score", Float),
    need("rule", String),
    *passage(),
    Column("named_by", String),
    Column("plural", Boolean),
    *passage("described_", required=False),
    *(Index(None, name) for name in ("name_key", "actor_id", "country")),
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
    to_mention("speaker"),
    to_mention("addressee"),
    *(Index(None, name) for name in ("act", "deadline_first")),
    sort_day(),
)

statement_contents = Table(
    "statement_contents",
    metadata,
    article(),
    key("statement"),
    key(),
    *passage(),
    to("statements", "statement"),
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
    to_mention("place"),
    *(Index(None, name) for name in ("type", "cameo", "when_first")),
    *(Index(None, name) for name in ("level", "manner", "response_to")),
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
    to("events", "event"),
    to_mention("mention"),
    Index(None, "article_id", "mention"),
)

event_contexts = Table(
    "event_contexts",
    metadata,
    article(),
    key("event"),
    key(),
    need("context", String),
    to("events", "event"),
)

event_passages = Table(
    "event_passages",
    metadata,
    article(),
    key("event"),
    key(),
    *passage(),
    to("events", "event"),
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
    to("events", "event"),
    to_mention("holder"),
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
    to("events", "event"),
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
    to("events", "event"),
    to_mention("mention"),
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
    to("events", "event"),
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
    *(to_mention(name) for name in ("subject", "object", "holder")),
    *(Index(None, name) for name in ("predicate", "valid_first")),
    sort_day(),
)

claim_evidence = Table(
    "claim_evidence",
    metadata,
    article(),
    key("claim"),
    key(),
    *passage(),
    to("claims", "claim"),
)

# What is derived from the current reading of an article, children first.
DERIVED = (
    claim_evidence,
    claims,
    event_amounts,
    event_responsibility,
    event_means,
    event_harm,
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
