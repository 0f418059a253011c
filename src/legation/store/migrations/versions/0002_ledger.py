"""The ledger, what stories are made from, and judgements."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_ledger()
    _create_stories()
    _create_judgements()


def _create_ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("fact_id", sa.String(), nullable=False),
        sa.Column("subject_key", sa.String(), nullable=False),
        sa.Column("predicate", sa.String(), nullable=False),
        sa.Column("object_key", sa.String(), nullable=True),
        sa.Column("holder_key", sa.String(), nullable=True),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("valid_first", sa.Date(), nullable=True),
        sa.Column("valid_last", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("line", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_ledger")),
    )
    op.create_index(op.f("ix_ledger_article_id"), "ledger", ["article_id"], unique=False)
    op.create_index(op.f("ix_ledger_claim_id"), "ledger", ["claim_id"], unique=False)
    op.create_index("ix_ledger_fact", "ledger", ["fact_id", "told_on"], unique=False)
    op.create_index(
        "ix_ledger_object",
        "ledger",
        [
            "object_key",
            "predicate",
            "fact_id",
            "told_on",
            "valid_first",
            "valid_last",
            "recorded_at",
        ],
        unique=False,
    )
    op.create_index("ix_ledger_predicate", "ledger", ["predicate", "object_key"], unique=False)
    op.create_index(
        "ix_ledger_subject",
        "ledger",
        [
            "subject_key",
            "predicate",
            "fact_id",
            "told_on",
            "valid_first",
            "valid_last",
            "recorded_at",
        ],
        unique=False,
    )
    op.create_table(
        "withdrawals",
        sa.Column("entry", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"], ["ledger.number"], name=op.f("fk_withdrawals_entry"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry", name=op.f("pk_withdrawals")),
    )
    op.create_table(
        "party_names",
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("party_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name_key", "party_key", name=op.f("pk_party_names")),
    )
    op.create_index(op.f("ix_party_names_party_key"), "party_names", ["party_key"], unique=False)


def _create_stories() -> None:
    op.create_table(
        "fingerprints",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reading_sha256", sa.String(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_fingerprints_article_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_fingerprints")),
        sa.UniqueConstraint("article", name=op.f("uq_fingerprints_article")),
    )
    op.create_table(
        "shingles",
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("hash", "article", name=op.f("pk_shingles")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "links",
        sa.Column("later", sa.String(), nullable=False),
        sa.Column("earlier", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("share_of_later", sa.Float(), nullable=False),
        sa.Column("share_of_earlier", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["earlier"], ["articles.id"], name=op.f("fk_links_earlier"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["later"], ["articles.id"], name=op.f("fk_links_later"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("later", "earlier", name=op.f("pk_links")),
    )
    op.create_index(op.f("ix_links_earlier"), "links", ["earlier"], unique=False)


def _create_judgements() -> None:
    op.create_table(
        "judgements",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("left_event", sa.String(), nullable=False),
        sa.Column("left_article_id", sa.String(), nullable=False),
        sa.Column("left_start_char", sa.Integer(), nullable=False),
        sa.Column("left_end_char", sa.Integer(), nullable=False),
        sa.Column("right_event", sa.String(), nullable=False),
        sa.Column("right_article_id", sa.String(), nullable=False),
        sa.Column("right_start_char", sa.Integer(), nullable=False),
        sa.Column("right_end_char", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_judgements")),
    )
    op.create_index(
        op.f("ix_judgements_left_article_id"), "judgements", ["left_article_id"], unique=False
    )
    op.create_index(
        op.f("ix_judgements_right_article_id"), "judgements", ["right_article_id"], unique=False
    )
