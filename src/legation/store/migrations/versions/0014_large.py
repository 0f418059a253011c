"""Indexes that a store of a million records is asked by: outlets, days of arrival, rival claims."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_articles_outlet", "articles", ["outlet", "published_first"])
    op.create_index("ix_articles_published_last", "articles", ["published_last"])
    op.create_index("ix_articles_reader", "articles", ["reader"])
    op.create_index("ix_ledger_rivals", "ledger", ["fact_id", "holds", "claim_id"])
