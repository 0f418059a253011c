"""What the tables tell of a body, mission or process beside its names: seat, host, mandate."""

from __future__ import annotations

from functools import cache

from legation.tables import rows

_TABLES = ("missions", "organisations", "processes")
_COLUMNS = ("organisation", "parent", "seat", "host", "mandate", "parties", "mediator", "note")


def particulars_of(actor_id: str) -> tuple[tuple[str, str], ...]:
    """What is told of somebody by id, each with the name of its column; empty for others."""
    return _particulars().get(actor_id, ())


@cache
def _particulars() -> dict[str, tuple[tuple[str, str], ...]]:
    found = {}
    for table in _TABLES:
        for row in rows(f"actors/{table}.csv", needs=("id",)):
            told = ((name, row.get(name, "").replace("|", ", ")) for name in _COLUMNS)
            if known := tuple((name, value) for name, value in told if value):
                found[row["id"]] = known
    return found
