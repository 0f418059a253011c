"""Exports: read back by other tools, columns exact, rows equal to the report, no formulas."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas
import polars
import pytest
from asked_stories import READINGS, asked_store
from factories import a_when
from hypothesis import given
from hypothesis import strategies as st

from legation.ask.query import Query
from legation.ask.tabular.schemas import TABLES
from legation.codec import decode_lines
from legation.export import (
    csv_tables,
    followthemoney,
    gdelt,
    json_lines,
    markdown,
    parquet_files,
    polecat,
)
from legation.export.codebook import codebook, codes
from legation.export.loss import LossReport
from legation.records import Precision
from legation.tables import rows


@pytest.fixture(scope="module")
def query() -> Iterator[Query]:
    with asked_store() as store:
        yield Query(store, today=date(2024, 4, 30))


def columns(table: str) -> list[str]:
    return [row["name"] for row in rows(f"ontology/formats/{table}.csv")]


def filled(report: LossReport, name: str) -> int:
    return dict(report.filled)[name]


@pytest.mark.parametrize("name", ["events", "dyads", "statements", "claims"])
def test_pandas_and_polars_read_every_table(query: Query, name: str, tmp_path: Path) -> None:
    records = getattr(query, name)()
    path = tmp_path / "t"
    with path.with_suffix(".csv").open("w", newline="") as file:
        report = csv_tables.write(records, file, table=records.table)
    with path.with_suffix(".parquet").open("wb") as binary:
        assert parquet_files.write(records, binary, table=records.table).rows == report.rows
    with path.with_suffix(".jsonl").open("w") as file:
        assert json_lines.write(records, file, table=records.table).rows == report.rows
    names = [column.name for column in TABLES[name].columns]
    for frame in (
        pandas.read_csv(path.with_suffix(".csv")),
        pandas.read_parquet(path.with_suffix(".parquet")),
        polars.read_csv(path.with_suffix(".csv")),
        polars.read_parquet(path.with_suffix(".parquet")),
        polars.read_ndjson(path.with_suffix(".jsonl")),
    ):
        assert sorted(frame.columns) == sorted(names)
        assert len(frame) == report.rows == len(list(records.rows()))


def test_polecat_has_its_columns_and_says_what_it_lost(query: Query) -> None:
    out = io.StringIO()
    report = polecat.write(query.events(), out)
    frame = polars.read_csv(
        io.StringIO(out.getvalue()), separator="\t", null_values="None", quote_char=None
    )
    assert frame.columns == columns("polecat_weekly")
    assert frame.height == report.rows == report.records == 4
    visit = frame.filter(polars.col("Event Mode") == "visit").to_dicts()[0]
    assert visit["Event Date"] == "2024-03-12"
    assert visit["Actor Name"] == "Espen Barth Eide; Iceland"
    assert visit["Actor Country"] == "NOR; ISL"
    assert visit["Actor COW"] == "385; 395"
    assert visit["Primary Actor Sector"] == "GOV"
    assert visit["Quad Code"] == "VERBAL COOPERATION"
    assert frame["Event Date"].null_count() == 3  # two undated, one of a month
    lost = {loss.reason: loss.count for loss in report.losses}
    assert lost["events without a day: Event Date is None"] == 2
    assert lost["events whose time is longer than a day: Event Date is None"] == 1
    assert lost["status planned: the format cannot say so"] == 1
    assert filled(report, "Event Date") == 1


def test_gdelt_has_its_columns_a_row_for_every_two_sides(query: Query) -> None:
    out = io.StringIO()
    report = gdelt.write(query.events(), out)
    lines = [line.split("\t") for line in out.getvalue().splitlines()]
    names = columns("gdelt2_events")
    assert {len(line) for line in lines} == {61} == {len(names)}
    assert len(lines) == report.rows
    table = [dict(zip(names, line, strict=True)) for line in lines]
    assert len({row["GLOBALEVENTID"] for row in table}) == len(table)
    visit = next(row for row in table if row["EventCode"] == "042")
    assert visit["SQLDATE"] == "20240312"
    assert visit["MonthYear"] == "202403"
    assert visit["FractionDate"] == "2024.2795"
    assert (visit["Actor1Code"], visit["Actor2Code"]) == ("NORGOV", "ISL")
    assert (visit["EventBaseCode"], visit["EventRootCode"], visit["QuadClass"]) == (
        "042",
        "04",
        "1",
    )
    assert visit["IsRootEvent"] == "1"
    assert visit["SOURCEURL"] == "https://fjord.example/1"
    assert visit["DATEADDED"] == "20240320080000"
    assert visit["Actor2Geo_CountryCode"] == "IC"
    sanction = next(row for row in table if row["EventRootCode"] == "16")
    assert (sanction["SQLDATE"], sanction["MonthYear"], sanction["Year"]) == ("", "202404", "2024")


@pytest.mark.parametrize("write", [polecat.write, gdelt.write])
def test_what_the_record_has_is_not_left_empty(query: Query, write: Any) -> None:
    """A column that no record fills is told with its reason; all others are filled somewhere."""
    report = write(query.events(), io.StringIO())
    empty = {name for name, times in report.filled if not times}
    made_up_stories_lack = {
        "Contexts", "Placename", "City", "Country", "Raw Placename", "Feature Type",
        "Recipient Title", "Primary Recipient Sector", "Recipient Sectors",
        "Actor1KnownGroupCode", "Actor2KnownGroupCode", "Actor1Type2Code", "Actor1Type3Code",
        "Actor2Type1Code", "Actor2Type2Code", "Actor2Type3Code",
        "ActionGeo_Type", "ActionGeo_Fullname", "ActionGeo_CountryCode", "ActionGeo_Lat",
        "ActionGeo_Long", "Latitude", "Longitude", "Story Organizations",
    }  # fmt: skip
    assert empty <= made_up_stories_lack
    assert all(why for _, why in report.unmade)


def test_readings_come_back_as_they_were(query: Query) -> None:
    out = io.StringIO()
    report = json_lines.write_readings(query.readings(), out)
    back = list(decode_lines(out.getvalue().splitlines()))
    assert len(back) == report.rows == len(READINGS)
    assert {r.article.id: r.events for r in back} == {r.article.id: r.events for r in READINGS}


def test_no_cell_is_a_formula(query: Query) -> None:
    out = io.StringIO()
    report = csv_tables.write(query.statements(), out, table=TABLES["statements"])
    cells = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert {row["title"] for row in cells} >= {"'=cmd|'/c calc'!A1"}
    assert {row["words"] for row in cells} >= {"'=HYPERLINK(1) a milestone"}
    assert report.losses[0].count >= 2


@given(st.text(alphabet="=+-@\t\r＝ a1", max_size=6))
def test_any_text_is_defused(text: str) -> None:
    assert not csv_tables.defused(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


def test_markdown_is_text(query: Query) -> None:
    out = io.StringIO()
    markdown.write(query.statements(), out, table=TABLES["statements"], columns=["title", "words"])
    assert "| =cmd\\|'/c calc'\\!A1 |" in out.getvalue()


def test_json_lines_hold_lists_and_nulls(query: Query) -> None:
    out = io.StringIO()
    json_lines.write(query.events(), out, table=TABLES["events"])
    rows_back = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [row["when_first"] for row in rows_back].count(None) == 2
    assert ["NOR", "ISL"] in [row["actor_countries"] for row in rows_back]


def test_the_codebook_tells_every_column_and_code() -> None:
    book = "\n".join(codebook())
    for table in TABLES.values():
        assert all(f"| `{column.name}` |" in book for column in table.columns)
    known = {code.code for code in codes()}
    assert {"CONSULT", "CONSULT.visit", "UAF", "planned", "042", "recognizes"} <= known


# Of the schemata of FollowTheMoney 4.11: those that we write, with the properties we use.
ENTITIES = {
    "Article": {"title", "sourceUrl", "publisher", "publishedAt"},
    "Person": {"name", "country"},
    "Organization": {"name", "country"},
    "PublicBody": {"name", "country"},
    "Event": {
        "name", "summary", "involved", "location", "country", "proof", "recordId", "sourceUrl",
        "publisher", "date", "startDate", "endDate",
    },
}  # fmt: skip


def test_entities_stand_once_and_lead_to_each_other(query: Query) -> None:
    out = io.StringIO()
    report = followthemoney.write(query.events(), out)
    entities = [json.loads(line) for line in out.getvalue().splitlines()]
    by_id = {entity["id"]: entity for entity in entities}
    assert len(by_id) == len(entities) == report.rows > 0
    for entity in entities:
        assert set(entity["properties"]) <= ENTITIES[entity["schema"]]
        for values in entity["properties"].values():
            assert values
            assert all(isinstance(value, str) and value for value in values)
        for id_ in entity["properties"].get("involved", ()):
            assert by_id[id_]["schema"] in ("Person", "Organization", "PublicBody")
        for id_ in entity["properties"].get("proof", ()):
            assert by_id[id_]["schema"] == "Article"
    told = [entity for entity in entities if entity["schema"] == "Event"]
    happened = [
        deed for deed in query.events() if str(deed.event.status) in ("happened", "ongoing")
    ]
    assert {e["properties"]["recordId"][0] for e in told} == {d.event.id for d in happened}
    left = sum(loss.count for loss in report.losses if loss.reason.startswith("status"))
    assert report.records == len(told) + left


def test_an_entity_has_a_date_as_exact_as_the_text() -> None:
    for when, told in (
        (a_when("2024-03-05"), {"date": "2024-03-05"}),
        (a_when("2024-03-01", "2024-03-31", precision=Precision.MONTH), {"date": "2024-03"}),
        (a_when("2024-01-01", "2024-12-31", precision=Precision.YEAR), {"date": "2024"}),
        (
            a_when("2024-03-01", "2024-03-09", precision=Precision.RANGE),
            {"startDate": "2024-03-01", "endDate": "2024-03-09"},
        ),
        (a_when("2024-03-01", precision=Precision.SINCE), {"startDate": "2024-03-01"}),
        (None, {}),
    ):
        assert followthemoney._days(when) == told
