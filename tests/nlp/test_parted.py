"""A long text parsed in parts has the parse of the whole."""

from __future__ import annotations

import random
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.codec import encode
from legation.extract.dump import read_dump
from legation.nlp.parse import MODEL, load_parser, parse_text
from legation.nlp.parsed import columns_of
from legation.nlp.parted import LONG, cuts, parse_parted
from legation.read import Reader
from legation.records import Article


def stories() -> list[str]:
    folder = files("legation.data") / "stories"
    paths = sorted(str(p) for p in folder.iterdir() if p.name.endswith(".txt"))
    return [read_dump(open(path, encoding="utf-8").read()).body for path in paths]


def long_text(size: int, seed: int = 5) -> str:
    """Paragraphs of the bundled stories in some order, with short lines among them."""
    paragraphs = [p for story in stories() for p in story.split("\n") if p.strip()]
    rng = random.Random(seed)
    found: list[str] = []
    while sum(map(len, found)) < size:
        found.append(rng.choice(paragraphs))
        if rng.random() < 0.2:
            found.append(rng.choice(["Ports.", "* * *", "What next?", "GENEVA –"]))
    return "\n\n".join(found)


@given(
    st.lists(st.sampled_from(["a", "ab cd", "\n", "\n\n", " ", "x" * 40]), max_size=60).map(
        "".join
    ),
    st.integers(1, 30),
)
def test_parts_cover_a_text_once_and_cut_behind_breaks(text: str, long: int) -> None:
    parts = list(cuts(text, long))
    assert "".join(text[start:end] for _, start, end, _ in parts) == text
    for before, start, end, after in parts:
        assert before <= start < end <= after
        assert end == len(text) or "\n" in text[start:end]
        assert before in (0, start) or text[before - 1] == "\n"


@pytest.mark.model
@pytest.mark.parametrize("long", [1_500, 4_000])
def test_parse_in_parts_is_that_of_the_whole(long: int) -> None:
    parser = load_parser(MODEL)
    text = long_text(20_000)
    whole = columns_of(parse_text(text, parser.nlp))
    assert len(list(cuts(text, long))) > 4
    assert parse_parted(text, parser._columns, long=long) == whole


@pytest.mark.model
def test_a_long_article_has_the_record_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader()
    article = Article.from_text(long_text(LONG + 5_000), published="2024-03-09")
    in_parts = encode(reader.read(article))
    monkeypatch.setattr("legation.nlp.parse.LONG", 10**9)
    assert encode(reader.read(article)) == in_parts
