"""What a question asks of rows: who is meant, which type, which days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select, tuple_

from legation.folding import name_key
from legation.store import schema


def equal(column: ColumnElement[Any], value: str | None) -> list[ColumnElement[bool]]:
    """That a column has the value, where one is given."""
    return [] if value is None else [column == value]


def means(table: Any, *, actor: str | None, country: str | None) -> list[ColumnElement[bool]]:
    """Conditions on a mention: that it means this actor, or somebody of this country."""
    parts = equal(table.c.country, country.upper() if country else None)
    if actor is not None:
        parts.append(or_(table.c.actor_id == actor, table.c.name_key == name_key(actor)))
    return parts


def that_mention(
    article_id: ColumnElement[str], *, actor: str | None, country: str | None
) -> Iterator[ColumnElement[bool]]:
    """That an article mentions the actor or country."""
    table = schema.mentions
    parts = means(table, actor=actor, country=country)
    if parts:
        yield article_id.in_(select(table.c.article_id).where(*parts))


def naming(
    table: Any, columns: tuple[str, ...], *, actor: str | None, country: str | None
) -> Iterator[ColumnElement[bool]]:
    """That one of the columns of a record holds the number of a mention that means them."""
    mention, record = schema.mentions.c, table.alias()
    parts = means(schema.mentions, actor=actor, country=country)
    if parts:
        # From the mentions, which an index finds, to the records: quick in a large store.
        same = or_(*(record.c[column] == mention.number for column in columns))
        found = select(record.c.article_id, record.c.position).where(
            record.c.article_id == mention.article_id, same, *parts
        )
        yield tuple_(table.c.article_id, table.c.position).in_(found)


def taking_part(
    table: Any, *, actor: str | None, country: str | None
) -> Iterator[ColumnElement[bool]]:
    """That a mention on either side of an event means them."""
    mention, side = schema.mentions.c, schema.event_actors.c
    parts = means(schema.mentions, actor=actor, country=country)
    if parts:
        found = select(side.article_id, side.event).where(
            side.article_id == mention.article_id, side.mention == mention.number, *parts
        )
        yield tuple_(table.c.article_id, table.c.position).in_(found)


def of_type(table: Any, type: str | None) -> list[ColumnElement[bool]]:
    """That an event is of a PLOVER type, or its CAMEO code begins with the digits."""
    if type is None:
        return []
    if type.isdigit():
        return [table.c.cameo.startswith(type)]
    return [table.c.type == type.upper()]


def within(
    table: Any, prefix: str, since: date | None, until: date | None
) -> Iterator[ColumnElement[bool]]:
    """That an interval has a day in common with since to until; open ends are open."""
    first, last = table.c[f"{prefix}_first"], table.c[f"{prefix}_last"]
    if since is not None or until is not None:
        yield or_(first.is_not(None), last.is_not(None))
    if since is not None:
        yield or_(last >= since, last.is_(None))
    if until is not None:
        yield or_(first <= until, first.is_(None))
