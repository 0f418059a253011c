"""What made a record is asked for by trait; no code looks into the name of a rule."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from legation.errors import DataError
from legation.ontology import event_types, rules_with, types_with
from legation.tables import rows, values

SOURCE = Path(__file__).parents[1] / "src" / "legation"
CODE = "\n".join(path.read_text("utf-8") for path in sorted(SOURCE.rglob("*.py")))


def looks_into_a_rule(code: str) -> bool:
    """Whether code compares the text of a `rule`, cuts it, or asks how it begins."""
    tree = ast.parse(code)
    kept = {name for node in ast.walk(tree) for name in _kept(node)}
    return any(_looks(node, kept) for node in ast.walk(tree))


def _kept(node: ast.AST) -> list[str]:
    """Names that an assignment gives to the rules of a trait: `bare = rules_with("bare")`."""
    if not isinstance(node, ast.Assign) or len(node.targets) != 1:
        return []
    target, value = node.targets[0], node.value
    pairs = [(target, value)]
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        pairs = [*zip(target.elts, value.elts, strict=True)]
    return [t.id for t, v in pairs if isinstance(t, ast.Name) and _asks(v)]


def _asks(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "rules_with"


def _looks(node: ast.AST, kept: set[str]) -> bool:
    if isinstance(node, ast.Compare):
        sides = (node.left, *node.comparators)
        asked = any(_asks(each) or getattr(each, "id", "") in kept for each in sides)
        plain = any(isinstance(side, ast.Constant) and side.value is None for side in sides)
        equal = all(isinstance(op, ast.Eq) for op in node.ops) and all(map(_is_told, sides))
        return any(map(_is_rule, sides)) and not (asked or plain or equal)
    if isinstance(node, ast.Subscript):
        return _is_rule(node.value)
    return isinstance(node, ast.Attribute) and _is_rule(node.value)


def _is_told(node: ast.AST) -> bool:
    """Whether it is an attribute or a name that no module fixes: which records a rule made."""
    return isinstance(node, ast.Attribute) or (isinstance(node, ast.Name) and node.id.islower())


def _is_rule(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "rule"


@pytest.mark.parametrize(
    ("code", "looks"),
    [
        ('m.rule == "name.body"', True),
        ("m.rule in NAMES", True),
        ("m.rule == NAME", True),
        ("table.rule == rule", False),
        ("m.rule == other.rule", False),
        ('m.rule.startswith("name.")', True),
        ('m.rule.split(".")[0]', True),
        ("m.rule[:4]", True),
        ('m.rule in rules_with("by_name")', False),
        ('x, bare = 1, rules_with("bare")\nm.rule in bare', False),
        ('x, bare = rules_with("bare"), ("name.body",)\nm.rule in bare', True),
        ("f(m.rule)", False),
        ('m.rule += "+planned"', False),
    ],
)
def test_a_look_into_a_rule_is_seen(code: str, looks: bool) -> None:
    assert looks_into_a_rule(code) is looks


def test_no_module_looks_into_a_rule() -> None:
    found = [
        path.relative_to(SOURCE).as_posix()
        for path in sorted(SOURCE.rglob("*.py"))
        if looks_into_a_rule(path.read_text("utf-8"))
    ]
    assert found == []


SECTORS = frozenset(row["code"] for row in rows("ontology/plover_sectors.csv"))


def sets_of_codes(code: str) -> list[list[str]]:
    """The sets of four or more sectors, or of as many event types, that stand in code."""
    return [
        [str(word) for word in words]
        for node in ast.walk(ast.parse(code))
        if len(words := _words_of(node)) > 3
        and (SECTORS.issuperset(words) or event_types().keys() >= set(words))
    ]


def _words_of(node: ast.AST) -> list[object]:
    if isinstance(node, ast.Set):
        return [e.value for e in node.elts if isinstance(e, ast.Constant) and e.value is not None]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        text = node.func.value
        if node.func.attr == "split" and isinstance(text, ast.Constant):
            return str(text.value).split()
    return []


def test_no_set_of_sectors_or_types_stands_in_code() -> None:
    assert sets_of_codes('frozenset({"GOV", "MIL", "LEG", "JUD", None})')
    assert sets_of_codes('frozenset("AID AGREE ASSAULT CONSULT".split())')
    assert not sets_of_codes('frozenset({"GOV", "MIL", "LEG"})')
    found = {
        path.relative_to(SOURCE).as_posix(): sets
        for path in sorted(SOURCE.rglob("*.py"))
        if (sets := sets_of_codes(path.read_text("utf-8")))
    }
    assert found == {}


def test_every_trait_is_asked_for_and_every_rule_is_made() -> None:
    table = list(rows("ontology/rule_traits.csv", needs=("trait", "meaning", "rules")))
    asked = set(re.findall(r'rules_with\(\s*"(\w+)"\s*\)', CODE))
    assert {row["trait"] for row in table} == asked
    effects = {row["effect"] for row in rows("actors/office_prefixes.csv")}
    for rule in sorted({rule for row in table for rule in values(row["rules"])}):
        head, _, tail = rule.partition(".")
        written = (f'"{rule}"', f'f"{head}.{{', f'}}.{tail}"')
        assert tail in effects or any(each in CODE for each in written), rule


def test_offices_have_all_prefixes() -> None:
    effects = {f"office.{row['effect']}" for row in rows("actors/office_prefixes.csv")}
    assert effects <= rules_with("office") <= rules_with("office_kept")


def test_every_trait_of_sectors_is_asked_for_and_of_sectors_there_are() -> None:
    table = list(rows("ontology/sector_traits.csv", needs=("trait", "meaning", "sectors")))
    asked = set(re.findall(r"sectors_of\(\s*\"(\w+)\"", CODE))
    named = {row["trait"] for row in table}
    assert asked <= named
    assert [trait for trait in sorted(named - asked) if f'"{trait}"' not in CODE] == []
    assert {name for row in table for name in values(row["sectors"])} <= SECTORS


def test_every_trait_of_types_is_asked_for_and_of_types_there_are() -> None:
    table = list(rows("ontology/event_traits.csv", needs=("trait", "meaning", "types")))
    assert {row["trait"] for row in table} == set(re.findall(r'types_with\("(\w+)"\)', CODE))
    assert {name for row in table for name in values(row["types"])} <= set(event_types())


def test_an_unknown_trait_is_refused() -> None:
    with pytest.raises(DataError, match="trait by_nam is not there"):
        rules_with("by_nam")
    with pytest.raises(DataError, match="trait forcefu is not there"):
        types_with("forcefu")
