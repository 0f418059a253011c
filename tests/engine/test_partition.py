"""A part of a corpus gives what a reader gives, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from legation.codec import decode, decode_skipped, encode
from legation.engine import partition
from legation.engine.partition import article_of, read_rows
from legation.records import Article, Skipped

if TYPE_CHECKING:
    from legation import Reader

pytestmark = pytest.mark.model

TEXT = "Ghana's president, Kofi Anane, met his Togolese counterpart in Lomé on Monday, aides said."
PAGE = (
    "<html><head><title>Envoys meet in Lomé</title></head><body><article><h1>Envoys meet in Lomé"
    f"</h1><p>{TEXT}</p><p>{TEXT.replace('Monday', 'Tuesday')} They will meet again in June.</p>"
    "</article></body></html>"
)


@pytest.fixture(autouse=True)
def _one_reader(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partition, "reader_with", lambda settings: reader)


def test_rows_give_readings_and_faults_in_their_order(reader: Reader) -> None:
    rows = [
        {"text": TEXT, "date": "2019-03-04", "outlet": "The Post", "title": None},
        {"text": "", "html": None},
        {"html": PAGE, "text": None},
        {"text": TEXT, "date": "no day"},
        {"text": TEXT + "\ud800"},
    ]
    found = list(read_rows(rows, reader.settings))
    first = Article.from_text(TEXT, published="2019-03-04", outlet="The Post")
    assert found[0]["reading"] == encode(reader.read(first))
    assert found[0]["article"] == first.id
    assert decode(found[2]["reading"]).article.title == "Envoys meet in Lomé"
    skipped = [decode_skipped(found[i]["skipped"]) for i in (1, 3, 4)]
    assert "neither text nor html" in skipped[0].detail
    assert "no day" in skipped[1].detail
    assert "surrogate" in skipped[2].detail
    assert all(row["reader"] == reader.version for row in found)


def test_an_article_that_breaks_a_stage_costs_itself_alone(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = type(reader).read_parsed

    def breaks(self: Reader, article: Article, doc: object) -> object:
        if "Togo" not in article.text:
            raise ValueError("broken")
        return read(self, article, doc)  # type: ignore[arg-type]

    monkeypatch.setattr(type(reader), "read_parsed", breaks)
    rows = [{"text": TEXT}, {"text": "Talks in Accra went on without a deal."}, {"text": TEXT}]
    found = list(read_rows(rows, reader.settings))
    assert [row["reading"] is None for row in found] == [False, True, False]
    assert "ValueError: broken" in decode_skipped(found[1]["skipped"]).detail


@pytest.mark.parametrize("row", [{}, {"text": None}, {"html": b"", "text": ""}])
def test_rows_without_words_are_skipped(row: dict[str, object]) -> None:
    assert isinstance(article_of(row), Skipped)
