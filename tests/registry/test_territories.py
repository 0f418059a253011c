"""The table of lands that are no state, or a state to some: who claims and governs them."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from legation.registry.load import load_registry
from legation.registry.territories import standings_of, territory_of
from legation.tables import rows, values

ROWS = tuple(rows("actors/territories.csv"))
SPELL = re.compile(r"(.+?) ((?:\d{4}(?:-\d\d){0,2})?/(?:\d{4}(?:-\d\d){0,2})?)")
STANDINGS = {"breakaway", "partly recognised", "autonomous", "rival", "annexed"}


def test_words_are_ids_of_the_registry() -> None:
    known = load_registry().actors
    assert [w for row in ROWS for w in values(row["words"]) if w not in known] == []


def test_parties_are_states_bodies_or_itself_over_days() -> None:
    registry = load_registry()

    def is_known(who: str) -> bool:
        return who == "itself" or who in registry.countries or bool(registry.entries(who))

    for row in ROWS:
        assert row["standing"] in STANDINGS, row
        assert row["source"], row
        for cell in (row["controlled"], row["recognised"]):
            for told in values(cell):
                spell = SPELL.fullmatch(told)
                assert is_known(spell[1] if spell else told), told
        assert all(map(is_known, values(row["claimed"]))), row


def test_standings_of_a_land_follow_each_other() -> None:
    for one, other in pairwise(ROWS):
        if one["id"] == other["id"]:
            assert one["to"] < other["from"], (one, other)
            assert one["words"] == other["words"]


def test_land_is_what_it_was_on_the_day() -> None:
    def standing(actor: str, *day: int) -> str | None:
        land = territory_of(actor, date(*day) if day else None)
        return land.standing if land is not None else None

    assert standing("place-crimea", 2010, 1, 1) == "autonomous"
    assert standing("place-crimea", 2014, 3, 18) == "annexed"
    assert standing("place-crimea") is None  # it was both, and no day says which
    assert standing("place-somaliland") == "breakaway"
    assert standing("place-somaliland", 1980, 1, 1) is None
    assert standing("place-nagorno-karabakh", 2025, 1, 1) == "breakaway"  # as it was last
    assert standing("place-goma", 2020, 1, 1) is None


def test_standing_is_told_with_its_source() -> None:
    told = list(standings_of("XKX"))
    assert told[0] == "partly recognised 2008-02-17/"
    assert any(line.startswith("  source: Security Council resolution 1244") for line in told)
