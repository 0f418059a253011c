"""What words make of the deeds that stand under them, and who does those."""

from __future__ import annotations

import re

import pytest
from timing import least_cpu_s

from legation.errors import DataError
from legation.language import control as controls
from legation.language import embedding as table
from legation.language.control import actor_of, control
from legation.language.embedding import embedding, embeddings
from legation.tables import rows, values

# Past forms that do not begin as their lemma does.
IRREGULAR = {
    "be": "is",
    "become": "became",
    "begin": "began",
    "break": "broke",
    "come": "came",
    "draw": "drew",
    "drive": "drove",
    "catch": "caught",
    "choose": "chose",
    "fall": "fell",
    "flee": "fled",
    "fight": "fought",
    "forget": "forgot",
    "get": "got",
    "give": "gave",
    "go": "went",
    "have": "had",
    "hold": "held",
    "keep": "kept",
    "know": "knew",
    "lead": "led",
    "make": "made",
    "run": "ran",
    "say": "said",
    "see": "saw",
    "send": "sent",
    "spend": "spent",
    "shrink": "shrank",
    "stand": "stood",
    "take": "took",
    "try": "tried",
    "tell": "told",
    "think": "thought",
    "wind": "wound",
}


def is_told(lemma: str, example: str) -> bool:
    """Whether every word of a lemma stands in the sentence in some form."""
    forms = re.findall(r"[\w’'-]+|,", example.casefold())

    def has(word: str) -> bool:
        stem = re.sub(r"(e|y)$", "", word) if len(word) > 3 else word
        return any(f.startswith((stem, IRREGULAR.get(word, word))) for f in forms)

    return all(has(word) for word in lemma.casefold().split())


@pytest.mark.parametrize("name", [table.TABLE, controls.TABLE])
def test_each_example_has_a_word_of_its_row_and_ends_as_a_sentence(name: str) -> None:
    wrong = []
    for row in rows(name):
        told = any(is_told(lemma, row["example"]) for lemma in values(row["lemma"]))
        if not (told and row["example"].endswith(".") and row["example"][0].isupper()):
            wrong.append((row["lemma"], row["complement"], row["example"]))
    assert wrong == []


@pytest.mark.parametrize("name", [table.TABLE, controls.TABLE])
def test_examples_stand_once_and_show_their_preposition(name: str) -> None:
    for row in rows(name):
        for word in re.findall(r"(?<![\w-])([a-z]+)[-+]", row["complement"].replace("obj+", "")):
            if word not in {"that", "subj", "passive", "obj", "out"}:
                assert re.search(rf"\b{word}\b", row["example"]), row


@pytest.mark.parametrize("name", [table.TABLE, controls.TABLE])
def test_a_word_has_one_row_for_each_form(name: str) -> None:
    keys = [
        (lemma, row["pos"], row["complement"])
        for row in rows(name)
        for lemma in values(row["lemma"])
    ]
    assert len(keys) == len(set(keys))
    assert len(keys) > 1000


@pytest.mark.parametrize(
    ("lemma", "pos", "complement", "affirmed", "negated", "whose"),
    [
        ("manage", "verb", "to", "certain", "not", "unchanged"),
        ("fail", "verb", "to", "not", "certain", "unchanged"),
        ("stop short", "verb", "of-ing", "not", "certain", "unchanged"),
        ("accuse", "verb", "obj+of-ing", "certain", "possible", "subject"),
        ("deny", "verb", "that", "not", "possible", "subject"),
        ("regret", "verb", "that", "certain", "certain", "unchanged"),
        ("want", "verb", "to", "intended", "not", "subject"),
        ("want", "verb", "obj+to", "demanded", "possible", "subject"),
        ("prevent", "verb", "obj+from-ing", "not", "possible", "unchanged"),
        ("evidence", "noun", "that", "certain", "improbable", "unchanged"),
        ("unlikely", "adjective", "to", "improbable", "probable", "unchanged"),
        ("without", "preposition", "ing", "not", "certain", "unchanged"),
        ("unless", "conjunction", "clause", "possible", "possible", "unchanged"),
        ("should", "auxiliary", "have", "not", "certain", "unchanged"),
        ("allegedly", "adverb", "any", "certain", "possible", "someone"),
    ],
)
def test_what_becomes_of_the_complement(
    lemma: str, pos: str, complement: str, affirmed: str, negated: str, whose: str
) -> None:
    row = embedding(lemma, pos, complement)
    assert row is not None
    assert (row.affirmed, row.negated, row.whose) == (affirmed, negated, whose)


def test_only_factive_words_hold_under_everything() -> None:
    known, said = embedding("know", "verb", "that"), embedding("say", "verb", "that")
    assert known is not None
    assert known.factive
    assert said is not None
    assert not said.factive


def test_words_that_embed_nothing_have_no_rows() -> None:
    assert embeddings("harbour", "noun") == ()
    assert embedding("manage", "verb", "that") is None
    with pytest.raises(DataError, match="'verbs' is no part of speech"):
        embeddings("manage", "verbs")


@pytest.mark.parametrize(
    ("lemma", "pos", "complement", "actor"),
    [
        ("accuse", "verb", "obj+of-ing", "object"),
        ("ask", "verb", "obj+to", "object"),
        ("promise", "verb", "obj+to", "subject"),
        ("threaten", "verb", "obj+with-ing", "subject"),
        ("prevent", "verb", "obj+from-ing", "object"),
        ("call", "verb", "on+to", "prep:on"),
        ("recommend", "verb", "ing", "none"),
        ("join", "verb", "obj+in-ing", "both"),
        ("without", "preposition", "ing", "subject"),
        (",", "participle", "ing", "subject"),
        ("frobnicate", "verb", "to", "subject"),  # no row: by the form
        ("frobnicate", "verb", "obj+into-ing", "object"),
        ("frobnicate", "verb", "with+to", "prep:with"),
        ("frobnicate", "verb", "passive+to", "subject"),
    ],
)
def test_who_acts_in_the_complement(lemma: str, pos: str, complement: str, actor: str) -> None:
    assert actor_of(lemma, pos, complement) == actor


def test_raised_phrases_are_no_party_of_the_word_above() -> None:
    said, urged = control("say", "verb", "passive+to"), control("urge", "verb", "obj+to")
    assert said is not None
    assert said.raises
    assert urged is not None
    assert not urged.raises
    with pytest.raises(DataError, match="'nouns' is no part of speech"):
        control("urge", "nouns", "to")


def test_a_wrong_cell_is_named_with_its_line() -> None:
    row = {"class": "implicit"}
    with pytest.raises(DataError, match=r"line 7: class 'implicit' is not one of"):
        table.check_cells(row, {"class": frozenset({"implicative"})}, path="mine.csv", line=7)


def test_tables_load_in_a_blink() -> None:
    def load() -> None:
        table._table.cache_clear()
        controls._table.cache_clear()
        embeddings("manage", "verb")
        control("urge", "verb", "obj+to")

    assert least_cpu_s(load, enough=0.1) < 0.1
