"""Numbers with what the text says of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Bound(StrEnum):
    """What a number says about the true amount."""

    EXACT = "exact"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    LESS_THAN = "less than"
    ABOUT = "about"
    BETWEEN = "between"


_OPEN_BELOW = frozenset({Bound.AT_MOST, Bound.LESS_THAN})
_OPEN_ABOVE = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An amount with what the text says about it; `upper` only with `Bound.BETWEEN`."""

    amount: float
    bound: Bound = Bound.EXACT
    upper: float | None = None
    unit: str | None = None

    @property
    def low(self) -> float | None:
        """The least it may be, `None` where the text sets no lower end."""
        return None if self.bound in _OPEN_BELOW else self.amount

    @property
    def high(self) -> float | None:
        """The most it may be, `None` where the text sets no upper end."""
        if self.bound is Bound.BETWEEN:
            return self.upper
        return None if self.bound in _OPEN_ABOVE else self.amount
