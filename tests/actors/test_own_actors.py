"""The user's own file: what it may say, that it wins, and how wrong rows are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from legation.errors import DataError, InputError, LegationError
from legation.records import Kind
from legation.registry.known import Form, Registry
from legation.registry.load import load_registry
from legation.registry.own import own_rows

DAY = date(2024, 3, 9)


def registry_of(folder: Path, text: str, name: str = "mine.csv") -> Registry:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load_registry(path)


def test_own_person_holds_the_office_in_place_of_ours(tmp_path: Path) -> None:
    registry = registry_of(
        tmp_path,
        "name,country,office,sector,from,to\nDeniz Aksoy,TUR,Defence Minister,GOV,2024-01-01,\n",
    )
    holder = registry.cited_holder("Defence Minister", "TUR", DAY, DAY)
    assert holder is not None
    assert (holder.name, holder.id) == ("Deniz Aksoy", "deniz-aksoy")
    before = registry.holders_on("Defence Minister", "TUR", date(2023, 12, 31))
    assert [h.actor.id for h in before] == ["yasar-guler"]


def test_own_row_replaces_the_person_of_that_name_and_keeps_the_id(tmp_path: Path) -> None:
    registry = registry_of(
        tmp_path, "name,country,office,from\nYaşar Güler,TUR,Transport Minister,2024\n"
    )
    (entry,) = registry.entries("Yaşar Güler")
    assert entry.own
    assert entry.actor.id == "yasar-guler"
    assert [o.title for o in entry.actor.offices] == ["Transport Minister"]
    assert registry.cited_holder("Defence Minister", "TUR", DAY, DAY) is None
    assert [a.id for a in registry.person_by_surname("Güler", DAY)] == ["yasar-guler"]


def test_person_of_another_country_stays(tmp_path: Path) -> None:
    registry = registry_of(
        tmp_path, "name,country,office,from\nYaşar Güler,AUT,Finance Minister,2024\n"
    )
    assert {e.actor.country for e in registry.entries("Yaşar Güler")} == {"TUR", "AUT"}


def test_sector_of_a_title_we_know_is_filled_in(tmp_path: Path) -> None:
    registry = registry_of(
        tmp_path, "name,country,office,from\nIda Lund,NOR,Chief of the General Staff,2024\n"
    )
    assert registry.actors["ida-lund"].offices[0].sector == "MIL"


@pytest.mark.parametrize(
    ("kind", "form", "record"),
    [
        ("group", Form.GROUP, Kind.GROUP),
        ("organisation", Form.BODY, Kind.ORGANISATION),
        ("mission", Form.BODY, Kind.MISSION),
        ("place", Form.REGION, Kind.PLACE),
        ("document", Form.PROCESS, Kind.DOCUMENT),
    ],
)
def test_other_kinds_win_over_ours(tmp_path: Path, kind: str, form: Form, record: Kind) -> None:
    registry = registry_of(
        tmp_path, f"name,names,kind,country\nHill Accord,The Hills|KFOR,{kind},SRB\n"
    )
    for name in ("Hill Accord", "The Hills"):
        (entry,) = registry.entries(name)
        assert (entry.form, entry.actor.kind, entry.own) == (form, record, True)
    assert [e.own for e in registry.entries("KFOR")] == [False, True]


def test_agent_nouns_and_titles_are_words_of_the_text(tmp_path: Path) -> None:
    registry = registry_of(
        tmp_path,
        "name,names,kind,sector\nhill ranger,hill rangers,agent,PRM\nHigh Steward,,office,GOV\n",
    )
    (agent,) = registry.phrasing(("hill", "rangers"))
    assert agent.sector == "PRM"
    assert registry.general_titles("high steward") == ("High Steward",)
    assert "hill" in registry.starters


def test_yaml_says_the_same(tmp_path: Path) -> None:
    table = own_rows(
        _written(tmp_path / "a.csv", "name,names,kind,country,from\nAb,C|D,group,NOR,2020\n")
    )
    listed = own_rows(
        _written(
            tmp_path / "a.yaml",
            "# ours\n- name: Ab\n  names: [C, D]\n  kind: group\n  country: NOR\n  from: 2020\n",
        )
    )
    assert [row.cells for row in listed] == [row.cells for row in table]
    assert (table[0].line, listed[0].line) == (2, 2)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name,kind\n# a comment\n\nAb,grop\n", "line 4: kind 'grop' is unknown; did you mean"),
        ("name,kind,county\nAb,group,NOR\n", "line 2: no column 'county' is known; did"),
        ("name,kind,country\nAb,group,NRO\n", "line 2: country 'NRO' is no ISO 3166 alpha-3 code"),
        ("name,kind,sector\nAb,group,REBEL\n", "line 2: sector 'REBEL' is no PLOVER code"),
        ("name,kind,from\nAb,group,9/3/2024\n", "line 2: from '9/3/2024' is no ISO day, month"),
        ("name,kind,from\nAb,group,2024-13\n", "line 2: from '2024-13' is no ISO day"),
        ("name,kind,from,to\nAb,group,2024,2023\n", "line 2: it ends (2023) before it begins"),
        ("name,kind\n,group\n", "line 2: no name"),
        ("name,country\nAb,NOR\n", "line 2: neither kind nor office"),
        ("name,kind\nAb,group,NOR\n", "line 2: 3 cells under 2 columns"),
        ("kind\ngroup\n", "line 1: no column 'name'"),
    ],
)  # fmt: skip
def test_wrong_row_is_told_with_file_and_line(tmp_path: Path, text: str, told: str) -> None:
    path = _written(tmp_path / "mine.csv", text)
    with pytest.raises(DataError) as caught:
        own_rows(path)
    assert str(caught.value).startswith(f"{path} ")
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name: Ab\nkind: group\n", "line 1: not a list"),
        ("- Ab\n", "line 1: not a mapping"),
        ("- name: Ab\n  kind: group\n- name: Cd\n  kind: grp\n", "line 3: kind 'grp' is unknown"),
        ("- name: Ab\n  names: {x: y}\n", "line 2: names is no plain value"),
        ("- name: Ab\n   kind: group\n", "line 2: not YAML"),
    ],
)
def test_wrong_yaml_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(DataError, match=told):
        own_rows(_written(tmp_path / "mine.yaml", text))


def test_file_that_cannot_be_read_is_an_error_of_ours(tmp_path: Path) -> None:
    latin = tmp_path / "latin.csv"
    latin.write_bytes("name,kind\nFröya,group\n".encode("latin-1"))
    for path in (tmp_path / "none.csv", latin):
        with pytest.raises(InputError, match=path.name):
            own_rows(path)
    with pytest.raises(LegationError):
        load_registry(tmp_path / "none.csv")


def test_changed_file_is_read_again(tmp_path: Path) -> None:
    first = registry_of(tmp_path, "name,kind\nAb Cd,group\n")
    assert registry_of(tmp_path, "name,kind\nAb Cd,group\n") is first
    assert registry_of(tmp_path, "name,kind\nEf Gh,group\n").entries("Ab Cd") == []
    assert load_registry().entries("Ef Gh") == []


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
