"""The flat parse answers as spaCy's does."""

from __future__ import annotations

from itertools import combinations

import pytest
from spacy.tokens import Doc as SpacyDoc

from legation.nlp.parse import load_model, parse
from legation.nlp.timewords import expressions, opening
from legation.nlp.tokens import Doc, flat
from legation.records import Article

pytestmark = pytest.mark.model

TEXTS = (
    "Nairobi, March 3 (Reuters) - Kenya's minister, Amina Odhiambo, met her Ethiopian counterpart.",
    "She then said she feared\xa0Bekele\xa0was ill — something an aide also told the court.\n\n"
    "“We won’t sign,” he told the BBC’s Ana  Ruiz on Tuesday…  and left",
    "PARIS\n\nFrench troops, who arrived in Mali in 2013 and 2014, left on Monday; 4,000 stayed.\n"
    "The E.U. and the U.N. were told of it by France's president and by his Malian colleague.",
)
PLAIN = (
    "i idx text lower_ lemma_ pos_ tag_ dep_ ent_type_ ent_iob_ whitespace_ is_space is_sent_start"
).split()


@pytest.fixture(scope="module", params=TEXTS, ids=lambda text: text[:12])
def both(request: pytest.FixtureRequest) -> tuple[SpacyDoc, Doc]:
    doc = parse(Article.from_text(request.param), load_model())
    return doc, flat(doc, request.param)


def test_tokens_answer_alike(both: tuple[SpacyDoc, Doc]) -> None:
    doc, ours = both
    assert len(doc) == len(ours)
    for token, mine in zip(doc, ours, strict=True):
        assert [getattr(mine, name) for name in PLAIN] == [getattr(token, name) for name in PLAIN]
        for name in ("head", "left_edge", "right_edge"):
            assert getattr(mine, name).i == getattr(token, name).i, name
        for name in ("children", "lefts", "rights", "subtree"):
            assert [t.i for t in getattr(mine, name)] == [t.i for t in getattr(token, name)], name
        assert (mine.sent.start, mine.sent.end) == (token.sent.start, token.sent.end)


def test_spans_answer_alike(both: tuple[SpacyDoc, Doc]) -> None:
    doc, ours = both
    assert [(e.start, e.end, e.label_) for e in ours.ents] == [
        (e.start, e.end, e.label_) for e in doc.ents
    ]
    for start, end in combinations(range(len(doc) + 1), 2):
        span, mine = doc[start:end], ours[start:end]
        assert (mine.text, mine.start_char, mine.end_char) == (
            span.text,
            span.start_char,
            span.end_char,
        )
        assert mine.root.i == span.root.i, span


@pytest.mark.parametrize("mode", ["strict", "expand", "contract"])
def test_spans_by_characters_are_the_same(both: tuple[SpacyDoc, Doc], mode: str) -> None:
    doc, ours = both
    for start, end in combinations(range(len(ours.text) + 1), 2):
        if end - start > 40:
            continue
        span = doc.char_span(start, end, alignment_mode=mode)
        mine = ours.char_span(start, end, alignment_mode=mode)
        assert (mine is None) is (span is None), (start, end)
        if span is not None and mine is not None:
            assert (mine.start, mine.end) == (span.start, span.end), (start, end)


def test_tokens_are_the_same_object_each_time(both: tuple[SpacyDoc, Doc]) -> None:
    _, ours = both
    assert all(a is b for a, b in zip(ours, ours[:], strict=True))
    assert flat(ours, ours.text) is ours


def test_words_are_found_as_by_going_through_all(both: tuple[SpacyDoc, Doc]) -> None:
    doc, ours = both
    words = frozenset("minister leave sign the left french her".split())
    lemmas = [t.i for t in doc if t.lemma_.lower() in words]
    assert [t.i for t in ours.lemmas(words)] == lemmas
    assert ours.among(words) == [t.i for t in doc if t.lower_ in words or t.lemma_ in words]
    worded = [t.i for t in doc if t.lower_ in words or t.lemma_.lower() in words]
    assert [t.i for t in ours.worded(words)] == worded


def test_times_are_tried_wherever_one_begins(both: tuple[SpacyDoc, Doc]) -> None:
    _, ours = both
    told = [(rank, match.span()) for rank, _, match in expressions(ours.text)]
    assert told
    assert [(rank, m.span()) for rank, _, m in expressions(ours.text, opening(ours))] == told
