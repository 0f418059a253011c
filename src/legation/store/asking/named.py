"""The names in a store: who is meant by a name there, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal_column, or_, select

from legation.folding import name_key
from legation.records import Kind
from legation.store.asking.knowing import articles_known
from legation.store.asking.wanted import Known
from legation.store.schema import articles, mention_places, mentions, named, statements
from legation.store.store import Store

NEWEST = 2000  # articles in which names are counted where none is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody or something in the store, with how often it is meant."""

    name: str
    name_key: str
    kind: Kind
    actor_id: str | None
    country: str | None
    times: int


def names_in_store(
    store: Store, name: str | tuple[str, ...] | None, *, limit: int = 1000
) -> tuple[Named, ...]:
    """Who is called so in the store, by the whole name or, for people, by the last word of it.

    Several names are taken for ids of the registry, none for everybody in the articles that came in
    last, at most 2,000. Most often meant first; common nouns ("troops") are no names.
    """
    with store.reading() as connection:
        found = connection.execute(_times(connection.dialect.name, name).limit(limit)).all()
    once: dict[tuple[str, str | None], Named] = {}
    for row in found:
        if row.name[:1].islower():
            continue
        once.setdefault(
            (row.actor_id or row.name_key, row.country if row.actor_id is None else None),
            Named(
                name=row.name,
                name_key=row.name_key,
                kind=Kind(row.kind),
                actor_id=row.actor_id,
                country=row.country,
                times=int(row.times),
            ),
        )
    return tuple(once.values())


def _times(dialect: str, name: str | tuple[str, ...] | None) -> Select[Any]:
    """Who is called so, with how often: counted by key, which is quick, where mentions have one."""
    if dialect not in ("sqlite", "postgresql"):  # an export by months has no keys
        table: Any = mentions.c
        wanted = select(*_whom(table), func.count().label("times"))
        called = _called(table, name) if name is not None else _newest(table)
        return _in_order(wanted.where(*called), table)
    place, table = mention_places.c, named.c
    counted = select(place.named, func.count().label("times")).group_by(place.named)
    if name is None:
        last = select(articles.c.number).order_by(articles.c.number.desc()).limit(NEWEST)
        counted = counted.where(place.article.in_(last))
    else:
        counted = counted.where(place.named.in_(select(table.key).where(*_called(table, name))))
    each = counted.subquery()
    wanted = select(*_whom(table), func.sum(each.c.times).label("times"))
    return _in_order(wanted.join(each, each.c.named == table.key), table)


def _whom(table: Any) -> tuple[ColumnElement[Any], ...]:
    return table.name, table.name_key, table.kind, table.actor_id, table.country


def _in_order(wanted: Select[Any], table: Any) -> Select[Any]:
    return (
        wanted.where(table.kind.not_in([str(Kind.PLACE), str(Kind.OFFICE)]))
        .group_by(*_whom(table))
        .order_by(literal_column("times").desc(), table.name, table.kind, table.country)
    )


def _newest(table: Any) -> list[ColumnElement[bool]]:
    last = select(articles.c.id).order_by(articles.c.number.desc()).limit(NEWEST)
    return [table.article_id.in_(last)]


def names_meant(
    store: Store,
    *,
    country: str | None = None,
    actor_id: str | None = None,
    limit: int = 20,
    known: Known | None = None,
) -> tuple[tuple[str, int], ...]:
    """Under which names a state (`country`) or somebody else is meant, with how often.

    Of a state those are the names of the state and of its government. With `known` as far as the
    articles were known at the end of a day.
    """
    table = mentions.c
    kinds = [str(Kind.STATE), str(Kind.GOVERNMENT)]
    means: ColumnElement[bool]
    if country is not None:
        means = (table.country == country) & table.kind.in_(kinds)
    else:
        means = table.actor_id == actor_id
    if known is not None:
        means &= table.article_id.in_(select(articles.c.id).where(*articles_known(known)))
    times = func.count().label("times")
    wanted = (
        select(table.name, times)
        .where(means)
        .group_by(table.name)
        .order_by(times.desc(), table.name)
        .limit(limit)
    )
    with store.reading() as connection:
        return tuple((row.name, row.times) for row in connection.execute(wanted))


def _called(table: Any, name: str | tuple[str, ...]) -> list[ColumnElement[bool]]:
    if isinstance(name, tuple):
        return [table.actor_id.in_(name)]
    folded = name_key(name)
    surname = table.name_key.endswith(f" {folded}", autoescape=True)
    return [
        or_(
            table.name_key == folded,
            table.actor_id == name,
            (table.kind == str(Kind.PERSON)) & surname,
        )
    ]


def values_of(store: Store, name: str) -> tuple[str, ...]:
    """Every `act` of statements, `outlet` or `agency` of articles in the store, in order."""
    articles_ = articles.c
    column = {"act": statements.c.act, "outlet": articles_.outlet, "agency": articles_.agency}[name]
    with store.reading() as connection:
        found = connection.execute(select(column).distinct()).scalars()
        return tuple(sorted(value for value in found if value))


def places_in_store(store: Store) -> tuple[tuple[str, str], ...]:
    """Every place named in the store as its key and its country; those of no country are left out.

    Towns are told by these: a name alone may be of several countries.
    """
    wanted = (
        select(named.c.name_key, named.c.country)
        .where(named.c.kind == str(Kind.PLACE), named.c.country.is_not(None))
        .distinct()
        .order_by(named.c.name_key, named.c.country)
    )
    with store.reading() as connection:
        return tuple((row.name_key, row.country) for row in connection.execute(wanted))
