"""Which nouns tell of a verb's deed."""

from __future__ import annotations

import re

import pytest
from timing import least_cpu_s

from legation.errors import DataError
from legation.language import derivations
from legation.language.derivations import event_nouns, nouns_of, verbs_of
from legation.tables import rows, values

PLACES = {"poss": r"\w['’]s?\b", "adj": r"\w", "comp": r"\w"}


@pytest.mark.parametrize(
    ("verb", "noun", "agent", "patient"),
    [
        ("expel", "expulsion", ("by", "poss", "adj"), ("of", "poss", "comp")),
        ("attack", "attack", ("poss", "by", "of", "adj", "from"), ("on", "against")),
        ("criticise", "criticism", ("poss", "by", "adj", "from"), ("of", "against")),
        ("visit", "visit", ("poss", "of", "adj", "from"), ("to",)),
        ("resign", "resignation", ("of", "by", "poss", "adj"), ()),
    ],
)
def test_an_event_noun_says_where_its_parties_stand(
    verb: str, noun: str, agent: tuple[str, ...], patient: tuple[str, ...]
) -> None:
    found = next(d for d in event_nouns(verb) if d.noun == noun)
    assert (found.agent[: len(agent)], found.patient) == (agent, patient)


def test_parties_of_talks_act_together() -> None:
    (talks,) = [d for d in event_nouns("talk") if d.noun == "talks"]
    assert talks.is_mutual
    assert "both:with" in talks.agent
    assert not event_nouns("expel")[0].is_mutual


def test_nouns_lead_to_their_verbs() -> None:
    assert {d.verb for d in verbs_of("departure")} >= {"depart", "leave"}
    assert [d.kind for d in verbs_of("attacker")] == ["agent"]
    assert [d.noun for d in nouns_of("detain", "patient")] == ["detainee"]
    assert verbs_of("frobnication") == ()
    with pytest.raises(DataError, match="'doer' is no kind of derivation"):
        nouns_of("detain", "doer")


def test_doubtful_nouns_are_left_out_unless_asked_for() -> None:
    sure = {d.noun for d in event_nouns("declare")}
    assert sure == {"declaration"}
    assert all(d.sure for d in event_nouns("attack"))
    assert len(event_nouns("push", doubtful=True)) > len(event_nouns("push"))


def test_examples_show_the_noun_and_a_place_of_the_pattern() -> None:
    wrong = []
    for row in rows(derivations.TABLE):
        told, places = row["example"], values(row["agent"]) + values(row["patient"])
        if row["kind"] == "event" and row["sure"] == "yes":
            words = [p.removeprefix("both:") for p in places]
            shown = any(re.search(PLACES.get(w, rf"\b{w}\b"), told) for w in words)
            if row["noun"].casefold() not in told.casefold() or not shown:
                wrong.append(row)
    assert wrong == []


def test_most_verbs_of_the_lexicon_have_an_event_noun() -> None:
    verbs = {v for row in rows("language/en/verbs.csv") for v in values(row["lemma"])}
    assert len({v for v in verbs if event_nouns(v)}) > 500
    assert len({v for v in verbs if event_nouns(v, doubtful=True)}) / len(verbs) > 0.8


def test_the_table_loads_in_a_blink() -> None:
    def load() -> None:
        derivations._rows.cache_clear()
        derivations._by_verb.cache_clear()
        assert event_nouns("expel")

    assert least_cpu_s(load, enough=0.2) < 0.2  # 16 ms alone; room for a busy machine
