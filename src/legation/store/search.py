"""Full text of titles and bodies: by FTS5 in SQLite, by text search in PostgreSQL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text

from legation.errors import InputError
from legation.folding import fold
from legation.store.keeping.full_text import plain_words
from legation.store.store import Store

_WORDS = re.compile(r'"([^"]+)"|(\S+)')
_AROUND = 60  # characters of text shown on either side of a hit

_HITS = "SELECT a.id, a.title, a.outlet, a.published_first, a.text FROM articles AS a JOIN "
_ORDER = " ORDER BY headline DESC, a.published_first DESC NULLS LAST, a.id LIMIT "
_SQLITE = (
    _HITS.replace(
        "a.text",
        "a.text, a.number IN (SELECT rowid FROM article_search "
        "WHERE article_search MATCH :headline) AS headline",
    )
    + "article_search AS s ON s.rowid = a.number WHERE article_search MATCH :words"
    + _ORDER
    + ":limit"
)
_POSTGRES = (
    _HITS.replace("a.text", "a.text, s.words @@ CAST(:headline AS tsquery) AS headline")
    + "article_search AS s ON s.article = a.number WHERE s.words @@ CAST(:words AS tsquery)"
    + _ORDER
    + ":limit"
)
_SEARCH = {"sqlite": text(_SQLITE), "postgresql": text(_POSTGRES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that has the words asked for, with a stretch of its text around them."""

    article_id: str
    title: str | None
    outlet: str | None
    published: date | None
    snippet: str


def search(store: Store, words: str, *, limit: int = 20) -> tuple[Hit, ...]:
    """The articles that hold all the words: those with all in the headline first, then the newest.

    Words in double quotation marks must stand together; a word that ends in `*` stands for all that
    begin so. Case and accents do not count. Raises `InputError` for no words.
    """
    terms = _terms(words)
    if not terms:
        raise InputError(f"search for {words!r}: there is no word in it; give one or more")
    with store.reading() as connection:
        dialect = connection.dialect.name
        asked = _fts_query(terms) if dialect == "sqlite" else _ts_query(terms)
        headline = f"{{title}} : ({asked})" if dialect == "sqlite" else _ts_query(terms, ":A")
        given = {"words": asked, "headline": headline, "limit": limit}
        rows = connection.execute(_SEARCH[dialect], given)
        return tuple(_hit(row, _around(row.text, terms[0])) for row in rows)


def _terms(words: str) -> list[str]:
    found = (phrase or word for phrase, word in _WORDS.findall(words))
    return [term for term in found if any(c.isalnum() for c in term)]


def _fts_query(terms: list[str]) -> str:
    """Each term as a quoted string, so that nothing in it is read as FTS5's own syntax."""
    return " ".join(
        '"{}"{}'.format(term.rstrip("*").replace('"', '""'), "*" if term.endswith("*") else "")
        for term in terms
    )


def _ts_query(terms: list[str], weight: str = "") -> str:
    """The same for PostgreSQL: words of letters and digits alone, so that nothing is syntax."""
    parts = []
    for term in terms:
        words = [f"{word}{weight}" for word in plain_words(term).split()]
        if term.endswith("*") and words:
            words[-1] = f"{words[-1]}{'' if weight else ':'}*"
        parts.append(" <-> ".join(words))
    return " & ".join(f"({part})" for part in parts if part)


def _around(body: str, term: str) -> str:
    """The text around the first place of a term, cut at words."""
    words = re.findall(r"[^\W_]+", fold(term))
    pattern = r"[\W_]+".join(map(re.escape, words))
    found = re.search(rf"(?<![^\W_]){pattern}", fold(body), re.IGNORECASE)
    at, last = found.span() if found else (0, 0)
    start, end = max(at - _AROUND, 0), min(last + _AROUND, len(body))
    start = 0 if start == 0 else body.find(" ", start, at + 1) + 1 or start
    end = len(body) if end == len(body) else max(body.rfind(" ", last, end), last) or end
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
