"""Records that fit some filters, asked for when they are wanted: whole, by page or as frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from legation.ask.claims import claims
from legation.ask.events import events
from legation.ask.filters import Filters, with_filter
from legation.ask.grammar.asking import Asking, asking_of
from legation.ask.grammar.lists import check_name
from legation.ask.lazily.asks import Asks
from legation.ask.lazily.narrowing import Narrowing, pairs_of
from legation.ask.listed import Facet, Listed, counts_of, facet_of, listed, streamed, table_of
from legation.ask.said import said
from legation.ask.sources import Counted
from legation.ask.tabular.flat import Table
from legation.ask.tabular.frames import to_arrow, to_pandas, to_polars
from legation.ask.tabular.poured import poured
from legation.ask.tabular.schemas import DYADS, dyads
from legation.store.asking.by_month import told_by_month
from legation.store.asking.explaining import explained
from legation.store.asking.wanted import Sort, Window

UNITS = {"events": "reports", "dyads": "reports", "statements": "statements", "claims": "claims"}


@dataclass(frozen=True, kw_only=True)
class Records(Narrowing):
    """Records that fit some filters; nothing is asked before the first answer is wanted.

    Each method gives new records and leaves these as they are. Without `limit` all that fit come.
    """

    query: Asks = field(repr=False)
    table: Table = field(repr=False)
    filters: Filters = field(default_factory=Filters)
    most: int | None = None
    pairs: tuple[tuple[str, str], ...] = ()
    order: Window = field(default_factory=Window, repr=False)

    def where(self, **values: Any) -> Records:
        """With further filters: actor, from_, to, with_, type, cameo, quad, status, speaker ...

        A value is a text or a list of which one must fit; a leading `!` means not. `on` and `told`
        take days as people write them, and dates of Python and pandas. Raises `InputError` for a
        filter that these records do not have, with the nearest that they have.
        """
        filters, pairs = self.filters, list(self.pairs)
        for name, told in pairs_of(values):
            check_name(name, self.table.name)
            filters = with_filter(filters, name, told, today=self.query.today)
            pairs.append((name, told))
        return replace(self, filters=filters, pairs=tuple(pairs))

    def sort(self, by: str = "day", *, newest: bool = True) -> Records:
        """In the order of their own day, the day they were `told`, or how `sure` they are."""
        order = asking_of([("sort", by)], self.table.name, today=self.query.today).sort
        return replace(self, order=replace(self.order, sort=order, newest=newest))

    def limit(self, most: int) -> Records:
        """At most so many; `count` still tells how many there are."""
        return replace(self, most=most)

    def counted(self) -> Counted:
        """How many records fit, and how many more would but have no day."""
        return self._whole(limit=0)[1]

    def count(self, *, up_to: int | None = None) -> dict[str, int]:
        """How many fit, in how many articles, and how many more would but have no day.

        With `up_to` they are counted so far, and one more stands for "more than that".
        """
        found = counts_of(
            self.query.store, self.query.names, self.table.name, self.filters, count_to=up_to
        )
        unit = UNITS[self.table.name]
        return {unit: found.total, "articles": found.articles, "undated": found.undated}

    def facets(self, *names: str) -> dict[str, dict[str | None, int]]:
        """How many records have each value of a type, country, outlet and the like."""
        return {name: dict(self._facet(name).values) for name in names}

    def by_month(self) -> dict[str | None, int]:
        """How many were told in each month, the earliest first; `None` is without a day.

        Events of dyads count once. A month that is not there has none: `articles_by_month` of the
        query tells whether anything was read in it.
        """
        wanted = self.query.ready(self.filters)
        return told_by_month(self.query.store, table_of(self.table.name), wanted)

    def page(self, *, size: int = 50, after: str | None = None) -> Listed:
        """One page with its counts, and the token of the next."""
        return listed(self.query.store, self.query.names, self.asking(size=size, after=after))

    def pages(self, size: int = 50) -> Iterator[Listed]:
        """Every page; what is written meanwhile neither repeats nor loses a record."""
        after: str | None = None
        while True:
            found = self.page(size=size, after=after)
            yield found
            after = found.next
            if after is None:
                return

    def asking(self, *, size: int = 50, after: str | None = None) -> Asking:
        """The question as an address asks it."""
        form = [("limit", str(size)), ("sort", str(self.order.sort))]
        form += [("order", "desc" if self.order.newest else "asc")]
        form += [("after", after)] if after else []
        return asking_of((*self.pairs, *form), self.table.name, today=self.query.today)

    def url(self) -> str:
        """The address, on a server of the store, of the page that shows the same."""
        asked = Asking(kind=self.table.name, pairs=self._shown())
        told = asked.query()
        path = "/events" if self.table is DYADS else f"/{self.table.name}"
        return f"{path}?{told}" if told else path

    def explain(self) -> str:
        """The SQL of it, with how the database goes about it."""
        asked = self.asking()
        return explained(
            self.query.store, self.table.name, self.query.ready(self.filters), asked.window
        )

    def __iter__(self) -> Iterator[Any]:
        yield from self._whole(limit=self.most, count_to=0)[0]

    def __len__(self) -> int:
        total = self.counted().total
        return total if self.most is None else min(total, self.most)

    def __repr__(self) -> str:
        return f"Records({self.table.name}, {len(self)} of {self.counted().total})"

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """One flat row for each record, with the documented columns; memory stays flat."""
        return self.table.rows(self._poured())

    def stream(self) -> Iterator[Any]:
        """The records out of columns, one after another, as lists show them."""
        return self._all_by(streamed)

    def _poured(self) -> Iterator[Any]:
        """The same with the fields that tables show, in a fraction of the time."""
        return self._all_by(poured)

    def _all_by(self, made: Callable[..., Iterator[Any]]) -> Iterator[Any]:
        found = made(
            self.query.store,
            self.query.names,
            self.table.name,
            self.filters,
            window=self.order,
            size=min(self.most or 2000, 2000),
        )
        cut = found if self.most is None else islice(found, self.most)
        return dyads(cut) if self.table is DYADS else cut

    def to_arrow(self) -> Any:
        """An Arrow table with documented types."""
        return to_arrow(self.table, self._poured())

    def to_pandas(self) -> Any:
        """A pandas frame, with Arrow's types."""
        return to_pandas(self.table, self._poured())

    def to_polars(self) -> Any:
        """A polars frame."""
        return to_polars(self.table, self._poured())

    def _facet(self, name: str) -> Facet:
        asking_of([("facet", name)], self.table.name, today=self.query.today)
        return facet_of(self.query.store, self.query.names, self.table.name, self.filters, name)

    def _shown(self) -> tuple[tuple[str, str], ...]:
        default = Window()
        form = [("sort", str(self.order.sort))] if self.order.sort is not Sort.DAY else []
        form += [("order", "asc")] if self.order.newest is not default.newest else []
        return (*self.pairs, *form)

    def _whole(
        self, *, limit: int | None, count_to: int | None = None
    ) -> tuple[Sequence[Any], Counted]:
        ask = {"statements": _said, "claims": _claims}.get(self.table.name, _events)
        given = (self.query.store, self.query.names, self.filters)
        items, counted = ask(*given, limit=limit, count_to=count_to)
        return (tuple(dyads(items)) if self.table is DYADS else items), counted


def _events(*given: Any, limit: int | None, count_to: int | None) -> tuple[Sequence[Any], Counted]:
    found = events(*given, limit=limit, count_to=count_to)
    return found.deeds, found.counted


def _said(*given: Any, limit: int | None, count_to: int | None) -> tuple[Sequence[Any], Counted]:
    found = said(*given, limit=limit, count_to=count_to)
    return found.quotations, found.counted


def _claims(*given: Any, limit: int | None, count_to: int | None) -> tuple[Sequence[Any], Counted]:
    found = claims(*given, limit=limit, count_to=count_to)
    return found.claims, found.counted
