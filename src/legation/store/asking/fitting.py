"""Conditions on rows: who takes part, of which type, on which days, in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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
from legation.store.asking.parties_meant import Conditions, meant
from legation.store.asking.seating import Seating
from legation.store.asking.wanted import Either, Party, Sides, Span, Term, Wording

BOTH = ("actor", "recipient")  # the sides of an event


def inside(column: Any, span: Span | None) -> Conditions:
    """That a number lies in a span."""
    if span is not None and span.low is not None:
        yield column >= span.low
    if span is not None and span.high is not None:
        yield column <= span.high


def one_of(column: Any, values: Either) -> Conditions:
    """That a column has one of the values wanted and none of the others."""
    if values.wanted:
        yield column.in_(values.wanted)
    if values.unwanted:
        yield or_(column.is_(None), column.not_in(values.unwanted))


def holding(column: Any, values: Either) -> Conditions:
    """That a text holds one of the values wanted, in any case, and none of the others."""
    if values.wanted:
        yield or_(*(column.icontains(v, autoescape=True) for v in values.wanted))
    for value in values.unwanted:
        yield or_(column.is_(None), not_(column.icontains(value, autoescape=True)))


def beginning(column: Any, values: Either) -> Conditions:
    """That a code is one of the values; one that ends in `*` stands for all that begin so."""

    def fits(value: str) -> ColumnElement[bool]:
        if value.endswith("*"):
            return column.startswith(value.rstrip("*"), autoescape=True)  # type: ignore[no-any-return]
        return column == value  # type: ignore[no-any-return]

    if values.wanted:
        yield or_(*map(fits, values.wanted))
    if values.unwanted:
        yield not_(or_(*map(fits, values.unwanted)))


def of_types(values: Either) -> Conditions:
    """That an event is of one of the types, with its mode where one is asked for."""
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


def in_contexts(values: Either) -> Conditions:
    """That an event has one of the contexts wanted and none of the others."""
    context = schema.event_contexts.c

    def has(some: Sequence[str]) -> ColumnElement[bool]:
        return exists().where(
            context.article_id == schema.events.c.article_id,
            context.event == schema.events.c.position,
            context.context.in_(some),
        )

    if values.wanted:
        yield has(values.wanted)
    if values.unwanted:
        yield not_(has(values.unwanted))


def worded(wordings: Iterable[Wording], holds: Callable[[str], ColumnElement[bool]]) -> Conditions:
    """That the words of a record fit one of the wordings; `holds` says that they hold a text."""

    def fits(term: Term) -> ColumnElement[bool]:
        return holds(term.text) if term.wanted else not_(holds(term.text))

    each = [and_(true(), *(or_(*map(fits, group)) for group in w)) for w in wordings]
    if each:
        yield or_(*each)


TOLD = schema.statements.c.reported_in.is_not(None)  # in another statement


def told_at_depth(span: Span | None) -> Conditions:
    """That so many speakers stand between the outlet and a statement's words, itself included."""
    if span is None:
        return
    if span.low is not None and span.low > 1:
        yield TOLD  # by itself, for the index of such statements
        yield _reported(int(span.low) - 1)
    if span.high is not None:
        yield not_(_reported(int(span.high)))


def _reported(times: int) -> ColumnElement[bool]:
    """That a statement is reported in another, that again in another, so many times."""
    below: Any = schema.statements
    chain = [schema.statements.alias() for _ in range(times)]
    parts: list[ColumnElement[bool]] = []
    for above in chain:
        same = and_(above.c.id == below.c.reported_in, above.c.article_id == below.c.article_id)
        parts.append(same)
        below = above
    told = exists(select(true()).select_from(*chain).where(*parts))
    return and_(schema.statements.c.reported_in.is_not(None), told) if chain else true()


def of_somebody(column: str, values: Either) -> Iterator[tuple[bool, tuple[str, ...]]]:
    """Values of which a mention must have one in a column, and whether that is wanted."""
    if values.wanted:
        yield True, values.wanted
    if values.unwanted:
        yield False, values.unwanted


def in_some(
    table: Any, sides: tuple[str, ...], column: str, values: Either, seating: Seating
) -> Conditions:
    """That somebody on one of some sides of a record has one of the values, and nobody others."""
    for yes, some in of_somebody(column, values):
        found = None
        if column == "country":
            found = seating.takes_part(Party(countries=some), sides, wanted=yes)
        if found is None:
            means = schema.mentions.c[column].in_(some)
            if table is schema.events:
                found = seated(means, None, gather=False)
            else:
                found = mention_in(table, sides, means, gather=False)
        yield found if yes else not_(found)


def held_in(table: Any, columns: tuple[str, ...], sides: Sides, seating: Seating) -> Conditions:
    """That one of the columns of a record holds the number of a mention that means a party."""

    def holds(party: Party, wanted: bool) -> ColumnElement[bool]:
        found = seating.takes_part(party, columns, wanted=wanted)
        if found is not None:
            return found
        nobody = [table.c[column].is_(None) for column in columns] if party.outlets else []
        if party == Party(outlets=True):
            return or_(*nobody)
        # Of places few are named by each record's article: to look through all would not end.
        gather = columns == ("place",) or not seating.often(party)
        return or_(mention_in(table, columns, meant(party), gather=gather), *nobody)

    yield from (holds(party, True) for party in sides.wanted)
    yield from (not_(holds(party, False)) for party in sides.unwanted)


def mention_in(
    table: Any, columns: tuple[str, ...], means: ColumnElement[bool], *, gather: bool
) -> ColumnElement[bool]:
    """That a mention which a record holds in one of its columns fits.

    With `gather` the records are gathered from the mentions, which an index finds: quick in a large
    store where these are few. Else each record in turn is asked, which ends with the first page.
    """
    mention = schema.mentions.c
    if gather:
        record = table.alias()
        same = or_(*(record.c[column] == mention.number for column in columns))
        found = select(record.c.article_id, record.c.position).where(
            record.c.article_id == mention.article_id, same, means
        )
        return _in_places(table, found)
    numbers = [table.c[column] for column in columns]
    return or_(
        *(
            exists(
                select(true())
                .select_from(schema.mentions)
                .where(mention.article_id == table.c.article_id, mention.number == number, means)
            )
            for number in numbers
        )
    )


def taking_part(sides: Sides, side: str | None, seating: Seating) -> Conditions:
    """That a mention on a side of an event, or on either, means a party."""

    def takes_part(party: Party, wanted: bool) -> ColumnElement[bool]:
        found = seating.takes_part(party, (side,) if side else BOTH, wanted=wanted)
        if found is not None:
            return found
        return seated(meant(party), side, gather=not seating.often(party))

    yield from (takes_part(party, True) for party in sides.wanted)
    yield from (not_(takes_part(party, False)) for party in sides.unwanted)


def seated(means: ColumnElement[bool], side: str | None, *, gather: bool) -> ColumnElement[bool]:
    """That a mention which fits takes part in an event, on a side or on either."""
    mention, seat, events = schema.mentions.c, schema.event_actors.c, schema.events
    same = (
        seat.article_id == mention.article_id,
        seat.mention == mention.number,
        seat.side == side if side else true(),
        means,
    )
    if gather:
        return _in_places(events, select(seat.article_id, seat.event).where(*same))
    here = (seat.article_id == events.c.article_id, seat.event == events.c.position)
    seats = select(true()).select_from(schema.event_actors, schema.mentions)
    return exists(seats.where(*here, *same))


def in_towns(table: Any, towns: tuple[tuple[str, str], ...] | None) -> Conditions:
    """That the place of an event is one of the towns."""
    if towns is None:
        return
    mention = schema.mentions.c
    named = or_(false(), *(and_(mention.name_key == n, mention.country == c) for n, c in towns))
    yield mention_in(table, ("place",), and_(mention.kind == "place", named), gather=True)


def _in_places(table: Any, found: Select[Any]) -> ColumnElement[bool]:
    return tuple_(table.c.article_id, table.c.position).in_(found)
