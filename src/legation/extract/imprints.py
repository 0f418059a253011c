"""Names that stand around a story: news agencies, outlets with their habits, sections."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from legation.tables import rows, values

_EDGE = " .,:;|/-–—·•()[]"


@dataclass(frozen=True)
class Names:
    """Folded forms to names. Abbreviations are apart: they count only where an agency must be."""

    agencies: dict[str, str]
    abbreviations: dict[str, str]
    sections: dict[str, tuple[str, int]]
    month_first: dict[str, bool]
    outlets: dict[str, str]


@lru_cache(maxsize=4096)  # the lines of a page are compared several times over
def fold(text: str) -> str:
    """A name for comparing: lower case, one space, no marks at the edges."""
    return " ".join(text.split()).strip(_EDGE).casefold()


@lru_cache(maxsize=1)
def load_names() -> Names:
    """The bundled names."""
    agencies: dict[str, str] = {}
    abbreviations: dict[str, str] = {}
    for row in rows("extract/agencies.csv", needs=("name", "abbreviations", "forms")):
        for form in (row["name"], *values(row["forms"])):
            agencies.setdefault(fold(form), row["name"])
        for short in values(row["abbreviations"]):
            abbreviations.setdefault(short, row["name"])
    sections = {
        fold(row["name"]): (row["name"], int(row["rank"]))
        for row in rows("extract/sections.csv", needs=("name", "rank"))
    }
    outlets = list(rows("extract/outlets.csv", needs=("name", "dates")))
    habits = {fold(row["name"]): row["dates"] == "month_first" for row in outlets}
    return Names(
        agencies, abbreviations, sections, habits, {fold(r["name"]): r["name"] for r in outlets}
    )


def agency_named(text: str, *, short: bool = True) -> str | None:
    """The agency whose name or (if `short`) abbreviation the whole text is."""
    names = load_names()
    found = names.agencies.get(fold(text))
    if found is None and short:
        found = names.abbreviations.get(text.strip(_EDGE))
    return found


def section_named(text: str) -> str | None:
    """The section whose name the whole text is, as it is usually written."""
    found = load_names().sections.get(fold(text))
    return found[0] if found else None


def section_rank(name: str) -> int:
    """1 for a section that says what a story is about, 2 for one like News."""
    found = load_names().sections.get(fold(name))
    return found[1] if found else 2


def month_first(outlet: str | None) -> bool | None:
    """Whether an outlet or agency writes the month first in a date of numbers."""
    return None if outlet is None else load_names().month_first.get(fold(outlet))
