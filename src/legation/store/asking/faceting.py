"""How many records there are of each value: types, countries, outlets and the like."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ClauseElement, Select, String, cast, func, select

from legation.store import schema
from legation.store.asking.selecting import KINDS, Kind, conditions, joined
from legation.store.asking.wanted import Wanted
from legation.store.keeping.tallies import KEPT_BY, values_of_facet
from legation.store.store import Store

_EVENTS = ("type", "mode", "cameo", "quad", "status", "level", "manner")
_STATEMENTS = ("act", "kind", "polarity")
_CLAIMS = ("predicate", "holds")
_COLUMNS = {"events": _EVENTS, "statements": _STATEMENTS, "claims": _CLAIMS}
_ARTICLE = ("outlet", "agency", "language")
_PARTIES = ("country", "sector")


def facet_names(kind: str) -> tuple[str, ...]:
    """By what records of a kind may be counted."""
    more = ("context",) if kind == "events" else ()
    return (*_COLUMNS[kind], *more, *_ARTICLE, *_PARTIES)


def facets(
    store: Store, kind: str, wanted: Wanted, name: str, *, most: int = 50
) -> tuple[tuple[str | None, int], ...]:
    """The values of a facet with how many records have each, the most frequent first.

    A record counts once for each of its values, so that parties of two countries count under both.
    `None` stands for records without a value. Names of facets are those of `facet_names`.
    """
    how = KINDS[kind]
    with store.reading() as connection:
        if wanted == Wanted() and connection.dialect.name in KEPT_BY:
            return tuple(values_of_facet(connection, kind, name, most=most))
        fits = conditions(connection, how, wanted)
        value, counted = _asked(how, kind, name, fits)
        number = func.count(func.distinct(_identity(how))) if _many(name) else func.count()
        query: Select[Any] = (
            counted.add_columns(value.label("value"), number.label("number"))
            .where(*fits)
            .group_by(value)
            .order_by(number.desc(), value)
            .limit(most)
        )
        found = connection.execute(query).all()
    return tuple((None if row.value is None else str(row.value), row.number) for row in found)


def _many(name: str) -> bool:
    return name in _PARTIES


def _identity(kind: Kind) -> Any:
    """What tells one record from another, as one value: both databases count it alike."""
    return kind.table.c.article_id + "/" + cast(kind.table.c.position, String)


def _asked(
    kind: Kind, name_of_kind: str, name: str, fits: Sequence[ClauseElement]
) -> tuple[Any, Select[Any]]:
    """The column of a facet, and an empty selection from the records joined with it."""
    table = kind.table
    if name in _ARTICLE:
        value = schema.articles.c[name]
        return value, select().select_from(joined(kind, value, *fits))
    records = joined(kind, table.c.position, *fits)
    if name == "context":
        context = schema.event_contexts.alias()
        here = (context.c.article_id == table.c.article_id) & (context.c.event == table.c.position)
        return context.c.context, select().select_from(records.outerjoin(context, here))
    if name in _PARTIES:
        mention = schema.mentions.alias()  # conditions ask mentions of their own
        return mention.c[name], select().select_from(
            _PARTIES_OF[name_of_kind](kind, records, mention)
        )
    return table.c[name], select().select_from(records)


def _event_parties(kind: Kind, records: Any, mention: Any) -> Any:
    seat, event = schema.event_actors.alias().c, kind.table.c
    seated = (seat.article_id == event.article_id) & (seat.event == event.position)
    who = (mention.c.article_id == seat.article_id) & (mention.c.number == seat.mention)
    return records.join(seat.article_id.table, seated).join(mention, who)


def _held(*columns: str) -> Callable[[Kind, Any, Any], Any]:
    def parties(kind: Kind, records: Any, mention: Any) -> Any:
        numbers = [kind.table.c[column] for column in columns]
        same = mention.c.article_id == kind.table.c.article_id
        return records.join(mention, same & mention.c.number.in_(numbers))

    return parties


_PARTIES_OF: Mapping[str, Callable[[Kind, Any, Any], Any]] = {
    "events": _event_parties,
    "statements": _held("speaker", "addressee"),
    "claims": _held("subject", "object"),
}
