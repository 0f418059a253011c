"""News agencies by their names, as pages and datelines write them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from legation.tables import rows, values

_EDGE = " .,:;|/-–—·•()[]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agencies:
    """Names by folded forms. Abbreviations are apart: they count only where an agency must be."""

    names: dict[str, str]
    abbreviations: dict[str, str]


@lru_cache(maxsize=4096)  # the lines of a page are compared several times over
def fold_line(text: str) -> str:
    """A line or a name for comparing: lower case, one space, no marks at the edges."""
    return " ".join(text.split()).strip(_EDGE).casefold()


@lru_cache(maxsize=1)
def load_agencies() -> Agencies:
    """The bundled agencies, `language/agencies.csv`."""
    names: dict[str, str] = {}
    abbreviations: dict[str, str] = {}
    for row in rows("language/agencies.csv", needs=("name", "abbreviations", "forms")):
        for form in (row["name"], *values(row["forms"])):
            names.setdefault(fold_line(form), row["name"])
        for short in values(row["abbreviations"]):
            abbreviations.setdefault(short, row["name"])
    return Agencies(names=names, abbreviations=abbreviations)


def agency_named(text: str, *, short: bool = True) -> str | None:
    """The agency whose name or (if `short`) abbreviation the whole text is."""
    known = load_agencies()
    found = known.names.get(fold_line(text))
    if found is None and short:
        found = known.abbreviations.get(text.strip(_EDGE))
    return found
