from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_story import Run
from factories import a_claim, a_mention, a_reading, an_article

from legation.records import Kind, Predicate
from legation.store import Store

TEXT = "The Foreign Minister Amina Otieno spoke. Defence Minister Nobody Else listened."


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """A store with an office nobody knew, and one the tables have somebody else for."""
    path = tmp_path / "told.db"
    with Store.open(str(path)) as store:
        for day in ("2024-03-09", "2026-05-04"):
            article = an_article(TEXT, published=day)
            claims = [
                a_claim(
                    article,
                    a_mention(article, name),
                    Predicate.HOLDS_OFFICE,
                    a_mention(article, title, kind=Kind.OFFICE, country=country, sector="GOV"),
                )
                for name, title, country in (
                    ("Amina Otieno", "Foreign Minister", "KEN"),
                    ("Nobody Else", "Defence Minister", "TUR"),
                )
            ]
            claims = claims[:1] if day == "2026-05-04" else claims[1:]
            store.write(a_reading(article, claims=tuple(claims)))
    return path


@pytest.mark.parametrize("command", ["show", "check", "learn", "coverage", "import"])
def test_help_has_examples(run: Run, command: str) -> None:
    ran = run("actors", command, "--help")
    assert ran.code == 0
    assert f"Examples:\n    legation actors {command}" in ran.out
    assert all(len(line) <= 100 for line in ran.out.splitlines())


def test_show_tells_the_offices_of_a_day(run: Run) -> None:
    ran = run("actors", "show", "Вучић", "--on", "2016-05-01")
    assert ran.code == 0
    assert ran.out.startswith("Aleksandar Vučić (person, SRB GOV) aleksandar-vucic\n")
    assert "2014-04-27 to 2017-05-30" in ran.out
    assert "Defence Minister" not in ran.out


def test_show_tells_seat_host_and_mandate(run: Run) -> None:
    told = run("actors", "show", "KFOR").out
    assert "  organisation: NATO\n" in told
    assert "  host: XKX\n" in told
    assert "  mandate: UN Security Council Resolution 1244\n" in told


def test_show_tells_who_held_an_office(run: Run) -> None:
    ran = run("actors", "show", "Turkish defence minister", "--on", "2024-03-09")
    assert ran.out == "Defence Minister of TUR on 2024-03-09: Yaşar Güler (yasar-guler)\n"
    every = run("actors", "show", "Turkish defence minister").out
    assert every.index("Hulusi Akar") < every.index("Yaşar Güler")


def test_show_as_json(run: Run) -> None:
    ran = run("actors", "show", "Yaşar Güler", "--on", "2024-03-09", "--json")
    record = json.loads(ran.out)
    assert record["id"] == "yasar-guler"
    assert [o["title"] for o in record["offices"]] == ["Defence Minister"]


def test_unknown_name_ends_with_3_and_a_hint(run: Run) -> None:
    ran = run("actors", "show", "Vucik")
    assert (ran.code, ran.out) == (3, "")
    assert "did you mean Aleksandar Vučić" in ran.err


def test_check_tells_conflicts_of_the_store_and_changes_nothing(run: Run, told: Path) -> None:
    before = told.read_bytes()
    ran = run("actors", "check", "--store", told)
    assert ran.code == 0
    assert "TUR Defence Minister on 2024-03-09: Nobody Else" in ran.out
    assert "but known is Yaşar Güler: “Nobody Else”" in ran.out
    assert ran.out.splitlines()[-1].endswith("articles: 1 conflict")
    assert told.read_bytes() == before


def test_check_without_a_store_checks_the_tables(run: Run) -> None:
    ran = run("actors", "check")
    assert ran.code == 0
    assert "articles" not in ran.out.splitlines()[-1]


def test_learned_office_is_shown_from_then_on(run: Run, told: Path, tmp_path: Path) -> None:
    dry = run("actors", "learn", "--store", told, "--dry-run")
    assert "KEN Foreign Minister: Amina Otieno, 2026-05-04 to 2026-05-04" in dry.out
    assert not (tmp_path / "legation-learned.csv").exists()
    ran = run("actors", "learn", "--store", told)
    assert ran.out.splitlines()[-1] == (
        "legation-learned.csv: 1 row, 1 of them new or longer, 1 conflict left out"
    )
    shown = run("actors", "show", "Kenyan foreign minister", "--on", "2026-05-10")
    assert shown.out == ("Foreign Minister of KEN on 2026-05-10: Amina Otieno (amina-otieno)\n")
    assert ", 0 of them new" in run("actors", "learn", "--store", told).out


def test_own_file_of_the_default_name_is_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "legation-actors.csv").write_text(
        "name,country,office,from\nDeniz Aksoy,TUR,Defence Minister,2024-01\n", encoding="utf-8"
    )
    ran = run("actors", "show", "Turkish defence minister", "--on", "2024-03-09")
    assert "Deniz Aksoy (deniz-aksoy)" in ran.out


def test_check_tells_where_the_own_file_and_the_tables_differ(run: Run, tmp_path: Path) -> None:
    (tmp_path / "legation-actors.csv").write_text(
        "name,country,office,from\nDeniz Aksoy,TUR,Defence Minister,2024-01\n", encoding="utf-8"
    )
    told = (
        "TUR Defence Minister: Yaşar Güler [public record] and Deniz Aksoy [your file, which wins]"
    )
    assert told in run("actors", "check").out


def test_wrong_own_file_ends_with_6(run: Run, tmp_path: Path) -> None:
    (tmp_path / "legation-actors.csv").write_text("name,kind\nAb,grup\n", encoding="utf-8")
    ran = run("actors", "show", "KFOR")
    assert (ran.code, ran.out) == (6, "")
    assert ran.err == (
        "error: legation-actors.csv line 2: kind 'grup' is unknown; did you mean 'group'?\n"
    )


def test_named_own_file_must_be_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "legation.toml").write_text('actors = "none.csv"\n', encoding="utf-8")
    ran = run("actors", "show", "KFOR")
    assert ran.code == 6
    assert "actors file none.csv is not there" in ran.err


def test_coverage_of_a_state_and_of_a_group(run: Run) -> None:
    ran = run("actors", "coverage", "TUR", "--since", "2010", "--until", "2012")
    assert "TUR  foreign minister    ###\n" in ran.out
    balkan = run("actors", "coverage", "balkan", "--until", "2007", "--gaps").out
    assert "BIH  defence minister    ....####\n" in balkan
    assert "TUR" not in balkan
    assert run("actors", "coverage", "atlantis").code == 2


def test_import_writes_a_table_and_tells_what_is_lost(run: Run, tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text(
        "HIGHLAND_FREEDOM_FRONT_ [BOLREB]\nNO_CODE_\n", encoding="utf-8"
    )
    ran = run("actors", "import", "d.txt")
    assert "Highland Freedom Front,,group,BOL" in ran.out
    assert "not taken: d.txt line 2: NO_CODE_ has no code" in ran.err
    assert ran.err.endswith("1 row, 1 line not taken\n")
    assert run("actors", "import", "d.txt", "--out", "mine.csv").out == ""
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8") == ran.out
