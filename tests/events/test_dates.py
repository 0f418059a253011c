"""Texts with the days of what they tell, written before the rules; a number that must stay right.

`dates.jsonl`: one text a line, published on a day. `expect` are records that must be there or, with
`no_` before the kind, must not: `event`, and `date`, an event of which only type and days count.
A list holds values of which any is right.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from legation import Article, Event, Reader

pytestmark = pytest.mark.model

CASES = Path(__file__).with_name("dates.jsonl")
RIGHT = 75  # of 85


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _values(event: Event, field: str) -> set[str | None]:
    if field in {"first", "last"}:
        return {_day(getattr(event.when, field)) if event.when else None}
    if field == "between":
        return {m.country for m in (*event.actors, *event.recipients)}
    if field.endswith("_country"):
        side = event.actors if field.startswith("source") else event.recipients
        return {m.country for m in side}
    return {str(getattr(event, field))}


def _has(event: Event, item: dict[str, Any]) -> bool:
    for field, wanted in item.items():
        told = _values(event, field)
        any_of = set(wanted) if isinstance(wanted, list) else {wanted}
        if field == "between" and not any_of <= told:
            return False
        if told.isdisjoint(any_of):
            return False
    return True


def _holds(events: tuple[Event, ...], item: dict[str, Any]) -> bool:
    fields = {k: v for k, v in item.items() if k != "kind"}
    found = any(_has(event, fields) for event in events)
    return found is not item["kind"].startswith("no_")


def test_most_texts_give_the_days_written_for_them(reader: Reader) -> None:
    wrong = []
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        article = Article.from_text(row["text"], published=row["published"])
        events = reader.read(article).events
        if not all(_holds(events, item) for item in row["expect"]):
            wrong.append(row["id"])
    assert len(rows) - len(wrong) >= RIGHT, wrong


def days(reader: Reader, text: str, published: str) -> set[tuple[str | None, str | None]]:
    found = reader.read(Article.from_text(text, published=published)).events
    return {(_day(e.when.first), _day(e.when.last)) if e.when else (None, None) for e in found}


@pytest.mark.parametrize(
    ("text", "published", "first", "last"),
    [
        ("Chad's president said on Monday he would visit Mali on Friday.", "2024-05-28", 31, 31),
        ("The foreign ministers of Peru and Chile meet on Friday.", "2024-05-28", 31, 31),
        ("Chad's president said on Monday he had visited Mali on Friday.", "2024-05-28", 24, 24),
        (
            "The foreign ministers of Peru and Chile met from Monday to Friday.",
            "2024-05-26",
            20,
            24,
        ),
    ],
)
def test_event_has_the_day_of_its_own_clause(
    reader: Reader, text: str, published: str, first: int, last: int
) -> None:
    assert (f"2024-05-{first}", f"2024-05-{last}") in days(reader, text, published)


@pytest.mark.parametrize(
    "text",
    [
        "Norway rejected Resolution 61 of 1981 as a basis for talks with Chad.",
        "Norway accused Chad of breaking the 1981 accord.",
        "Norway jailed two Chadian reporters for three years.",
        "Norway invited Chad's president to talks in Oslo on June 14.",
    ],
)
def test_what_dates_something_else_dates_no_event(reader: Reader, text: str) -> None:
    found = days(reader, text, "2024-05-28")
    assert found
    assert found <= {(None, None)}
