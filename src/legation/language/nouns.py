"""What common nouns name: persons, groups, weapons, vehicles, places, events and more.

The tables `language/en/noun_classes.csv` (built of WordNet, by its commonest meaning) and
`noun_class_roots.csv` (which class falls under which: a weapon is a thing, an army a group).
"""

from __future__ import annotations

from functools import cache, lru_cache

from legation.errors import DataError
from legation.tables import numbered_rows, rows, values

TABLE = "language/en/noun_classes.csv"
ROOTS = "language/en/noun_class_roots.csv"


def noun_class(lemma: str) -> str | None:
    """The class of a noun's commonest meaning; `None` for a noun that the table does not have."""
    return _first().get(lemma)


def noun_classes(lemma: str) -> tuple[str, ...]:
    """The classes of a noun's meanings, the commonest first."""
    first = _first().get(lemma)
    return () if first is None else (first, *_others().get(lemma, ()))


@lru_cache(maxsize=65536)
def is_noun(lemma: str, name: str) -> bool:
    """Whether the commonest meaning of a noun is of a class or of one that falls under it.

    Raises `DataError` for a class that the table does not have.
    """
    first = _first().get(lemma)
    return _known(name) and first is not None and name in classes_above(first)


@lru_cache(maxsize=65536)
def is_noun_of(lemma: str, names: tuple[str, ...]) -> bool:
    """Whether `is_noun` holds for one of several classes."""
    return any(is_noun(lemma, name) for name in names)


def may_be(lemma: str, name: str) -> bool:
    """Whether any meaning of a noun is of a class or of one that falls under it."""
    return _known(name) and any(name in classes_above(one) for one in noun_classes(lemma))


@cache
def classes_above(name: str) -> tuple[str, ...]:
    """A class and all that it falls under, narrow to wide: ship, vehicle, thing."""
    _known(name)
    above = _above()[name]
    return (name, *classes_above(above)) if above else (name,)


def _known(name: str) -> bool:
    if name not in _above():
        hint = ", ".join(sorted(_above()))
        raise DataError(f"{name!r} is no class of nouns; use one of {hint}", path=ROOTS, line=1)
    return True


@cache
def _above() -> dict[str, str]:
    return {row["class"]: row["above"] for row in rows(ROOTS, needs=("class", "above"))}


@cache
def _first() -> dict[str, str]:
    first: dict[str, str] = {}
    for name, sense, members in _members():
        if sense == "1":
            first.update(dict.fromkeys(members, name))
    return first


@cache
def _others() -> dict[str, tuple[str, ...]]:
    made: dict[str, tuple[str, ...]] = {}
    for name, sense, members in _members():
        if sense == "2":
            for lemma in members:
                made[lemma] = (*made.get(lemma, ()), name)
    return made


@cache
def _members() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    made = []
    for line, row in numbered_rows(TABLE, needs=("class", "sense", "members")):
        if row["class"] not in _above():
            raise DataError(f"class {row['class']!r} is not in {ROOTS}", path=TABLE, line=line)
        made.append((row["class"], row["sense"], values(row["members"])))
    return tuple(made)
