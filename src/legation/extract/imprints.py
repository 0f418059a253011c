"""Names that stand around a story: outlets with their habits, sections."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from legation.language.agencies import fold_line
from legation.tables import rows


@dataclass(frozen=True)
class Names:
    """Folded forms to names."""

    sections: dict[str, tuple[str, int]]
    month_first: dict[str, bool]
    outlets: dict[str, str]


@lru_cache(maxsize=1)
def load_names() -> Names:
    """The bundled names."""
    sections = {
        fold_line(row["name"]): (row["name"], int(row["rank"]))
        for row in rows("extract/sections.csv", needs=("name", "rank"))
    }
    outlets = list(rows("extract/outlets.csv", needs=("name", "dates")))
    habits = {fold_line(row["name"]): row["dates"] == "month_first" for row in outlets}
    return Names(sections, habits, {fold_line(r["name"]): r["name"] for r in outlets})


def section_named(text: str) -> str | None:
    """The section whose name the whole text is, as it is usually written."""
    found = load_names().sections.get(fold_line(text))
    return found[0] if found else None


def section_rank(name: str) -> int:
    """1 for a section that says what a story is about, 2 for one like News."""
    found = load_names().sections.get(fold_line(name))
    return found[1] if found else 2


def month_first(outlet: str | None) -> bool | None:
    """Whether an outlet or agency writes the month first in a date of numbers."""
    return None if outlet is None else load_names().month_first.get(fold_line(outlet))
