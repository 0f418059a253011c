"""The tables of questions: words by class, patterns by template, sentences of answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from legation.errors import DataError
from legation.tables import numbered_rows, rows, values

FILLER = "filler"
_ELEMENT = re.compile(r"<(?P<class>\w+)>|\{(?P<slot>\w+)\}|(?P<words>[^\s<>{}]+)")
_OF_DAYS = frozenset({"day", "range", "since"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal:
    """A place of a pattern for a word of a class, or for one of some words."""

    name: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place of a pattern for somebody, something or free words, by name."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way to ask a question; with `day` it must name a day."""

    template: int
    text: str
    elements: tuple[Literal | Slot, ...]
    day: bool
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Words that are of a class, with what they stand for."""

    name: str
    value: str
    words: tuple[str, ...]


@lru_cache(maxsize=1)
def patterns() -> tuple[Pattern, ...]:
    """All patterns; raises `DataError` for one that names no class."""
    found = []
    for line, row in numbered_rows("asking/questions.csv", needs=("template", "pattern")):
        elements: list[Literal | Slot] = []
        day = False
        for each in _ELEMENT.finditer(row["pattern"]):
            if each["slot"] in _OF_DAYS:
                day = True
            elif each["slot"]:
                elements.append(Slot(name=each["slot"]))
            elif each["class"]:
                if each["class"] not in classes():
                    told = f"no class {each['class']!r}; add it to question_words.csv"
                    raise DataError(told, path="asking/questions.csv", line=line)
                elements.append(Literal(name=each["class"]))
            else:
                elements.append(Literal(name="", words=tuple(each["words"].split("|"))))
        found.append(
            Pattern(
                template=int(row["template"]),
                text=row["pattern"],
                elements=tuple(elements),
                day=day,
                example=row["example"],
            )
        )
    return tuple(found)


@lru_cache(maxsize=1)
def members() -> dict[str, tuple[Member, ...]]:
    """The members of all classes by their first word, the longest first."""
    found: dict[str, list[Member]] = {}
    for row in rows("asking/question_words.csv", needs=("class", "value", "members")):
        for told in values(row["members"]):
            words = tuple(told.lower().split())
            member = Member(name=row["class"], value=row["value"], words=words)
            found.setdefault(words[0], []).append(member)
    return {w: tuple(sorted(m, key=lambda each: -len(each.words))) for w, m in found.items()}


@lru_cache(maxsize=1)
def classes() -> frozenset[str]:
    """The names of all classes."""
    return frozenset(m.name for several in members().values() for m in several)


@lru_cache(maxsize=1)
def fillers() -> frozenset[str]:
    """Words that say nothing of what is asked."""
    return frozenset(w for w, several in members().items() for m in several if m.name == FILLER)


@lru_cache(maxsize=1)
def sentences() -> dict[tuple[int, str], str]:
    """The sentences of answers, by template and part."""
    table = rows("asking/answers.csv", needs=("template", "part", "sentence"))
    return {(int(row["template"]), row["part"]): row["sentence"] for row in table}


@lru_cache(maxsize=64)
def words_of_class(name: str) -> tuple[str, ...]:
    """The members of a class, sorted."""
    told = (m for several in members().values() for m in several if m.name == name)
    return tuple(sorted(" ".join(m.words) for m in told))
