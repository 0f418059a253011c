"""What an export carried and what it could not: counted, with an example of each loss."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One kind of thing that the format has no room for, how often, and one example."""

    reason: str
    count: int
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LossReport:
    """What was written: records given, rows made, cells filled by column, and what was lost.

    `unmade` are columns of the format that no record can fill, each with why.
    """

    format: str
    records: int
    rows: int
    filled: tuple[tuple[str, int], ...]
    losses: tuple[Loss, ...] = ()
    unmade: tuple[tuple[str, str], ...] = ()

    def lines(self, *, shares: bool = True) -> list[str]:
        """The report as text, line by line; the share of filled cells is left out where asked."""
        told = [f"{self.format}: {self.rows:,} rows of {self.records:,} records"]
        told += [
            f"  lost: {loss.reason}: {loss.count:,}"
            + (f" (for example {loss.example})" if loss.example else "")
            for loss in self.losses
        ]
        told += [f"  never filled: {name}: {why}" for name, why in self.unmade]
        if not shares:
            return told
        told += [
            f"  filled: {name}: {times:,} of {self.rows:,}"
            + (f" ({times / self.rows:.0%})" if self.rows else "")
            for name, times in self.filled
        ]
        return told


@dataclass(slots=True)
class Tally:
    """A loss report while it is being counted."""

    format: str
    columns: tuple[str, ...]
    records: int = 0
    rows: int = 0
    _filled: Counter[str] = field(default_factory=Counter)
    _lost: Counter[str] = field(default_factory=Counter)
    _examples: dict[str, str] = field(default_factory=dict)

    def row(self, cells: Iterable[str], *, empty: str = "") -> None:
        """One more row, its cells in the order of the columns."""
        self.rows += 1
        for name, cell in zip(self.columns, cells, strict=True):
            if cell != empty:
                self._filled[name] += 1

    def lost(self, reason: str, example: str = "") -> None:
        """One more thing that could not be carried."""
        self._lost[reason] += 1
        self._examples.setdefault(reason, example)

    def report(self, unmade: tuple[tuple[str, str], ...] = ()) -> LossReport:
        """The report of what was counted."""
        never = {name for name, _ in unmade}
        return LossReport(
            format=self.format,
            records=self.records,
            rows=self.rows,
            filled=tuple((c, self._filled[c]) for c in self.columns if c not in never),
            losses=tuple(
                Loss(reason=reason, count=count, example=self._examples[reason])
                for reason, count in sorted(self._lost.items())
            ),
            unmade=unmade,
        )
