"""What is told as done and what is not: sentences of our own by kind, each with near misses.

`told` are types that must be found, one of several parted by `|`, each with its status if one is
given; `not_told` are those that must not be.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from told_rows import check_rows, rows_of

from legation import Article, Reader
from legation.records import Event

TABLE = Path(__file__).with_name("told_deeds.csv")
RIGHT = 0.9  # of the sentences, a little under what was measured


def is_there(wanted: str, events: Sequence[Event]) -> bool:
    """Whether one of the events has the type and, where one is given, the status."""
    kind, _, status = wanted.partition(" ")
    return any(e.type == kind and (not status or e.status == status) for e in events)


def test_both_sides_are_asked() -> None:
    rows = rows_of(TABLE)
    assert len({row["sentence"] for row in rows}) == len(rows)
    assert sum(bool(row["told"]) for row in rows) >= len(rows) / 3
    assert sum(bool(row["not_told"]) for row in rows) >= len(rows) / 3


@pytest.mark.model
def test_what_is_told_as_done(reader: Reader) -> None:
    check_rows(rows_of(TABLE), reader, right=RIGHT, is_told=is_there, shown=told)


def told(event: Event) -> str:
    return f"{event.type} {event.status}"


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
