"""What is told differently: questions of the record that touch some articles or records."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from legation.ask.doubts import doubts
from legation.ask.query import Query
from legation.errors import InputError
from legation.ledger.unanswered import Raised
from legation.records import Passage, Question
from legation.store import count
from legation.telling.safe import clean
from legation.web.keeping import once
from legation.web.shown import Words, headline, outlet_of, published_phrase, words_around

SMALL = 20_000  # articles: of more all questions are asked on their own page alone
MOST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A passage of a question in its article."""

    article: str
    title: str
    outlet: str
    published: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """What two passages tell differently: the question, its page, both in their words."""

    text: str
    href: str
    sides: Sequence[Side]


def all_questions(query: Query) -> tuple[Question, ...]:
    """The questions of the record, worked out once for each state of the store."""
    return all_doubts(query).questions


def all_doubts(query: Query) -> Raised:
    """The same, with how many are not asked for want of reading.

    Raises `InputError` for a large store: all its readings are looked through, which no server that
    others wait for should do.
    """
    articles = count(query.store, most=0).articles
    if articles > SMALL:
        raise InputError(
            f"the questions of {articles:,} articles are not asked here; a page asks those of up "
            f"to {SMALL:,}. Ask them all with: legation check"
        )
    return once(query, "doubts", lambda: doubts(query.store))


def told_differently(
    query: Query, *, articles: Collection[str] = (), records: Collection[str] = ()
) -> list[Differing]:
    """What cannot all be right in passages of some articles, or of some records.

    Nothing as known on a day that is past: questions are asked of the record as it stands.
    """
    if query.known_by or count(query.store, most=0).articles > SMALL:
        return []
    found = [
        Differing(
            text=clean(each.text),
            href=f"/questions?at={number}",
            sides=[side_of(query, side) for side in (each.left, each.right)],
        )
        for number, each in enumerate(all_questions(query), 1)
        if {each.left.article_id, each.right.article_id} <= set(articles)
        or set(each.records) & set(records)
    ]
    return found[:MOST]


def side_of(query: Query, passage: Passage) -> Side:
    """A passage with its article."""
    article = query.reading(passage.article_id).article
    return Side(
        article=article.id,
        title=headline(article),
        outlet=outlet_of(article),
        published=published_phrase(article.published),
        words=words_around(article.text, passage),
    )
