"""The chain as a whole: the same record however it is read, each passage the article's words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from factories import an_article
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legation.codec import decode, encode
from legation.records import Article

if TYPE_CHECKING:
    from legation import Reader, Reading

pytestmark = pytest.mark.model

STORIES = sorted((Path(__file__).parents[1] / "src/legation/data/stories").glob("*.*ml")) + sorted(
    (Path(__file__).parents[1] / "src/legation/data/stories").glob("*.txt")
)


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    from datetime import UTC, datetime

    from legation.extract.article import extract
    from legation.ids import sha256_of
    from legation.records import Origin, Page

    out = []
    for path in STORIES:
        body = path.read_bytes()
        page = Page(
            fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
            media_type="text/html" if path.suffix == ".html" else "text/plain",
            body=body,
            sha256=sha256_of(body),
            origin=Origin(kind="file", path=path.name),
        )
        article = extract(page)
        assert isinstance(article, Article), article
        out.append(article)
    return out


@pytest.fixture(scope="module")
def readings(reader: Reader, articles: list[Article]) -> list[Reading]:
    return [reader.read(article) for article in articles]


def test_there_are_stories_to_read() -> None:
    assert len(STORIES) >= 12


def test_every_passage_is_the_articles_words(readings: list[Reading]) -> None:
    for reading in readings:
        text = reading.article.text
        for passage in reading.passages():
            assert passage.article_id == reading.article.id
            assert text[passage.start : passage.end] == passage.text


def test_every_line_of_the_record_has_evidence(readings: list[Reading]) -> None:
    for reading in readings:
        assert all(s.content for s in reading.statements)
        assert all(c.evidence for c in reading.claims)
        assert all(e.trigger.text.strip() for e in reading.events)


def test_chains_point_to_statements_of_the_same_reading(readings: list[Reading]) -> None:
    for reading in readings:
        known = {s.id for s in reading.statements}
        pointers = [s.reported_in for s in reading.statements]
        pointers += [e.said_in for e in reading.events] + [c.said_in for c in reading.claims]
        assert {p for p in pointers if p is not None} <= known


def test_ids_are_unique_within_a_reading(readings: list[Reading]) -> None:
    for reading in readings:
        for records in (reading.statements, reading.events, reading.claims):
            ids = [record.id for record in records]
            assert len(ids) == len(set(ids))


@pytest.mark.parametrize("batch", [1, 3, 16])
def test_batches_and_order_change_nothing(
    reader: Reader, articles: list[Article], readings: list[Reading], batch: int
) -> None:
    from legation.nlp.parse import load_model, parse_many

    nlp = load_model(reader.settings.model)
    backwards = list(reversed(articles))
    again = [reader.read_parsed(a, d) for a, d in parse_many(backwards, nlp, batch=batch)]
    assert [encode(r) for r in reversed(again)] == [encode(r) for r in readings]


def test_readings_survive_the_codec(readings: list[Reading]) -> None:
    assert [decode(encode(r)) for r in readings] == readings


WORDS = st.sampled_from(
    "Ghana's president told the minister “we will not” meet in Accra on Monday after rebels killed "
    '12 soldiers . , " ( ) \n\n he said that it ’ “ ” according to KFOR 4,500 since 1999'.split(" ")
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, min_size=1, max_size=40))
def test_odd_texts_never_raise(reader: Reader, words: list[str]) -> None:
    text = " ".join(words)
    if not text.strip():
        return
    article = an_article(text)
    for passage in reader.read(article).passages():
        assert article.text[passage.start : passage.end] == passage.text


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=80))
def test_any_characters_never_raise(reader: Reader, text: str) -> None:
    if not text.strip():
        return
    reader.read(an_article(text))


def test_text_that_ends_with_a_word_behind_a_comma_is_read(reader: Reader) -> None:
    text = "The minister said that the army of Chad had left the town, apparently"
    assert reader.read(Article.from_text(text, published="2024-03-09")).article.text == text
