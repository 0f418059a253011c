"""Fingerprints are made anew by the next ingest, and found faster where they are missing."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("links", "shingles", "fingerprints"):
        op.execute(f"DELETE FROM {table}")
    op.create_index("ix_articles_reading", "articles", ["number", "reading_sha256"])
    op.create_index(
        "ix_fingerprints_fresh", "fingerprints", ["article", "version", "reading_sha256"]
    )
