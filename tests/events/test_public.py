"""Acts of private people are no events, and politicians fight with words."""

from __future__ import annotations

import pytest

from legation import Article, Reader

pytestmark = pytest.mark.model

NOTHING = [
    "The Danish coach has agreed a deal to manage the Italian club.",
    "A Kenyan banker who travelled to Florida praised the beaches.",
    "Swedish shoppers welcomed the deal.",
    "The Polish actress visited Japan with her family.",
    "The Peruvian court spoke of states that block imports of wine.",
    "Nothing is stopping Botswana from mining.",
    "The Serbian and Croatian foreign ministers battled for the leadership of the party.",
]
WORDS = [
    ("The Peruvian president attacked the Chilean premier over the treaty.", "ACCUSE"),
    ("The Italian premier blasted the French president.", "ACCUSE"),
    ("The Kenyan army attacked the Somali rebels.", "ASSAULT"),
    ("Zambian police attacked the opposition leader with tear gas.", "ASSAULT"),
    ("The recognition of Slovenia by Germany came early.", "SUPPORT"),
    ("Peace talks between the Turkish rebels and the Chilean army opened.", "CONSULT"),
    ("The Dutch foreign minister visited Japan.", "CONSULT"),
    ("Guatemalan exiles asked Mexico for asylum.", "REQUEST"),
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_private_acts_are_no_events(reader: Reader, sentence: str) -> None:
    events = reader.read(Article.from_text(sentence, published="2024-03-09")).events
    assert [e.rule for e in events if e.status != "denied"] == []


@pytest.mark.parametrize(("sentence", "kind"), WORDS)
def test_attacks_are_told_from_criticism(reader: Reader, sentence: str, kind: str) -> None:
    events = reader.read(Article.from_text(sentence, published="2024-03-09")).events
    assert [e.type for e in events] == [kind]
