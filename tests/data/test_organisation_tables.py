"""The tables of agent nouns, offices, bodies, missions, groups, communities and processes."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest

from legation.ontology import sectors
from legation.records import Kind
from legation.tables import data_path, rows, values

INTERNATIONAL = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
BODY = "id,name,names,kind,code,country,sector,seat,parent,from,to,note"
TABLES = {  # table: (what is unique, least number of rows, columns)
    "agents": ("noun", 2000, "noun,plural,sector,kind,human,note"),
    "communities": ("name", 300, "name,names,country,sector,class,note"),
    "groups": ("id", 350, "id,name,names,country,sector,kind,from,to,ruled,note"),
    "missions": ("id", 150, f"{BODY},organisation,host,mandate"),
    "office_prefixes": ("prefix", 80, "prefix,effect"),
    "offices": ("title", 250, "title,names,sector,level,institution,note"),
    "organisations": ("id", 600, BODY),
    "processes": ("id", 200, "id,name,names,kind,parties,mediator,from,to,note"),
}
NAMED = [name for name, (_, _, columns) in TABLES.items() if "name,names" in columns]
LEVELS = set(
    "head_of_state head_of_government minister deputy official military judicial legislative"
    " party religious international".split()
)
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?|")


@cache
def table(name: str) -> list[dict[str, str]]:
    return list(rows(f"actors/{name}.csv"))


@cache
def countries() -> set[str]:
    return {row["code"] for row in table("countries")}


def names_of(row: dict[str, str]) -> tuple[str, ...]:
    return (row["name"], *values(row["names"]))


@pytest.mark.parametrize("name", TABLES)
def test_table_has_its_columns_and_enough_unique_rows(name: str) -> None:
    unique, least, columns = TABLES[name]
    found = table(name)
    assert list(found[0]) == columns.split(",")
    assert len(found) >= least
    assert [k for k, n in Counter(row[unique] for row in found).items() if n > 1] == []
    assert all(row[unique] for row in found)


@pytest.mark.parametrize("name", TABLES)
def test_table_says_what_it_is_and_holds_clean_text(name: str) -> None:
    text = data_path(f"actors/{name}.csv").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert re.search(r"^# Source: .* Licence: .* Checked: \d{4}-\d\d-\d\d$", text, re.MULTILINE)
    for row in table(name):
        for cell in row.values():
            assert "  " not in cell
            assert "||" not in cell
            assert cell == cell.strip("|")
            assert len(values(cell)) == len(set(values(cell))), cell


@pytest.mark.parametrize("name", TABLES)
def test_sectors_countries_and_days_are_valid(name: str) -> None:
    known = set(sectors()) | {""}
    for row in table(name):
        assert row.get("sector", "") in known, row
        assert set(values(row.get("country", ""))) <= countries(), row
        assert set(values(row.get("host", ""))) <= countries(), row
        assert DAY.fullmatch(row.get("from", "")), row
        assert DAY.fullmatch(row.get("to", "")), row
        if row.get("from") and row.get("to"):
            assert row["from"][:4] <= row["to"][:4], row


@pytest.mark.parametrize("name", NAMED)
def test_no_name_stands_twice_for_bodies_of_one_country(name: str) -> None:
    seen = Counter(
        (form, row.get("country", "")) for row in table(name) for form in set(names_of(row))
    )
    assert [form for form, n in seen.items() if n > 1] == []


@pytest.mark.parametrize("name", ["groups", "missions", "organisations"])
def test_every_body_belongs_somewhere(name: str) -> None:
    for row in table(name):
        assert (
            row["country"]
            or row.get("code")
            or row["sector"] in INTERNATIONAL
            or (name == "missions" and row["host"])
        ), row
        assert row.get("code", "") in INTERNATIONAL | {""}, row
        assert row["kind"] == Kind(
            {"organisations": "organisation", "missions": "mission"}.get(name, "group")
        )


def test_seats_of_government_are_left_to_the_countries() -> None:
    """Named bodies are no second entry for a state, its government or its people.

    A ministry that is also called by its seat is a body of its own, and so is the Holy See.
    """
    apart = {
        "State Department",
        "US State Department",
        "U.S. State Department",
        "Foggy Bottom",
        "Pentagon",
        "Capitol Hill",
        "Vatican",
        "Holy See",
        "Roman Curia",
    }
    taken = {
        (form, row["code"])
        for row in table("countries")
        for form in (row["name"], *values(row["names"]), *values(row["metonyms"]))
    }
    for row in table("organisations"):
        for form in set(names_of(row)) - apart:
            assert (form, row["country"]) not in taken, row


def test_parents_and_running_bodies_are_organisations() -> None:
    known = {row["name"] for row in table("organisations")}
    for row in [*table("organisations"), *table("missions")]:
        assert row["parent"] in known | {""}, row
        assert row.get("organisation", "") in known | {""}, row


def test_agent_nouns_are_lower_case_with_kind_and_plural() -> None:
    nouns = {row["noun"]: row for row in table("agents")}
    owner = Counter(plural for row in nouns.values() for plural in values(row["plural"]))
    assert [plural for plural, n in owner.items() if n > 1] == []
    for noun, row in nouns.items():
        assert noun == noun.lower()
        assert row["human"] in {"yes", "no"}, row
        assert Kind(row["kind"]) in {
            Kind.PERSON,
            Kind.OFFICE,
            Kind.GROUP,
            Kind.ORGANISATION,
            Kind.GOVERNMENT,
            Kind.STATE,
            Kind.COMMUNITY,
            Kind.PLACE,
        }
        for plural in values(row["plural"]):
            assert plural != noun
            assert plural not in nouns, row


@pytest.mark.parametrize(
    ("word", "sector", "plural"),
    [
        ("soldier", "MIL", "soldiers"),
        ("suicide bomber", "REB", "suicide bombers"),
        ("spokesman", "", "spokesmen"),
        ("prisoner of war", "MIL", "prisoners of war"),
        ("defence ministry", "GOV", "defence ministries"),
        ("defense ministry", "GOV", "defense ministries"),
        ("riot police", "COP", ""),
        ("passer-by", "CVL", "passers-by"),
        ("aid worker", "NGO", "aid workers"),
        ("warplane", "MIL", "warplanes"),
        ("labor union", "LAB", "labor unions"),
    ],
)
def test_agent_noun_has_sector_and_plural(word: str, sector: str, plural: str) -> None:
    row = next(row for row in table("agents") if row["noun"] == word)
    assert (row["sector"], row["plural"]) == (sector, plural)


def test_office_forms_are_unique_and_have_a_level() -> None:
    owner = Counter(
        form.lower()
        for row in table("offices")
        for form in {row["title"], *values(row["names"])}
        if form == row["title"] or form.lower() != row["title"].lower()
    )
    assert [form for form, n in owner.items() if n > 1] == []
    assert {row["level"] for row in table("offices")} <= LEVELS


def test_office_and_agent_agree_where_both_know_a_phrase() -> None:
    offices = {
        form.lower(): row["sector"]
        for row in table("offices")
        for form in (row["title"], *values(row["names"]))
    }
    for row in table("agents"):
        if row["noun"] in offices:
            assert (row["kind"], row["sector"]) == ("office", offices[row["noun"]]), row


@pytest.mark.parametrize(
    ("form", "title"),
    [
        ("external affairs minister", "Foreign Minister"),
        ("minister of defense", "Defence Minister"),
        ("home secretary", "Interior Minister"),
        ("chief of the general staff", "Chief of the General Staff"),
        ("EU foreign policy chief", "EU High Representative"),
        ("UN chief", "UN Secretary-General"),
        ("U.N. chief", "UN Secretary-General"),
        ("vice premier", "Deputy Prime Minister"),
        ("foreign ministry spokeswoman", "Foreign Ministry Spokesperson"),
        ("deputies", "Lawmaker"),
    ],
)
def test_office_is_known_by_its_forms(form: str, title: str) -> None:
    found = [
        row["title"]
        for row in table("offices")
        if form.lower() in {name.lower() for name in (row["title"], *values(row["names"]))}
    ]
    assert found == [title]


def test_prefixes_have_known_effects() -> None:
    effects = set(
        "former acting deputy elect designate outgoing current candidate claimed shadow honorary"
        " joint senior junior local same".split()
    )
    assert {row["effect"] for row in table("office_prefixes")} <= effects


@pytest.mark.parametrize(
    ("name", "form", "ids"),
    [
        ("organisations", "UN Security Council", ["un-security-council"]),
        ("organisations", "Nato", ["nato"]),
        ("groups", "Ansar Allah", ["houthis"]),
        ("groups", "Daesh", ["islamic-state"]),
        ("missions", "Kosovo Force", ["kfor"]),
        ("missions", "Operation Aspides", ["eunavfor-aspides"]),
        ("processes", "JCPOA", ["iran-nuclear-deal"]),
        ("processes", "Resolution 1244", ["un-security-council-resolution-1244"]),
    ],
)
def test_body_is_known_by_its_forms(name: str, form: str, ids: list[str]) -> None:
    assert [row["id"] for row in table(name) if form in names_of(row)] == ids


def test_communities_are_ethnic_or_religious() -> None:
    for row in table("communities"):
        assert row["sector"] == {"ethnic": "CVL", "religious": "REL"}[row["class"]], row


def test_processes_name_states_and_known_mediators() -> None:
    bodies = {row["name"] for row in table("organisations")}
    for row in table("processes"):
        assert Kind(row["kind"]) in {Kind.PROCESS, Kind.DOCUMENT}
        assert set(values(row["parties"])) <= countries(), row
        assert set(values(row["mediator"])) <= countries() | bodies, row


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_sorted(name: str) -> None:
    keys = [row[TABLES[name][0]] for row in table(name)]
    assert keys == sorted(keys, key=str.casefold) or keys == sorted(keys)
