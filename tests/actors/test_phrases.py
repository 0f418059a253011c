"""Phrases by rule: country and sector of each, in the table beside this file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from legation.actors.mentions import resolve_phrase
from legation.records import Mention
from legation.registry.load import load_registry

TABLE = Path(__file__).parent / "phrases.csv"
BODIES = {"UNO", "EUR", "IGO", "NGO"}


def table() -> Iterator[dict[str, str]]:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    yield from csv.DictReader(lines)


def told(mention: Mention | None) -> tuple[str, str, str]:
    """Country, sector and family of rule; an international body's code is its country here."""
    if mention is None:
        return "", "", ""
    actor = load_registry().actors.get(mention.actor_id or "")
    country, sector = mention.country or "", mention.sector or ""
    if not country and sector in BODIES:
        rest = actor.sectors[1:2] if actor is not None else ()
        country, sector = sector, next(iter(rest), "")
    return country, sector, mention.rule.split(".")[0]


@pytest.mark.model
@pytest.mark.parametrize(
    "row", tuple(table()), ids=lambda row: f"{row['phrase']} {row['date']}".strip()
)
def test_phrase_has_country_and_sector(row: dict[str, str]) -> None:
    on = date.fromisoformat(row["date"]) if row["date"] else None
    country, sector, rule = told(resolve_phrase(row["phrase"], on=on, context=row["context"]))
    assert (country, sector) == (row["country"], row["sector"])
    assert row["rule"] in {"", rule}
