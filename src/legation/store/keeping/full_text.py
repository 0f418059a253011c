"""The words of texts for PostgreSQL's full text, cut and folded as SQLite's own index does it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sqlalchemy import Connection

_OTHER = re.compile(r"[\W_]+")
MOST = 400_000  # characters of a text: an index of words takes a megabyte of them

_ENTER = (
    "INSERT INTO article_search (article, words) VALUES (%s, "
    "setweight(to_tsvector('simple', %s), 'A') || setweight(to_tsvector('simple', %s), 'D')) "
    "ON CONFLICT (article) DO UPDATE SET words = excluded.words"
)


def plain_words(text: str) -> str:
    """The words of a text in lower case and without accents, a space between them."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in apart if not unicodedata.combining(char))
    return _OTHER.sub(" ", text.lower()).strip()


def enter_words(connection: Connection, articles: Iterable[tuple[int, str | None, str]]) -> None:
    """Index the title and text of articles by number; SQLite does so by itself."""
    rows = [
        (number, plain_words(title or ""), plain_words(text[:MOST]))
        for number, title, text in articles
    ]
    if rows and connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_ENTER, rows)
