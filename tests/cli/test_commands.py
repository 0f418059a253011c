from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from cli_story import STORY, Run
from handmade import TEXT, TITLE, reading
from sqlalchemy import event

from legation.codec import decode
from legation.records import Skipped, SkipReason

FRENCH = (
    "Le président a rencontré son homologue à Paris mardi. Les deux ministres ont parlé de la paix "
    "et de la sécurité dans la région, et ils se reverront au mois de mai pour signer un accord. "
) * 8


def made(folder: Path, **files: str | bytes) -> None:
    for name, body in files.items():
        data = body.encode() if isinstance(body, str) else body
        (folder / name.replace("_", ".")).write_bytes(data)


# What every command shares


@pytest.mark.parametrize("command", [[], ["read"], ["ingest"], ["show"], ["stats"]])
def test_help_has_examples(run: Run, command: list[str]) -> None:
    ran = run(*command, "--help")
    assert ran.code == 0
    assert "Examples:\n  " in ran.out
    assert "  legation " + (command[0] if command else "read") in ran.out
    assert all(len(line) <= 100 for line in ran.out.splitlines())


def test_help_tells_the_exit_codes(run: Run) -> None:
    from legation.cli.exits import MEANING

    out = run("--help").out
    assert all(f"{code.value} " in out and meaning in out for code, meaning in MEANING.items())


def test_version(run: Run) -> None:
    from legation import __version__

    assert run("--version").out == f"legation {__version__}\n"


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from legation.cli.app import run; run(['--help']); "
        "print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"spacy", "sqlalchemy", "rich", "httpx", "trafilatura", "msgspec", "alembic"}
    assert heavy & {name.split(".")[0] for name in ran.stderr.split()} == set()


def test_a_text_is_taken_without_a_store_the_web_or_markup() -> None:
    code = (
        "import sys; from legation.documents.sources import find_sources; "
        "from legation.extract.article import article_of; "
        "from legation.cli import read, show_reading; "
        "(page,) = find_sources(['-'], stdin=sys.stdin.buffer).items(); article_of(page); "
        "print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        input="Peru and Chile signed a treaty in Lima on Monday. " * 9,
    )
    heavy = {"spacy", "sqlalchemy", "httpx", "httpcore", "trafilatura", "htmldate", "feedparser"}
    assert heavy & {name.split(".")[0] for name in ran.stderr.split()} == set()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["raed"], "No such command 'raed'"),
        (["read", "--jsn"], "No such option '--jsn'"),
        (["ingest"], "Missing argument 'SOURCE...'; see `legation ingest --help`"),
        (["show"], "Missing argument 'ID'"),
        (
            ["read", "--published", "May", "x"],
            "'May' is more than one day",
        ),
    ],
)
def test_wrong_usage_ends_with_2(run: Run, arguments: list[str], told: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: ")
    assert ran.err.count("\n") == 1
    assert told in ran.err


@pytest.mark.parametrize("text", ["stroe = 'x'", "batch_size = 0", "not toml"])
def test_wrong_settings_end_with_6(run: Run, tmp_path: Path, text: str) -> None:
    made(tmp_path, legation_toml=text, a_txt=STORY)
    ran = run("read", "a.txt")
    assert (ran.code, ran.err.count("\n")) == (6, 1)
    assert ran.err.startswith("error: ")


def test_settings_may_be_named(run: Run, tmp_path: Path) -> None:
    made(tmp_path, mine_toml="max_page_bytes = 10", a_txt=STORY)
    ran = run("read", "a.txt", "--settings", "mine.toml")
    assert ran.code == 3
    assert "too large" in ran.err


def test_unexpected_fault_ends_with_1_and_no_traceback(run: Run, tmp_path: Path) -> None:
    made(tmp_path, a_txt=STORY.replace("power for years", "BOOM for years"))
    ran = run("read", "a.txt")
    assert ran.code == 1
    assert ran.err == (
        "error: unexpected RuntimeError: no such parse; run it again with --debug to see where\n"
    )
    with pytest.raises(RuntimeError):
        run("read", "a.txt", "--debug")


def test_closed_output_ends_quietly() -> None:
    code = "import sys; from legation.cli import main; sys.argv = ['legation', '--help']; main()"
    gone, end = os.pipe()
    os.close(gone)
    ran = subprocess.run(
        [sys.executable, "-c", code], stdout=end, stderr=subprocess.PIPE, check=False
    )
    os.close(end)
    assert (ran.returncode, ran.stderr) == (141, b"")


# read


def test_page_is_shown(run: Run, tmp_path: Path) -> None:
    made(tmp_path, story_txt=STORY)
    ran = run("read", "story.txt")
    assert (ran.code, ran.err) == (0, "")
    assert TITLE in ran.out
    assert all(head in ran.out for head in ("Who ──", "Said ──", "Happened ──", "Holds ──"))


def test_json_gives_a_reading_a_line(run: Run, tmp_path: Path) -> None:
    made(tmp_path, a_txt=STORY, b_jsonl=json.dumps({"text": TEXT, "date": "2024-03-13"}))
    ran = run("read", "--json", "a.txt", "b.jsonl")
    first, second = (decode(line) for line in ran.out.splitlines())
    assert first.article.title == TITLE
    assert (second.article.text, len(second.events)) == (TEXT, 3)


@pytest.mark.parametrize("arguments", [["read", "-"], ["read"]])
def test_standard_input_is_read(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments, stdin=STORY.encode())
    assert ran.code == 0
    assert TITLE in ran.out


def test_published_day_may_be_given(run: Run, tmp_path: Path) -> None:
    made(tmp_path, a_txt=STORY)
    ran = run("read", "--published", "2024-03-20", "a.txt", "--json")
    published = decode(ran.out.strip()).article.published
    assert published is not None
    assert str(published.first) == "2024-03-20"


@pytest.mark.parametrize(
    ("body", "code", "told"),
    [
        (b"", 3, "a.txt: it is empty; give a page with a story (empty"),
        (b" \n\n ", 3, "it is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00" * 300, 3, "it is not text"),
        (b"<html><body><nav><a>Home</a><a>Shop</a></nav></body></html>", 4, "no article"),
        (FRENCH.encode(), 4, "not in English"),
    ],
)
def test_bad_page_is_told_in_one_line(
    run: Run, tmp_path: Path, body: bytes, code: int, told: str
) -> None:
    made(tmp_path, a_txt=body)
    ran = run("read", "a.txt")
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("error: ")
    assert ran.err.count("\n") == 1
    assert told in ran.err


def test_missing_file_ends_with_3(run: Run) -> None:
    ran = run("read", "nowhere.html")
    assert (ran.code, ran.err) == (
        3,
        "error: nowhere.html: no such file or folder; check the name\n",
    )


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_other_encodings_are_read_or_skipped_by_name(
    run: Run, tmp_path: Path, encoding: str
) -> None:
    made(tmp_path, a_txt=STORY.encode(encoding))
    ran = run("read", "a.txt", "--json")
    if ran.code:
        assert ran.code == 3
        assert "encoding" in ran.err
    else:
        assert "“Nobody will stop this.”" in decode(ran.out.strip()).article.text


def test_bad_page_among_good_ones_is_named_and_passed_over(run: Run, tmp_path: Path) -> None:
    made(tmp_path, a_txt=STORY, b_txt="", c_txt=STORY.replace("Kenya", "Uganda"))
    ran = run("read", ".", "--json")
    assert (ran.code, len(ran.out.splitlines())) == (0, 2)
    assert ran.err.startswith("error: b.txt: it is empty")


def test_private_address_is_refused(run: Run) -> None:
    ran = run("read", "http://127.0.0.1:9/story")
    assert ran.code == 3
    assert "no public address" in ran.err


# ingest, show, stats


def test_ingest_then_show_and_stats(run: Run, tmp_path: Path) -> None:
    made(tmp_path, a_txt=STORY, b_jsonl=json.dumps({"text": TEXT, "title": TITLE}))
    ran = run("ingest", "a.txt", "b.jsonl")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("legation.db: 2 written, 0 replaced, 0 unchanged, 0 skipped, 0 fail")
    found = json.loads(run("stats", "--json").out)
    assert (found["articles"], found["events"], found["statements"]) == (2, 3, 4)
    shown = run("stats").out
    assert "2  articles" in shown
    assert "event types: AGREE 2, CONSULT 1" in shown


def test_second_ingest_writes_nothing(run: Run, tmp_path: Path) -> None:
    made(tmp_path, a_txt=STORY, b_txt="")
    run("ingest", "a.txt", "b.txt")
    before = (tmp_path / "legation.db").read_bytes()
    ran = run("ingest", "a.txt", "b.txt", "--json-report")
    report = json.loads(ran.out)
    assert (report["written"], report["unchanged"], report["items"]) == (0, 2, 2)
    assert (tmp_path / "legation.db").read_bytes() == before


def test_ingest_counts_and_names_what_it_skipped(run: Run, tmp_path: Path) -> None:
    made(
        tmp_path,
        a_txt=STORY,
        b_txt="",
        c_txt=b"\x89PNG\r\n\x1a\n\x00\x00" * 300,
        d_txt=FRENCH,
        e_txt=STORY.replace("power for years", "BOOM for years"),
    )
    ran = run("ingest", ".", "--json-report", "--store", "x.db")
    report = json.loads(ran.out)
    assert ran.code == 0
    assert (report["written"], report["skipped"], report["failed"]) == (1, 3, 1)
    assert report["reasons"] == {"binary": 1, "empty": 1, "failed": 1, "language": 1}
    assert [line.split(": ")[1] for line in ran.err.splitlines()] == [
        "b.txt",
        "c.txt",
        "d.txt",
        "e.txt",
    ]
    assert "Traceback" not in ran.err


def test_ingest_names_ten_and_counts_the_rest(run: Run, tmp_path: Path) -> None:
    made(tmp_path, **{f"a{number}_txt": "" for number in range(13)})
    ran = run("ingest", ".")
    assert ran.code == 3
    assert len(ran.err.splitlines()) == 11
    assert "and 3 more" in ran.err


@pytest.mark.parametrize(
    ("body", "code"),
    [("", 3), (FRENCH, 4), (STORY.replace("power for years", "BOOM for years"), 1)],
)
def test_ingest_of_bad_pages_alone_tells_by_its_exit_code(
    run: Run, tmp_path: Path, body: str, code: int
) -> None:
    made(tmp_path, a_txt=body)
    assert run("ingest", "a.txt").code == code


def test_ingest_of_a_missing_file_makes_no_store(run: Run, tmp_path: Path) -> None:
    made(tmp_path, a_txt=STORY)
    ran = run("ingest", "a.txt", "b.txt")
    assert ran.code == 3
    assert not (tmp_path / "legation.db").exists()


def test_full_disk_ends_with_5_and_the_store_as_it_was(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, a_txt=STORY, big_txt=STORY + "The talks went on for long.\n" * 20_000)
    assert run("ingest", "a.txt").code == 0
    stats = run("stats", "--json").out

    from legation.store import opening

    given = opening._sqlite

    def on_a_small_disk(*arguments: object, **options: object) -> object:
        engine = given(*arguments, **options)  # type: ignore[arg-type]

        @event.listens_for(engine, "connect")
        def limit(connection: sqlite3.Connection, _: object) -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count={pages + 2}")

        return engine

    monkeypatch.setattr(opening, "_sqlite", on_a_small_disk)
    ran = run("ingest", "big.txt")
    monkeypatch.setattr(opening, "_sqlite", given)
    assert (ran.code, ran.out) == (5, "")
    assert ran.err == (
        "error: store legation.db cannot grow, the disk is full; what was being written was taken "
        "back: free some space and run this again\n"
    )
    assert run("stats", "--json").out == stats
    assert run("ingest", "big.txt").code == 0


@pytest.mark.parametrize("command", [["show", "a123"], ["stats"]])
def test_store_that_is_not_there_ends_with_5(run: Run, tmp_path: Path, command: list[str]) -> None:
    ran = run(*command)
    assert ran.code == 5
    assert ran.err == "error: store legation.db does not exist; make it with `legation ingest`\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("stored")
def test_records_are_shown_by_the_ids_that_are_printed(run: Run) -> None:
    given = reading()
    whole = run("show", given.article.id[:6])
    assert "9 mentions · 4 statements · 3 events · 3 claims" in whole.out
    ids = {line.split()[-1] for line in whole.out.splitlines() if line.strip()} & {
        record.id[:9] for record in (*given.statements, *given.events, *given.claims)
    }
    assert len(ids) == 10
    for record_id in ids:
        ran = run("show", record_id)
        assert ran.code == 0
        assert "rule " in ran.out


@pytest.mark.usefixtures("stored")
def test_mention_is_shown_in_its_sentence(run: Run) -> None:
    whole = run("show", reading().article.id).out
    line = next(line for line in whole.splitlines() if "Dawit Bekele" in line and "2×" in line)
    ran = run("show", line.split()[-1])
    assert "│ Kenyan Foreign Minister Amina Odhiambo met" in ran.out


@pytest.mark.usefixtures("stored")
def test_show_gives_json(run: Run) -> None:
    ran = run("show", reading().events[0].id, "--json")
    assert decode(ran.out.strip()).events == reading().events


@pytest.mark.usefixtures("stored")
def test_unknown_id_ends_with_3(run: Run) -> None:
    ran = run("show", "e00000000")
    assert (ran.code, ran.out) == (3, "")
    assert "has no such record" in ran.err


def test_store_may_come_from_the_environment(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, a_txt=STORY)
    monkeypatch.setenv("LEGATION_STORE", "mine.db")
    assert run("ingest", "a.txt").out.startswith("mine.db: 1 written")


def test_every_skip_reason_is_told() -> None:
    from legation.cli.exits import exit_of_skipped
    from legation.cli.skips import skipped_line

    codes = {}
    for reason in SkipReason:
        skipped = Skipped(stage="extract", reason=reason, detail="so")
        assert f"({reason}: so)" in skipped_line(skipped)
        codes[reason] = int(exit_of_skipped([skipped]))
    assert {reason for reason, code in codes.items() if code == 4} == {
        SkipReason.NOT_AN_ARTICLE,
        SkipReason.LANGUAGE,
    }
