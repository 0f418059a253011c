"""What the passes leave out, change and let through: each with a near miss."""

from __future__ import annotations

import pytest

from legation import Article, Reader
from legation.records import Event

pytestmark = pytest.mark.model


def events(reader: Reader, text: str) -> tuple[Event, ...]:
    return reader.read(Article.from_text(text, published="2024-03-09")).events


@pytest.mark.parametrize(
    ("no", "yes"),
    [
        ("In the film, Egypt invades Sudan.", "In the spring, Egypt invaded Sudan."),
        ("Chad will fight Niger in the final.", "Chad will fight Niger in the desert."),
        ("The scandal toppled Chad's government.", "Rebels toppled Chad's government."),
        ("Chad shot down a Nigerien proposal.", "Chad shot down a Nigerien drone."),
        ("Chad will conduct a 20-hour demonstration of it.", "Teachers in Chad held a rally."),
        ("Acme Inc. sued Bolt Corp.", "Police in Chad shot two men."),
        ("Chad joined the bloc in March.", "Chadian teachers joined a march in Moundou."),
    ],
)
def test_what_is_not_meant_is_left_out(reader: Reader, no: str, yes: str) -> None:
    kinds = {"ASSAULT", "PROTEST"}
    assert not kinds & {e.type for e in events(reader, no)}
    assert kinds & {e.type for e in events(reader, yes)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chad destroyed 20 Nigerien tanks.", "ASSAULT"),
        ("Chad destroyed 20 tanks under the treaty.", "RETREAT"),
        ("Chad sent tanks to Niger.", "AID"),
        ("Chad sent troops to Niger.", "MOBILIZE"),
        ("Chad protested after Nigerien police crossed the border.", "ACCUSE"),
        ("Chad gave Niger rifles.", "AID"),
        ("Chad's foreign minister said that Niger's decision was wrong.", "ACCUSE"),
    ],
)
def test_what_is_meant_has_its_type(reader: Reader, text: str, kind: str) -> None:
    assert kind in {e.type for e in events(reader, text)}


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("They were arrested by Chadian police.", ["Chadian police"], ["They"]),
        ("Chadian police arrested them.", ["Chadian police"], ["them"]),
        ("Hundreds rallied outside the Chadian embassy.", ["Hundreds"], ["Chad"]),
        ("Chad, Niger and Mali condemned Togo.", ["Chad", "Niger", "Mali"], ["Togo"]),
        ("Chad condemned the Nigerien raid on Togo.", ["Chad"], ["Niger"]),
        ("Kenya, Somalia condemn Iran", ["Kenya", "Somalia"], ["Iran"]),
        ("On Monday, Somalia condemned Iran.", ["Somalia"], ["Iran"]),
    ],
)
def test_parties_are_those_of_the_text(
    reader: Reader, text: str, actors: list[str], recipients: list[str]
) -> None:
    told = [([m.name for m in e.actors], [m.name for m in e.recipients])
            for e in events(reader, text)]  # fmt: skip
    assert (actors, recipients) in told


def test_a_word_left_out_by_a_pass_names_it(reader: Reader) -> None:
    from legation.events.lexicon import load_lexicon

    article = Article.from_text("In the film, Egypt invades Sudan.")
    _, silent = reader.try_events(article, load_lexicon())
    assert [word.no_event for word in silent] == ["the pass “real” left it out"]
