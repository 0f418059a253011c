"""An index of statements that are reported in others; lines are packed with a dictionary from here.

Lines of older stores stay as they were packed: `packed_lines` reads both.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    there = sa.text("reported_in IS NOT NULL")
    op.create_index(
        "ix_statements_told", "statements", ["sort_day"], sqlite_where=there, postgresql_where=there
    )
