"""Who does it to whom: sentences of our own by kind of construction, each with near misses.

`told` are events that must be found, one of several parted by `|`: type, doers, `>`, those it is
done to, several on a side parted by `+`. A party is named by its country, else by its name; `*`
stands for anybody or nobody. `not_told` are those that must not be.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from told_rows import check_rows, rows_of

from legation import Event, Mention, Reader

TABLE = Path(__file__).with_name("sides.csv")
RIGHT = 0.96  # of the sentences, a little under what was measured


def is_side(wanted: str, side: Sequence[Mention]) -> bool:
    if wanted == "*":
        return True
    return {m.country or m.name for m in side} == ({*wanted.split("+")} if wanted else set())


def is_told(wanted: str, events: Sequence[Event]) -> bool:
    kind, _, parties = wanted.partition(" ")
    doers, _, others = parties.partition(">")
    return any(
        e.type == kind and is_side(doers, e.actors) and is_side(others, e.recipients)
        for e in events
    )


def test_every_kind_has_near_misses() -> None:
    table = rows_of(TABLE)
    assert len({row["sentence"] for row in table}) == len(table)
    assert all(row["told"] or row["not_told"] for row in table)
    assert sum(bool(row["not_told"]) for row in table) >= len(table) / 4


@pytest.mark.model
def test_who_does_it_to_whom(reader: Reader) -> None:
    check_rows(rows_of(TABLE), reader, right=RIGHT, is_told=is_told, shown=told)


def told(event: Event) -> str:
    sides = ("+".join(m.country or m.name for m in s) for s in (event.actors, event.recipients))
    return f"{event.type} {'>'.join(sides)}"
