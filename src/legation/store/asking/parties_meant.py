"""Whom a mention means, and on which days: conditions on the rows of mentions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, true

from legation.store import schema
from legation.store.asking.wanted import Party

Conditions = Iterator[ColumnElement[bool]]


def between(
    first: ColumnElement[Any], last: ColumnElement[Any], days: tuple[date | None, date | None]
) -> Conditions:
    """That an interval has a day in common with another; open ends are open."""
    since, until = days
    if since is not None:
        yield or_(last >= since, last.is_(None))
    if until is not None:
        yield or_(first <= until, first.is_(None))


def meant(party: Party) -> ColumnElement[bool]:
    """That a mention means the party."""
    mention = schema.mentions.c
    parts: list[ColumnElement[bool]] = []
    if party.countries:
        parts.append(mention.country.in_(party.countries))
    if party.ids:
        parts.append(mention.actor_id.in_(party.ids))
    if party.keys:
        parts.append(and_(mention.actor_id.is_(None), mention.name_key.in_(party.keys)))
    for title, country in party.offices:
        whose = mention.country == country if country else true()
        parts.append(and_(mention.kind == "office", mention.name_key == title, whose))
    for actor_id, first, last in party.spells:
        article = schema.articles.alias().c
        days = list(between(article.published_first, article.published_last, (first, last)))
        published = exists().where(
            article.id == mention.article_id, article.published_first.is_not(None), *days
        )
        parts.append(and_(mention.actor_id == actor_id, published))
    return or_(*parts) if parts else false()
