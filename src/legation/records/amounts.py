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


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An amount with what the text says about it; `upper` only with `Bound.BETWEEN`."""

    amount: float
    bound: Bound = Bound.EXACT
    upper: float | None = None
    unit: str | None = None
