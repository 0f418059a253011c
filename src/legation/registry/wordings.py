"""Offices and nouns for people by their words: "defence minister", "soldiers"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from legation.folding import key_words
from legation.records import Kind


@dataclass(frozen=True, slots=True)
class Agent:
    """A noun for people or bodies that act: "soldiers", "foreign ministry"."""

    words: tuple[str, ...]
    sector: str | None
    kind: Kind
    human: bool


@dataclass(frozen=True, slots=True)
class Title:
    """An office by its words: "defence minister"."""

    words: tuple[str, ...]
    title: str
    sector: str | None
    level: str
    institution: str | None


Phrasing = Agent | Title
Seconds = dict[str, list[Phrasing]]


def words_of(phrase: str) -> tuple[str, ...]:
    """The words of a title or agent noun as they are looked up."""
    return tuple(" ".join(key_words(phrase)).replace("-", " - ").split())


def first_word_of(phrase: str) -> str | None:
    """The first of `words_of`, `None` where there is none."""
    word, _, _ = phrase.partition(" ")
    if word.isascii() and word.isalpha():
        return word.lower()
    return next(iter(words_of(phrase)), None)


def second_of(words: Sequence[str]) -> str:
    """The second word, "" where there is one alone."""
    return words[1] if len(words) > 1 else ""


def worded(
    _: str, waiting: Iterable[tuple[Callable[..., Phrasing], str, Sequence[str]]]
) -> Seconds:
    """The phrases of one first word by their second, from how they are made, name and cells."""
    seconds: Seconds = {}
    for made, name, cells in waiting:
        words = words_of(name)
        seconds.setdefault(second_of(words), []).append(made(words, *cells))
    put_in_order(seconds)
    return seconds


def put_in_order(seconds: Seconds) -> None:
    """Put phrases in the order of their lookup: longer ones first, offices before nouns."""
    for known in seconds.values():
        if len(known) > 1:
            known.sort(key=lambda p: (-len(p.words), isinstance(p, Agent)))
