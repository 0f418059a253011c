"""Copies of a store, from either engine to either, and a look at its health."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import postgres
import pytest
from handmade import detailed_reading, reading
from killed_writers import rows_of, write_all
from sqlalchemy import delete, text, update

from legation.cli.app import run
from legation.errors import InputError
from legation.records import Anchor, Article, Judgement, Reading, Verdict
from legation.store import Outcome, Store, schema
from legation.store.judgements import keep_judgement
from legation.store.keeping.appearances import appearances
from legation.store.keeping.backup import back_up, copy_all
from legation.store.keeping.doctor import examine
from legation.store.keeping.tallies import tallies
from legation.store.writer import Run

ARTICLES = 24
DAY = datetime(2024, 3, 1, 8, tzinfo=UTC)


@pytest.fixture(params=["file", "postgres"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The name of a store of either kind with some articles."""
    name = str(tmp_path / "kept.db")
    if request.param == "postgres":
        name = request.getfixturevalue("server")
        postgres.empty(name)
    write_all(name, range(ARTICLES))
    with Store.open(name) as store:
        judge_two(store)
    return name


def judge_two(store: Store) -> None:
    ends = [Anchor(event=f"e{n}", article_id="a", start=n, end=n + 4) for n in range(2)]
    judgement = Judgement(left=ends[0], right=ends[1], verdict=Verdict.SAME, recorded_at=DAY)
    with store.writing() as connection:
        keep_judgement(connection, judgement)


def test_backup_holds_all_and_goes_back_into_either_engine(
    kept: str, server: str, tmp_path: Path
) -> None:
    path, again = tmp_path / "backup.db", str(tmp_path / "again.db")
    assert run(["backup", str(path), "--store", kept]) == 0
    with Store.open(kept, readonly=True) as store:
        whole = rows_of(store)
    postgres.empty(server)
    for name in (again, server):
        assert run(["restore", str(path), "--store", name]) == 0
        with Store.open(name) as store:
            assert rows_of(store) == whole
            assert not any(found.fault for found in examine(store))
            # Numbers go on after those that were copied.
            other = Reading(article=Article.from_text("Other words."), reader="r")
            assert store.write(other, run=Run("after")) is Outcome.WRITTEN
            judge_two(store)
    assert {each.name for each in tmp_path.iterdir()} >= {"backup.db", "again.db"}
    assert not [each for each in tmp_path.iterdir() if ".part" in each.name]


def test_backup_and_restore_overwrite_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with Store.open(str(path)) as store:
        store.write(reading())
        before = rows_of(store)
        with pytest.raises(InputError, match="is there already; name another file"):
            back_up(store, path)
        with Store.open("sqlite://") as other:
            other.write(reading())
            with pytest.raises(InputError, match="is not empty"):
                copy_all(other, store)
        assert rows_of(store) == before


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (update(schema.readings).values(line=b"{}"), "readings that are not what was written"),
        (delete(schema.readings), "articles without their reading"),
        (delete(schema.events), "articles whose rows are not those of their reading"),
        (delete(schema.mention_places), "articles whose rows are not those of their reading"),
    ],
)
def test_doctor_tells_what_is_damaged(store: Store, damage: object, told: str) -> None:
    store.write(reading())
    assert not any(found.fault for found in examine(store))
    with store.writing() as connection:
        connection.execute(damage)  # type: ignore[call-overload]
    (found,) = [each for each in examine(store) if each.fault]
    assert (found.what, found.many, found.example) == (told, 1, reading().article.id)


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (delete(appearances).where(appearances.c.roles > 0), "rows of who takes part in what"),
        (update(tallies).values(records=7), "counts of values"),
    ],
)
def test_doctor_compares_what_lists_are_asked_by(store: Store, damage: object, told: str) -> None:
    store.write(detailed_reading())
    assert not any(found.fault for found in examine(store))
    with store.writing() as connection:
        connection.execute(damage)  # type: ignore[call-overload]
    (found,) = [each for each in examine(store) if each.fault]
    assert found.what.startswith(told)


def test_doctor_tells_of_readers_side_by_side(store: Store) -> None:
    store.write(reading())
    other = Article.from_text("Other words.")
    store.write(Reading(article=other, reader="newer"))
    notes = {found.what for found in examine(store) if not found.fault}
    assert any(what.startswith("articles read by versions other than") for what in notes)
    assert "articles that are not linked to others yet" in notes


def test_doctor_says_by_its_exit_code_whether_something_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = str(tmp_path / "x.db")
    with Store.open(name) as store:
        store.write(reading())
    assert run(["doctor", "--store", name]) == 0
    assert "nothing is wrong" in capsys.readouterr().out
    with Store.open(name) as store, store.writing() as connection:
        connection.execute(text("DELETE FROM events"))
    assert run(["doctor", "--store", name]) == 5
    assert "wrong: 1 articles whose rows" in capsys.readouterr().out
