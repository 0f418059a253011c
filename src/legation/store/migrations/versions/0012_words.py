"""Full text in PostgreSQL as well: the words of titles and texts, with an index."""

import sqlalchemy as sa
from alembic import op

from legation.store.keeping.full_text import enter_words

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

AT_ONCE = 500


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    op.execute(
        "CREATE TABLE article_search (article integer PRIMARY KEY "
        "REFERENCES articles (number) ON DELETE CASCADE, words tsvector NOT NULL)"
    )
    op.execute("CREATE INDEX ix_article_search_words ON article_search USING gin (words)")
    after = 0
    asked = sa.text(
        "SELECT number, title, text FROM articles WHERE number > :after ORDER BY number LIMIT :n"
    )
    while rows := connection.execute(asked, {"after": after, "n": AT_ONCE}).all():
        enter_words(connection, ((row[0], row[1], row[2]) for row in rows))
        after = rows[-1][0]
