"""Records by what is asked of them, all in one query: who takes part, which type, which days.

Nothing is cut: a selection gives the places of all records that fit, in a fixed order, and how many
more would fit but have no day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    exists,
    false,
    func,
    not_,
    or_,
    select,
    true,
    tuple_,
)

from legation.store import schema
from legation.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who is meant in rows: anybody of a country, an id, a name without an id, an office.

    `offices` are keys of titles with their country; `spells` ids with the first and last day of
    publication on which somebody counts, as the holder of an office.
    """

    countries: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    offices: tuple[tuple[str, str | None], ...] = ()
    spells: tuple[tuple[str, date | None, date | None], ...] = ()

    def __or__(self, other: Party) -> Party:
        """Either of two."""
        return Party(
            countries=self.countries + other.countries,
            ids=self.ids + other.ids,
            keys=self.keys + other.keys,
            offices=self.offices + other.offices,
            spells=self.spells + other.spells,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Either:
    """Values of which one must fit, and values of which none may; empty asks nothing."""

    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Who must take part, and who may not: each entry of `wanted` is asked for by itself."""

    wanted: tuple[Party, ...] = ()
    unwanted: tuple[Party, ...] = ()


NOTHING = Either()
NOBODY = Sides()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked of events, statements or claims; what does not apply to one is passed over.

    `on` are the first and last day of the record's own time, `told` of its article's publication;
    an open end is `None`. `dated` asks for records with a day or without one only. `types` are
    PLOVER types, each with a mode after a point where one is asked for.
    """

    actor: Sides = NOBODY
    actors_from: Sides = NOBODY
    actors_to: Sides = NOBODY
    together: Sides = NOBODY
    speaker: Sides = NOBODY
    addressee: Sides = NOBODY
    subject: Sides = NOBODY
    object: Sides = NOBODY
    types: Either = NOTHING
    cameo: Either = NOTHING
    quad: Either = NOTHING
    status: Either = NOTHING
    act: Either = NOTHING
    kind: Either = NOTHING
    predicate: Either = NOTHING
    outlet: Either = NOTHING
    article: Either = NOTHING
    on: tuple[date | None, date | None] | None = None
    told: tuple[date | None, date | None] | None = None
    dated: bool | None = None
    text: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a record stands: its article, and its position among the reading's records."""

    article_id: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The places of what fits, how many fit in all, and how many were left out without a day."""

    places: tuple[Place, ...]
    total: int
    undated: int = 0


def select_events(store: Store, wanted: Wanted, *, limit: int | None = None) -> Selection:
    """The events that fit, the latest day first, those without a day by publication."""
    table = schema.events
    parts = [
        *_of_types(wanted.types),
        *_beginning(table.c.cameo, wanted.cameo),
        *_one_of(table.c.quad, wanted.quad),
        *_one_of(table.c.status, wanted.status),
        *_taking_part(wanted.actor, None),
        *_taking_part(wanted.actors_from, "actor"),
        *_taking_part(wanted.actors_to, "recipient"),
        *_taking_part(wanted.together, None),
        *_about(table, wanted),
    ]
    return _selection(store, table, parts, "when", wanted, limit)


def select_statements(store: Store, wanted: Wanted, *, limit: int | None = None) -> Selection:
    """The statements that fit, the newest article first, in the order of its text."""
    table = schema.statements
    content = schema.statement_contents
    parts = [
        *_one_of(table.c.act, wanted.act),
        *_one_of(table.c.kind, wanted.kind),
        *_held_in(table, ("speaker",), wanted.speaker),
        *_held_in(table, ("addressee",), wanted.addressee),
        *_held_in(table, ("speaker", "addressee"), wanted.actor),
        *_about(table, wanted, said=content),
    ]
    return _selection(store, table, parts, None, wanted, limit)


def select_claims(store: Store, wanted: Wanted, *, limit: int | None = None) -> Selection:
    """The claims that fit, the latest valid day first."""
    table = schema.claims
    parts = [
        *_one_of(table.c.predicate, wanted.predicate),
        *_held_in(table, ("subject",), wanted.subject),
        *_held_in(table, ("object",), wanted.object),
        *_held_in(table, ("subject", "object"), wanted.actor),
        *_about(table, wanted),
    ]
    return _selection(store, table, parts, "valid", wanted, limit)


def _selection(
    store: Store,
    table: Any,
    parts: list[ColumnElement[bool]],
    days: str | None,
    wanted: Wanted,
    limit: int | None,
) -> Selection:
    article = schema.articles.c
    joined = table.join(schema.articles, article.id == table.c.article_id)
    # A statement has the day on which it was spoken or, as is usual, that of its publication.
    first = (
        table.c[f"{days}_first"]
        if days
        else func.coalesce(table.c.when_first, article.published_first)
    )
    last = (
        table.c[f"{days}_last"]
        if days
        else func.coalesce(table.c.when_last, article.published_last)
    )
    dated = or_(first.is_not(None), last.is_not(None))
    fits = list(parts)
    if wanted.dated is not None:
        fits.append(dated if wanted.dated else not_(dated))
    undated = 0
    with store.reading() as connection:
        if wanted.on is not None:
            count = select(func.count()).select_from(joined).where(*fits, not_(dated))
            undated = connection.execute(count).scalar() or 0
            fits += [dated, *_between(first, last, wanted.on)]
        total = connection.execute(select(func.count()).select_from(joined).where(*fits)).scalar()
        newest = func.coalesce(last, article.published_last, first).desc().nulls_last()
        query: Select[Any] = (
            select(table.c.article_id, table.c.position)
            .select_from(joined)
            .where(*fits)
            .order_by(newest, table.c.article_id, table.c.position)
            .limit(limit)
        )
        found = connection.execute(query).all()
    places = tuple(Place(article_id=row.article_id, position=row.position) for row in found)
    return Selection(places=places, total=total or 0, undated=undated)


def _about(table: Any, wanted: Wanted, *, said: Any | None = None) -> Iterator[ColumnElement[bool]]:
    """What is asked of the article of a record."""
    article = schema.articles.c
    yield from _one_of(article.outlet, wanted.outlet)
    yield from _one_of(article.id, wanted.article)
    if wanted.told is not None:
        yield or_(article.published_first.is_not(None), article.published_last.is_not(None))
        yield from _between(article.published_first, article.published_last, wanted.told)
    for word in wanted.text:
        if said is None:
            yield article.text.icontains(word, autoescape=True)
        else:
            yield exists().where(
                said.c.article_id == table.c.article_id,
                said.c.statement == table.c.position,
                said.c.text.icontains(word, autoescape=True),
            )


def _between(
    first: ColumnElement[Any], last: ColumnElement[Any], days: tuple[date | None, date | None]
) -> Iterator[ColumnElement[bool]]:
    """That an interval has a day in common with another; open ends are open."""
    since, until = days
    if since is not None:
        yield or_(last >= since, last.is_(None))
    if until is not None:
        yield or_(first <= until, first.is_(None))


def _one_of(column: Any, values: Either) -> Iterator[ColumnElement[bool]]:
    if values.wanted:
        yield column.in_(values.wanted)
    if values.unwanted:
        yield or_(column.is_(None), column.not_in(values.unwanted))


def _beginning(column: Any, values: Either) -> Iterator[ColumnElement[bool]]:
    """That a code is one of the values; one that ends in `*` stands for all that begin so."""

    def fits(value: str) -> ColumnElement[bool]:
        if value.endswith("*"):
            return column.startswith(value.rstrip("*"), autoescape=True)  # type: ignore[no-any-return]
        return column == value  # type: ignore[no-any-return]

    if values.wanted:
        yield or_(*map(fits, values.wanted))
    if values.unwanted:
        yield not_(or_(*map(fits, values.unwanted)))


def _of_types(values: Either) -> Iterator[ColumnElement[bool]]:
    events = schema.events.c

    def fits(value: str) -> ColumnElement[bool]:
        type_, _, mode = value.partition(".")
        return and_(
            events.type == type_, func.coalesce(events.mode, "") == mode if mode else true()
        )

    if values.wanted:
        yield or_(*map(fits, values.wanted))
    if values.unwanted:
        yield not_(or_(*map(fits, values.unwanted)))


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
        article = schema.articles.c
        days = list(_between(article.published_first, article.published_last, (first, last)))
        published = exists().where(
            article.id == mention.article_id, article.published_first.is_not(None), *days
        )
        parts.append(and_(mention.actor_id == actor_id, published))
    return or_(*parts) if parts else false()


def _held_in(table: Any, columns: tuple[str, ...], sides: Sides) -> Iterator[ColumnElement[bool]]:
    """That one of the columns of a record holds the number of a mention that means a party."""
    mention, record = schema.mentions.c, table.alias()

    def holds(party: Party) -> ColumnElement[bool]:
        # From the mentions, which an index finds, to the records: quick in a large store.
        same = or_(*(record.c[column] == mention.number for column in columns))
        found = select(record.c.article_id, record.c.position).where(
            record.c.article_id == mention.article_id, same, meant(party)
        )
        return _in_places(table, found)

    yield from map(holds, sides.wanted)
    yield from (not_(holds(party)) for party in sides.unwanted)


def _taking_part(sides: Sides, side: str | None) -> Iterator[ColumnElement[bool]]:
    """That a mention on a side of an event, or on either, means a party."""
    mention, seat = schema.mentions.c, schema.event_actors.c

    def takes_part(party: Party) -> ColumnElement[bool]:
        found = select(seat.article_id, seat.event).where(
            seat.article_id == mention.article_id,
            seat.mention == mention.number,
            seat.side == side if side else true(),
            meant(party),
        )
        return _in_places(schema.events, found)

    yield from map(takes_part, sides.wanted)
    yield from (not_(takes_part(party)) for party in sides.unwanted)


def _in_places(table: Any, found: Select[Any]) -> ColumnElement[bool]:
    return tuple_(table.c.article_id, table.c.position).in_(found)
