"""The table of office holders from open tables: whole, sorted, dated, and of known sources."""

from __future__ import annotations

import re
from collections import Counter

import pytest

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


@pytest.mark.parametrize(
    ("country", "office", "day", "name"),
    [
        ("KHM", "Interior Minister", "2010-06-01", "Sar Kheng"),
        ("GMB", "Interior Minister", "2019-08-21", "Ebrima Mballow"),
        ("GMB", "Interior Minister", "2019-08-23", "Yankuba Sonko"),
        ("TUV", "Foreign Minister", "2019-09-08", "Taukelina Finikaso"),
        ("TUV", "Foreign Minister", "2019-09-15", None),  # between two governments
        ("CHE", "Defence Minister", "2018-06-01", "Guy Parmelin"),
        ("CHE", "Interior Minister", "2015-01-01", "Alain Berset"),
        ("MUS", "Defence Minister", "2018-01-01", "Anerood Jugnauth"),
        ("MUS", "Defence Minister", "2020-01-01", "Pravind Jugnauth"),
        ("SWE", "Interior Minister", "2019-05-01", "Mikael Damberg"),
        ("TTO", "Foreign Minister", "2016-01-01", None),  # the source has the day of the cabinet
        ("ERI", "Defence Minister", "2020-01-01", None),  # a spell without end since 1995
    ],
)
def test_ministers_of_small_states_are_known_by_day(
    country: str, office: str, day: str, name: str | None
) -> None:
    held = {
        row["name"]
        for row in HOLDERS
        if row["country"] == country and office in values(row["office"])
        for last in [row["to"] or row["seen"]]
        if row["from"] <= day and day[: len(last)] <= last
    }
    assert held == ({name} if name else set())
