from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from handmade import article, reading
from sqlalchemy import text

from legation.errors import StoreError
from legation.records import Reading
from legation.store import Outcome, Query, Store, schema
from legation.store.migrate import FOLDER, configuration
from legation.store.opening import store_url
from legation.store.schema import SCHEMA


def test_migrations_give_the_tables(store: Store) -> None:
    def ours(thing: object, name: str | None, kind: str, *_: object) -> bool:
        return not (kind == "table" and (name or "").startswith("article_search"))

    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, schema.metadata) == []


def test_schema_is_the_last_migration() -> None:
    assert ScriptDirectory.from_config(configuration()).get_current_head() == schema.SCHEMA


def test_file_store_is_set_up_for_many_readers_and_true_to_its_keys(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "x.db")) as store, store.reading() as connection:
        asked = ("journal_mode", "foreign_keys", "busy_timeout")
        found = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in asked]
    assert found == ["wal", 1, 10000]


@pytest.mark.parametrize("name", ["{}/x.db", "sqlite:///{}/x.db"])
def test_path_and_url_name_the_same_store(name: str, tmp_path: Path) -> None:
    Store.open(name.format(tmp_path)).close()
    assert (tmp_path / "x.db").exists()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("mysql://u:secret@h/d", r"mysql://u:\*\*\*@h/d is of a kind we do not know"),
        ("://", "is no URL"),
    ],
)
def test_store_of_another_kind_is_refused(name: str, told: str) -> None:
    with pytest.raises(StoreError, match=told):
        Store.open(name)


def test_server_without_its_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("legation.store.opening.find_spec", lambda name: None)
    with pytest.raises(StoreError, match=r"needs psycopg; install it: pip install 'legation\[p"):
        Store.open("postgresql://u:secret@h/d")


def test_server_url_gets_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("legation.store.opening.find_spec", lambda name: object())
    assert store_url("postgres://u@h/d").drivername == "postgresql+psycopg"


def test_folder_that_is_missing_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"none/x\.db cannot be opened; check that its folder"):
        Store.open(str(tmp_path / "none" / "x.db"))


def test_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("dear diary " * 200)
    with pytest.raises(StoreError, match="is not a database; name another file"):
        Store.open(str(path))
    assert path.read_text() == "dear diary " * 200


def test_database_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    connection.close()
    with pytest.raises(StoreError, match=r"database of something else \(it has recipes\)"):
        Store.open(str(path))
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]
    connection.close()


def test_newer_schema_is_refused(tmp_path: Path) -> None:
    path = str(tmp_path / "x.db")
    Store.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    told = rf"newer Legation \(schema 9999, this one knows {SCHEMA}\)"
    with pytest.raises(StoreError, match=told):
        Store.open(path)


def test_locked_store_says_so_and_stays_as_it_was(tmp_path: Path) -> None:
    path = str(tmp_path / "x.db")
    with Store.open(path, busy_timeout_s=0.05) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked by another program; wait"):
            store.write(reading())
        assert Query(store).events() == ()  # readers are not kept waiting
        other.execute("ROLLBACK")
        other.close()
        assert store.write(reading()) is Outcome.WRITTEN


def test_full_disk_takes_the_whole_reading_back(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "x.db")) as store:
        store.write(reading())
        with store.engine.connect() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar()
            connection.execute(text(f"PRAGMA max_page_count={pages}"))
        big = article("One more paragraph about the talks. " * 5000, url="https://example.org/2")
        with pytest.raises(StoreError, match="disk is full; what was being written was taken back"):
            store.write(reading(article(reading().article.text + big.text)))
        with store.engine.connect() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
            for name in ("articles", "readings"):
                held = connection.execute(text(f"SELECT count(*) FROM {name}")).scalar()
                assert held == 1
            connection.execute(text("PRAGMA max_page_count=1000000"))
        assert store.write(Reading(article=big, reader="r")) is Outcome.WRITTEN


def test_store_to_read_only_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"x\.db does not exist; make it with `legation ingest`"):
        Store.open(str(tmp_path / "x.db"), readonly=True)
    assert list(tmp_path.iterdir()) == []


def test_store_to_read_only_refuses_to_write(tmp_path: Path) -> None:
    path = str(tmp_path / "x.db")
    with Store.open(path) as store:
        store.write(reading())
    with Store.open(path, readonly=True) as store:
        assert len(Query(store).events()) == 3
        with pytest.raises(StoreError, match="is read-only; give yourself the right to write"):
            store.write(reading(reader="another"))


def test_store_to_read_only_is_not_migrated(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    sqlite3.connect(path).close()
    path.touch()
    with pytest.raises(StoreError, match=f"has schema none and needs {SCHEMA}; open it once"):
        Store.open(str(path), readonly=True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_folder_without_the_right_to_write_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with Store.open(str(path)) as store:
        store.write(reading())
    tmp_path.chmod(0o500)
    try:
        with Store.open(str(path), readonly=True) as store:
            assert len(Query(store).events()) == 3
    finally:
        tmp_path.chmod(0o700)


def test_store_that_nobody_can_write_next_to_is_read_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(str(tmp_path / "x.db")) as store:
        store.write(reading())
    monkeypatch.setattr("legation.store.opening._writable", lambda folder: False)
    with Store.open(str(tmp_path / "x.db"), readonly=True) as store:
        assert len(Query(store).events()) == 3


def test_migrations_run_from_a_copy_of_the_package(tmp_path: Path) -> None:
    """An installed package has no repository around it."""
    source = FOLDER.parents[1]
    shutil.copytree(
        source, tmp_path / "legation", ignore=shutil.ignore_patterns("data", "__pycache__")
    )
    code = "from legation.store import Store; Store.open('x.db').close()"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
    assert (tmp_path / "x.db").stat().st_size > 0


def test_two_processes_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    code = "from legation.store import Store; Store.open('x.db').close()"
    running = [subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path) for _ in range(3)]
    assert [each.wait() for each in running] == [0, 0, 0]
