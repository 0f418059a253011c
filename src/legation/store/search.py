"""Full text of titles and bodies: FTS5 in SQLite, a plain look through the texts elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select, text

from legation.errors import InputError
from legation.store.schema import articles
from legation.store.store import Store

_WORDS = re.compile(r'"([^"]+)"|(\S+)')
_AROUND = 60  # characters of text shown on either side of a hit

# A word of the title counts as much as ten of the body.
_FTS = text(
    "SELECT a.id, a.title, a.outlet, a.published_first, "
    "snippet(article_search, 1, '', '', '…', 24) AS snippet "
    "FROM article_search JOIN articles AS a ON a.number = article_search.rowid "
    "WHERE article_search MATCH :query "
    "ORDER BY bm25(article_search, 10.0, 1.0), a.id LIMIT :limit"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that has the words asked for, with a stretch of its text around them."""

    article_id: str
    title: str | None
    outlet: str | None
    published: date | None
    snippet: str


def search(store: Store, words: str, *, limit: int = 20) -> tuple[Hit, ...]:
    """The articles that hold all the words, best first.

    Words in double quotation marks must stand together; a word that ends in `*` stands for all that
    begin so. Case does not count, nor in SQLite do accents. Raises `InputError` for no words.
    """
    terms = _terms(words)
    if not terms:
        raise InputError(f"search for {words!r}: there is no word in it; give one or more")
    with store.reading() as connection:
        if connection.dialect.name == "sqlite":
            rows = connection.execute(_FTS, {"query": _fts_query(terms), "limit": limit})
            return tuple(_hit(row, row.snippet) for row in rows)
        return _look_through(connection, terms, limit=limit)


def _terms(words: str) -> list[str]:
    found = (phrase or word for phrase, word in _WORDS.findall(words))
    return [term for term in found if any(c.isalnum() for c in term)]


def _fts_query(terms: list[str]) -> str:
    """Each term as a quoted string, so that nothing in it is read as FTS5's own syntax."""
    return " ".join(
        '"{}"{}'.format(term.rstrip("*").replace('"', '""'), "*" if term.endswith("*") else "")
        for term in terms
    )


def _look_through(connection: Connection, terms: list[str], *, limit: int) -> tuple[Hit, ...]:
    bare = [term.rstrip("*") for term in terms]
    table = articles.c
    has_all = and_(*(or_(_holds(table.title, term), _holds(table.text, term)) for term in bare))
    in_title = func.coalesce(_holds(table.title, bare[0]), False)
    rows = connection.execute(
        select(table.id, table.title, table.outlet, table.published_first, table.text)
        .where(has_all)
        .order_by(in_title.desc(), table.published_first.desc().nulls_last(), table.id)
        .limit(limit)
    )
    return tuple(_hit(row, _around(row.text, bare[0])) for row in rows)


def _holds(column: Any, term: str) -> Any:
    return column.icontains(term, autoescape=True)


def _around(body: str, term: str) -> str:
    at = max(body.casefold().find(term.casefold()), 0)
    start, end = max(at - _AROUND, 0), at + len(term) + _AROUND
    return ("…" if start else "") + body[start:end] + ("…" if end < len(body) else "")


def _hit(row: Any, snippet: str) -> Hit:
    published = row.published_first
    if isinstance(published, str):  # SQLite gives the text of a date where the query is plain SQL
        published = date.fromisoformat(published)
    return Hit(
        article_id=row.id,
        title=row.title,
        outlet=row.outlet,
        published=published,
        snippet=" ".join(snippet.split()),
    )
