"""The table of office holders from open tables: whole, sorted, dated, and of known sources."""

from __future__ import annotations

import re
from collections import Counter

from legation import ontology
from legation.tables import rows, values

HEADS = list(rows("actors/body_heads.csv"))
HOLDERS = [*rows("actors/holders.csv"), *HEADS]
SOURCES = {row["code"]: row for row in rows("actors/holder_sources.csv")}
PEOPLE = list(rows("actors/people.csv"))
STATES = {row["code"] for row in rows("actors/countries.csv")}
ISO = r"\d{4}(-\d\d(-\d\d)?)?"


def test_rows_have_a_source_with_a_licence_and_an_address() -> None:
    assert {row["source"] for row in HOLDERS} == set(SOURCES)
    for row in SOURCES.values():
        assert row["licence"], row
        assert row["url"].startswith("https://"), row
        assert row["citable"] in {"yes", "no"}, row


def test_people_have_an_item_or_an_id_of_ours_and_one_name() -> None:
    odd = {row["id"] for row in HOLDERS if not re.fullmatch(r"Q\d+|[a-z0-9-]+", row["id"])}
    names = {(row["id"], row["name"], row["names"]) for row in HOLDERS}
    assert odd == set()
    assert len(names) == len({row["id"] for row in HOLDERS})


def test_one_item_is_one_of_the_people() -> None:
    items = {(row["id"], row["wikidata"]) for row in PEOPLE if row["wikidata"]}
    assert len({person for person, _ in items}) == len({item for _, item in items}) == len(items)
    assert len(items) > 2500


def test_names_are_names_and_no_lists() -> None:
    names = {n for row in HOLDERS for n in (row["name"], *values(row["names"]))}
    assert [n for n in names if re.search(r"[;#=()\"]|^\W|  ", n)] == []


def test_countries_and_sectors_are_known() -> None:
    assert {row["country"] for row in HOLDERS if row["country"]} <= STATES
    assert {row["sector"] for row in HOLDERS} <= set(ontology.sectors()) | {"PRE"}
    assert [row for row in HOLDERS if not row["country"] and not row["organisation"]] == []


def test_spells_run_forward_and_end_or_were_seen() -> None:
    for row in HOLDERS:
        first, last = row["from"], row["to"] or row["seen"]
        assert re.fullmatch(ISO, first), row
        assert re.fullmatch(ISO, last), row
        assert first[: len(last)] <= last[: len(first)], row
        assert not (row["to"] and row["seen"]), row


def test_spell_of_a_person_in_an_office_stands_once() -> None:
    spells = Counter(
        (row["id"], row["country"], row["organisation"], office, row["from"])
        for row in HOLDERS
        for office in values(row["office"])
    )
    assert [spell for spell, count in spells.items() if count > 1] == []


def test_ground_of_a_row_of_people_is_told() -> None:
    for row in PEOPLE:
        assert re.fullmatch(rf"general knowledge|table {ISO}/{ISO}", row["ground"]), row


def test_wrong_rows_of_the_source_are_not_taken_in() -> None:
    taken = {(row["id"], row["country"]) for row in HOLDERS}
    assert ("Q18763758", "SRB") not in taken  # a Somali minister
    assert ("Q360961", "FRA") not in taken  # an Israeli one
