"""What a phrase must be to fill a slot: a cell of a table, read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from legation.errors import DataError
from legation.language.nouns import classes_above, is_noun_of
from legation.records import Kind
from legation.tables import values

_KINDS = frozenset(str(kind) for kind in Kind) - {"place"}


@dataclass(frozen=True, slots=True)
class Constraint:
    """What a phrase head must be: of a class, a literal lemma, an actor, a place, nothing."""

    words: frozenset[str] = frozenset()
    phrases: frozenset[tuple[str, ...]] = frozenset()
    actor: bool = False
    place: bool = False
    nothing: bool = False
    kinds: frozenset[Kind] = frozenset()
    nouns: tuple[str, ...] = ()  # classes of common nouns
    anything: bool = field(init=False)  # whether there is no constraint at all
    heads: frozenset[str] = field(init=False)  # last words of the phrases, and those before "of"
    literal: bool = field(init=False)  # whether only words of their own can meet it

    def __post_init__(self) -> None:
        open_ = self.actor or self.place or self.nothing or self.kinds or self.nouns
        asked = self.words or self.phrases or open_
        heads = {p[-1] for p in self.phrases} | {p[0] for p in self.phrases if p[1] == "of"}
        object.__setattr__(self, "anything", not asked)
        object.__setattr__(self, "literal", bool(self.words) and not (self.phrases or open_))
        object.__setattr__(self, "heads", frozenset(heads))

    def has_noun(self, lemma: str) -> bool:
        """Whether the commonest meaning of a noun is of one of the classes asked for."""
        return is_noun_of(lemma, self.nouns)


@dataclass(frozen=True, slots=True)
class Members:
    """The members of a class: lemmas, phrases of several words, and whole classes of nouns."""

    words: frozenset[str] = frozenset()
    phrases: frozenset[tuple[str, ...]] = frozenset()
    nouns: tuple[str, ...] = ()


def read_classes(table: Iterable[Mapping[str, str]]) -> dict[str, Members]:
    """The classes of `classes.csv` with their members."""
    read = {}
    for row in table:
        nouns = values(row.get("nouns") or "")
        read[row["class"]] = Members(
            *_split(values(row["members"])), tuple(n for n in nouns if classes_above(n))
        )
    return read


def read_constraint(cell: str, classes: Mapping[str, Members]) -> Constraint:
    """A constraint from a table cell: `@actor`, `@place`, `-`, `@class` names and lemmas."""
    words: set[str] = set()
    phrases: set[tuple[str, ...]] = set()
    kinds: set[Kind] = set()
    nouns: list[str] = []
    actor = place = nothing = False
    for item in values(cell):
        if item == "@actor":
            actor = True
        elif item == "@place":
            place = True
        elif item == "-":
            nothing = True
        elif item.startswith("@"):
            if item[1:] in _KINDS:
                kinds.add(Kind(item[1:]))
            found = _members(item[1:], classes)
            nouns += found.nouns
            words |= found.words
            phrases |= found.phrases
        else:
            word = _words(item)
            if len(word) == 1:
                words.add(word[0])
            elif word:
                phrases.add(word)
    return Constraint(
        frozenset(words),
        frozenset(phrases),
        actor,
        place,
        nothing,
        frozenset(kinds),
        tuple(dict.fromkeys(nouns)),
    )


def _split(items: tuple[str, ...]) -> tuple[frozenset[str], frozenset[tuple[str, ...]]]:
    """The words among lemmas, and the phrases of several words."""
    split = [*map(_words, items)]
    return frozenset(s[0] for s in split if len(s) == 1), frozenset(s for s in split if len(s) > 1)


def _words(item: str) -> tuple[str, ...]:
    return tuple(item.lower().replace("-", " ").split())


def _members(name: str, classes: Mapping[str, Members]) -> Members:
    if name not in classes and name not in _KINDS:
        raise DataError(f"class @{name} is not there; add it", path="classes.csv", line=1)
    return classes.get(name, Members())
