"""The tables of states, regions and people: codes, names, intervals."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from legation import ontology
from legation.tables import rows, values

NAMES = ("names", "demonyms", "capital", "metonyms")
STATES = list(rows("actors/countries.csv"))
REGIONS = list(rows("places/regions.csv"))
PEOPLE = list(rows("actors/people.csv"))
KINDS = {
    "city", "continent", "disputed", "province", "region", "sea", "state", "supranational_region",
    "territory",
}  # fmt: skip
BODIES = {"UNO", "EUR", "IGO", "NGO", "IMG", "MNC", "SOC"}  # what an office without a country is of
# Two people of one name and country would be taken for each other: told apart here, on purpose.
NAMESAKES = {"Andris Bērziņš", "Andris Berzins", "Michael Martin"}


def spellings(row: dict[str, str]) -> Iterator[str]:
    yield row["name"]
    yield from values(row["names"])


def test_every_state_has_one_row() -> None:
    codes = [row["code"] for row in STATES]
    assert len(codes) == len(set(codes))
    assert len([row for row in STATES if row["gw"] and not row["to"]]) >= 195
    assert {"XKX", "PSE", "TWN", "ESH", "HKG", "MAC", "GRL", "PRI", "SUN", "YUG"} <= set(codes)


@pytest.mark.parametrize(
    ("column", "shape"),
    [("code", r"[A-Z]{3}"), ("iso2", r"[A-Z]{2}"), ("gw", r"\d{1,3}|"), ("cow", r"\d{1,3}|"),
     ("fips", r"[A-Z]{2}|"), ("cameo", r"[A-Z]{3}"), ("plover", r"[A-Z]{3}")],
)  # fmt: skip
def test_codes_have_their_shape_and_living_states_do_not_share_them(
    column: str, shape: str
) -> None:
    cells = [row[column] for row in STATES]
    assert [cell for cell in cells if not re.fullmatch(shape, cell)] == []
    living = Counter(row[column] for row in STATES if row[column] and not row["to"])
    assert [code for code, count in living.items() if count > 1] == []


def test_crosswalk_follows_the_code_traps() -> None:
    state = {row["code"]: row for row in STATES}
    kosovo, serbia, turkey = state["XKX"], state["SRB"], state["TUR"]
    assert (kosovo["iso2"], kosovo["plover"], kosovo["cameo"]) == ("XK", "KOS", "KSV")
    assert (kosovo["gw"], kosovo["cow"], kosovo["fips"]) == ("347", "347", "KV")
    assert (serbia["fips"], serbia["cow"]) == ("RI", "345")
    assert (turkey["fips"], turkey["cow"]) == ("TU", "640")


@pytest.mark.parametrize("column", NAMES)
def test_no_form_stands_for_two_states(column: str) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in STATES:
        for form in (*values(row[column]), *((row["name"],) if column == "names" else ())):
            owners[form].add(row["code"])
    assert {form: found for form, found in owners.items() if len(found) > 1} == {}


def test_living_states_have_people_and_a_seat() -> None:
    bare = [r["code"] for r in STATES if r["gw"] and not r["to"] and not r["capital"]]
    mute = [r["code"] for r in STATES if r["gw"] and not r["to"] and not r["demonyms"]]
    assert bare == []
    assert mute == ["COG", "DMA", "VAT"]  # "Congolese" and "Dominican" are their neighbours


def test_regions_have_a_known_kind_and_one_owner_a_name() -> None:
    assert len(REGIONS) >= 700
    assert {row["kind"] for row in REGIONS} == KINDS
    forms = Counter(form for row in REGIONS for form in set(spellings(row)))
    assert [form for form, count in forms.items() if count > 1] == []


def test_region_names_are_names() -> None:
    forms = [form for row in REGIONS for form in spellings(row)]
    assert [form for form in forms if re.search(r"[;#=\[\]]", form) or len(form) > 60] == []


def test_region_that_shares_its_name_with_a_state_says_so() -> None:
    states = {form for row in STATES for form in spellings(row)}
    clashes = [row for row in REGIONS if states & set(spellings(row))]
    assert [row["name"] for row in clashes if not row["note"]] == []


def test_unrecognised_states_are_partially_recognised_entities() -> None:
    entities = {row["name"] for row in REGIONS if row["sector"] == "PRE"}
    assert {
        "Abkhazia",
        "South Ossetia",
        "Transnistria",
        "Northern Cyprus",
        "Somaliland",
    } <= entities


def test_people_have_stable_ids_with_one_name_each() -> None:
    assert len(PEOPLE) >= 3000
    names = defaultdict(set)
    for row in PEOPLE:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]), row
        names[row["id"]].add((row["name"], row["names"]))
    assert {one: found for one, found in names.items() if len(found) > 1} == {}


def test_spelling_belongs_to_one_person_of_a_country() -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in PEOPLE:
        for form in spellings(row):
            owners[row["country"], form].add(row["id"])
    shared = {form for (_, form), found in owners.items() if len(found) > 1}
    assert shared <= NAMESAKES


def test_spellings_are_names_and_no_lists() -> None:
    odd = [form for row in PEOPLE for form in spellings(row) if re.search(r"[;#=()]|^\W|  ", form)]
    assert odd == []


def test_office_without_a_country_is_of_a_body() -> None:
    stateless = [row for row in PEOPLE if not row["country"]]
    assert {row["sector"] for row in stateless} <= BODIES
    assert [row for row in PEOPLE if row["sector"] not in ontology.sectors()] == []


def test_spells_run_forward_and_are_checked_after_they_began() -> None:
    for row in PEOPLE:
        first, last, checked = row["from"], row["to"], row["checked"]
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", first), row
        shared = min(len(first), len(last))
        assert first[:shared] <= last[:shared], row
        assert first[: len(checked)] <= checked[: len(first)], row
        assert row["source"], row


def test_spell_stands_once() -> None:
    spells = Counter((r["id"], r["country"], r["organisation"], r["office"], r["from"])
                     for r in PEOPLE)  # fmt: skip
    assert [spell for spell, count in spells.items() if count > 1] == []


@pytest.mark.parametrize(
    "country", ["USA", "RUS", "CHN", "GBR", "FRA", "DEU", "JPN", "TUR", "SRB", "XKX", "UKR", "ISR"]
)
@pytest.mark.parametrize("year", ["2010", "2016", "2020", "2024"])
def test_foreign_minister_of_the_day_is_known(country: str, year: str) -> None:
    offices = {"Foreign Minister", "Foreign Secretary", "Secretary of State"}
    held = [
        row["name"]
        for row in PEOPLE
        if row["country"] == country and row["office"] in offices
        and row["from"][:4] <= year <= (row["to"] or row["checked"])[:4]
    ]  # fmt: skip
    assert held
