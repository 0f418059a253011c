"""The event lexicon: codes, classes, slots and frames that exist, an example in every row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from legation import ontology
from legation.records import Kind
from legation.tables import rows, values

COLUMNS = {  # table: its columns, and the rows and entries it has at least
    "verbs": (
        "lemma,particle,object,prep,source,target,type,mode,cameo,contexts,except,example",
        1350,
        4000,
    ),
    "nouns": (
        "lemma,modifier,source,target,type,mode,cameo,contexts,standalone,except,example",
        250,
        600,
    ),
    "classes": ("class,members,nouns", 90, 90),
    "light_verbs": ("lemma,particle,effect,example", 150, 350),
    "operators": ("lemma,pos,frame,operator,cameo,source,target,example", 150, 500),
    "composition": ("operator,inner,cameo,example", 400, 400),
}
BUILT_IN = {"actor"} | {str(kind) for kind in Kind}  # the actors stage answers these, no class
EFFECTS = {"avoid", "declare", "do", "undergo", "stop", "plan", "attend", "report", "collapse"}
EXAMPLES = [name for name in COLUMNS if name != "classes"]
SLOT = re.compile(
    r"(aim:[a-z_]+|subj|obj|iobj|by|poss|of|adj|none|inner|speaker|[a-z]+|prep:[a-z]+(\.(poss|of|by|from|between))?"
    r"|subj\.(poss|adj|of|by|from)|obj\.(poss|of|adj|by|from|in|prep:[a-z]+))\+?"
)
FRAME = re.compile(r"(obj|xcomp|ccomp|prep|modal|amod)(:[a-z]+)?")


def table(name: str) -> list[dict[str, str]]:
    return list(rows(f"language/en/{name}.csv"))


def classes_named(cell: str) -> Iterator[str]:
    return (m.group(1) for m in re.finditer(r"@([a-z_]+)", cell))


def preps(row: dict[str, str]) -> list[str]:
    return [part for part in row["prep"].split(";") if part]


@pytest.mark.parametrize("name", COLUMNS)
def test_table_has_its_columns_and_enough_rows(name: str) -> None:
    columns, least_rows, least_entries = COLUMNS[name]
    lines = table(name)
    assert list(lines[0]) == columns.split(",")
    assert len(lines) >= least_rows
    assert sum(len(values(row.get("lemma", "one"))) for row in lines) >= least_entries


@pytest.mark.parametrize("name", COLUMNS)
def test_rows_are_sorted_and_stand_once(name: str) -> None:
    lines = [tuple(row.values()) for row in table(name)]
    assert lines == sorted(lines)
    keys = Counter(tuple(v for k, v in row.items() if k != "example") for row in table(name))
    assert [key for key, n in keys.items() if n > 1] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_row_has_an_example(name: str) -> None:
    for row in table(name):
        assert re.fullmatch(r"[A-Z].*[.?!]", row["example"]), row


@pytest.mark.parametrize("name", ["verbs", "nouns"])
def test_events_have_valid_codes(name: str) -> None:
    for row in table(name):
        assert row["type"] in ontology.event_types(), row
        assert not row["mode"] or row["mode"] in ontology.modes_of(row["type"]), row
        assert ontology.is_cameo(row["cameo"]), row
        assert set(values(row["contexts"])) <= ontology.contexts(), row


@pytest.mark.parametrize("name", ["verbs", "nouns", "operators"])
def test_constraints_name_classes_that_exist(name: str) -> None:
    known = {row["class"] for row in table("classes")} | BUILT_IN
    for row in table(name):
        for column in ("object", "prep", "modifier", "except", "frame"):
            assert set(classes_named(row.get(column, ""))) <= known, row


def test_every_class_is_used_and_has_sorted_members_each_once() -> None:
    used = {
        name
        for t in ("verbs", "nouns")
        for row in table(t)
        for c in ("object", "prep", "modifier", "except")
        for name in classes_named(row.get(c, ""))
    }
    for row in table("classes"):
        members = values(row["members"])
        assert list(members) == sorted(set(members)), row["class"]
        assert row["class"] in used | RESERVED, row["class"]
    assert sum(len(values(row["members"])) for row in table("classes")) >= 3000


RESERVED = {"accident", "disease", "weather"}  # the coder asks for these by name


@pytest.mark.parametrize("name", ["verbs", "nouns", "operators"])
def test_slots_are_slots(name: str) -> None:
    for row in table(name):
        for column in ("source", "target"):
            for slot in values(row[column].removeprefix("both:")):
                assert SLOT.fullmatch(slot), (slot, row)


def test_verb_frames_name_a_preposition_before_each_constraint() -> None:
    for row in table("verbs"):
        for part in preps(row):
            assert re.fullmatch(r"[a-z]+:.*", part), row
            assert ":" not in part.split(":", 1)[1], row


def test_one_verb_frame_has_one_code() -> None:
    codes: dict[tuple[str, ...], set[str]] = {}
    for row in table("verbs"):
        for lemma in values(row["lemma"]):
            for wanted in values(row["object"]) or ("",):
                key = (lemma, row["particle"], wanted, row["prep"])
                codes.setdefault(key, set()).add(row["type"] + row["cameo"])
    assert {k: v for k, v in codes.items() if len(v) > 1} == {}


def test_light_verbs_have_one_effect() -> None:
    effects: dict[tuple[str, str], set[str]] = {}
    for row in table("light_verbs"):
        assert row["effect"] in EFFECTS, row
        for lemma in values(row["lemma"]):
            effects.setdefault((lemma, row["particle"]), set()).add(row["effect"])
    assert {k: v for k, v in effects.items() if len(v) > 1} == {}


def test_nouns_say_whether_they_stand_alone() -> None:
    assert {row["standalone"] for row in table("nouns")} == {"yes", "no"}


def test_operators_have_known_frames_and_codes() -> None:
    for row in table("operators"):
        assert row["pos"] in {"verb", "noun", "adjective"}, row
        assert all(FRAME.fullmatch(part) for part in row["frame"].split("+")), row
        assert not row["cameo"] or ontology.is_cameo(row["cameo"]), row


def test_compositions_join_known_operators_and_codes() -> None:
    operators = {row["operator"] for row in table("operators")}
    codes = ontology.cameo_codes()
    for row in table("composition"):
        assert row["operator"] in operators, row
        assert ontology.is_cameo(row["cameo"]), row
        assert any(code.startswith(row["inner"]) for code in codes), row
