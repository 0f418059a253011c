"""The note that closes an agency's story is no part of it, wherever it stands."""

from __future__ import annotations

import pytest
from page_factory import a_page

from legation.extract.article import extract
from legation.extract.signoff import before_sign_off
from legation.records import Article

PARAGRAPHS = [
    "BEIJING, March 11 (Xinhua) -- The foreign ministry said on Tuesday that China would send an "
    "envoy to the talks in the region, which are to begin next week in Muscat.",
    "Spokesperson Wang Hai told a regular press briefing that both sides should keep calm and show "
    "restraint, and that the door to talks must stay open.",
    "The two countries agreed last month to reopen the border after nine years, and to hold a "
    "joint meeting of their trade ministers in the autumn of this year.",
]
NOTES = [
    " Enditem",
    "\n\nEnditem",
    " ■",
    " (Reporting by Ana Okoye in Lagos; Editing by Tom Mora)",
    " -- Reporting by Ana Okoye; Editing by Tom Mora",
    "\n\nReporting by Ana Okoye in Lagos; editing by Tom Mora",
]


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("markup", [False, True], ids=["text", "html"])
def test_closing_note_is_left_out(note: str, markup: bool) -> None:
    head = "China to send envoy to talks in Muscat"
    story = "\n\n".join(PARAGRAPHS) + note
    body = f"{head}\n\n{story}"
    if markup:
        lines = "".join(f"<p>{line}</p>" for line in story.split("\n\n"))
        body = f"<html><body><article><h1>{head}</h1>{lines}</article></body></html>"
    article = extract(a_page(body.encode()))
    assert isinstance(article, Article)
    assert article.text.endswith("in the autumn of this year.")
    for span in article.spans:
        if span.at is not None:
            length = span.end - span.start
            assert article.text[span.at : span.at + length] == body[span.start : span.end]


@pytest.mark.parametrize(
    "text",
    [
        "The envoy praised the reporting by Ana Okoye.",
        "Editing by hand is slow, he said.",
        "The enditem was lost.",
    ],
)
def test_sentence_about_reporting_is_kept(text: str) -> None:
    assert before_sign_off(text) == len(text)
