"""How long a row holds, by its cells `from`, `to` and `checked`; ids from names."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from legation.folding import name_key
from legation.records import How, Precision, When

ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@lru_cache(maxsize=8192)
def interval(first: str, last: str, checked: str = "") -> When | None:
    """An interval from ISO days, months or years; an open end is known until it was checked."""
    if not first and not last:
        return None
    return When(
        first=edge(first, last=False),
        last=edge(last or checked, last=True),
        precision=Precision.RANGE if first and last else Precision.SINCE,
        how=How.EXPLICIT,
    )


@lru_cache(maxsize=8192)
def edge(text: str, *, last: bool) -> date | None:
    """The first or last day of an ISO day, month or year; `None` for nothing.

    Raises `ValueError` for a text that is none of these.
    """
    if not text:
        return None
    if not ISO.fullmatch(text):
        raise ValueError(text)
    if len(text) == 10:
        return date.fromisoformat(text)
    parts = [int(p) for p in text.split("-")]
    month = parts[1] if len(parts) == 2 else (12 if last else 1)
    return date(parts[0], month, monthrange(parts[0], month)[1] if last else 1)


def slug_of(name: str) -> str:
    """The id of a name: its letters and digits in lower case without diacritics, with hyphens."""
    return "-".join("".join(c if c.isalnum() else " " for c in name_key(name)).split())
