"""Articles, their readings and what is derived from them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_articles()
    _create_mentions()
    _create_statements()
    _create_events()
    _create_claims()
    if op.get_bind().dialect.name == "sqlite":
        _create_search()


def _create_articles() -> None:
    op.create_table(
        "runs",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("written", sa.Integer(), nullable=True),
        sa.Column("replaced", sa.Integer(), nullable=True),
        sa.Column("unchanged", sa.Integer(), nullable=True),
        sa.Column("skipped", sa.Integer(), nullable=True),
        sa.Column("failed", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_runs")),
    )
    op.create_table(
        "articles",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("published_first", sa.Date(), nullable=True),
        sa.Column("published_last", sa.Date(), nullable=True),
        sa.Column("published_precision", sa.String(), nullable=True),
        sa.Column("published_how", sa.String(), nullable=True),
        sa.Column("dateline", sa.Text(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("raw_sha256", sa.String(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("reading_sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_articles")),
        sa.UniqueConstraint("id", name=op.f("uq_articles_id")),
    )
    op.create_index(
        op.f("ix_articles_published_first"), "articles", ["published_first"], unique=False
    )
    op.create_table(
        "article_authors",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_article_authors_article_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "position", name=op.f("pk_article_authors")),
    )
    op.create_table(
        "article_captions",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("credit", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_article_captions_article_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "position", name=op.f("pk_article_captions")),
    )
    op.create_table(
        "readings",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("run", sa.Integer(), nullable=True),
        sa.Column("line", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_readings_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["run"], ["runs.number"], name=op.f("fk_readings_run")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_readings")),
        sa.UniqueConstraint("article_id", "sha256", name=op.f("uq_readings_article_id_sha256")),
    )
    op.create_table(
        "pages",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("final_url", sa.Text(), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("size_bytes", sa.Integer(), nullable=True),
        sa.Column("origin_kind", sa.String(), nullable=False),
        sa.Column("origin_path", sa.Text(), nullable=False),
        sa.Column("origin_offset", sa.Integer(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_pages_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["run"], ["runs.number"], name=op.f("fk_pages_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pages")),
    )
    op.create_index(op.f("ix_pages_article_id"), "pages", ["article_id"], unique=False)
    op.create_table(
        "skipped",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("origin_kind", sa.String(), nullable=True),
        sa.Column("origin_path", sa.Text(), nullable=True),
        sa.Column("origin_offset", sa.Integer(), nullable=True),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("run", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["run"], ["runs.number"], name=op.f("fk_skipped_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skipped")),
    )
    op.create_index(op.f("ix_skipped_sha256"), "skipped", ["sha256"], unique=False)


def _create_mentions() -> None:
    op.create_table(
        "mentions",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("listed", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("sector", sa.String(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_mentions_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "number", name=op.f("pk_mentions")),
    )
    op.create_index(op.f("ix_mentions_actor_id"), "mentions", ["actor_id"], unique=False)
    op.create_index(op.f("ix_mentions_country"), "mentions", ["country"], unique=False)
    op.create_index(op.f("ix_mentions_id"), "mentions", ["id"], unique=False)
    op.create_index(op.f("ix_mentions_name_key"), "mentions", ["name_key"], unique=False)


def _create_statements() -> None:
    op.create_table(
        "statements",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("polarity", sa.String(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("speaker", sa.Integer(), nullable=True),
        sa.Column("addressee", sa.Integer(), nullable=True),
        sa.Column("cue_start_char", sa.Integer(), nullable=True),
        sa.Column("cue_end_char", sa.Integer(), nullable=True),
        sa.Column("cue_text", sa.Text(), nullable=True),
        sa.Column("when_first", sa.Date(), nullable=True),
        sa.Column("when_last", sa.Date(), nullable=True),
        sa.Column("when_precision", sa.String(), nullable=True),
        sa.Column("when_how", sa.String(), nullable=True),
        sa.Column("reported_in", sa.String(), nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id", "addressee"],
            ["mentions.article_id", "mentions.number"],
            name=op.f("fk_statements_article_id_addressee"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["article_id", "speaker"],
            ["mentions.article_id", "mentions.number"],
            name=op.f("fk_statements_article_id_speaker"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_statements_article_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "position", name=op.f("pk_statements")),
    )
    op.create_index(op.f("ix_statements_act"), "statements", ["act"], unique=False)
    op.create_index(op.f("ix_statements_id"), "statements", ["id"], unique=False)
    op.create_table(
        "statement_contents",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("statement", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id", "statement"],
            ["statements.article_id", "statements.position"],
            name=op.f("fk_statement_contents_article_id_statement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_statement_contents_article_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "article_id", "statement", "position", name=op.f("pk_statement_contents")
        ),
    )


def _create_events() -> None:
    op.create_table(
        "events",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("cameo", sa.String(), nullable=False),
        sa.Column("quad", sa.Integer(), nullable=False),
        sa.Column("goldstein", sa.Float(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("when_first", sa.Date(), nullable=True),
        sa.Column("when_last", sa.Date(), nullable=True),
        sa.Column("when_precision", sa.String(), nullable=True),
        sa.Column("when_how", sa.String(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("trigger_start_char", sa.Integer(), nullable=False),
        sa.Column("trigger_end_char", sa.Integer(), nullable=False),
        sa.Column("trigger_text", sa.Text(), nullable=False),
        sa.Column("said_in", sa.String(), nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id", "place"],
            ["mentions.article_id", "mentions.number"],
            name=op.f("fk_events_article_id_place"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_events_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "position", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_cameo"), "events", ["cameo"], unique=False)
    op.create_index(op.f("ix_events_id"), "events", ["id"], unique=False)
    op.create_index(op.f("ix_events_type"), "events", ["type"], unique=False)
    op.create_index(op.f("ix_events_when_first"), "events", ["when_first"], unique=False)
    op.create_table(
        "event_actors",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("event", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mention", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id", "event"],
            ["events.article_id", "events.position"],
            name=op.f("fk_event_actors_article_id_event"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["article_id", "mention"],
            ["mentions.article_id", "mentions.number"],
            name=op.f("fk_event_actors_article_id_mention"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_event_actors_article_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "article_id", "event", "side", "position", name=op.f("pk_event_actors")
        ),
    )
    op.create_index(
        op.f("ix_event_actors_article_id_mention"),
        "event_actors",
        ["article_id", "mention"],
        unique=False,
    )
    op.create_table(
        "event_contexts",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("event", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("context", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id", "event"],
            ["events.article_id", "events.position"],
            name=op.f("fk_event_contexts_article_id_event"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_event_contexts_article_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "event", "position", name=op.f("pk_event_contexts")),
    )
    op.create_table(
        "event_passages",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("event", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id", "event"],
            ["events.article_id", "events.position"],
            name=op.f("fk_event_passages_article_id_event"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_event_passages_article_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "event", "position", name=op.f("pk_event_passages")),
    )


def _create_claims() -> None:
    op.create_table(
        "claims",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("subject", sa.Integer(), nullable=False),
        sa.Column("predicate", sa.String(), nullable=False),
        sa.Column("object", sa.Integer(), nullable=True),
        sa.Column("amount", sa.Float(), nullable=True),
        sa.Column("bound", sa.String(), nullable=True),
        sa.Column("upper_amount", sa.Float(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("valid_first", sa.Date(), nullable=True),
        sa.Column("valid_last", sa.Date(), nullable=True),
        sa.Column("valid_precision", sa.String(), nullable=True),
        sa.Column("valid_how", sa.String(), nullable=True),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("holder", sa.Integer(), nullable=True),
        sa.Column("said_in", sa.String(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id", "holder"],
            ["mentions.article_id", "mentions.number"],
            name=op.f("fk_claims_article_id_holder"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["article_id", "object"],
            ["mentions.article_id", "mentions.number"],
            name=op.f("fk_claims_article_id_object"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["article_id", "subject"],
            ["mentions.article_id", "mentions.number"],
            name=op.f("fk_claims_article_id_subject"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_claims_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "position", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_id"), "claims", ["id"], unique=False)
    op.create_index(op.f("ix_claims_predicate"), "claims", ["predicate"], unique=False)
    op.create_index(op.f("ix_claims_valid_first"), "claims", ["valid_first"], unique=False)
    op.create_table(
        "claim_evidence",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("claim", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id", "claim"],
            ["claims.article_id", "claims.position"],
            name=op.f("fk_claim_evidence_article_id_claim"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_claim_evidence_article_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "claim", "position", name=op.f("pk_claim_evidence")),
    )


def _create_search() -> None:
    """Full text of titles and bodies; triggers keep it beside `articles`, which holds the words."""
    op.execute(
        "CREATE VIRTUAL TABLE article_search USING fts5("
        "title, text, content='articles', content_rowid='number', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    add = (
        "INSERT INTO article_search (rowid, title, text) VALUES (new.number, new.title, new.text);"
    )
    drop = (
        "INSERT INTO article_search (article_search, rowid, title, text) "
        "VALUES ('delete', old.number, old.title, old.text);"
    )
    op.execute(f"CREATE TRIGGER article_added AFTER INSERT ON articles BEGIN {add} END")
    op.execute(f"CREATE TRIGGER article_removed AFTER DELETE ON articles BEGIN {drop} END")
    op.execute(
        f"CREATE TRIGGER article_changed AFTER UPDATE OF title, text ON articles "
        f"BEGIN {drop} {add} END"
    )
