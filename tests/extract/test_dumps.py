"""Plain-text page dumps: each story is found in every layout, and every span is verbatim."""

from __future__ import annotations

from datetime import date

import pytest
from dump_stories import STORIES, Story
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.extract.blocks import split_blocks
from legation.extract.dump import DumpFields, predict_body_title, read_dump

LAYOUTS = ("blank", "dense", "wrapped")
PAGES = [
    pytest.param(story, layout, id=f"{story.name}, {layout}")
    for story in STORIES
    for layout in LAYOUTS
]


def assert_spans_fit(raw: str, fields: DumpFields) -> None:
    for span in fields.spans:
        assert 0 <= span.start < span.end <= len(raw)
        if span.field == "body":
            assert span.at is not None
            words = fields.body[span.at : span.at + span.end - span.start]
            assert raw[span.start : span.end] == words
        else:
            assert span.at is None


@pytest.mark.parametrize(("story", "layout"), PAGES)
def test_body_is_the_story_and_nothing_else(story: Story, layout: str) -> None:
    fields = read_dump(story.dump(layout))
    assert fields.body.split("\n\n") == list(story.story)


@pytest.mark.parametrize(("story", "layout"), PAGES)
def test_head_is_read(story: Story, layout: str) -> None:
    fields = read_dump(story.dump(layout))
    assert fields.title == story.title
    assert fields.agency == story.agency
    assert fields.section == story.section
    assert fields.authors == story.authors
    assert fields.dateline == story.dateline
    assert [(c.text, c.credit) for c in fields.captions] == list(story.captions)
    day = date.fromisoformat(story.day) if story.day else None
    assert (fields.published.first if fields.published else None) == day


@pytest.mark.parametrize(("story", "layout"), PAGES)
def test_spans_of_a_story_are_verbatim(story: Story, layout: str) -> None:
    raw = story.dump(layout)
    fields = read_dump(raw)
    assert_spans_fit(raw, fields)
    covered = sum(s.end - s.start for s in fields.spans if s.field == "body")
    joints = fields.body.count("\n\n") * 2
    assert covered <= len(fields.body) - joints
    named = {s.field: raw[s.start : s.end] for s in reversed(fields.spans)}
    assert story.title.startswith(named["title"])
    if story.dateline:
        assert named["dateline"] == story.dateline


def test_windows_line_ends_change_nothing() -> None:
    raw = STORIES[0].dump().replace("\n", "\r\n")
    fields = read_dump(raw)
    assert fields.body.split("\n\n") == list(STORIES[0].story)
    assert_spans_fit(raw, fields)


def test_lines_of_a_wrapped_paragraph_have_a_span_each() -> None:
    raw = STORIES[1].dump("wrapped")
    fields = read_dump(raw)
    spans = [s for s in fields.spans if s.field == "body"]
    assert len(spans) > len(STORIES[1].body)
    assert all("\n" not in raw[s.start : s.end] for s in spans)


def test_text_without_a_headline_has_none() -> None:
    fields = read_dump("\n\n".join(STORIES[4].body))
    assert fields.title is None
    assert fields.body.split("\n\n") == list(STORIES[4].body)


def test_one_paragraph_is_a_story() -> None:
    paragraph = STORIES[0].body[0]
    assert read_dump(paragraph).body == paragraph


def test_menu_has_no_story() -> None:
    assert read_dump("Home\nWorld\nSport\nSubscribe\nContact us\nPrivacy policy\n").body == ""


def test_body_in_another_language_is_found() -> None:
    body = (
        "Die Außenminister von Kenia und Uganda haben sich am Montag in Nairobi getroffen, um "
        "über die umstrittene Insel im Viktoriasee zu sprechen.",
        "„Wir haben uns auf eine gemeinsame Kommission geeinigt“, sagte der kenianische "
        "Außenminister nach den Gesprächen.",
        "Uganda erhebt seit dem Jahr 2004 Anspruch auf die Insel, auf der vor allem Fischer leben.",
    )
    head = ("Startseite", "Politik", "Abonnieren", "Minister treffen sich im Streit um Insel")
    fields = read_dump("\n\n".join((*head, *body, "Impressum", "Datenschutz")))
    assert fields.language == "de"
    assert fields.body.split("\n\n") == list(body)


def test_prediction_keeps_the_dateline() -> None:
    body, title = predict_body_title(STORIES[1].dump())
    assert body.startswith("BRUSSELS, April 4 (Reuters) - Finland")
    assert title == STORIES[1].title


def test_wrapped_lines_are_joined_and_menus_are_not() -> None:
    raw = "Home\nWorld\nSport\n\n" + "\n\n".join(STORIES[2].dump("wrapped").split("\n\n")[-8:-3])
    texts = [block.text for block in split_blocks(raw)]
    assert texts[:3] == ["Home", "World", "Sport"]
    assert STORIES[2].body[1] in texts


LINES = st.sampled_from(
    ["", "Home", "Subscribe", "* World", "Published 3 May 2020", "By Ann Lee", "(AA Photo)",
     *STORIES[3].body, *STORIES[5].head, "\ufeff", "\u2028", "KYIV (AP) — ", "«»", "字" * 30]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=30))
def test_any_lines_give_fitting_spans(lines: list[str]) -> None:
    raw = "\n".join(lines)
    fields = read_dump(raw)
    assert_spans_fit(raw, fields)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gives_fitting_spans(raw: str) -> None:
    assert_spans_fit(raw, read_dump(raw))
