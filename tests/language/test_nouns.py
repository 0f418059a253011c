"""What common nouns name."""

from __future__ import annotations

import pytest
from timing import least_cpu_s

from legation.errors import DataError
from legation.language import nouns
from legation.language.nouns import classes_above, is_noun, may_be, noun_class, noun_classes
from legation.tables import data_path, rows, values


@pytest.mark.parametrize(
    ("lemma", "name"),
    [
        ("paramedic", "person"),
        ("accountant", "person"),
        ("minister", "person"),
        ("crowd", "group"),
        ("battalion", "armed_group"),
        ("tank", "weapon"),
        ("drone", "aircraft"),
        ("frigate", "ship"),
        ("lorry", "vehicle"),
        ("hospital", "facility"),
        ("treaty", "document"),
        ("anger", "feeling"),
        ("massacre", "violence"),
        ("bribery", "crime"),
        ("earthquake", "disaster"),
        ("cholera", "disease"),
        ("football", "sport"),
        ("novel", "artwork"),
        ("goat", "animal"),
        ("ransom", "money"),
        ("village", "place"),
        ("kingdom", "country"),
        ("airline", "company"),
        ("ministry", "government"),
        ("march", "event"),
    ],
)
def test_a_noun_has_the_class_of_its_commonest_meaning_in_news(lemma: str, name: str) -> None:
    assert noun_class(lemma) == name


def test_classes_fall_under_wider_ones() -> None:
    assert classes_above("ship") == ("ship", "vehicle", "thing")
    assert is_noun("frigate", "thing")
    assert not is_noun("frigate", "group")
    assert is_noun("police", "group")
    assert not is_noun("drone", "weapon")
    assert may_be("drone", "weapon")
    assert noun_classes("bank") == ("company", "place")


def test_unknown_nouns_have_no_class_and_unknown_classes_are_errors() -> None:
    assert noun_class("frobnicator") is None
    assert noun_classes("frobnicator") == ()
    assert not may_be("frobnicator", "person")
    with pytest.raises(DataError, match="'persons' is no class of nouns"):
        is_noun("nurse", "persons")


def test_every_class_is_told_of_and_has_nouns() -> None:
    told = {row["class"]: row for row in rows(nouns.ROOTS)}
    assert {row["above"] for row in told.values()} - {""} <= set(told)
    assert {row["class"] for row in rows(nouns.TABLE)} == set(told)
    for name, row in told.items():
        words = row["example"].rstrip(".").casefold().split()
        assert any(may_be(w, name) or may_be(w.removesuffix("s"), name) for w in words), row


def test_overrides_are_in_the_table_and_stand_in_their_example() -> None:
    for row in rows("language/en/noun_class_overrides.csv"):
        assert noun_class(row["noun"]) == row["class"], row
        assert set(values(row["also"])) <= set(noun_classes(row["noun"]))
        assert row["noun"][:-1] in row["example"].casefold(), row
        assert row["reason"], row


def test_persons_and_groups_of_the_lexicon_are_known() -> None:
    wanted = {"people", "troops", "officials", "activist", "refugees"}
    members = [
        noun
        for row in rows("language/en/classes.csv")
        if row["class"] in wanted
        for noun in values(row["members"])
        if " " not in noun and "-" not in noun
    ]
    known = [noun for noun in members if may_be(noun, "person") or may_be(noun, "group")]
    assert len(known) / len(members) > 0.85


def test_the_table_is_small_and_loads_in_a_blink() -> None:
    assert data_path(nouns.TABLE).stat().st_size < 1_500_000

    def load() -> None:
        nouns._members.cache_clear()
        nouns._first.cache_clear()
        assert noun_class("nurse") == "person"

    assert least_cpu_s(load, enough=0.1) < 0.1  # 17 ms alone; room for a busy machine
