"""Lands and governments that act for themselves and are no state, or a state to some only.

Who claims, governs and recognises them stands in `actors/territories.csv`, by day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from legation.records import When
from legation.registry.spells import interval
from legation.tables import rows, values

_COLUMNS = ("standing", "claimed", "controlled", "recognised", "note", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """A standing that such a land had, from one day to another.

    `country` is the state under which those who govern it are filed, `sector` what they are; it is
    `None` where they are what the words say. `words` are the ids of the actors whose words mean it.
    """

    id: str
    name: str
    words: tuple[str, ...]
    standing: str
    country: str
    sector: str | None
    when: When | None
    told: tuple[tuple[str, str], ...]


def territory_of(actor_id: str | None, on: date | None) -> Territory | None:
    """The land that an actor of the registry stands for, as it was on a day.

    After its end it is as it was last, before its beginning there is none; without a day a land of
    several standings is none of them.
    """
    known = _territories().get(actor_id or "", ())
    if on is None:
        return known[0] if len(known) == 1 else None
    begun = [e for e in known if e.when is None or (e.when.first or date.min) <= on]
    return begun[-1] if begun else None


def territory_named(actor_id: str | None) -> str | None:
    """The name of the land that an actor of the registry stands for, on whatever day."""
    known = _territories().get(actor_id or "")
    return known[0].name if known else None


def standings_of(actor_id: str) -> Iterator[str]:
    """What is told of the standing of a land, oldest first: who claims and who governs it."""
    for each in _territories().get(actor_id, ()):
        yield f"{each.standing} {_span(each.when)}".rstrip()
        for name, told in each.told[1:]:
            yield f"  {name}: {told}"


def _span(when: When | None) -> str:
    if when is None:
        return ""
    ends = (day.isoformat() if day else "" for day in (when.first, when.last))
    return "/".join(ends)


@cache
def _territories() -> dict[str, tuple[Territory, ...]]:
    found: dict[str, tuple[Territory, ...]] = {}
    for row in rows("actors/territories.csv", needs=("id", "name", "words", "country", "sector")):
        each = Territory(
            id=row["id"],
            name=row["name"],
            words=values(row["words"]),
            standing=row["standing"],
            country=row["country"],
            sector=row["sector"] or None,
            when=interval(row["from"], row["to"]),
            told=tuple((c, row[c].replace("|", ", ")) for c in _COLUMNS if row.get(c)),
        )
        for word in each.words:
            found[word] = (*found.get(word, ()), each)
    return found
