"""The records that a rule made: how many, and where the latest of them stand."""

from __future__ import annotations

from sqlalchemy import func, select

from legation.store import schema
from legation.store.asking.selecting import KINDS
from legation.store.asking.wanted import Place
from legation.store.store import Store


def made_by(store: Store, kind: str, rule: str, *, most: int) -> tuple[int, tuple[Place, ...]]:
    """How many events, statements or claims a rule made, and at most `most` of them.

    Those come of the articles published last; which of one article does not change.
    """
    made_of, article = KINDS[kind].table, schema.articles.c
    table = made_of.c
    made = table.rule == rule
    with store.reading() as connection:
        number = connection.execute(
            select(func.count()).select_from(made_of).where(made)
        ).scalar_one()
        latest = (
            select(table.article_id, table.position)
            .join(schema.articles, article.id == table.article_id)
            .where(made)
            .order_by(article.published_last.desc().nulls_last(), table.article_id, table.position)
            .limit(most)
        )
        rows = connection.execute(latest).all()
    return number, tuple(Place(article_id=r.article_id, position=r.position) for r in rows)


def rules_of(store: Store, kind: str, *, most: int) -> tuple[tuple[str, int], ...]:
    """The rules that made the most records of a kind, with how many each made."""
    table = KINDS[kind].table.c
    number = func.count()
    asked = select(table.rule, number).group_by(table.rule).order_by(number.desc(), table.rule)
    with store.reading() as connection:
        return tuple((r[0], r[1]) for r in connection.execute(asked.limit(most)))
