"""Dictionaries of TABARI and PETRARCH: what is taken, how, and what is told as lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from legation.errors import InputError
from legation.importing.actor_dictionaries import Found, as_csv, read_dictionaries
from legation.registry.cameo import Code, decoded
from legation.registry.load import load_registry

ACTORS = """\
<!-- ACTOR DICTIONARY -->
; head comment
# another
AFGHANISTAN_ [AFG]  ; known
+AFGHAN_
+AFGANISTAN_

MARTA_KOLOMBA_
+PRESIDENT_KOLOMBA_ ; also so
\t[BOLELI <060122]
\t[BOLGOV 060122-191110]
\t[BOLELI >20191110]
HIGHLAND_FREEDOM_FRONT_ [BOLREB]
BANK_OF_THE_SOUTH_ [BOLBUS]
BLUE_HELMETS_ [IGOUNO]
MARIA_MENDES_ [PRTJUD]
XYZT_ [SCGGOV]
"""
NO_DATE = "is no date; write <YYMMDD, >YYMMDD or two of them"
AGENTS = """\
!PERSON! = MAN, MEN, WOMAN, WOMEN
CONGRESS!PERSON! [~LEG]
GENDARME_ {GENDARMES_} [~COP]
MILITIA_LEADER [---PRM]
DEPUTY_ [~LEG]
LIVESTOCK {} [~AGR]
"""


def read(folder: Path, text: str, name: str = "d.txt") -> Found:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_dictionaries([path], load_registry())


def row_of(found: Found, name: str) -> Mapping[str, str]:
    (row,) = (r for r in found.rows if r["name"] == name)
    return row


def test_dated_codes_become_spells_of_a_person(tmp_path: Path) -> None:
    found = read(tmp_path, ACTORS)
    spells = [r for r in found.rows if r["name"] == "Marta Kolomba"]
    assert [(r["sector"], r["from"], r["to"]) for r in spells] == [
        ("ELI", "", "2006-01-21"),
        ("GOV", "2006-01-22", "2019-11-10"),
        ("ELI", "2019-11-10", ""),
    ]
    assert {(r["kind"], r["country"], r["names"]) for r in spells} == {
        ("person", "BOL", "President Kolomba")
    }
    assert found.losses == ()


@pytest.mark.parametrize(
    ("name", "kind", "country", "sector", "code"),
    [
        ("Afganistan", "state", "AFG", "", ""),
        ("Highland Freedom Front", "group", "BOL", "REB", ""),
        ("Bank of the South", "organisation", "BOL", "BUS", ""),
        ("Blue Helmets", "organisation", "", "", "UNO"),
        ("Maria Mendes", "person", "PRT", "JUD", ""),
        ("XYZT", "organisation", "SCG", "GOV", ""),
    ],
)
def test_code_is_read_and_kind_told(
    tmp_path: Path, name: str, kind: str, country: str, sector: str, code: str
) -> None:
    row = row_of(read(tmp_path, ACTORS), name)
    assert (row["kind"], row["country"], row["sector"], row["code"]) == (
        kind, country, sector, code,
    )  # fmt: skip


def test_guessed_kind_says_so(tmp_path: Path) -> None:
    found = read(tmp_path, ACTORS)
    assert row_of(found, "Highland Freedom Front")["note"]
    assert not row_of(found, "Maria Mendes")["note"]


def test_names_of_countries_that_we_have_are_not_repeated(tmp_path: Path) -> None:
    names = {n for r in read(tmp_path, ACTORS).rows for n in (r["name"], *r["names"].split("|"))}
    assert not names & {"Afghanistan", "Afghan", "AFGHAN"}


@pytest.mark.parametrize(
    ("name", "names", "sector"),
    [
        ("congressman", "congressmen|congresswoman|congresswomen", "LEG"),
        ("gendarme", "gendarmes", "COP"),
        ("militia leader", "militia leaders", "PRM"),
        ("deputy", "deputies", "LEG"),
        ("livestock", "", "AGR"),
    ],
)
def test_agents_have_their_plurals(tmp_path: Path, name: str, names: str, sector: str) -> None:
    row = row_of(read(tmp_path, AGENTS), name)
    assert (row["kind"], row["names"], row["sector"]) == ("agent", names, sector)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("BROKEN_ [BOLGOV", "a bracket that does not close: BROKEN_ [BOLGOV"),
        ("NO_CODE_", "NO_CODE_ has no code"),
        ("NOBODY_ [---]", "code --- is neither a country nor a role we know"),
        ("STRANGE_ [XQZABC]", "code XQZABC is neither a country nor a role we know"),
        ("WRONG_ [BOLGOV >99]", f"BOLGOV >99: >99 {NO_DATE}"),
        ("WRONG_ [BOLGOV >991355]", f"BOLGOV >991355: >991355 {NO_DATE}"),
        ("CLERGY!WHAT! [~REL]", "mark !WHAT! has no forms above it"),
        ("WEIRDO_ [~QQQ]", "code ~QQQ is no role we know"),
        ("+ALONE_", "a synonym without an entry above it"),
        ("\t[BOLGOV]", "a code without an entry above it"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_with_its_line(tmp_path: Path, line: str, told: str) -> None:
    found = read(tmp_path, f"; comment\n{line}\n")
    assert found.rows == ()
    assert [(loss.line, loss.reason) for loss in found.losses] == [(2, told)]
    assert found.losses[0].path == str(tmp_path / "d.txt")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("USAGOV", Code("USA", "GOV", None)),
        ("KSV", Code("XKX", None, None)),
        ("XKX", Code("XKX", None, None)),
        ("IRQREBSUN", Code("IRQ", "REB", None)),
        ("NGAMOSREB", Code("NGA", "REL", None)),
        ("GBRMED", Code("GBR", "JRN", None)),
        ("IGOEUREEC", Code(None, None, "EUR")),
        ("NGOHRIAMN", Code(None, "SOC", "NGO")),
        ("~MIL", Code(None, "MIL", None)),
        ("---MIL", Code(None, "MIL", None)),
        ("---", None),
        ("", None),
    ],
)
def test_cameo_codes(text: str, code: Code | None) -> None:
    assert decoded(text) == code


def test_table_of_a_dictionary_can_be_the_user_s_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    found = [*read(tmp_path, ACTORS).rows, *read(tmp_path, AGENTS, "a.txt").rows]
    path.write_text(as_csv(found), encoding="utf-8")
    registry = load_registry(path)
    (entry,) = registry.entries("President Kolomba")
    assert [o.sector for o in entry.actor.offices] == ["ELI", "GOV", "ELI"]
    last = entry.actor.offices[-1].when
    assert last is not None
    assert last.last is not None
    assert last.last > date(2500, 1, 1)
    assert [p.sector for p in registry.phrasing(("militia", "leaders"))] == ["PRM"]


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt"):
        read_dictionaries([tmp_path / "none.txt"], load_registry())
