"""Own sentences, one reported statement a row: who said it, the act, the words."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from spacy.language import Language

from legation.nlp.parse import load_model, parse
from legation.records import Article, Statement
from legation.statements import weighing
from legation.statements.find import find_statements

pytestmark = pytest.mark.model

TABLE = Path(__file__).parent / "sentences.csv"


def rows() -> list[dict[str, str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


def statements_of(text: str, nlp: Language) -> tuple[Statement, ...]:
    article = Article.from_text(text)
    return find_statements(parse(article, nlp), article, ())


def shape(statement: Statement) -> tuple[str, str, str]:
    content = "/".join(p.text.rstrip(".") for p in statement.content)
    return statement.speaker.name if statement.speaker else "", statement.act, content


def expected(row: dict[str, str]) -> tuple[str, str, str]:
    content = "/".join(part.rstrip(".") for part in row["content"].split("/"))
    return row["speaker"], row["act"], content


def found_in(row: dict[str, str], nlp: Language) -> list[tuple[str, str, str]]:
    return [shape(s) for s in statements_of(row["sentence"].replace("|", "\n\n"), nlp)]


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['frame']}: {row['sentence'][:50]}")
def test_a_sentence_gives_its_statement(
    row: dict[str, str], nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    for least in ("MIN_SCORE", "MIN_OTHER", "MIN_LINE"):  # the rules alone, all they find
        monkeypatch.setattr(weighing, least, 0.0)
    assert expected(row) in found_in(row, nlp)


def test_most_plain_statements_pass_the_weighing(nlp: Language) -> None:
    kept = [expected(row) in found_in(row, nlp) for row in rows()]
    assert sum(kept) / len(kept) >= 0.8  # .82 measured


SAID_BESIDE = [
    ("“We swapped views,” the general was quoted as saying by the agency.", "general"),
    ("The Daily Post quoted the general as saying, “We swapped views.”", "general"),
    ("The hall grew loud, and as Okoye greeted Lagos, a woman shouted “Go home!”", "woman"),
    ("Ana Okoye, the 2012 runner-up, tweeted in reply: “Our ministers stay.”", "Ana Okoye"),
    ("He is airing a new film in which he declares, “Our life is to serve the plan.”", "he"),
    ("The mayor faced questions. “I hope you find the papers.” Okoye said.", "Okoye"),
    ("The hall was full, and then she boomed, “Today we won it all.”", "she"),
    ("Okoye said that Mensah “had a bad plan,” adding, “He lost all of it.”", "Okoye"),
]


@pytest.mark.parametrize(("text", "speaker"), SAID_BESIDE)
def test_a_quotation_goes_to_who_said_it(text: str, speaker: str, nlp: Language) -> None:
    last = text[text.rindex("“") + 1 : text.rindex("”")].rstrip(",.")
    named = [s.speaker.name for s in statements_of(text, nlp)
             if s.speaker and s.content[-1].text.rstrip(".,") == last]  # fmt: skip
    assert named == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Mali recalled its ambassador from Paris on Monday.",
        "Kenya and Uganda signed a pact on trade.",
        "The two signed a memorandum of understanding.",
        "Police fired water cannon at protesters.",
        "Chad withdrew its peacekeepers from the north.",
        "The rebels attacked an office of the party.",
        "The envoy failed to persuade Mali to rejoin the pact.",
    ],
)
def test_a_deed_is_no_statement(text: str, nlp: Language) -> None:
    assert statements_of(text, nlp) == ()


def test_a_decision_attacked_is_a_statement(nlp: Language) -> None:
    assert [s.act for s in statements_of("She attacked the decision.", nlp)] == ["condemns"]


def test_a_quoted_infinitive_is_all_content(nlp: Language) -> None:
    (told,) = statements_of("The envoy called on both sides to 'spare civilians'.", nlp)
    assert (told.speaker is not None, told.act) == (True, "urges")
    assert told.content[0].text == "both sides to 'spare civilians"
