"""Who is meant by names, titles, capitals, pairs and pronouns in whole stories.

The stories stand in memory.yaml. Held stories were written before any output was looked at and
only measure; train stories may give rise to rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

from legation.folding import name_key
from legation.read import Reader
from legation.records import Article, Kind, Mention
from legation.registry.load import load_registry

pytestmark = pytest.mark.model

STORIES = yaml.safe_load((Path(__file__).parent / "memory.yaml").read_text("utf-8"))
MARK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
STATES = {Kind.STATE, Kind.GOVERNMENT}
MIN_PRECISION, MIN_RECALL = 0.95, 0.80


@dataclass(frozen=True)
class Mark:
    """A phrase of a story, its offsets in the plain text, and who it is."""

    story: str
    phrase: str
    start: int
    end: int
    meant: str


def plain(story: dict[str, str]) -> tuple[str, list[Mark]]:
    """The story without marks, and the marks."""
    text, marks, last = "", [], 0
    for match in MARK.finditer(story["text"]):
        text += story["text"][last : match.start()]
        phrase, meant = match.groups()
        marks.append(Mark(story["slug"], phrase, len(text), len(text) + len(phrase), meant))
        text, last = text + phrase, match.end()
    return text + story["text"][last:], marks


def who(mention: Mention) -> str | None:
    """Whom a mention stands for; `None` for places, open offices and people by kind only."""
    if mention.kind in STATES or mention.rule.startswith(("agent.", "context.")):
        state = load_registry().countries.get(mention.country or "")
        return state.name if state else None
    if mention.kind is Kind.OFFICE:
        return mention.role if mention.rule == "office.counterpart" else None
    return None if mention.kind is Kind.PLACE else mention.name


def told(mark: Mark, mentions: tuple[Mention, ...]) -> set[str]:
    """Whom the mentions that end with the phrase stand for; the words before its noun may lack."""
    ending = [
        m
        for m in mentions
        if m.passage.end == mark.end and m.passage.start < mark.end
        and (m.passage.start >= mark.start or mark.start - m.passage.start < 5)  # "the ..."
    ]  # fmt: skip
    heads = [m for m in ending if m.passage.end == mark.end]
    longest = min((m.passage.start for m in heads), default=None)
    return {name for m in heads if m.passage.start == longest and (name := who(m)) is not None}


def is_right(meant: str, names: set[str]) -> bool:
    """Whether all that are meant are told and nobody else."""
    wanted = [set(name_key(part).replace("-", " ").split()) for part in meant.split(" + ")]
    given = [set(name_key(name).replace("-", " ").split()) for name in names]
    return len(wanted) == len(given) and all(any(w <= g for g in given) for w in wanted)


@cache
def reader() -> Reader:
    return Reader()


@cache
def answers(part: str) -> list[tuple[Mark, frozenset[str]]]:
    out: list[tuple[Mark, frozenset[str]]] = []
    for story in STORIES:
        if story["part"] != part:
            continue
        text, marks = plain(story)
        article = Article.from_text(text, published=story["published"], url=story["slug"])
        mentions = reader().read(article).mentions
        out.extend((mark, frozenset(told(mark, mentions))) for mark in marks)
    return out


def measure(part: str) -> tuple[float, float, list[tuple[Mark, frozenset[str]]]]:
    """Precision of what is answered, recall of who is meant, and what went wrong."""
    pairs = answers(part)
    given = [(mark, names) for mark, names in pairs if names]
    right = [pair for pair in given if is_right(pair[0].meant, set(pair[1]))]
    meant = [mark for mark, _ in pairs if mark.meant not in {"-", "place"}]
    wrong = [p for p in pairs if p not in right and (p[1] or p[0].meant not in {"-", "place"})]
    return len(right) / len(given), len(right) / len(meant), wrong


def lines(wrong: list[tuple[Mark, frozenset[str]]]) -> Iterator[str]:
    for mark, names in wrong:
        yield f"{mark.story}: {mark.phrase!r} is {mark.meant}, read as {sorted(names) or 'nobody'}"


@pytest.mark.parametrize("part", ["train", "held"])
def test_who_is_meant_is_told(part: str) -> None:
    precision, recall, wrong = measure(part)
    assert precision >= MIN_PRECISION, "\n".join(lines(wrong))
    assert recall >= MIN_RECALL, "\n".join(lines(wrong))


def test_the_set_is_large_and_half_of_it_is_held() -> None:
    marks = dict.fromkeys(("train", "held"), 0)
    for story in STORIES:
        marks[story["part"]] += len(plain(story)[1])
    assert min(marks.values()) >= 100
