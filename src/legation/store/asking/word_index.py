"""Which articles can hold the words of a question, by the index of words.

A text that is looked for in every record makes a question grow with the store. The index leaves
some articles to look through. It knows words, so that a word asked for must begin one: `pipe`
finds `pipeline`, and `line` does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    cast,
    column,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
    true,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from legation.store import schema
from legation.store.asking.wanted import Term, Wording
from legation.store.keeping.full_text import MOST, plain_words

FEW = 2000  # articles: of words in more, records are looked through in their order


def with_words(
    connection: Connection, records: Any, wordings: Sequence[Wording], *, gather: bool
) -> Iterator[ColumnElement[bool]]:
    """That a record's article may have the words of one of the wordings; nothing where none helps.

    With `gather` the articles lead to the records also where they are many.

    What is left out cannot fit; what is left may still lack a phrase as it is spelt.
    """
    asked = [_asked(connection.dialect.name, wording) for wording in wordings]
    if not asked or not all(asked):
        return
    either = " OR " if connection.dialect.name == "sqlite" else " | "
    found = _numbers(connection, either.join(f"({each})" for each in asked if each))
    some = found.limit(FEW + 1).subquery()
    counted = select(func.count()).select_from(some)
    often = not gather and (connection.execute(counted).scalar() or 0) > FEW
    article = schema.articles.c
    # As an expression the column is in no index: the records are passed over in their order.
    key = records.c.article_id.concat("") if often else records.c.article_id
    yield key.in_(select(article.id).where(article.number.in_(found)))


def with_text(connection: Connection, words: str) -> ColumnElement[bool]:
    """That an article may have some words that begin where a word does; all may, where none does.

    What PostgreSQL's index leaves out, the end of very long texts, is let through.
    """
    term = Term(text=words)
    if not plain_words(words) or not words[0].isalnum():
        return true()
    article = schema.articles.c
    found = article.number.in_(_numbers(connection, _term(connection.dialect.name, term)))
    if connection.dialect.name == "sqlite":
        return found
    return or_(found, func.length(article.text) > MOST)


def _numbers(connection: Connection, asked: str) -> Select[Any]:
    if connection.dialect.name == "sqlite":
        searched = table("article_search", column("rowid"))
        matches = literal_column("article_search").op("MATCH")(literal(f"{{text}} : ({asked})"))
        return select(searched.c.rowid).where(matches)
    searched = table("article_search", column("article"), column("words"))
    return select(searched.c.article).where(
        searched.c.words.op("@@")(cast(literal(asked), TSQUERY))
    )


def _asked(dialect: str, wording: Wording) -> str:
    """The groups of a wording that the index can answer, in the language of the database."""
    groups = [
        [_term(dialect, term) for term in group]
        for group in wording
        if all(term.wanted and plain_words(term.text) for term in group)
    ]
    both, either = (" AND ", " OR ") if dialect == "sqlite" else (" & ", " | ")
    return both.join(f"({either.join(group)})" for group in groups)


def _term(dialect: str, term: Term) -> str:
    if dialect == "sqlite":  # which cuts and folds the words as it did those of the texts
        return '"{}" *'.format(term.text.replace('"', " ").replace("\0", " "))
    words = plain_words(term.text).split()
    return f"({' <-> '.join([*words[:-1], f'{words[-1]}:*'])})"
