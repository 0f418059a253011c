"""Contested things on the start page: both sides, nothing decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from factories import a_claim, a_mention, a_reading, an_article

from legation.ask.query import Query
from legation.records import Kind, Predicate, Reading
from legation.store import Store
from legation.web.duels import duels

TEXT = "Ghana recognised Somaliland. Somalia did not and claims Somaliland. Kenya was silent."


def told(holds: bool = True, predicate: Predicate = Predicate.RECOGNIZES) -> Reading:
    article = replace(an_article(f"{TEXT} ({predicate}, {holds})"), outlet="First Post")
    ghana = a_mention(article, "Ghana", kind=Kind.STATE, country="GHA", actor_id="GHA")
    somalia = a_mention(article, "Somalia", kind=Kind.STATE, country="SOM", actor_id="SOM")
    land = a_mention(article, "Somaliland", kind=Kind.STATE, actor_id="somaliland")
    who = ghana if holds and predicate is Predicate.RECOGNIZES else somalia
    claim = replace(a_claim(article, who, predicate, land), holds=holds)
    return a_reading(article, mentions=(ghana, somalia, land), claims=(claim,))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(str(tmp_path / "duels.db")) as opened:
        yield opened


def test_a_land_that_nobody_denies_is_not_contested(store: Store) -> None:
    store.write(told())
    assert duels(Query(store)) == []


@pytest.mark.parametrize(
    ("other", "word"),
    [
        (told(False), "does not"),
        (told(True, Predicate.CLAIMS_TERRITORY), "claims it"),
    ],
)
def test_a_land_that_another_denies_or_claims_is(store: Store, other: Reading, word: str) -> None:
    for reading in (told(), other):
        store.write(reading)
    (duel,) = duels(Query(store))
    assert duel.title == "Somaliland as a state"
    assert duel.left == ("recognises it", ["Ghana"])
    assert duel.right == (word, ["Somalia"])
    assert duel.href == "/fact/recognizes/*/somaliland"


def test_a_claim_that_others_deny_has_two_sides(store: Store) -> None:
    store.write(told())
    denied = told(False)
    claim = replace(denied.claims[0], subject=denied.mentions[0])
    store.write(replace(denied, claims=(claim,)))
    titles = [each.title for each in duels(Query(store))]
    assert "Ghana recognizes Somaliland" in titles or "Ghana recognises Somaliland" in titles
