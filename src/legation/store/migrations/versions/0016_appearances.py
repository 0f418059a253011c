"""Who appears in which records, in the order of days, and how many records have each value.

Both are filled from the lines of readings when all migrations are done.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "appearances",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        *(
            sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)
            for name in ("day", "article", "position")
        ),
        sa.Column("roles", sa.SmallInteger(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "day", "article", "position", name=op.f("pk_appearances")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tallies",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("kind", "facet")),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "facet", "value", name=op.f("pk_tallies")),
        sqlite_with_rowid=False,
    )
