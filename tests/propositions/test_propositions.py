"""Sentences with the propositions they hold, written before the rules; shares that must stay.

`propositions.jsonl`: one text a line, each predicate with the words of its agent, patient and
recipient and how far it is told as true. `x=y` is a pronoun and whom it stands for.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from legation import Article, Reader
from legation.propositions.analysis import find_propositions
from legation.propositions.factuality import factuality
from legation.propositions.proposition import Factuality, Proposition, Role

pytestmark = pytest.mark.model

CASES = Path(__file__).with_name("propositions.jsonl")
FLOORS = {"factuality": 0.82, "agent": 0.83, "patient": 0.74}


def told(reader: Reader, text: str) -> tuple[Proposition, ...]:
    article = Article.from_text(text)
    doc, mentions, _, _ = reader.before_events(article)
    return find_propositions(doc, article, mentions)


def value(reader: Reader, text: str, word: str) -> Factuality:
    doc, *_ = reader.before_events(Article.from_text(text))
    return factuality(next(t for t in doc.tokens if t.lower_ == word))


def test_most_sentences_hold_the_propositions_written_for_them(reader: Reader) -> None:
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for line in CASES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = told(reader, row["text"])
        for wanted in row["propositions"]:
            got = _same_predicate(found, wanted)
            for name in FLOORS:
                asked[name] += 1
                right[name] += got is not None and _agrees(got, wanted, name)
    shares = {name: right[name] / asked[name] for name in FLOORS}
    assert {name: share for name, share in shares.items() if share < FLOORS[name]} == {}


def _same_predicate(found: tuple[Proposition, ...], wanted: dict[str, Any]) -> Proposition | None:
    words = wanted["predicate"].lower().split()
    word = words[-1] if wanted["kind"] == "light" else words[0]
    return next((p for p in found if word in p.predicate.text.lower().split()), None)


def _agrees(got: Proposition, wanted: dict[str, Any], name: str) -> bool:
    if name == "factuality":
        told = "not" if not got.factuality.holds else str(got.factuality.value)
        return told == wanted[name]
    names = [_bare(part.split("=")[0]) for part in (wanted.get(name) or "").split(" & ") if part]
    fillers = [_bare(f.passage.text) for f in got.filler(Role(name))]
    return len(names) == len(fillers) and all(
        any(n in f or f in n or n.split()[-1] == f.split()[-1] for f in fillers) for n in names
    )


def _bare(words: str) -> str:
    return words.lower().removeprefix("the ").removeprefix("a ").removeprefix("an ").strip(" ,.")


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("Peru stopped short of expelling the envoy.", "expelling", "not"),
        ("Peru expelled the envoy short of cash.", "expelled", "certain"),
        ("Peru left without signing the pact.", "signing", "not"),
        ("Peru left after signing the pact.", "signing", "certain"),
        ("Peru did not fail to pay the debt.", "pay", "certain"),
        ("Peru failed to pay the debt.", "pay", "not"),
        ("Peru has not attacked Chile or closed the port.", "closed", "not"),
        ("Peru has not attacked Chile but closed the port.", "closed", "certain"),
        ("Peru accused Chile of arming the rebels.", "arming", "certain"),
        ("Peru urged Chile to arm the rebels.", "arm", "demanded"),
        ("Peru promised Chile to arm the rebels.", "arm", "intended"),
        ("An attack by Peru would lead to war.", "attack", "possible"),
        ("The attack by Peru would anger Chile.", "attack", "certain"),
        ("There is no evidence that Peru armed the rebels.", "armed", "probable not"),
        ("Had Peru warned Chile, nobody would be dead.", "warned", "not"),
        ("Peru fired no shots.", "fired", "not"),
        ("Peru condemned the attack.", "attack", "certain"),
        ("Peru averted an attack.", "attack", "not"),
    ],
)
def test_how_far_something_is_told_as_true(reader: Reader, text: str, word: str, told: str) -> None:
    assert str(value(reader, text, word)) == told


@pytest.mark.parametrize(
    ("text", "word", "agents"),
    [
        ("Peru accused the rebels of throwing a grenade.", "throwing", ["the rebels"]),
        ("Peru accused the rebels of throwing a bomb, wounding a guard.", "wounding",
         ["the rebels"]),
        ("The rebels threw a bomb, wounding a guard.", "wounding", ["The rebels"]),
        ("Peru promised the rebels to free the mayor.", "free", ["Peru"]),
        ("Peru asked the rebels to free the mayor.", "free", ["the rebels"]),
        ("The mayor was freed by the rebels.", "freed", ["the rebels"]),
        ("Not Peru but Chile freed the mayor.", "freed", ["Chile"]),
        ("Peru left the hall without greeting the mayor.", "greeting", ["Peru"]),
        ("Freeing the mayor would please Peru.", "freeing", []),
    ],
)  # fmt: skip
def test_who_does_it(reader: Reader, text: str, word: str, agents: list[str]) -> None:
    found = next(p for p in told(reader, text) if p.predicate.text.lower() == word)
    assert [f.passage.text for f in found.filler(Role.AGENT)] == agents
