"""Two sides of a store, and their series."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from legation.ask.filters import Filters
from legation.ask.lazily.asks import Asks
from legation.ask.series import SERIES, Series, dyad_series
from legation.ask.tabular.frames import to_arrow, to_pandas, to_polars
from legation.ask.timeline import Timeline
from legation.errors import InputError


@dataclass(frozen=True, kw_only=True)
class DyadOf:
    """Two sides of a store."""

    query: Asks = field(repr=False)
    left: str
    right: str

    def timeline(self, **filters: Any) -> Timeline:
        """What happened between them."""
        return self.query.timeline(self.left, self.right, **filters)

    def series(
        self,
        *,
        by: str = "month",
        unit: str = "occurrences",
        per: str | None = None,
        scale: str = "plover",
        **filters: Any,
    ) -> SeriesOf:
        """Their series by month and quad class, with what was read of each month.

        Counts are of occurrences; beside each stands how many articles were read, and none is
        divided: `per="article"` is that column. The quad classes are PLOVER's.
        """
        for name, value, known in (
            ("by", by, ("month",)),
            ("unit", unit, ("occurrences",)),
            ("per", per, (None, "article")),
            ("scale", scale, ("plover",)),
        ):
            if value not in known:
                raise InputError(f"a series {name} {value!r} is not made; {name}={known[-1]!r} is")
        return self.series_of(self.query.filters(of="timeline", **filters))

    def series_of(self, filters: Filters) -> SeriesOf:
        """Their series, by filters that are ready."""
        query, most = self.query, self.query.most_reports
        found = dyad_series(query.store, query.names, self.left, self.right, filters, most=most)
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
