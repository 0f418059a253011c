"""For which years the registry knows who led a state: its heads, foreign and defence minister."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from legation.folding import name_key
from legation.registry.held import covers
from legation.registry.known import Registry
from legation.tables import rows, values

ROLES = ("head of state", "head of government", "foreign minister", "defence minister")
TITLES = {
    "head of state": (
        "President|Acting President|Interim President|King|Queen|Emir|Sultan|Emperor|Grand Duke|"
        "Chairman of the Presidency"
    ),
    "head of government": (
        "Prime Minister|Acting Prime Minister|Interim Prime Minister|Premier|Chancellor|Taoiseach"
    ),
    "foreign minister": "Foreign Minister|Acting Foreign Minister",
    "defence minister": "Defence Minister|Acting Defence Minister",
}
NO_OFFICE = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """How many months of each year somebody is known in a role; `None` before the state was one.

    `months` is empty for a state that has no such office.
    """

    country: str
    groups: tuple[str, ...]
    role: str
    months: tuple[tuple[int, int | None], ...]


def coverage(registry: Registry, *, since: int, until: int) -> Iterator[Covered]:
    """What is known of each state of `coverage.csv`, year by year, both ends included."""
    for row in rows("actors/coverage.csv", needs=("country", "groups", "from")):
        begun = int(row["from"] or 0)
        for role in ROLES:
            cell = row[role.replace(" ", "_")]
            years = [] if cell == NO_OFFICE else list(range(since, until + 1))
            slots = [_slot(title, row["country"]) for title in values(cell or TITLES[role])]
            yield Covered(
                country=row["country"],
                groups=values(row["groups"]),
                role=role,
                months=tuple(
                    (y, _months(registry, slots, y) if y >= begun else None) for y in years
                ),
            )


def _slot(title: str, country: str) -> tuple[str, str]:
    """Where to look: a title, or one of another country ("King@GBR")."""
    title, _, elsewhere = title.partition("@")
    return name_key(title), elsewhere or country


def _months(registry: Registry, slots: list[tuple[str, str]], year: int) -> int:
    spells = [held.office.when for slot in slots for held in registry.held(slot)]
    return sum(
        any(covers(when, date(year, month, 15)) for when in spells) for month in range(1, 13)
    )
