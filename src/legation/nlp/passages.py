"""Passages from spans: the one place where offsets become evidence."""

from __future__ import annotations

from legation.nlp.tokens import Span, Token
from legation.records import Article, Passage


def passage_at(article: Article, start: int, end: int) -> Passage:
    """The passage of characters `start` to `end` (excluded) of the article."""
    return Passage(article_id=article.id, start=start, end=end, text=article.text[start:end])


def passage_of(article: Article, part: Span | Token) -> Passage:
    """The passage a span or token of the article's parse covers."""
    if isinstance(part, Token):
        return passage_at(article, part.idx, part.idx + len(part.text))
    return passage_at(article, part.start_char, part.end_char)


def trimmed(article: Article, start: int, end: int, *, strip: str = " \t\n\u00a0") -> Passage:
    """Like `passage_at`, without white space (or other `strip` characters) at the edges."""
    text = article.text
    while start < end and text[start] in strip:
        start += 1
    while end > start and text[end - 1] in strip:
        end -= 1
    return passage_at(article, start, end)
