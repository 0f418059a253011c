"""Promises and demands: who bound whom to what by when, and what later statements make of them."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from factories import an_article

from legation.ledger.commitments import find_commitments
from legation.ledger.follow_ups import follow
from legation.ledger.wording import stems
from legation.nlp.deadlines import deadline_of
from legation.records import Article

if TYPE_CHECKING:
    from legation import Reader
    from legation.records import Commitment, Reading

PASSAGES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "commitments.yaml").read_text(encoding="utf-8")
)
STORY = [
    ("2024-03-01", "Kenya promised to send 1,000 police officers to Haiti by 1 May."),
    ("2024-03-20", "Kenya again promised to send its police officers to Haiti."),
    ("2024-04-28", "Kenya said it had sent the police officers to Haiti."),
    ("2024-05-02", "“The police officers have not been sent to Haiti,” said Haitian Foreign "
                   "Minister Dominique Dupuy."),
]  # fmt: skip


def told(commitment: Commitment) -> str:
    """A commitment in one line, as the file writes it, with all its words."""
    of = ", ".join(m.name for m in commitment.of) or "-"
    due = str(commitment.due.last) if commitment.due else "-"
    by = ", ".join(m.name for m in commitment.by)
    return " | ".join((str(commitment.kind), by, of, due, commitment.content.text))


@pytest.mark.model
@pytest.mark.parametrize("passage", PASSAGES, ids=[p["text"] for p in PASSAGES])
def test_passage_makes_these_commitments(reader: Reader, passage: dict[str, Any]) -> None:
    reading = reader.read(an_article(passage["text"], published="2024-06-12"))
    found = [told(c) for c in find_commitments(reading)]
    assert len(found) == len(passage["commitments"]), found
    for line, wanted in zip(found, passage["commitments"], strict=True):
        assert line.startswith(wanted)


@pytest.mark.model
def test_demand_belongs_to_the_talks_it_is_made_in(reader: Reader) -> None:
    text = (
        "“Ankara is committed to the EU's dialogue with Nicosia. I also said that all earlier "
        "agreements should be honoured at once,” said Turkish Foreign Minister Hakan Fidan."
    )
    (demand,) = find_commitments(reader.read(an_article(text, published="2024-06-12")))
    assert demand.kind == "demand"
    assert demand.status == "open"
    assert demand.process is not None
    assert demand.process.kind == "process"


@pytest.fixture(scope="module")
def readings(reader: Reader) -> list[Reading]:
    """The story of one promise on four days."""
    return [reader.read(an_article(text, published=day)) for day, text in STORY]


@pytest.mark.model
@pytest.mark.parametrize(
    ("days", "as_of", "status"),
    [
        (1, None, "open"),
        (2, None, "repeated"),
        (2, date(2024, 5, 1), "repeated"),  # the last day is not over
        (2, date(2024, 5, 2), "lapsed"),
        (3, None, "claimed done"),
        (4, None, "disputed"),
        (4, date(2024, 4, 30), "claimed done"),  # as it stood before it was disputed
    ],
)
def test_promise_stands_as_told_so_far(
    readings: list[Reading], days: int, as_of: date | None, status: str
) -> None:
    (promise,) = follow(readings[:days], as_of=as_of)
    assert promise.status == status


@pytest.mark.model
def test_replies_keep_their_words_and_their_order(readings: list[Reading]) -> None:
    (promise,) = follow(readings)
    assert [str(r.standing) for r in promise.replies] == ["repeated", "claimed done", "disputed"]
    assert [str(r.told_on) for r in promise.replies] == [day for day, _ in STORY[1:]]
    for reply, reading in zip(promise.replies, readings[1:], strict=True):
        passage = reply.passage
        assert reading.article.text[passage.start : passage.end] == passage.text


@pytest.mark.model
def test_order_of_the_readings_changes_nothing(readings: list[Reading]) -> None:
    for order in permutations(readings):
        assert follow(order) == follow(readings)


@pytest.mark.model
def test_another_promise_is_no_reply(reader: Reader, readings: list[Reading]) -> None:
    other = reader.read(
        an_article("Kenya promised to open its border with Somalia.", published="2024-03-05")
    )
    first, second = follow([readings[0], other])
    assert (str(first.status), str(second.status)) == ("open", "open")


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("withdraw by 1 July", "2024-07-01"),
        ("withdraw before 1 July", "2024-06-30"),
        ("withdraw no later than Monday", "2024-06-17"),
        ("leave within 72 hours", "2024-06-15"),
        ("leave within ten days", "2024-06-22"),
        ("leave in the next three months", "2024-09-12"),
        ("leave by the end of the month", "2024-06-30"),
        ("leave by the end of next year", "2025-12-31"),
        ("leave by the end of 2026", "2026-12-31"),
        ("leave before the end of August", "2024-08-31"),
        ("leave by 2030", "2030-12-31"),
        ("leave by next week", "2024-06-23"),
        ("leave without delay", None),
        ("leave soon", None),
        ("led by a general", None),
        ("grow in ten years", None),
    ],
)
def test_deadline_is_the_last_day(text: str, last: str | None) -> None:
    article = an_article(text, published="2024-06-12")
    found = deadline_of(article, 0, len(text))
    assert (str(found.last) if found else None) == last
    if found is not None:
        assert found.passage is not None
        assert found.passage.text in text


def test_deadline_without_a_day_of_publication_is_not_guessed() -> None:
    article = an_article("leave within ten days", published=None)
    assert deadline_of(article, 0, len(article.text)) is None


def test_stems_bring_forms_of_a_word_together() -> None:
    assert stems("implemented the agreements") == stems("implementation of the agreement")


DEEDS: list[tuple[str, str, str]] = [
    (first, then, status)
    for first, then, status in yaml.safe_load(
        (Path(__file__).parent / "deeds.yaml").read_text(encoding="utf-8")
    )
]


@pytest.mark.model
@pytest.mark.parametrize(("first", "then", "status"), DEEDS, ids=[f"{a} {b}" for a, b, _ in DEEDS])
def test_deed_told_later_says_how_it_stands(
    reader: Reader, first: str, then: str, status: str
) -> None:
    early = reader.read(an_article(first, published="2024-03-01"))
    late = reader.read(an_article(then, published="2024-03-20"))
    commitment = follow([early, late])[0]
    assert commitment.status == status
    assert follow([late, early])[0] == commitment
    for reply in commitment.replies:
        passage = reply.passage
        assert late.article.text[passage.start : passage.end] == passage.text


@pytest.mark.model
def test_copy_of_a_report_repeats_nothing(reader: Reader) -> None:
    text = "Kenya promised to send 1,000 police officers to Haiti by 1 May."
    copies = [
        reader.read(Article.from_text(text, published="2024-03-01", outlet=name))
        for name in ("Herald", "Times")
    ]
    (promise,) = follow(copies)
    assert promise.replies == ()
    assert promise.status == "open"
