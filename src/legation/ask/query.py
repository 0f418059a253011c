"""Questions to a store from Python: lazy, never cut without being asked, with data frames.

q = Query(open_store("demo.db"))
q.events().between("IND", "PAK").type("AGREE").on("2025-05").to_polars()
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from legation.ask.claims import claims
from legation.ask.days import since as days_since
from legation.ask.events import events
from legation.ask.filters import Filters, with_filter
from legation.ask.holds import Holders, holds
from legation.ask.met import Met, met
from legation.ask.names import Names
from legation.ask.new import New, new
from legation.ask.resolving.meanings import Resolved
from legation.ask.said import said
from legation.ask.series import SERIES, Series, dyad_series
from legation.ask.sources import Counted
from legation.ask.tabular.flat import Table
from legation.ask.tabular.frames import to_arrow, to_pandas, to_polars
from legation.ask.tabular.schemas import CLAIMS, DYADS, EVENTS, STATEMENTS, dyads
from legation.ask.timeline import Timeline, timeline
from legation.errors import InputError
from legation.records import Reading
from legation.registry.load import load_registry
from legation.settings import Settings
from legation.store import Found, Store
from legation.store import Query as ById

Answer = tuple[Sequence[Any], Counted]
Ask = Callable[..., Answer]


class Query:
    """Questions to one store; the names in them are resolved over the registry and the store.

    `today` is the day from which "yesterday" is reckoned, by default the day of the question.
    """

    def __init__(
        self, store: Store, *, settings: Settings | None = None, today: date | None = None
    ) -> None:
        self.store = store
        self.settings = settings or Settings()
        self._today = today

    def __repr__(self) -> str:
        return f"Query({self.store.name!r})"

    @property
    def today(self) -> date:
        """The day from which relative days are reckoned."""
        return self._today or date.today()

    @cached_property
    def names(self) -> Names:
        """The resolver of names; the registry is loaded with the first one asked for."""
        files = self.settings.actors_file(), self.settings.learned_file()
        return Names(load_registry(*files), self.store)

    def resolve(self, name: str, *, on: date | None = None) -> Resolved:
        """Who is meant by a name: one, a choice of several, or nobody with near names."""
        return self.names.find(name, on=on)

    def find(self, prefix: str) -> Found[Any]:
        """The one record whose id begins so."""
        return ById(self.store).find(prefix)

    def reading(self, article_id: str) -> Reading:
        """The current reading of an article."""
        return ById(self.store).reading(article_id)

    def readings(self) -> Iterator[Reading]:
        """The current reading of every article."""
        return ById(self.store).readings()

    def events(self, **filters: Any) -> Records:
        """Reports of events; filters as in `Records.where`."""
        return Records(query=self, table=EVENTS).where(**filters)

    def dyads(self, **filters: Any) -> Records:
        """Reports of events once for every two of their parties."""
        return Records(query=self, table=DYADS).where(**filters)

    def statements(self, **filters: Any) -> Records:
        """Statements, with the chain of those who report them."""
        return Records(query=self, table=STATEMENTS).where(**filters)

    def claims(self, predicate: str | None = None, **filters: Any) -> Records:
        """Claims of what holds."""
        return Records(query=self, table=CLAIMS).where(predicate=predicate, **filters)

    def timeline(self, *parties: str, **filters: Any) -> Timeline:
        """What happened between the parties, by day, reports of one event under one occurrence."""
        return timeline(self.store, self.names, parties, self.filters(**filters))

    def meetings(self, *parties: str, **filters: Any) -> Met:
        """When the parties met or spoke: the last time, all times, and what was planned."""
        return met(self.names, parties, self.filters(**filters))

    def new(self, since: Any, *, about: Sequence[str] = (), limit: int | None = None) -> New:
        """What was published since a day, with links and independent origins."""
        days = days_since(_told(since), today=self.today)
        return new(self.store, self.names, since=days, about=about, limit=limit)

    def holds(self, office: str, *, on: Any = None) -> tuple[Holders, ...]:
        """Who holds an office on a day, by default today, or who was known in it last."""
        day = days_since(_told(on), today=self.today).first if on is not None else self.today
        return holds(self.names, office, on=day or self.today)

    def dyad(self, left: str, right: str) -> DyadOf:
        """Two sides, for their series and timeline."""
        return DyadOf(query=self, left=left, right=right)

    def filters(self, **values: Any) -> Filters:
        """Filters from keywords; several values of one are a list, `from_` and `with_` as such."""
        found = Filters()
        for name, value in values.items():
            for each in _values(value):
                found = with_filter(found, name.rstrip("_"), _told(each), today=self.today)
        return found


@dataclass(frozen=True, kw_only=True)
class Records:
    """Records that fit some filters; nothing is asked before the first answer is wanted.

    Each method gives new records and leaves these as they are. Without `limit` all that fit come.
    """

    query: Query = field(repr=False)
    table: Table = field(repr=False)
    filters: Filters = field(default_factory=Filters)
    most: int | None = None

    def where(self, **values: Any) -> Records:
        """With further filters: actor, from_, to, with_, type, cameo, quad, status, speaker ...

        A value is a text or a list of which one must fit; a leading `!` means not. `on` and `told`
        take days as people write them, and dates of Python and pandas.
        """
        filters = self.filters
        for name, value in values.items():
            for each in _values(value):
                today = self.query.today
                filters = with_filter(filters, name.rstrip("_"), _told(each), today=today)
        return replace(self, filters=filters)

    def between(self, left: str, right: str) -> Records:
        """With both taking part, on whatever side."""
        return self.where(actor=left, with_=right)

    def actor(self, *names: str) -> Records:
        """With one of those named taking part."""
        return self.where(actor=list(names))

    def from_(self, *names: str) -> Records:
        """With one of those named acting."""
        return self.where(from_=list(names))

    def to(self, *names: str) -> Records:
        """With one of those named acted upon."""
        return self.where(to=list(names))

    def with_(self, *names: str) -> Records:
        """With each of those named taking part besides."""
        return self.where(with_=list(names))

    def speaker(self, *names: str) -> Records:
        """Said by one of those named."""
        return self.where(speaker=list(names))

    def type(self, *types: str) -> Records:
        """Of one of the PLOVER types, each with a mode after a point if wanted."""
        return self.where(type=list(types))

    def status(self, *statuses: str) -> Records:
        """Of one of the statuses."""
        return self.where(status=list(statuses))

    def outlet(self, *outlets: str) -> Records:
        """Published by one of the outlets."""
        return self.where(outlet=list(outlets))

    def on(self, days: Any) -> Records:
        """Whose own time has a day in common with these."""
        return self.where(on=days)

    def told(self, days: Any) -> Records:
        """Published on these days."""
        return self.where(told=days)

    def limit(self, most: int) -> Records:
        """At most so many; `count` still tells how many there are."""
        return replace(self, most=most)

    def counted(self) -> Counted:
        """How many records fit, and how many more would but have no day."""
        return self._ask(limit=0)[1]

    def count(self) -> dict[str, int]:
        """How many fit (by what they are), and how many more would but have no day."""
        counted = self.counted()
        unit = "events" if self.table is DYADS else self.table.name
        return {unit: counted.total, "undated": counted.undated}

    def __iter__(self) -> Iterator[Any]:
        yield from self._ask(limit=self.most)[0]

    def __len__(self) -> int:
        total = self.counted().total
        return total if self.most is None else min(total, self.most)

    def __repr__(self) -> str:
        return f"Records({self.table.name}, {len(self)} of {self.counted().total})"

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """One flat row for each record, with the documented columns."""
        return self.table.rows(self)

    def to_arrow(self) -> Any:
        """An Arrow table with documented types."""
        return to_arrow(self.table, self)

    def to_pandas(self) -> Any:
        """A pandas frame, with Arrow's types."""
        return to_pandas(self.table, self)

    def to_polars(self) -> Any:
        """A polars frame."""
        return to_polars(self.table, self)

    def _ask(self, *, limit: int | None) -> Answer:
        ask = {"statements": _said, "claims": _claims}.get(self.table.name, _events)
        items, counted = ask(self.query.store, self.query.names, self.filters, limit=limit)
        return (tuple(dyads(items)) if self.table is DYADS else items), counted


@dataclass(frozen=True, kw_only=True)
class DyadOf:
    """Two sides of a store."""

    query: Query = field(repr=False)
    left: str
    right: str

    def timeline(self, **filters: Any) -> Timeline:
        """What happened between them."""
        return self.query.timeline(self.left, self.right, **filters)

    def series(self, *, by: str = "month", **filters: Any) -> SeriesOf:
        """Their series by month and quad class, with what was read of each month."""
        if by != "month":
            raise InputError(f"a series by {by!r} is not made; by='month' is")
        asked = self.query.filters(**filters)
        found = dyad_series(self.query.store, self.query.names, self.left, self.right, asked)
        return SeriesOf(series=found)


@dataclass(frozen=True, kw_only=True)
class SeriesOf:
    """A series with its data frames."""

    series: Series = field(repr=False)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.series.points)

    def __len__(self) -> int:
        return len(self.series.points)

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """One row for each month and quad class."""
        return SERIES.rows(self.series.points)

    def to_arrow(self) -> Any:
        """An Arrow table with documented types."""
        return to_arrow(SERIES, self.series.points)

    def to_pandas(self) -> Any:
        """A pandas frame, with Arrow's types."""
        return to_pandas(SERIES, self.series.points)

    def to_polars(self) -> Any:
        """A polars frame."""
        return to_polars(SERIES, self.series.points)


def _events(*given: Any, limit: int | None) -> Answer:
    found = events(*given, limit=limit)
    return found.deeds, found.counted


def _said(*given: Any, limit: int | None) -> Answer:
    found = said(*given, limit=limit)
    return found.quotations, found.counted


def _claims(*given: Any, limit: int | None) -> Answer:
    found = claims(*given, limit=limit)
    return found.claims, found.counted


def _values(value: Any) -> Iterable[Any]:
    if value is None:
        return ()
    return value if isinstance(value, list | tuple | set | frozenset) else (value,)


def _told(value: Any) -> str:
    """A value of a filter as text; a date of Python or pandas as an ISO day.

    Raises `InputError` for a day that is not known (NaT).
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        if value != value:
            raise InputError("a day that is not known (NaT) is asked for; leave the filter out")
        return value.isoformat()[:10]
    return str(value)
