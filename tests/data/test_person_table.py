"""The nouns for people that WordNet has besides our own."""

from __future__ import annotations

from legation.tables import rows, values

PEOPLE = list(rows("actors/persons.csv"))
AGENTS = {n for row in rows("actors/agents.csv") for n in (row["noun"], *values(row["plural"]))}


def test_nouns_are_not_those_of_our_own_table() -> None:
    assert {row["noun"] for row in PEOPLE} & AGENTS == set()
    assert {row["human"] for row in PEOPLE} == {"yes"}


def test_trades_have_their_sector() -> None:
    sectors = {row["noun"]: row["sector"] for row in PEOPLE}
    told = {n: sectors[n] for n in ("hydrologist", "glazier", "grandpa", "monastic")}
    assert told == {
        "hydrologist": "EDU",
        "glazier": "LAB",
        "grandpa": "CVL",
        "monastic": "REL",
    }


def test_words_for_things_too_and_slurs_are_left_out() -> None:
    nouns = {row["noun"] for row in PEOPLE}
    assert nouns & {"catalyst", "decoder", "mongoloid", "dragon", "screw"} == set()
