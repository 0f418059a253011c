"""Records of a server, asked for when they are wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from typing import Any

from legation.ask.filters import Filters, with_filter
from legation.ask.grammar.asking import asking_of
from legation.ask.grammar.lists import check_name
from legation.ask.lazily.narrowing import Narrowing, pairs_of
from legation.ask.tabular.flat import Table, Type, of_rows
from legation.ask.tabular.frames import to_arrow, to_pandas, to_polars
from legation.client.answered import Server

Pairs = tuple[tuple[str, str], ...]
PAGE = 500  # records in one answer


@dataclass(frozen=True, slots=True, kw_only=True)
class RemotePage:
    """A page: its items, how many there are in all, and the token of the next."""

    rows: tuple[dict[str, Any], ...]
    total: int
    articles: int
    undated: int
    exact: bool
    next: str | None


@dataclass(frozen=True, kw_only=True)
class RemoteRecords(Narrowing):
    """Records that fit some filters, as `Records` of a store.

    To iterate gives items as JSON has them, with words, chain and all details; `rows` are flat,
    with the types of the table's columns.
    """

    server: Server = field(repr=False)
    table: Table = field(repr=False)
    pairs: Pairs = ()
    order: Pairs = ()
    most: int | None = None

    def where(self, **values: Any) -> RemoteRecords:
        """With further filters, as of a store; names are resolved by the server."""
        pairs = tuple(pairs_of(values))
        for name, told in pairs:
            check_name(name, self.table.name)
            with_filter(Filters(), name, told, today=date.today())
        return replace(self, pairs=(*self.pairs, *pairs))

    def sort(self, by: str = "day", *, newest: bool = True) -> RemoteRecords:
        """In the order of their own day, the day they were `told`, or how `sure` they are."""
        order: Pairs = (("sort", by),) if by != "day" else ()
        order += (("order", "asc"),) if not newest else ()
        asking_of(order, self.table.name, today=date.today())
        return replace(self, order=order)

    def limit(self, most: int) -> RemoteRecords:
        """At most so many; `count` still tells how many there are."""
        return replace(self, most=most)

    def count(self) -> dict[str, int]:
        """How many fit, in how many articles, and how many more would but have no day.

        A server counts to 10,000; beyond, the columns' description counts all.
        """
        body = self._page(("limit", "1"))
        if not body["exact"]:
            path = f"/{self.table.name}.metadata.json"
            body = self.server.json(path, self.pairs)
        return {unit: int(times) for unit, times in body["count"].items()}

    def facets(self, *names: str) -> dict[str, dict[str | None, int]]:
        """How many records have each value of a type, country, outlet and the like, to 10,000."""
        asked = [("facet", name) for name in names]
        asking_of(asked, self.table.name, today=date.today())
        told = self._page(("limit", "1"), *asked)["facets"]
        return {n: {each["value"]: each["count"] for each in told[n]} for n in names}

    def page(self, *, size: int = 50, after: str | None = None) -> RemotePage:
        """One page with its counts, and the token of the next."""
        form = [("limit", str(size)), *([("after", after)] if after else [])]
        return _page_of(self._page(*form, ("extra", "words,chain,why,report")))

    def pages(self, size: int = 50) -> Iterator[RemotePage]:
        """Every page; what is written meanwhile neither repeats nor loses a record."""
        after: str | None = None
        while True:
            found = self.page(size=size, after=after)
            yield found
            after = found.next
            if after is None:
                return

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """One flat row for each record, with the documented columns."""
        return islice(self._rows(), self.most)

    def url(self) -> str:
        """The address of the page that shows the same."""
        asked = asking_of((*self.pairs, *self.order), self.table.name, today=date.today())
        path = "events" if self.table.name == "dyads" else self.table.name
        told = asked.query()
        return f"{self.server.url}/{path}" + (f"?{told}" if told else "")

    def to_arrow(self) -> Any:
        """An Arrow table with documented types."""
        return to_arrow(of_rows(self.table), self.rows())

    def to_pandas(self) -> Any:
        """A pandas frame, with Arrow's types."""
        return to_pandas(of_rows(self.table), self.rows())

    def to_polars(self) -> Any:
        """A polars frame."""
        return to_polars(of_rows(self.table), self.rows())

    def __iter__(self) -> Iterator[dict[str, Any]]:
        every = (row for page in self.pages(PAGE) for row in page.rows)
        return islice(every, self.most)

    def __len__(self) -> int:
        total = next(iter(self.count().values()))
        return total if self.most is None else min(total, self.most)

    def _rows(self) -> Iterator[Mapping[str, Any]]:
        after: tuple[tuple[str, str], ...] = ()
        while True:
            body = self._page(("as", "table"), ("limit", str(PAGE)), *after)
            for item in body["items"]:
                yield {c.name: _cell(item[c.name], c.type) for c in self.table.columns}
            if body["next"] is None:
                return
            after = (("after", body["next"]),)

    def _page(self, *form: tuple[str, str]) -> dict[str, Any]:
        return self.server.json(f"/{self.table.name}", (*self.pairs, *self.order, *form))


def _page_of(body: Mapping[str, Any]) -> RemotePage:
    total, articles, undated = body["count"].values()
    return RemotePage(
        rows=tuple(body["items"]),
        total=total,
        articles=articles,
        undated=undated,
        exact=body["exact"],
        next=body["next"],
    )


def _cell(value: Any, type_: Type) -> Any:
    """A cell as a store has it: days, moments and lists out of JSON."""
    if value is None:
        return None
    if type_ is Type.DAY:
        return date.fromisoformat(value)
    if type_ is Type.MOMENT:
        return datetime.fromisoformat(value)
    return tuple(value) if type_ is Type.TEXTS else value
