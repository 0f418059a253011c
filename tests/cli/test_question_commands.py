"""The commands that ask, as people type them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from asked_stories import asked_store
from cli_story import Run
from handmade import TEXT

from legation.cli.app import main
from legation.errors import InputError
from legation.store import Store
from legation.store.query import Query


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    path = tmp_path / "legation.db"
    with asked_store(path):
        return path


@pytest.mark.parametrize("arguments", [(), ("actors",), ("lexicon",)])
def test_help_is_printed_where_nothing_is_asked(run: Run, arguments: tuple[str, ...]) -> None:
    told = run(*arguments)
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("Usage: legation")
    assert "\nCommands:\n" in told.out


@pytest.mark.parametrize("command", sorted(main.commands))
def test_help_keeps_to_the_width(run: Run, command: str) -> None:
    assert max(map(len, run(command, "--help").out.splitlines())) <= 100


def test_a_row_is_joined_back_by_its_column(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text(
        f"id;headline;published;body\nx7;Power deal;18/05/2023;{TEXT!r}\n",
        encoding="utf-8",
    )
    told = run("ingest", "rows.csv", "--map", "url=id")
    assert told.out.startswith("legation.db: 1 written")
    with Store.open("legation.db", readonly=True) as store:
        (reading,) = Query(store).readings()
    assert (reading.article.url, reading.article.title) == ("x7", "Power deal")
    assert reading.article.published is not None
    assert str(reading.article.published.first) == "2023-05-18"


def test_a_table_without_stories_is_told_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("foo,bar\n1,2\n")
    told = run("ingest", "d.csv")
    assert told.err.count("cannot be read") == 1
    assert "no column text or html among foo, bar" in told.err
    assert "--map text=NAME" in told.err


@pytest.mark.usefixtures("stories")
class TestCommands:
    def test_said_by_surname_with_chain_and_link(self, run: Run) -> None:
        told = run("said", "guterres")
        assert told.code == 0
        assert "guterres: António Guterres (PRT)" in told.out
        assert "1 statement\n" in told.out
        assert "by way of Espen Barth Eide" in told.out
        assert "https://fjord.example/1" in told.out

    def test_said_as_table(self, run: Run) -> None:
        rows = list(csv.DictReader(io.StringIO(run("said", "--csv").out)))
        assert len(rows) == 3
        assert {row["chain"] for row in rows} >= {"Espen Barth Eide; António Guterres"}
        lines = run("said", "--json", "--limit", "1")
        assert len(lines.out.splitlines()) == 1
        assert json.loads(lines.out)["speaker"]
        assert "1 of 3 written" in lines.err
        assert run("said", "--md").out.startswith("| day_first | speaker |")

    @pytest.mark.parametrize(
        "command",
        [("said", "Xyzzq"), ("events", "--actor", "Xyzzq"), ("timeline", "Xyzzq"),
         ("met", "Xyzzq"), ("new", "--about", "Xyzzq"), ("facts", "--about", "Xyzzq"),
         ("holds", "Xyzzq"), ("series", "Xyzzq", "Norway")],
    )  # fmt: skip
    def test_nobody_is_told_the_same_everywhere(self, run: Run, command: tuple[str, ...]) -> None:
        told = run(*command)
        assert told.code == 3
        assert told.err.startswith("error: nobody here is called 'Xyzzq'")

    def test_events_by_direction_with_what_has_no_day(self, run: Run) -> None:
        assert "1 event\n" in run("events", "--from", "Iceland", "--type", "ACCUSE").out
        told = run("events", "--actor", "Iceland", "--since", "2024-04-01")
        assert "1 event · 2 events without a day are left out" in told.out
        assert "CAMEO 1621" in told.out
        assert "pages/1.html" in told.out

    def test_timeline_by_any_name_with_links(self, run: Run) -> None:
        told = run("timeline", "Eide", "ISL")
        assert "1 occurrence, 1 report" in told.out
        assert "https://fjord.example/1" in told.out
        row = json.loads(run("timeline", "NOR", "ISL", "--status", "planned", "--json").out)
        assert (row["cameo"], row["quad"], row["status"]) == ("040", 1, "planned")

    def test_met_last_and_planned(self, run: Run) -> None:
        told = run("met", "Norway", "Iceland").out
        assert "met last, as far as was read: 12 March 2024 · ministers · visit" in told
        assert "planned: 1" in told
        assert "no meeting of Norway and Chad is told" in run("met", "Norway", "Chad").out

    def test_new_since_a_day_as_people_write_it(self, run: Run) -> None:
        told = run("new", "--since", "May 2024")
        assert "1 article since May 2024" in told.out
        assert "pages/2.html" in told.out
        assert run("new", "--since", "blursday").code == 3

    def test_holds_says_how_long_it_is_known(self, run: Run) -> None:
        told = run("holds", "NATO Secretary General", "--on", "2031-01-01").out
        assert "not known for that day; last known: Mark Rutte, until" in told
        line = json.loads(run("holds", "NATO chief", "--on", "2018-06-17", "--json").out)
        assert (line["holder_id"], line["known"]) == ("jens-stoltenberg", True)
        assert "is no office" in run("holds", "Guterres").err

    def test_exports_and_back(self, run: Run, tmp_path: Path) -> None:
        told = run("export", "readings", "--out", "all.jsonl")
        assert "3 rows of 3 records" in told.err
        assert "3 written" in run("load", "all.jsonl", "--store", "copy.db").out
        assert "3 unchanged" in run("load", "all.jsonl", "--store", "copy.db").out
        again = run("export", "readings", "--store", "copy.db")
        assert again.out.encode() == (tmp_path / "all.jsonl").read_bytes()
        assert "4 rows of 4 records" in run("export", "polecat", "--out", "p.txt").err
        assert "gdelt holds events" in run("export", "gdelt", "--of", "claims").err
        assert run("export", "codebook").out.startswith("# Codebook")

    def test_a_series_has_gaps(self, run: Run) -> None:
        told = run("series", "NOR", "ISL", "--on", "2024-03..2024-05", "--csv").out
        rows = list(csv.DictReader(io.StringIO(told)))
        assert [row["gap"] for row in rows[-4:]] == ["true"] * 4
        assert [row["count"] for row in rows[-4:]] == [""] * 4


def test_codes_are_told(run: Run) -> None:
    assert "unidentified armed forces" in run("codes", "UAF").out
    assert "CONSULT.visit" in run("codes", "CONSULT").out
    assert run("codes", "zzz").code == 3


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("NATO Secretary General", "--on", "2018-06-17"), "Jens Stoltenberg (jens-stoltenberg)"),
        (("UN secretary-general", "--on", "2003-03-20"), "Kofi Annan"),
        (("EU foreign policy chief", "--on", "2018-06-17"), "Federica Mogherini"),
        (("KFOR commander",), "KFOR commander\n  1999-"),
        (("Danish foreign minister", "--on", "2035-01-01"), "not known; last known: "),
        (("Rutte",), "Secretary General of NATO (IGO)"),
    ],
)
def test_actors_show_takes_every_name(run: Run, arguments: tuple[str, ...], told: str) -> None:
    assert told in run("actors", "show", *arguments).out


def test_store_needs_to_be_opened() -> None:
    with pytest.raises(InputError, match=r"Store\.open\('a\.db'\)"):
        Store("a.db")  # type: ignore[arg-type]
