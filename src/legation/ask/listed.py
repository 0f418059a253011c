"""A page of records, for pages, services and files alike: rows of the tables, counts, a token.

What stands in lists is decoded by itself and not with its whole reading, so that a long list is
quick and an export needs no more memory than a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from legation.ask.filters import Asked, Filters
from legation.ask.grammar.asking import Asking
from legation.ask.names import Names
from legation.ask.resolving.meanings import Resolved
from legation.ask.sources import Step, steps_of
from legation.records import Article, Claim, Event, Statement, When
from legation.store import Store
from legation.store.asking.faceting import facets
from legation.store.asking.from_lines import (
    articles_at,
    claims_at,
    events_at,
    statements_at,
    tellers_of,
)
from legation.store.asking.patience import check_time
from legation.store.asking.provenance import Whereabouts, places_of
from legation.store.asking.selecting import select_claims, select_events, select_statements
from legation.store.asking.wanted import Either, Place, Selection, Wanted, Window
from legation.telling.phrases import sentence_text

BATCH = 500  # records made of rows at a time: some megabytes with the texts of their articles
MOST_VALUES = 50  # of a facet


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """The article of a record, without its reading, and where it is.

    `cells` are those of flat tables, where they were made once for all records of the article.
    """

    article: Article
    at: Whereabouts
    cells: tuple[Any, ...] = field(default=(), compare=False, repr=False)

    @property
    def outlet(self) -> str | None:
        """Who published it; the agency where the outlet is not told."""
        return self.article.outlet or self.article.agency


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedRow:
    """An event as one article tells it, as `events.Deed` has it."""

    event: Event
    source: SourceRow
    chain: tuple[Step, ...] = ()

    @property
    def sentence(self) -> str:
        """The sentence of the event's trigger."""
        return sentence_text(self.source.article.text, self.event.trigger)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationRow:
    """A statement with its source and chain, as `said.Quotation` has it."""

    statement: Statement
    source: SourceRow
    chain: tuple[Step, ...]

    @property
    def day(self) -> When | None:
        """When it was spoken or else published; `None` where neither is known."""
        return self.statement.when or self.source.article.published

    @property
    def words(self) -> str:
        """What was said, its passages joined."""
        return " … ".join(passage.text for passage in self.statement.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRow:
    """A claim of an article, as `claims.Told` has it."""

    claim: Claim
    source: SourceRow


Row = DeedRow | QuotationRow | ToldRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """How many records have each value, the most frequent first; `None` is without one."""

    name: str
    values: tuple[tuple[str | None, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page of records with what is known of the whole list.

    `total`, `articles` and `undated` are exact up to `count_to`; one more stands for "more than".
    `next` is the token of the page after this one.
    """

    rows: tuple[Row, ...]
    total: int
    articles: int
    undated: int
    count_to: int | None
    next: str | None
    facets: tuple[Facet, ...] = ()
    resolved: tuple[Resolved, ...] = ()


def listed(store: Store, names: Names, asking: Asking) -> Listed:
    """The page of a list of events, statements or claims that is asked for.

    Raises `InputError` for a name that nobody bears or that may be of several things, and for a
    token of another question.
    """
    asked = Asked(names, store)
    wanted = asked.ready(asking.filters)
    kind = table_of(asking.kind)
    window = asking.window
    found = _SELECT[kind](store, wanted, limit=asking.limit, window=window)
    counted = tuple(
        Facet(name=name, values=facets(store, kind, wanted, name, most=MOST_VALUES))
        for name in asking.facets
    )
    return Listed(
        rows=tuple(rows_at(store, kind, found.places)),
        total=found.total,
        articles=found.articles,
        undated=found.undated,
        count_to=window.count_to,
        next=asking.token(found.last),
        facets=counted,
        resolved=tuple(asked.resolved),
    )


def streamed(
    store: Store,
    names: Names,
    kind: str,
    filters: Filters,
    *,
    window: Window | None = None,
    size: int = 2000,
) -> Iterator[Row]:
    """All records that fit, in order, a page at a time: memory does not grow with their number."""
    wanted = Asked(names, store).ready(filters)
    for places in pages_of(store, table_of(kind), wanted, window=window, size=size):
        yield from rows_at(store, table_of(kind), places)


def pages_of(
    store: Store, kind: str, wanted: Wanted, *, window: Window | None = None, size: int = 2000
) -> Iterator[tuple[Place, ...]]:
    """The places of all records that fit, in order, some at a time."""
    window = replace(window or Window(), count_to=0)
    while True:
        found = _SELECT[kind](store, wanted, limit=size, window=window)
        yield found.places
        if found.last is None:
            return
        window = replace(window, after=found.last)


def rows_in(
    store: Store, names: Names, kind: str, filters: Filters, articles: Sequence[str]
) -> Iterator[Row]:
    """All records of some articles that fit, in the order of lists."""
    wanted = replace(Asked(names, store).ready(filters), article=Either(wanted=tuple(articles)))
    kind = table_of(kind)
    yield from rows_at(store, kind, _SELECT[kind](store, wanted).places)


def facet_of(
    store: Store, names: Names, kind: str, filters: Filters, name: str, *, most: int = MOST_VALUES
) -> Facet:
    """How many of the records that fit have each value of a facet, at most `most` values."""
    wanted = Asked(names, store).ready(filters)
    return Facet(name=name, values=facets(store, table_of(kind), wanted, name, most=most))


def counts_of(
    store: Store, names: Names, kind: str, filters: Filters, *, count_to: int | None = None
) -> Selection:
    """How many records and articles fit, and how many more would but have no day."""
    wanted = Asked(names, store).ready(filters)
    return _SELECT[table_of(kind)](store, wanted, limit=0, window=Window(count_to=count_to))


def table_of(kind: str) -> str:
    """Which records a list is made of: dyads are made of events."""
    return "events" if kind == "dyads" else kind


def rows_at(
    store: Store, kind: str, places: Sequence[Place], *, chains: bool = True
) -> Iterator[Row]:
    """The records at some places, in their order; without `chains` those who tell are left out."""
    for start in range(0, len(places), BATCH):
        yield from _batch(store, kind, places[start : start + BATCH], chains)


def _batch(store: Store, kind: str, places: Sequence[Place], chains: bool) -> Iterator[Row]:
    check_time()
    ids = {place.article_id for place in places}
    where = places_of(store, ids)
    with store.reading() as connection:
        articles = articles_at(connection, ids)
        found: Mapping[Place, Any] = _MADE[kind](connection, places)
        above = {
            (place.article_id, key)
            for place, record in found.items()
            if chains and (key := _told_in(record)) is not None
        }
        tellers = tellers_of(connection, above)
    for place in places:
        record = found[place]
        source = SourceRow(article=articles[place.article_id], at=where[place.article_id])
        yield _row(record, source, tellers)


def _told_in(record: Any) -> str | None:
    """The statement that a statement or event is told in."""
    if isinstance(record, Statement):
        return record.reported_in
    return record.said_in if isinstance(record, Event) else None


def _row(record: Any, source: SourceRow, tellers: Mapping[tuple[str, str], Statement]) -> Row:
    article_id = source.article.id

    def teller(key: str | None) -> Statement | None:
        return tellers.get((article_id, key or ""))

    if isinstance(record, Event):
        chain = steps_of(teller(record.said_in), teller)
        return DeedRow(event=record, source=source, chain=chain)
    if isinstance(record, Statement):
        return QuotationRow(statement=record, source=source, chain=steps_of(record, teller))
    return ToldRow(claim=record, source=source)


_SELECT: Mapping[str, Callable[..., Selection]] = {
    "events": select_events,
    "statements": select_statements,
    "claims": select_claims,
}
_MADE: Mapping[str, Callable[..., Mapping[Place, Any]]] = {
    "events": events_at,
    "statements": statements_at,
    "claims": claims_at,
}
