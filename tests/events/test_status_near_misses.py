"""Pairs of sentences, one of which tells a deed and the other does not, marked before read."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from legation import Article, Reader
from legation.records import Event, Mention

LINES = Path(__file__).with_name("status_near_misses.jsonl")
RIGHT = 0.78  # of the texts whole: 0.79 were when they were first read


def texts() -> list[dict[str, Any]]:
    return [json.loads(line) for line in LINES.read_text("utf-8").splitlines() if line]


def options(wanted: Any) -> list[Any]:
    return wanted if isinstance(wanted, list) else [wanted]


def has(mentions: tuple[Mention, ...], wanted: Any) -> bool:
    if not mentions:
        return None in options(wanted)
    return any(m.country in options(wanted) for m in mentions)


def meets(event: Event, item: dict[str, Any]) -> bool:
    """Whether an event has all that an item asks for."""
    sides = {m.country for m in (*event.actors, *event.recipients)}
    checks = {
        "type": lambda w: event.type in options(w),
        "status": lambda w: str(event.status) in options(w),
        "source_country": lambda w: has(event.actors, w),
        "target_country": lambda w: has(event.recipients, w),
        "between": lambda w: set(options(w)) <= sides,
    }
    return all(checks[field](wanted) for field, wanted in item.items() if field != "kind")


def is_right(text: dict[str, Any], events: tuple[Event, ...]) -> bool:
    return all(
        any(meets(e, item) for e in events) is (item["kind"] == "event")
        for item in text["expect"]
        if item["kind"] in {"event", "no_event"}
    )


@pytest.mark.model
def test_what_is_told_of_pairs_that_look_alike(reader: Reader) -> None:
    rows = texts()
    articles = [Article.from_text(r["text"], published=r["published"]) for r in rows]
    read = [reading.events for reading in reader.read_many(articles)]
    wrong = [r for r, events in zip(rows, read, strict=True) if not is_right(r, events)]
    told = "\n".join(f"{r['id']}: {r['text']}" for r in wrong)
    assert len(wrong) <= (1 - RIGHT) * len(rows), told
    groups = Counter(r["group"] for r in rows)
    missed = Counter(r["group"] for r in wrong)
    assert all(missed[group] <= groups[group] / 2 for group in groups), told
