"""The comparison of the people table with open tables, on hand-made rows."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

from check_people import Row, compare
from people_sources import LEADING, Attested, folded, words_in

SOURCE = "An open table"


def row(name: str, spell: str, office: str = "President", names: str = "") -> Row:
    """A row of the table; `spell` is `from/to`."""
    first, last = spell.split("/")
    cells = {
        "id": name, "name": name, "names": names, "country": "BOL", "office": office,
        "from": first, "to": last, "source": "public record",
    }  # fmt: skip
    words = words_in(name)
    return Row(cells=cells, words=folded(name, names), given=(words[0], "".join(words[:2])))


def told(name: str, spell: str, *, office: str = LEADING, seen: str = "") -> Attested:
    """What the source says of one person in one office."""
    first, last = spell.split("/")
    return Attested(
        source=SOURCE, country="BOL", office=office, name=name, words=frozenset(words_in(name)),
        all_words=folded(name), first=first, last=last, seen=seen,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ours", "theirs", "ends"),
    [
        ("2010-03-01/2014-03-01", "2010-03-20/2014-03", {"from", "to"}),
        ("2010-03-01/2014-03-01", "2010-03-31/2014-05-20", {"from"}),  # 80 days apart
        ("2010-03/2014-03", "2010/2014", {"from", "to"}),  # the source tells years only
        ("2010-03-01/2014-03-01", "2011-01-01/2014-02-10", {"to"}),
    ],
)
def test_ends_agree_within_a_month_or_a_year(ours: str, theirs: str, ends: set[str]) -> None:
    mine = row("Ana Torres", ours)
    compare([mine], [told("Ana Torres", theirs)])
    assert mine.agrees[SOURCE] == ends


def test_beginning_of_the_next_holder_is_the_end_of_the_one_before() -> None:
    before, after = row("Ana Torres", "2010-03-01/2014-03-01"), row("Luis Paz", "2014-03-01/")
    compare([before, after], [told("Luis Paz", "2014-03-01/", seen="2015-11")])
    assert before.agrees[SOURCE] == {"to"}
    assert after.agrees[SOURCE] == {"from"}


@pytest.mark.parametrize(
    ("ours", "theirs", "kind"),
    [
        ("2010-03-01/2015-01-01", told("Ana Torres", "2010-03-01/", seen="2015-11"), "ENDED"),
        ("2010-03-01/", told("Ana Torres", "2010-03-01/2014-01-01"), "OPEN"),
        ("2010-03-01/2015-01-01", told("Ana Torres", "2010-03-01/2014-01-01"), "TO"),
        ("2010-09-01/2015-01-01", told("Ana Torres", "2010-03-01/2015-01-01"), "FROM"),
        ("2010-03-01/2015-01-01", told("Ana Torres", "2012-03-01/2015-01-01"), "INSIDE"),
        ("2010-03-01/2015-01-01", told("Eva Rojas", "2010-03-01/2015-01-01"), "MISSING"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_contradictions_are_named(ours: str, theirs: Attested, kind: str) -> None:
    assert [k for k, *_ in compare([row("Ana Torres", ours)], [theirs])] == [kind]


def test_spellings_of_one_name_are_one_person_and_siblings_are_two() -> None:
    sisi = row("Abdel Fattah el-Sisi", "2014-06-08/")
    raul = row("Raúl Castro", "2008-02-24/2018-04-19")
    found = [told("Abdelfattah Said ELSISI", "2014-06-08/"), told("Fidel Castro", "1976/2008")]
    odd = compare([sisi, raul], found)
    assert sisi.agrees[SOURCE] == {"from"}
    assert [(kind, one.name) for kind, one, _ in odd] == [("MISSING", "Fidel Castro")]
