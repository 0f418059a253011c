"""What is told as done and what is not: sentences of our own by kind, each with near misses.

`told` are types that must be found, one of several parted by `|`, each with its status if one is
given; `not_told` are those that must not be.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from legation import Article, Reader
from legation.records import Event

TABLE = Path(__file__).with_name("told_deeds.csv")
RIGHT = 0.9  # of the sentences, a little under what was measured


def sentences() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def is_there(wanted: str, events: tuple[Event, ...]) -> bool:
    """Whether one of the events has the type and, where one is given, the status."""
    kind, _, status = wanted.partition(" ")
    return any(e.type == kind and (not status or e.status == status) for e in events)


def is_right(row: dict[str, str], events: tuple[Event, ...]) -> bool:
    told = [w for w in row["told"].split("|") if w]
    left = [w for w in row["not_told"].split("|") if w]
    found = not told or any(is_there(w, events) for w in told)
    return found and not any(is_there(w, events) for w in left)


def test_both_sides_are_asked() -> None:
    rows = sentences()
    assert len({row["sentence"] for row in rows}) == len(rows)
    assert sum(bool(row["told"]) for row in rows) >= len(rows) / 3
    assert sum(bool(row["not_told"]) for row in rows) >= len(rows) / 3


@pytest.mark.model
def test_what_is_told_as_done(reader: Reader) -> None:
    rows = sentences()
    articles = [Article.from_text(row["sentence"], published="2024-03-09") for row in rows]
    read = [r.events for r in reader.read_many(articles)]
    wrong = [
        (row["kind"], row["sentence"], [f"{e.type} {e.status}" for e in events])
        for row, events in zip(rows, read, strict=True)
        if not is_right(row, events)
    ]
    kinds = Counter(kind for kind, *_ in wrong)
    asked = Counter(row["kind"] for row in rows)
    told = "\n".join(map(str, wrong))
    assert len(wrong) <= (1 - RIGHT) * len(rows), told
    assert all(kinds[kind] <= asked[kind] / 3 for kind in asked), told


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("A bomb exploded beside a stadium in Multan. Thirty people were killed.", ["people"]),
        (
            "Three car bombs shook Basra, killing ten Iraqis. A Briton was hurt.",
            ["Iraqis", "Briton"],
        ),
    ],
)
def test_a_strike_and_its_toll_are_one_event(
    reader: Reader, text: str, recipients: list[str]
) -> None:
    events = reader.read(Article.from_text(text, published="2024-03-09")).events
    force = [e for e in events if e.type == "ASSAULT"]
    assert [[m.name for m in e.recipients] for e in force] == [recipients]
