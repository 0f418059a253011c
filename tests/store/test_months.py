"""A store as Parquet files by month, asked in place: the same counts as the store's own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from factories import a_reading, an_article
from how_tos import fill_store

from legation.ask.query import Query
from legation.errors import InputError, LegationError, StoreError
from legation.store import Store, open_store
from legation.store.keeping.month_files import TABLES, write_months
from legation.store.keeping.month_store import MonthStore, open_months

TODAY = date(2026, 11, 30)
ODD = "it's [1] * %s"  # a folder that is no pattern, format or SQL


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The bundled stories, as they were read."""
    path = tmp_path_factory.mktemp("stories") / "stories.db"
    fill_store(path)
    with open_store(str(path)) as store:
        yield store


@pytest.fixture(scope="module")
def folder(stories: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("columns") / ODD
    write_months(stories, made)
    return made


@pytest.fixture(scope="module")
def both(stories: Store, folder: Path) -> Iterator[tuple[Query, Query]]:
    with open_months(folder) as columns:
        yield Query(stories, today=TODAY), Query(columns, today=TODAY)


ASKED: list[tuple[str, dict[str, Any]]] = [
    ("events", {}),
    ("events", {"actor": "Israel"}),
    ("events", {"from_": "IND", "to": "PAK"}),
    ("events", {"actor": "!India", "quad": ["3", "4"]}),
    ("events", {"actor": "Prime Minister of India"}),
    ("events", {"type": ["CONSULT", "AGREE"], "status": "!denied"}),
    ("events", {"cameo": "03*"}),
    ("events", {"on": "2024"}),
    ("events", {"told": "2025-03..2025-08", "dated": "no"}),
    ("events", {"country": "!USA", "sure": "0.5.."}),
    ("events", {"sector": "MIL"}),
    ("dyads", {"actor": "USA"}),
    ("statements", {"speaker": "Netanyahu"}),
    ("statements", {"depth": "2..3", "on": "2018..2024"}),
    ("statements", {"act": "denies"}),
    ("statements", {"kind": "quoted", "actor": "Somalia"}),
    ("claims", {"predicate": "holds_office"}),
    ("claims", {"subject": "Somaliland"}),
    ("claims", {"object": "United Nations", "on": "2026"}),
]
FACETS = {
    "events": ("type", "quad", "status", "context", "country", "sector", "outlet"),
    "dyads": ("type", "country"),
    "statements": ("act", "kind", "country", "outlet"),
    "claims": ("predicate", "holds", "country", "language"),
}


@pytest.mark.parametrize(("kind", "filters"), ASKED, ids=str)
def test_counts_are_those_of_the_store(
    both: tuple[Query, Query], kind: str, filters: dict[str, Any]
) -> None:
    told, again = (getattr(query, kind)(**filters) for query in both)
    assert again.count() == told.count()
    assert again.by_month() == told.by_month()
    assert again.facets(*FACETS[kind]) == told.facets(*FACETS[kind])


def test_the_questions_find_something(both: tuple[Query, Query]) -> None:
    found = [next(iter(getattr(both[1], kind)(**f).count().values())) for kind, f in ASKED]
    assert sum(number > 0 for number in found) >= 12


def test_months_add_up_and_stand_beside_what_was_read(both: tuple[Query, Query]) -> None:
    store, columns = both
    counted = columns.events().by_month()
    assert sum(counted.values()) == columns.events().count()["reports"]
    assert columns.articles_by_month() == store.articles_by_month()
    assert set(counted) <= set(columns.articles_by_month())


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_files_hold_every_row_in_its_month(folder: Path, stories: Store, table: str) -> None:
    from pyarrow import parquet
    from sqlalchemy import text

    rows = json.loads((folder / "manifest.json").read_text())["rows"][table]
    files = {path.stem: path for path in (folder / table).iterdir()}
    assert {m: parquet.ParquetFile(p).metadata.num_rows for m, p in files.items()} == rows
    with stories.reading() as connection:
        assert (
            sum(rows.values()) == connection.execute(text(f"SELECT count(*) FROM {table}")).scalar()
        )
    if table == "articles":
        for month, path in files.items():
            days = parquet.read_table(path)["published_first"].to_pylist()
            assert {f"{day:%Y-%m}" for day in days} == {month}


def test_equal_stores_give_equal_files(tmp_path: Path) -> None:
    days = [date(2024, 2, 29), date(1, 1, 1), date(9999, 12, 31), None, date(2024, 2, 1)]
    readings = [a_reading(an_article(f"Text {n}.", published=day)) for n, day in enumerate(days)]
    seen = []
    for name, given in (("a", readings), ("b", readings[::-1])):
        with Store.open("sqlite://") as store:
            for reading in given:
                store.write(reading, at=datetime(2026, 1, 1, tzinfo=UTC))
            write_months(store, tmp_path / name)
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        seen.append({str(p.relative_to(tmp_path / name)): p.read_bytes() for p in files})
    assert seen[0] == seen[1]
    months = [name[9:-8] for name in seen[0] if name.startswith("articles/")]
    assert sorted(months) == ["0001-01", "2024-02", "9999-12", "unknown"]


def test_an_empty_store_counts_nothing(tmp_path: Path) -> None:
    with Store.open("sqlite://") as store:
        assert set(write_months(store, tmp_path / "none").values()) == {0}
    with open_months(tmp_path / "none") as columns:
        assert Query(columns).events(actor="Israel").count()["reports"] == 0
        assert Query(columns).claims().by_month() == {}


def test_what_fails_leaves_no_folder(
    stories: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pyarrow import parquet

    class Full(parquet.ParquetWriter):  # type: ignore[misc]
        def write_batch(self, *_: Any, **__: Any) -> None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(parquet, "ParquetWriter", Full)
    with pytest.raises(InputError, match="No space left"):
        write_months(stories, tmp_path / "full")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_left_alone(stories: Store, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(InputError, match="there already"):
        write_months(stories, tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize(
    "ask",
    [
        lambda query: query.events(text="war").count(),
        lambda query: query.claims(contested="yes").count(),
        lambda query: list(query.events()),
        lambda query: query.dyad("Israel", "Somalia").series(),
    ],
)
def test_what_is_not_in_the_files_is_refused(both: tuple[Query, Query], ask: Any) -> None:
    with pytest.raises(InputError, match="does not hold what is asked for"):
        ask(both[1])


@pytest.mark.parametrize("value", ["x' OR '1'='1", "'; DROP VIEW events; --", "?", "$1", "%s"])
def test_values_are_never_sql(both: tuple[Query, Query], value: str) -> None:
    store, columns = both
    for asked in ({"cameo": value}, {"cameo": f"{value}*"}):
        assert columns.events(**asked).count() == store.events(**asked).count()
    for filters in ({"actor": value}, {"outlet": value}):
        told = []
        for query in both:
            try:
                told.append(query.events(**filters).count())
            except LegationError as error:
                told.append(type(error))
        assert told[0] == told[1]
    assert columns.events().count()["reports"] > 0


def test_the_database_opens_no_file_of_its_own(folder: Path) -> None:
    from sqlalchemy import text

    with open_months(folder) as columns, columns.reading() as connection:
        path = str(folder / "manifest.json").replace("'", "''")
        with pytest.raises(StoreError, match="Permission"):
            connection.execute(text(f"SELECT * FROM read_text('{path}')"))


def changed(manifest: dict[str, Any], **to: Any) -> str:
    return json.dumps({**manifest, **to})


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda m: "{", "no complete export"),
        (lambda m: "[]", "no complete export"),
        (lambda m: changed(m, schema="0001"), "another version"),
        (lambda m: changed(m, rows={**m["rows"], "events": {"../../x": 1}}), "no month"),
        (lambda m: changed(m, rows={**m["rows"], "events": {"1999-01": 1}}), "lacks events/1999"),
    ],
)
def test_a_folder_that_is_not_whole_is_refused(
    folder: Path, tmp_path: Path, change: Any, told: str
) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    manifest = copy / "manifest.json"
    manifest.write_text(change(json.loads(manifest.read_text())))
    with pytest.raises(StoreError, match=told):
        open_months(copy)


def test_a_damaged_file_is_named(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    for path in (copy / "events").iterdir():
        path.write_bytes(b"PAR1 and nothing else")
    with pytest.raises(StoreError, match="write it anew"), open_months(copy) as columns:
        Query(columns).events(type="CONSULT").count()


def test_nothing_is_written_to_it(folder: Path) -> None:
    with open_months(folder) as columns, pytest.raises(StoreError, match="only read"):
        columns.write(a_reading(an_article("A text.")))
    assert isinstance(columns, MonthStore)
