"""Classes of English words by name, from `language/en/words.csv` and `classes.csv`."""

from __future__ import annotations

from functools import cache

from legation.errors import DataError
from legation.tables import rows, values

TABLES = ("language/en/words.csv", "language/en/classes.csv")


@cache
def members(name: str) -> frozenset[str]:
    """The words of a class, in lower case; `DataError` where no class has the name."""
    known = _classes()
    if name not in known:
        raise DataError(f"class {name} is not there; add it", path="words.csv", line=1)
    return known[name]


@cache
def heads(table: str) -> frozenset[str]:
    """The head words of the lemmas of another table: "strike" for "air strike"."""
    cells = (cell for row in rows(f"language/en/{table}.csv") for cell in values(row["lemma"]))
    return frozenset(cell.lower().replace("-", " ").split()[-1] for cell in cells)


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {
        row["class"]: frozenset(values(row["members"])) for table in TABLES for row in rows(table)
    }
