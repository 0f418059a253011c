"""Who does it to whom: sentences of our own by kind of construction, each with near misses.

`told` are events that must be found, one of several parted by `|`: type, doers, `>`, those it is
done to, several on a side parted by `+`. A party is named by its country, else by its name; `*`
stands for anybody or nobody. `not_told` are those that must not be.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from legation import Article, Event, Mention, Reader

TABLE = Path(__file__).with_name("sides.csv")
RIGHT = 0.96  # of the sentences, a little under what was measured


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


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


def is_right(row: dict[str, str], events: Sequence[Event]) -> bool:
    told = [w for w in row["told"].split("|") if w]
    if told and not any(is_told(w, events) for w in told):
        return False
    return not any(is_told(w, events) for w in row["not_told"].split("|") if w)


def test_every_kind_has_near_misses() -> None:
    table = rows()
    assert len({row["sentence"] for row in table}) == len(table)
    assert all(row["told"] or row["not_told"] for row in table)
    assert sum(bool(row["not_told"]) for row in table) >= len(table) / 4


@pytest.mark.model
def test_who_does_it_to_whom(reader: Reader) -> None:
    table = rows()
    articles = [Article.from_text(row["sentence"], published="2024-03-09") for row in table]
    read = [r.events for r in reader.read_many(articles)]
    wrong = [
        (row["kind"], row["sentence"], [told(e) for e in events])
        for row, events in zip(table, read, strict=True)
        if not is_right(row, events)
    ]
    asked = Counter(row["kind"] for row in table)
    missed = Counter(kind for kind, *_ in wrong)
    text = "\n".join(map(str, wrong))
    assert len(wrong) <= (1 - RIGHT) * len(table), text
    assert all(missed[kind] <= asked[kind] / 3 for kind in asked), text


def told(event: Event) -> str:
    sides = ("+".join(m.country or m.name for m in s) for s in (event.actors, event.recipients))
    return f"{event.type} {'>'.join(sides)}"
