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
