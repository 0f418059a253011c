"""The day by which records stand in lists, with an index: a page of a million is read in order."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    articles = sa.table("articles", sa.column("id"), sa.column("published_last", sa.Date))
    for name, days in (("statements", "when"), ("events", "when"), ("claims", "valid")):
        op.add_column(name, sa.Column("sort_day", sa.Date(), nullable=True))
        first, last = (sa.column(f"{days}_{end}", sa.Date) for end in ("first", "last"))
        article_id: sa.ColumnClause[str] = sa.column("article_id")
        sort_day = sa.column("sort_day", sa.Date)
        table = sa.table(name, article_id, sort_day, first, last)
        published = (
            sa.select(articles.c.published_last)
            .where(articles.c.id == article_id)
            .scalar_subquery()
        )
        unknown = sa.literal(date.min, sa.Date)
        op.execute(
            table.update().values(sort_day=sa.func.coalesce(last, published, first, unknown))
        )
        op.create_index(f"ix_{name}_sort_day", name, ["sort_day"])
