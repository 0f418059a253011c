"""Feeds that are watched with the ledger of what they offered, and what was taken out."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "feeds",
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("added_at", moment, nullable=False),
        sa.Column("next_at", moment, nullable=False),
        sa.Column("every_s", sa.Float(), nullable=False),
        *(sa.Column(name, sa.Text()) for name in ("etag", "last_modified", "moved_to")),
        sa.Column("moved_times", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        *(sa.Column(name, moment) for name in ("failing_since", "answered_at", "ended_at")),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_feeds")),
    )
    op.create_table(
        "polls",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("detail", sa.Text()),
        sa.Column("offered", sa.Integer(), nullable=False),
        sa.Column("fresh", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_polls")),
        sa.ForeignKeyConstraint(["feed"], ["feeds.url"], name=op.f("fk_polls_feed_feeds")),
    )
    op.create_index(op.f("ix_polls_feed_at"), "polls", ["feed", "at"])
    op.create_table(
        "offers",
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("day", sa.Date()),
        sa.Column("first_at", moment, nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("detail", sa.Text()),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("feed", "url", name=op.f("pk_offers")),
        sa.ForeignKeyConstraint(["feed"], ["feeds.url"], name=op.f("fk_offers_feed_feeds")),
    )
    op.create_index(op.f("ix_offers_day"), "offers", ["day"])
    op.create_table(
        "forgotten",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("articles", sa.Integer()),
        sa.Column("why", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forgotten")),
    )
