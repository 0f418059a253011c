"""Characters nobody sees are left out, and every other one keeps its place in the raw text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.characters.marks import plain_letters, plain_page
from legation.extract.dump import read_dump


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("in\u00adspec\u00adtors", "inspectors"),
        ("Santi\u200bago", "Santiago"),
        ("\u200fTasi\u200f Leaupepe", "Tasi Leaupepe"),
        ("Paci\ufb01c o\ufb03ce", "Pacific office"),
        ("ter&shy;mi&#173;nal", "terminal"),
        ("naïve café", "naïve café"),
        ("AT&amp;T", "AT&amp;T"),  # a mark that is seen
    ],
)
def test_unseen_marks_go(raw: str, plain: str) -> None:
    assert plain_letters(raw) == plain


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("the states sus-\npended their talks", "the states suspended\ntheir talks"),
        ("a well-known envoy, a well-\nknown man", "a well-known envoy, a well-known\nman"),
        ("a long term, a short term, a long-\nterm plan, a long wait for the term",
         "a long term, a short term, a long-term\nplan, a long wait for the term"),
        ("He paused -\nthen left", "He paused -\nthen left"),
        ("Guinea-\nBissau agreed", "Guinea-\nBissau agreed"),
        ("Samoa&#8217;s &amp; Fiji&rsquo;s", "Samoa’s & Fiji’s"),
        ("R&D; and M&As", "R&D; and M&As"),
    ],
)  # fmt: skip
def test_dumps_are_made_plain(raw: str, plain: str) -> None:
    made = plain_page(raw)
    assert (made.text if made else raw) == plain


def test_what_printing_put_on_the_pages_goes() -> None:
    raw = (
        "14/09/2026, 10:33      Envoys meet - Gazette\n\nThe Gazette of Apia\n\nOne.\n\n"
        "Page 1 of 2\nThe Gazette of Apia\n\nTwo.\nhttps://gazette.example/a   1/2\n"
    )
    made = plain_page(raw)
    assert made is not None
    assert made.text.split() == ["One.", "Two."]
    assert plain_page("Page one of the report\n3 of the 10 envoys left\nSee page 4") is None


@given(st.text(alphabet="ab \n-\u00ad\u200b\ufb01&#8217;amp;", max_size=60))
def test_every_character_is_where_it_says(raw: str) -> None:
    made = plain_page(raw)
    if made is None:
        return
    assert len(made.text) == len(made.places)
    for character, place in zip(made.text, made.places, strict=True):
        assert place == -1 or raw[place] == character or (character == "\n" and raw[place] == " ")


def test_spans_of_a_dump_are_of_the_raw_text() -> None:
    raw = (
        "Envoys sus\u00adpend talks\n\nBy Aino Kask\n\n12 February 2026\n\n"
        "Eight Paci\ufb01c states sus\u00adpended their talks with Japan on Wednesday.\n\n"
        "The minister&#8217;s office said that the states would come back with a written promise.\n"
    )
    found = read_dump(raw)
    assert found.title == "Envoys suspend talks"
    assert found.body.startswith("Eight Pacific states suspended")
    assert "minister’s office" in found.body
    spans = [span for span in found.spans if span.field == "body"]
    assert len(spans) > 4
    for span in spans:
        assert span.at is not None
        assert raw[span.start : span.end] == found.body[span.at : span.at + span.end - span.start]
