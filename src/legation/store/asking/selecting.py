"""Records by what is asked of them, all in one query: who takes part, which type, which days.

Nothing is cut: a selection gives the places of all records that fit, in a fixed order, and how many
more would fit but have no day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ClauseElement,
    ColumnElement,
    Connection,
    Select,
    String,
    and_,
    cast,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy import Date as DateType
from sqlalchemy.sql.visitors import iterate

from legation.store import schema
from legation.store.asking.fitting import (
    BOTH,
    TOLD,
    beginning,
    held_in,
    holding,
    in_contexts,
    in_some,
    in_towns,
    inside,
    of_types,
    one_of,
    taking_part,
    told_at_depth,
    worded,
)
from legation.store.asking.knowing import contested_claims, known_by
from legation.store.asking.parties_meant import Conditions, between, meant
from legation.store.asking.seating import InOrder, Seating, from_leader, led_by
from legation.store.asking.wanted import (
    Either,
    Mark,
    Party,
    Place,
    Selection,
    Sides,
    Sort,
    Wanted,
    Window,
)
from legation.store.asking.word_index import with_words
from legation.store.keeping.appearances import day_number
from legation.store.store import Store

__all__ = [
    "Either",
    "Party",
    "Place",
    "Selection",
    "Sides",
    "Wanted",
    "Window",
    "meant",
    "select_claims",
    "select_events",
    "select_statements",
]

UNKNOWN_DAY = date.min  # of `sort_day`, so that an index can hold what has no day


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its table, the prefix of its days, and what fits a question to it."""

    table: Any
    days: str
    parts: Callable[[Wanted, Seating], Conditions]
    days_of_article: bool = False  # a record without a day has that of its article


def select_events(
    store: Store, wanted: Wanted, *, limit: int | None = None, window: Window | None = None
) -> Selection:
    """The events that fit, the latest day first, those without a day by publication."""
    return _selection(store, EVENTS, wanted, limit, window or Window())


def select_statements(
    store: Store, wanted: Wanted, *, limit: int | None = None, window: Window | None = None
) -> Selection:
    """The statements that fit, the newest article first, in the order of its text."""
    return _selection(store, STATEMENTS, wanted, limit, window or Window())


def select_claims(
    store: Store, wanted: Wanted, *, limit: int | None = None, window: Window | None = None
) -> Selection:
    """The claims that fit, the latest valid day first."""
    return _selection(store, CLAIMS, wanted, limit, window or Window())


def _selection(
    store: Store, kind: Kind, wanted: Wanted, limit: int | None, window: Window
) -> Selection:
    with store.reading() as connection:
        undated = 0
        fits = conditions(connection, kind, wanted)
        counted = conditions(connection, kind, wanted, gather=True) if wanted.text else fits
        if wanted.on is not None:
            undated = _counted(connection, kind, undated_of(connection, kind, wanted), window)[0]
        total, articles = _counted(connection, kind, counted, window)
        found = connection.execute(page_of(kind, fits, limit, window)).all() if limit != 0 else []
    several = limit is not None and len(found) > limit
    found = found[:limit] if several else found
    places = tuple(Place(article_id=row.article_id, position=row.position) for row in found)
    last = Mark(key=str(found[-1].key), place=places[-1]) if several and places else None
    return Selection(places=places, total=total, undated=undated, articles=articles, last=last)


def joined(kind: Kind, *asked: ClauseElement) -> Any:
    """The records, with their articles where any of what is asked names one.

    To look up the article of each record takes several times as long as to pass over the record;
    so does looking up the record of a row that leads to it, where nothing is asked of the record.
    """
    articles = any(_names(schema.articles, each) for each in asked)
    leader = led_by(*asked)
    if leader is not None:
        table = kind.table if any(_names(kind.table, each) for each in asked) else None
        return from_leader(leader, table, articles=articles)
    if not articles:
        return kind.table
    if any(each.compare(TOLD) for each in asked):  # one of fifteen statements, by their index
        here = schema.articles.c.id == kind.table.c.article_id
        return InOrder(kind.table, schema.articles, here)
    return kind.table.join(schema.articles, schema.articles.c.id == kind.table.c.article_id)


def _names(table: Any, asked: ClauseElement) -> bool:
    return any(getattr(part, "table", None) is table for part in iterate(asked))


def conditions(
    connection: Connection, kind: Kind, wanted: Wanted, *, gather: bool = False
) -> list[ColumnElement[bool]]:
    """All that is asked, the days included.

    With `gather` records are taken from the articles that have the words asked for, however many:
    quick to count, where the order of records does not matter.
    """
    fits = _undated(connection, kind, wanted, gather=gather)
    if wanted.on is not None:
        first, last = days_of(kind)
        fits += [_dated(kind), *between(first, last, wanted.on)]
    return fits


def undated_of(connection: Connection, kind: Kind, wanted: Wanted) -> list[ColumnElement[bool]]:
    """What would fit the days asked for, if it had any."""
    return [*_undated(connection, kind, wanted, gather=True), not_(_dated(kind))]


def _undated(
    connection: Connection, kind: Kind, wanted: Wanted, *, gather: bool
) -> list[ColumnElement[bool]]:
    """All that is asked but for the days."""
    fits = [
        *with_words(connection, kind.table, wanted.text, gather=gather),
        *kind.parts(wanted, Seating(connection, kind.table.name, wanted)),
        *known_by(connection, kind.table, wanted),
    ]
    if wanted.dated is not None:
        fits.append(_dated(kind) if wanted.dated else not_(_dated(kind)))
    return fits


def days_of(kind: Kind) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The first and last day of a record: its own or, of a statement, else its article's."""
    first, last = (kind.table.c[f"{kind.days}_{end}"] for end in ("first", "last"))
    if kind.days_of_article:
        article = schema.articles.c
        first = func.coalesce(first, article.published_first)
        last = func.coalesce(last, article.published_last)
    return first, last


def _dated(kind: Kind) -> ColumnElement[bool]:
    first, last = days_of(kind)
    return or_(first.is_not(None), last.is_not(None))


def _counted(
    connection: Connection, kind: Kind, fits: Sequence[ColumnElement[bool]], window: Window
) -> tuple[int, int]:
    """How many records and articles fit, up to one more than the window counts exactly."""
    article_id = kind.table.c.article_id
    leader = led_by(*fits)
    if leader is not None:
        article_id = leader.c.article
    if not fits and window.count_to is None:
        counts = select(func.count(), func.count(func.distinct(article_id)))
        total, articles = connection.execute(counts).one()
        return int(total), int(articles)
    some = select(article_id.label("article")).select_from(joined(kind, *fits)).where(*fits)
    if window.count_to is not None:
        some = some.limit(window.count_to + 1)
    inner = some.subquery()
    counts = select(func.count(), func.count(func.distinct(inner.c.article)))
    total, articles = connection.execute(counts.select_from(inner)).one()
    return int(total), int(articles)


def page_of(
    kind: Kind, fits: Sequence[ColumnElement[bool]], limit: int | None, window: Window
) -> Select[Any]:
    """The places of a page in their order, and one more where there is a limit."""
    table, key = kind.table.c, _order(kind, window.sort)
    after: list[ColumnElement[bool]] = []
    if window.after is not None:
        mark, place = _bound(window), window.after.place
        further = or_(
            table.article_id > place.article_id,
            and_(table.article_id == place.article_id, table.position > place.position),
        )
        beyond = key < mark if window.newest else key > mark
        near = key <= mark if window.newest else key >= mark
        after = [near, or_(beyond, further)]
    order, leader = key, led_by(*fits)
    if leader is not None and window.sort is Sort.DAY:  # its rows are in this order
        order = leader.c.day
        if window.after is not None:
            begin = day_number(_bound(window))
            after.append(order <= begin if window.newest else order >= begin)
    ordered = order.desc() if window.newest else order.asc()
    return (
        select(table.article_id, table.position, key.label("key"))
        .select_from(joined(kind, table.position, key, *fits, *after))
        .where(*fits, *after)
        .order_by(ordered, table.article_id, table.position)
        .limit(None if limit is None else limit + 1)
    )


def _order(kind: Kind, sort: Sort) -> ColumnElement[Any]:
    if sort is Sort.TOLD:
        day = schema.articles.c.published_last
        return func.coalesce(day, literal(UNKNOWN_DAY, DateType), type_=DateType)
    return kind.table.c.score if sort is Sort.SURE else kind.table.c.sort_day  # type: ignore[no-any-return]


def _bound(window: Window) -> Any:
    assert window.after is not None
    key = window.after.key
    return float(key) if window.sort is Sort.SURE else date.fromisoformat(key)


def _of_events(wanted: Wanted, seating: Seating) -> Conditions:
    table = schema.events
    yield from of_types(wanted.types)
    yield from one_of(table.c.mode, wanted.mode)
    yield from in_contexts(wanted.context)
    yield from beginning(table.c.cameo, wanted.cameo)
    yield from one_of(cast(table.c.quad, String), wanted.quad)
    yield from one_of(table.c.status, wanted.status)
    yield from taking_part(wanted.actor, None, seating)
    yield from taking_part(wanted.actors_from, "actor", seating)
    yield from taking_part(wanted.actors_to, "recipient", seating)
    yield from taking_part(wanted.together, None, seating)
    yield from held_in(table, ("place",), wanted.place, seating)
    yield from in_towns(table, wanted.towns)
    for column, values in (("sector", wanted.sector), ("country", wanted.country)):
        yield from in_some(table, BOTH, column, values, seating)
    yield from _about(table, wanted)
    yield from worded(wanted.text, lambda word: _in_text_of(table, word))


def _of_statements(wanted: Wanted, seating: Seating) -> Conditions:
    table, content = schema.statements, schema.statement_contents.c
    yield from one_of(table.c.act, wanted.act)
    yield from one_of(table.c.kind, wanted.kind)
    yield from holding(table.c.channel, wanted.channel)
    yield from held_in(table, ("speaker",), wanted.speaker, seating)
    yield from held_in(table, ("addressee",), wanted.addressee, seating)
    yield from held_in(table, ("speaker", "addressee"), wanted.actor, seating)
    yield from told_at_depth(wanted.depth)
    for column, values in (("sector", wanted.sector), ("country", wanted.country)):
        yield from in_some(table, ("speaker", "addressee"), column, values, seating)
    yield from _about(table, wanted)

    def holds(word: str) -> ColumnElement[bool]:
        return exists(
            select(true())
            .select_from(schema.statement_contents)
            .where(
                content.article_id == table.c.article_id,
                content.statement == table.c.position,
                content.text.icontains(word, autoescape=True),
            )
        )

    yield from worded(wanted.text, holds)


def _of_claims(wanted: Wanted, seating: Seating) -> Conditions:
    table = schema.claims
    yield from one_of(table.c.predicate, wanted.predicate)
    yield from held_in(table, ("subject",), wanted.subject, seating)
    yield from held_in(table, ("object",), wanted.object, seating)
    yield from held_in(table, ("subject", "object"), wanted.actor, seating)
    yield from held_in(table, ("holder",), wanted.holder, seating)
    yield from contested_claims(wanted.contested, wanted.known)
    for column, values in (("sector", wanted.sector), ("country", wanted.country)):
        yield from in_some(table, ("subject", "object"), column, values, seating)
    yield from _about(table, wanted)
    yield from worded(wanted.text, lambda word: _in_text_of(table, word))


def _in_text_of(table: Any, word: str) -> ColumnElement[bool]:
    """That the article of a record holds a word; one by one, since few are looked at."""
    article = schema.articles.alias().c
    holds = article.text.icontains(word, autoescape=True)
    return exists(select(true()).where(article.id == table.c.article_id, holds))


def _about(table: Any, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """What is asked of every record and of its article."""
    article = schema.articles.c
    yield from inside(table.c.score, wanted.sure)
    if wanted.around is not None:
        first, last = wanted.around
        yield table.c.sort_day.between(first or date.min, last or date.max)
    yield from one_of(article.outlet, wanted.outlet)
    yield from one_of(article.agency, wanted.agency)
    yield from one_of(article.id, wanted.article)
    if wanted.told is not None:
        yield or_(article.published_first.is_not(None), article.published_last.is_not(None))
        yield from between(article.published_first, article.published_last, wanted.told)


EVENTS = Kind(schema.events, "when", _of_events)
STATEMENTS = Kind(schema.statements, "when", _of_statements, days_of_article=True)
CLAIMS = Kind(schema.claims, "valid", _of_claims)
KINDS = {"events": EVENTS, "statements": STATEMENTS, "claims": CLAIMS}
