"""Words that come through somebody else: the outer holder is kept, the inner one stands in it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from legation.nlp.parse import load_model, parse
from legation.records import Article
from legation.statements.find import find_statements

pytestmark = pytest.mark.model

NLP: Language = load_model()

RELAYED = [
    ("“We will hold the vote,” General Thein was quoted as saying by MRTV.", "MRTV", "Thein"),
    ("MRTV quoted General Thein as saying that the vote would be in May.", "MRTV", "Thein"),
    ("“It is closed,” the TASS agency quoted Minister Okoye as saying.", "TASS agency", "Okoye"),
    ("“We go,” Okoye was quoted by Interfax as saying. “We will not stay.”", "Interfax", "Okoye"),
    ("The army will hold the vote, General Thein said, as reported by MRTV.", "MRTV", "Thein"),
    ("General Thein said the vote would be in May, according to Xinhua.", "Xinhua", "Thein"),
    ("The vote will be held in May, according to Reuters, citing the army.", "Reuters", "army"),
    ("The vote will be in May, Reuters reported, citing two officials.", "Reuters", "officials"),
    ("The Daily Post, quoting a senior official, said that the talks had failed.", "Daily Post",
     "official"),
    ("Quoting an unnamed official, Interfax said the plane had landed.", "Interfax", "official"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "outer", "inner"), RELAYED)
def test_who_relays_holds_who_said_it(text: str, outer: str, inner: str) -> None:
    article = Article.from_text(text)
    found = {s.id: s for s in find_statements(parse(article, NLP), article, ())}
    pairs = [(found[s.reported_in], s) for s in found.values() if s.reported_in]
    names = [(a.speaker.name, b.speaker.name) for a, b in pairs if a.speaker and b.speaker]
    assert [(a, b.split()[-1]) for a, b in names] == [(outer, inner)]


def test_who_is_cited_has_the_words_of_the_report() -> None:
    article = Article.from_text("The vote will be in May, Reuters reported, citing two officials.")
    outer, inner = find_statements(parse(article, NLP), article, ())
    assert inner.reported_in == outer.id
    assert inner.content == outer.content
    assert inner.cue is not None
    assert (inner.cue.text, inner.rule) == ("citing", "relayed.citing")


def test_a_report_that_is_cited_itself_is_no_relay() -> None:
    article = Article.from_text("The minister cited a report on the flood.")
    assert all(s.reported_in is None for s in find_statements(parse(article, NLP), article, ()))
