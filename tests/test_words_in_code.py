"""Words are data: no set of four or more words of a language stands in code.

They are classes of `language/en/words.csv` and its neighbours, by a name that says what they mean.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from legation.language.words import TABLES, members
from legation.tables import rows, values

ROOT = Path(__file__).parents[1] / "src" / "legation"
# What the propositions and the table of times are to replace: it goes with its words.
# Split texts there are columns, or the values that a column may have.
OF_TABLES = {"store/near.py", "language/control.py", "language/embedding.py"}
TO_GO = {"events", "statements", "claims"}
TO_GO_MODULES = {
    "nlp/timewords.py",
    "propositions/slots.py",
    "propositions/plurals.py",
    "propositions/beside.py",
}
# Lists of four and more that are no words of a language, with what they are.
NOT_WORDS = {
    "labels of the parser": {"_WITHIN", "_MARKS", "_COUNTING", "SUBJECTS", "_LOST",
        "_CLAUSAL", "_BESIDE",
    },
    "names of rules, features, columns and kinds": {
        "OWN", "BESIDE", "TITLE", "PLACE", "COLUMNS", "KINDS", "ROLES", "_FIELDS", "_SIGNS",
        "_BY_NAME", "_BARE", "ABSOLUTE", "DIRECTED", "_WITH_DIGITS", "_DEMANDS", "_SAYS",
        "names", "_DOING", "COMPONENTS", "FIELDS", "FORMATS", "RECORDS", "_OF_EVENTS",
        "_OF_STATEMENTS", "_OF_CLAIMS", "_ALL", "_SAID", "_EVENTS", "_MET", "_NEW",
    },
    "names of filters, columns and formats that a command has": {
        "_OF_EVENTS", "_OF_STATEMENTS", "_OF_CLAIMS", "FORMATS", "RECORDS", "_ALL", "_SAID",
        "_EVENTS", "_MET", "_NEW", "EXTRAS", "FORM", "_DEEDS", "_STATEMENTS", "_CLAIMS", "_NAMES",
        "_ONCE", "_SEVERAL", "_TABLES", "LAYERS", "_UNANSWERED", "_FREE", "SINGLE",
        "_FORM_ONCE", "FILES",
    },
    "elements and types of pages": {"_TYPES", "_BLOCKS", "_HIDDEN", "_OTHER_TYPES", "SUFFIXES"},
    "parts of words": {"_ENDINGS", "_ARTICLES"},
    "days as dates write them, in their order": {"_WEEKDAYS"},
}  # fmt: skip
WORD = re.compile(r"[a-z][a-z' -]*")


def strings_of(node: ast.expr) -> list[str]:
    """The strings of a written set, tuple, list or split text; none for anything else."""
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr == "split":
            inside = node.func.value
            if isinstance(inside, ast.Constant) and isinstance(inside.value, str):
                return inside.value.split()
        elif isinstance(node.func, ast.Name) and node.func.id in {"frozenset", "set", "tuple"}:
            return strings_of(node.args[0]) if node.args else []
        return []
    if isinstance(node, ast.BinOp):
        return strings_of(node.left) + strings_of(node.right)
    if not isinstance(node, ast.Set | ast.Tuple | ast.List):
        return []
    texts = [e.value for e in node.elts if isinstance(e, ast.Constant)]
    return [t for t in texts if isinstance(t, str)] if len(texts) == len(node.elts) else []


def of_the_parse(ask: ast.Compare) -> bool:
    """Whether a label or tag of the parser is looked for: `token.dep_ in {...}`."""
    return isinstance(ask.left, ast.Attribute) and ask.left.attr in {"dep_", "tag_", "pos_"}


def word_lists(text: str) -> Iterator[tuple[str, int]]:
    """Sets of four and more words in a module by their names, and those without: name, line."""
    tree = ast.parse(text)
    asks = [each for each in ast.walk(tree) if isinstance(each, ast.Compare)]
    asked = {id(place) for ask in asks for place in ask.comparators if not of_the_parse(ask)}
    inner = {id(place) for ask in asks for place in ask.comparators if of_the_parse(ask)}
    named = {
        id(statement.value): ast.unparse(
            statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
        )
        for statement in ast.walk(tree)
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.expr) and id(node) not in inner:
            words = [each for each in strings_of(node) if WORD.fullmatch(each)]
            meant = (
                id(node) in named or id(node) in asked or not isinstance(node, ast.Tuple | ast.List)
            )
            if len(words) >= 4 and meant:
                inner.update(id(each) for each in ast.walk(node))
                yield named.get(id(node), ""), node.lineno


def is_to_go(path: Path) -> bool:
    place = path.relative_to(ROOT)
    return place.parts[0] in TO_GO or str(place) in TO_GO_MODULES | OF_TABLES


MODULES = sorted(p for p in ROOT.rglob("*.py") if "migrations" not in p.parts and not is_to_go(p))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_list_of_words_stands_in_code(path: Path) -> None:
    allowed = set().union(*NOT_WORDS.values()) | {"__all__", "_COLUMNS", "__slots__"}
    found = [(n, line) for n, line in word_lists(path.read_text("utf-8")) if n not in allowed]
    assert found == [], "words are data: make them a class of language/en/words.csv"


@pytest.mark.parametrize(
    "text", ['A = frozenset("go come leave stay".split())', 'x in {"a", "b", "c", "d"}']
)
def test_a_list_of_words_is_seen(text: str) -> None:
    assert len(list(word_lists(text))) == 1


def test_three_words_are_no_list() -> None:
    assert list(word_lists('A = frozenset({"go", "come", "leave"})')) == []


@pytest.mark.parametrize("row", list(rows("language/en/words.csv")), ids=lambda row: row["class"])
def test_an_example_has_a_member_of_its_class(row: dict[str, str]) -> None:
    words = set(re.findall(r"[\w'’.-]+|[-$]", row["example"].lower()))
    stems = {
        w.rstrip(".").removesuffix(end)
        for w in words
        for end in ("", "s", "es", "d", "ed", "n", "ing")
    }
    inside = values(row["members"])
    assert any(set(m.split()) <= words | stems or m in stems or m[:-1] in stems for m in inside)


def test_each_class_stands_once() -> None:
    names = [row["class"] for table in TABLES for row in rows(table)]
    assert sorted(names) == sorted(set(names))
    assert all(members(name) for name in names)
