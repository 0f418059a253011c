"""Names that people ask by: found, offered as a choice, or nobody's."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from factories import a_mention, a_reading

from legation.ask.names import Names
from legation.ask.resolving.meanings import Found, Resolved
from legation.errors import InputError
from legation.folding import name_key as key
from legation.records import Article, Kind
from legation.registry.load import load_registry
from legation.store import Store

HERE = Path(__file__).parent
MISSED = 5  # of the 150 first and the 37 more: other ids than the list expects


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(load_registry())


def rows(name: str) -> Iterator[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def is_right(found: Resolved, expected: str) -> bool:
    """Whether a name found what the list expects: the one, all of several, or the office."""
    if expected.startswith("office:"):
        return len(found.meanings) == 1 and found.meanings[0].office is not None
    ids = {key((m.id or m.name).removeprefix("place-")) for m in found.meanings}
    several = expected.split(" & ")
    each = [any(key(one) in ids for one in part.split("|")) for part in several]
    # Where one is expected, a long list that has him somewhere is no answer.
    return all(each) and (len(several) > 1 or len(ids) <= 3)


def test_names_are_found_or_a_right_choice(names: Names) -> None:
    asked = list(rows("names.csv"))
    wrong = [
        row["asked"]
        for row in asked
        if not is_right(
            names.find(row["asked"], on=date.fromisoformat(row["day"]) if row["day"] else None),
            row["expected"],
        )
    ]
    assert len(asked) == 187
    assert len(wrong) <= MISSED, wrong


@pytest.mark.parametrize("asked", [row["asked"] for row in rows("names_unknown.csv")])
def test_unknown_names_are_nobodys(names: Names, asked: str) -> None:
    found = names.find(asked)
    assert found.meanings == ()
    with pytest.raises(InputError, match="nobody here is called"):
        found.those()


@pytest.mark.parametrize(
    ("asked", "near"),
    [("Lavrof", "Sergey Lavrov"), ("Marco Rubino", "Marco Rubio"), ("UNIFOL", "UNIFIL")],
)
def test_a_slip_of_the_pen_is_offered(names: Names, asked: str, near: str) -> None:
    assert near in names.find(asked).near


@pytest.mark.parametrize(
    "asked", ["", " ", "'", '"; DROP TABLE mentions', "%", "_" * 500, "\x00", "!", "of", "of of of"]
)
def test_odd_text_finds_nobody(names: Names, asked: str) -> None:
    assert names.find(asked).meanings == ()


def test_of_several_things_one_must_be_named(names: Names) -> None:
    with pytest.raises(InputError, match=r"'Congo' may be .*\(COD\); .*\(COG\): name one"):
        names.find("Congo").those()


def test_all_who_bear_a_surname_are_meant(names: Names) -> None:
    assert {m.id for m in names.find("Duterte").those()} >= {"rodrigo-duterte", "sara-duterte"}


def test_an_office_nobody_is_known_in_is_none(names: Names) -> None:
    assert names.find("Emperor of Brazil").meanings == ()


def test_an_office_on_a_day_without_holder_stays_the_office(names: Names) -> None:
    (found,) = names.find("NATO chief", on=date(1890, 1, 1)).meanings
    assert found.office is not None
    assert found.kind is Kind.OFFICE


def test_names_of_the_store_are_found_and_narrow_a_surname() -> None:
    text = "Odalys Brandt met Guterres. “We came,” said Brandt in Quvenhall."
    article = Article.from_text(text, published="2024-03-13")
    brandt = a_mention(article, "Odalys Brandt", kind=Kind.PERSON)
    guterres = a_mention(article, "Guterres", kind=Kind.PERSON)
    with Store.open("sqlite://") as store:
        store.write(a_reading(article, mentions=(brandt, guterres)))
        names = Names(load_registry(), store)
        (found,) = names.find("odalys brandt").meanings
        assert (found.name, found.found) == ("Odalys Brandt", Found.STORE)
        assert names.find("Brandvold-Quist").meanings == ()
