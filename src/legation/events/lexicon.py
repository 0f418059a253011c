"""The event lexicon of `data/language/en`: verbs, nouns, light verbs, operators, compositions.

The columns are explained in `docs/events.md`. A rule code names its entry: `verb.accuse.of`,
`noun.visit`, `operator.agree+verb.send`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

from legation.nlp.constraints import Constraint, read_classes, read_constraint
from legation.ontology import plover_of
from legation.propositions.slots import Slots, read_slots
from legation.records import Status
from legation.tables import numbered_rows, values


class _Entry(Protocol):
    @property
    def lemma(self) -> str: ...


T = TypeVar("T", bound=_Entry)


@dataclass(frozen=True, slots=True)
class Coding:
    """What an entry codes."""

    type: str
    mode: str | None
    cameo: str
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VerbFrame:
    """A verb with what must stand beside it, and what it then says."""

    rule: str
    lemma: str
    particle: str
    object: Constraint
    preps: tuple[tuple[str, Constraint], ...]
    exclude: Constraint
    exclude_subject: Constraint
    source: Slots
    target: Slots
    coding: Coding
    weight: int
    line: int = 0  # of its row in the table


@dataclass(frozen=True, slots=True)
class NounFrame:
    """An event noun; one that does not stand alone needs a light verb."""

    rule: str
    lemma: str
    before: tuple[str, ...]
    modifier: Constraint
    exclude: Constraint
    source: Slots
    target: Slots
    coding: Coding
    standalone: bool
    weight: int
    line: int = 0
    phrases: tuple[tuple[str, Constraint], ...] = ()  # `on:depot`: does for a modifier


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that takes another event: promises, demands, refuses or threatens it."""

    rule: str
    lemma: str
    pos: str
    frames: tuple[str, ...]
    operator: str
    cameo: str | None
    source: Slots
    target: Slots
    line: int = 0


@dataclass(frozen=True, slots=True)
class Aside:
    """A participle before a noun, or a noun for who did or suffers it, that tells a deed."""

    lemma: str
    participle: bool
    acts: bool  # whether those it names did it
    of: Constraint
    coding: Coding
    status: Status
    line: int = 0


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries by lemma."""

    verbs: Mapping[str, tuple[VerbFrame, ...]]
    nouns: Mapping[str, tuple[NounFrame, ...]]
    light: Mapping[str, tuple[tuple[str, str], ...]]
    operators: Mapping[str, tuple[Operator, ...]]
    compositions: Mapping[tuple[str, str], str]
    accidents: frozenset[str]
    asides: Mapping[str, tuple[Aside, ...]]
    words: frozenset[str] = field(init=False)  # all verbs and nouns
    takers: frozenset[str] = field(init=False)  # all operators
    aside_words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", frozenset({*self.verbs, *self.nouns}))
        object.__setattr__(self, "takers", frozenset(self.operators))
        object.__setattr__(self, "aside_words", frozenset(self.asides))

    def composed(self, operator: str, inner: str) -> str | None:
        """The CAMEO code of an operator over an event's code: the longest known prefix wins."""
        for length in range(len(inner), 0, -1):
            found = self.compositions.get((operator, inner[:length]))
            if found is not None:
                return found
        return None


@cache
def load_lexicon(folder: Path | None = None) -> Lexicon:
    """The bundled lexicon, read once; a table in `folder` stands for the bundled one of its name.

    Raises `DataError` for a row that is wrong.
    """

    def rows(name: str) -> Iterator[tuple[int, Mapping[str, str]]]:
        own = folder / f"{name}.csv" if folder else None
        return numbered_rows(own if own and own.is_file() else f"language/en/{name}.csv")

    table = [row for _, row in rows("classes")]
    classes = read_classes(table)

    closed = {name: replace(found, nouns=()) for name, found in classes.items()}

    @cache  # the same cells stand in many rows, and a class may have hundreds of members
    def read(cell: str) -> Constraint:
        return read_constraint(cell, closed)

    @cache
    def read_open(cell: str) -> Constraint:
        """An object: here a class stands for all nouns of its kind, not for those listed alone."""
        return read_constraint(cell, classes)

    return Lexicon(
        _grouped(_verbs(rows("verbs"), read, read_open)),
        _grouped(_nouns(rows("nouns"), read)),
        _light(rows("light_verbs")),
        _grouped(_operators(rows("operators"))),
        {(r["operator"], r["inner"]): r["cameo"] for _, r in rows("composition")},
        frozenset(m for row in table if row["class"] in _MISHAPS for m in values(row["members"])),
        _grouped(_asides(rows("asides"), read)),
    )


_MISHAPS = ("accident", "disease", "weather")


def _grouped(entries: list[T]) -> Mapping[str, tuple[T, ...]]:
    grouped: dict[str, list[T]] = {}
    for entry in entries:
        grouped.setdefault(entry.lemma, []).append(entry)
    return {lemma: tuple(found) for lemma, found in grouped.items()}


def _coding(row: Mapping[str, str]) -> Coding:
    return Coding(row["type"], row["mode"] or None, row["cameo"], values(row["contexts"]))


def _weigh(constraint: Constraint) -> int:
    if constraint.words or constraint.phrases or constraint.nothing or constraint.nouns:
        return 3
    return 2 if constraint.actor or constraint.place else 0


_Rows = Iterator[tuple[int, Mapping[str, str]]]
_Read = Callable[[str], Constraint]


def _verbs(table: _Rows, read: _Read, read_open: _Read) -> list[VerbFrame]:
    out = []
    for line, row in table:
        found = read_open(row["object"])
        preps = tuple(
            (prep.strip(), read(cell))
            for prep, _, cell in (p.partition(":") for p in row["prep"].split(";") if p.strip())
        )
        weight = _weigh(found) + sum(2 + _weigh(c) for _, c in preps) + 2 * bool(row["particle"])
        but, but_subject = (read(_except(row, subject=subject)) for subject in (False, True))
        source, target = read_slots(row["source"], "subj"), read_slots(row["target"], "obj")
        coding = _coding(row)
        for lemma in values(row["lemma"]):
            detail = [row["particle"], *(p for p, _ in preps)]
            rule = ".".join(["verb", lemma, *(d for d in detail if d)])
            out.append(
                VerbFrame(
                    rule,
                    lemma,
                    row["particle"],
                    found,
                    preps,
                    but,
                    but_subject,
                    source,
                    target,
                    coding,
                    weight,
                    line,
                )
            )
    return out


def _except(row: Mapping[str, str], *, subject: bool) -> str:
    """The part of an `except` cell that is about the subject (`subj:@troops`), or the rest."""
    items = [i for i in values(row["except"]) if i.startswith("subj:") == subject]
    return "|".join(i.removeprefix("subj:") for i in items)


def _nouns(table: _Rows, read: _Read) -> list[NounFrame]:
    out = []
    for line, row in table:
        phrases, plain = _phrases(row["modifier"])
        modifier = read("|".join(plain))
        after = tuple((prep, read("|".join(words))) for prep, words in phrases.items())
        for words in values(row["lemma"]):
            *before, lemma = words.lower().replace("-", " ").split()
            out.append(
                NounFrame(
                    f"noun.{'_'.join((*before, lemma))}",
                    lemma,
                    tuple(before),
                    modifier,
                    read(row["except"]),
                    read_slots(row["source"], "poss|by|adj|of"),
                    read_slots(row["target"], "on|against"),
                    _coding(row),
                    row["standalone"] == "yes",
                    (3 if after else _weigh(modifier)) + 3 * len(before),
                    line,
                    after,
                )
            )
    return out


def _phrases(cell: str) -> tuple[dict[str, list[str]], list[str]]:
    """The words of a modifier cell that stand after a preposition (`on:depot`), and the others."""
    after: dict[str, list[str]] = {}
    plain = []
    for word in values(cell):
        prep, colon, noun = word.rpartition(":")
        if colon:
            after.setdefault(prep, []).append(noun)
        else:
            plain.append(word)
    return after, plain


def _light(table: _Rows) -> Mapping[str, tuple[tuple[str, str], ...]]:
    out: dict[str, list[tuple[str, str]]] = {}
    for _, row in table:
        for lemma in values(row["lemma"]):
            out.setdefault(lemma, []).append((row["particle"], row["effect"]))
    return {lemma: tuple(found) for lemma, found in out.items()}


def _operators(table: _Rows) -> list[Operator]:
    out = []
    for line, row in table:
        for lemma in values(row["lemma"]):
            out.append(
                Operator(
                    f"operator.{lemma}",
                    lemma,
                    row["pos"],
                    values(row["frame"]),
                    row["operator"],
                    row["cameo"] or None,
                    read_slots(row["source"], "subj"),
                    read_slots(row["target"], "obj"),
                    line,
                )
            )
    return out


def _asides(table: _Rows, read: _Read) -> list[Aside]:
    return [
        Aside(
            lemma,
            row["part"] == "participle",
            row["names"] == "doer",
            read(row["of"]),
            _coding(row),
            Status(row["status"]),
            line,
        )
        for line, row in table
        for lemma in values(row["lemma"])
    ]


@cache
def type_of(cameo: str) -> str | None:
    """The PLOVER type of a CAMEO code; comment and appeal codes (01, 02) map as REQUEST for 02."""
    if cameo.startswith("02"):
        return "REQUEST"
    found = plover_of(cameo)
    return found.type if found else None
