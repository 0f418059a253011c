"""Near copies of texts, made as outlets make them: cut, with another lead, edited, updated.

    for copy in near_copies(originals, 1000, spare=sentences): copy.text, copy.kind

Everything comes from a seed, so a run can be repeated.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from legation.tables import rows

_END = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")

KINDS = (
    "copy",
    "new headline",
    "truncated",
    "new lead",
    "words changed",
    "updated",
    "truncated, words changed",
    "truncated, new lead",
)


@dataclass(frozen=True)
class NearCopy:
    """A near copy, the number of the text it was made of, and how."""

    original: int
    kind: str
    title: str
    text: str


def near_copies(
    originals: Sequence[str], number: int, *, spare: Sequence[str], seed: int = 6
) -> list[NearCopy]:
    """Near copies of the texts, each text and each kind as often as the next.

    New sentences are taken from `spare`, each once, so that no two copies share them.
    """
    chance = random.Random(seed)
    spare = chance.sample(spare, len(spare))
    made = []
    for count in range(number):
        original = count % len(originals)
        kind = KINDS[(count // len(originals) + original) % len(KINDS)]
        text = _changed(originals[original], kind, spare, chance)
        title = f"Headline {chance.random():.6f}" if "headline" in kind else f"Story {original}"
        made.append(NearCopy(original=original, kind=kind, title=title, text=text))
    return made


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, roughly."""
    return [s for s in _END.split(text) if s.strip()]


def _changed(text: str, kind: str, spare: list[str], chance: random.Random) -> str:
    if "truncated" in kind:
        text = _cut(text, chance.uniform(0.3, 0.7))
    if "new lead" in kind:
        first, *rest = sentences_of(text)
        text = " ".join([spare.pop(), spare.pop(), *(rest or [first])])
    if kind == "updated":
        sentences = sentences_of(text)
        fresh = [spare.pop() for _ in range(min(max(2, len(sentences) // 4), 5))]
        at = chance.choice([0, len(sentences) // 2])
        dropped = sentences[: -max(1, len(sentences) // 8)] if len(sentences) > 4 else sentences
        text = " ".join([*dropped[:at], *fresh, *dropped[at:]])
    if "words changed" in kind:
        words = text.split(" ")
        others = " ".join(chance.sample(spare, 12)).split()
        text = " ".join(chance.choice(others) if chance.random() < 0.1 else w for w in words)
    return text


def _cut(text: str, share: float) -> str:
    words = text.split(" ")
    return " ".join(words[: max(int(len(words) * share), 12)])


def invented_texts(
    number: int, *, seed: int = 7, sentences: tuple[int, int] = (10, 22)
) -> list[str]:
    """Texts of one made-up genre, which share phrases and sentences of background as news does."""
    chance = random.Random(seed)
    stock = [invented_sentence(chance) for _ in range(30)]
    texts = []
    for _ in range(number):
        told = [invented_sentence(chance) for _ in range(chance.randint(*sentences))]
        for sentence in chance.sample(stock, 2):
            told.insert(chance.randint(len(told) // 2, len(told)), sentence)
        texts.append(" ".join(told))
    return texts


def invented_sentence(chance: random.Random) -> str:
    """A sentence of news, from the names and words of the data files."""
    countries, people, verbs = _words()
    one, other = chance.sample(countries, 2)
    who, whom = chance.sample(people, 2)
    verb, then = chance.sample(verbs, 2)
    number, year = chance.randint(2, 9000), chance.randint(1950, 2024)
    thing, goal = chance.choice(_THINGS), chance.choice(_THINGS)
    day, done, kind = chance.choice(_DAYS), chance.choice(_DONE), chance.choice(_KINDS)
    return chance.choice(
        (
            f"{who} told {whom} in {one} last {day} that {other} would {verb} its {kind} {thing}.",
            f"Ministers from {one} say {number} people {done} {other} after {year}.",
            f"“We cannot {verb} your {thing} without {other},” {who} answered {whom}.",
            f"{who}, whose {kind} {goal} {one} {done}, asked {other} to {verb} {number} of them.",
            f"Nearly {number} {kind} soldiers {done} {one} by {day}, {whom} wrote.",
            f"{other} {done} {one} over {kind} {thing} and {goal} in {year}, {who} recalled.",
            f"No {thing} was {kind} enough to {verb} or {then} {other}, {one} argued on {day}.",
        )
    )


_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_THINGS = (
    "treaty border pipeline election embassy tariff summit ceasefire port dam convoy loan visa "
    "airspace fishery railway hostage inquiry sanction budget garrison archive refinery"
).split()
_KINDS = "old joint secret costly frozen northern coastal daily unpaid foreign hidden rural".split()
_DONE = "left entered fled crossed joined quit reached served opposed watched".split()


def _words() -> tuple[list[str], list[str], list[str]]:
    if not _CACHE:
        countries = [row["name"] for row in rows("actors/countries.csv")][:150]
        people = sorted({row["name"] for row in rows("actors/people.csv")})[:400]
        verbs = sorted(
            {
                w
                for row in rows("language/en/verbs.csv")
                for w in row["lemma"].split("|")
                if w.isalpha()
            }
        )
        _CACHE.append((countries, people, verbs))
    return _CACHE[0]


_CACHE: list[tuple[list[str], list[str], list[str]]] = []
