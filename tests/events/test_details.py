"""The level, manner and host of meetings, and how much was given, taken or moved."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from legation import Article, Event, Reader
from legation.language.words import members
from legation.records import Bound, Level, Manner, Quantity
from legation.tables import rows, values
from legation.telling.phrases import details_of

TABLE = Path(__file__).with_name("details.csv")
with TABLE.open(encoding="utf-8", newline="") as _file:
    ROWS = [(row["field"], row["sentence"], row["told"]) for row in csv.DictReader(_file)]


def quantity_words(quantity: Quantity) -> str:
    bound = "" if quantity.bound is Bound.EXACT else f"{quantity.bound} "
    return f"{bound}{quantity.amount:.0f} {quantity.unit}"


def told(field: str, events: tuple[Event, ...]) -> str:
    """What all events of a text tell of a field, as the table writes it."""
    if field == "amount":
        amounts = [a for event in events for a in event.amount]
        return "|".join(f"{a.kind} {quantity_words(a.quantity)}" for a in amounts)
    if field == "host":
        return "|".join(e.host.name for e in events if e.host)
    found = [e.level if field == "level" else e.manner for e in events]
    return "|".join(str(each.value) for each in found if each)


@pytest.mark.model
@pytest.mark.parametrize(("field", "sentence", "expected"), ROWS)
def test_a_field_is_what_the_text_tells(
    reader: Reader, field: str, sentence: str, expected: str
) -> None:
    events = reader.read(Article.from_text(sentence, published="2024-03-09")).events
    assert events, "without an event the row shows nothing"
    assert told(field, events) == expected


@pytest.mark.model
def test_the_details_are_one_line_in_print(reader: Reader) -> None:
    text = "Turkish Foreign Minister Hakan Fidan received his Syrian counterpart in Ankara."
    (event,) = reader.read(Article.from_text(text)).events
    assert details_of(event) == ("level: minister", "host: Hakan Fidan")


def test_the_table_of_meetings_gives_known_values() -> None:
    known = {"level": set(map(str, Level)), "manner": set(map(str, Manner))}
    for row in rows("language/en/meetings.csv"):
        assert row["value"] in known[row["field"]]
        assert row["of"] in {"office", "title", "people", "beside", "phrase"}
        if row["of"] in {"beside", "phrase"}:
            assert any(word in row["example"].lower() for word in values(row["members"]))


def test_titles_of_levels_stand_in_the_table_of_offices() -> None:
    titles = {row["title"] for row in rows("actors/offices.csv")}
    levels = {row["level"] for row in rows("actors/offices.csv")}
    for row in rows("language/en/meetings.csv"):
        known = {"title": titles, "office": levels}.get(row["of"])
        assert known is None or set(values(row["members"])) <= known
    assert members("currencies")
