"""Corrections, and readings as they were before corrections were laid over them."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "corrections",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("kind", "by", "scope")),
        sa.Column("at", moment, nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("article_id", "record_kind", "record", "label", "rule")
        ),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("start_char", "end_char")),
        sa.Column("words", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text()) for name in ("other", "field", "old", "new", "note")),
        sa.Column("undone_at", moment),
        sa.Column("undone_by", sa.String()),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_corrections")),
        sa.UniqueConstraint("id", name=op.f("uq_corrections_id")),
    )
    op.create_index(op.f("ix_corrections_article_id"), "corrections", ["article_id"])
    op.create_index(op.f("ix_corrections_scope_words"), "corrections", ["scope", "words"])
    op.create_table(
        "uncorrected",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("line", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_uncorrected")),
    )
