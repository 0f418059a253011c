"""The files people may edit: sourced, sorted, and with codes that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from legation import ontology
from legation.errors import DataError, InputError
from legation.records import Predicate
from legation.tables import data_path, rows, values

DATA = data_path("")
TABLES = sorted(DATA.rglob("*.csv"))
OTHERS = sorted(
    p for p in DATA.rglob("*") if p.is_file() and p.suffix not in (".csv", ".md", ".pyc")
)
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def told(path: Path) -> str:
    return str(path.relative_to(DATA))


def head_of(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if line.startswith("#"))


def cells(path: Path, column: str) -> Iterator[str]:
    """Every value of a column, split where a cell holds several; nothing for a file without it."""
    for row in rows(path):
        yield from values(row.get(column, ""))


def countries() -> set[str]:
    return {row["code"] for row in rows("actors/countries.csv")} | set(ontology.sectors())


@pytest.mark.parametrize("path", TABLES, ids=told)
def test_table_says_what_it_is_and_may_be_used_for(path: Path) -> None:
    head = head_of(path).lower()
    assert path.read_text(encoding="utf-8").startswith("# ")
    assert "source" in head
    assert "licence" in head
    assert re.search(r"checked:? (20\d\d-\d\d-\d\d|see the column)", head)


@pytest.mark.parametrize("folder", sorted({path.parent for path in OTHERS}), ids=told)
def test_files_that_are_no_tables_are_told_of_in_a_readme(folder: Path) -> None:
    beside, above = folder / "README.md", folder.parent / "README.md"
    text = (beside if beside.exists() else above).read_text(encoding="utf-8").lower()
    assert f"{folder.name}/" in text or beside.exists()
    assert "source" in text
    assert "licence" in text


@pytest.mark.parametrize("path", TABLES, ids=told)
def test_rows_are_whole_and_each_stands_once(path: Path) -> None:
    lines = [tuple(row.values()) for row in rows(path)]
    assert lines, "a table without rows"
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("path", TABLES, ids=told)
def test_rows_are_sorted(path: Path) -> None:
    if path.parent.name == "formats" and path.name != "FORMATS.csv":
        firsts = [row["position"].zfill(4) for row in rows(path)]
    else:
        firsts = [next(iter(row.values())) for row in rows(path)]
    folded = [first.casefold() for first in firsts]
    wrong = [f"{b!r} after {a!r}" for a, b in pairwise(firsts) if a > b]
    assert not wrong or folded == sorted(folded), wrong[:5]


@pytest.mark.parametrize("path", TABLES, ids=told)
def test_country_and_sector_codes_exist(path: Path) -> None:
    assert set(cells(path, "country")) - countries() == set()
    assert set(cells(path, "sector")) - set(ontology.sectors()) == set()


@pytest.mark.parametrize("path", TABLES, ids=told)
def test_dates_are_iso_and_intervals_run_forward(path: Path) -> None:
    for row in rows(path):
        first, last = row.get("from", ""), row.get("to", "")
        for day in (first, last, row.get("checked", "")):
            assert not day or DAY.fullmatch(day), row
        shared = min(len(first), len(last))
        assert first[:shared] <= last[:shared], row


@pytest.mark.parametrize("path", sorted((DATA / "language").rglob("*.csv")), ids=told)
def test_event_codes_and_predicates_exist(path: Path) -> None:
    for row in rows(path):
        if "cameo" in row and row.get("type"):
            assert row["type"] in ontology.event_types(), row
            assert not row["cameo"] or ontology.is_cameo(row["cameo"]), row
            assert not row.get("mode") or row["mode"] in ontology.modes_of(row["type"]), row
            assert set(values(row.get("contexts", ""))) <= ontology.contexts(), row
        if row.get("predicate"):
            assert row["predicate"] in set(Predicate), row


def test_ontology_tables_agree_with_each_other() -> None:
    for row in rows("ontology/cameo_to_plover.csv"):
        assert not row["plover_event"] or row["plover_event"] in ontology.event_types()
    for row in rows("ontology/plover_modes.csv"):
        assert row["mode"] in ontology.modes_of(row["event"])
    with pytest.raises(InputError):
        ontology.modes_of("FIGHT")


def test_wrong_row_is_named_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("# mine\nname,country\nAna,KEN\nBen,KEN,more\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"mine\.csv line 4: 3 cells under 2 columns"):
        list(rows(path))
