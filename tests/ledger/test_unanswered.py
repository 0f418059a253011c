"""Overdue answers and sides that say the contrary are asked about, where the days were read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from factories import a_claim, a_mention, a_reading, a_statement, a_when, an_article

from legation.ledger.unanswered import Raised, raised_by_time
from legation.records import (
    Commitment,
    Entry,
    Kind,
    Predicate,
    Reading,
    Reply,
    Standing,
    Undertaking,
)

DEMAND = an_article(
    "Kenya demanded that Chad reopen the bridge by 4 March.", published="2024-03-01"
)
KENYA = a_mention(DEMAND, "Kenya", kind=Kind.STATE, country="KEN")
CHAD = a_mention(DEMAND, "Chad", kind=Kind.STATE, country="TCD")
DUE = date(2024, 3, 4)


def commitment(**changed: object) -> Commitment:
    said = a_statement(DEMAND, "reopen the bridge", speaker=KENYA, act="demands")
    made = Commitment(
        id="c" * 32, kind=Undertaking.DEMAND, by=(KENYA,), of=(CHAD,), content=said.content[0],
        said_in=said.id, status=Standing.LAPSED, due=a_when("2024-03-04"),
        told_on=date(2024, 3, 1),
    )  # fmt: skip
    return replace(made, **changed)  # type: ignore[arg-type]


def told(
    published: str, text: str, words: str, *, speaker: str = "Chad", land: str = "TCD"
) -> Reading:
    article = an_article(text, published=published)
    by = a_mention(article, speaker, kind=Kind.STATE, country=land)
    return a_reading(article, mentions=(by,), statements=(a_statement(article, words, speaker=by),))


RAIN = told("2024-03-06", "Chad said that rain is near.", "rain is near")
BRIDGE = told("2024-03-07", "Chad said that a bridge is old.", "a bridge is old")
CLOSED = told(
    "2024-03-07", "Chad said that it did not reopen a bridge.", "it did not reopen a bridge"
)
NAMED = told("2024-03-07", "Chad said that Kenya is not near.", "Kenya is not near")
TOO_LATE = told("2024-03-29", "Chad said that a bridge is old.", "a bridge is old")
OTHER = told(
    "2024-03-06", "Niger said that rain is near.", "rain is near", speaker="Niger", land="NER"
)


def days(*numbers: int) -> list[date]:
    return [date(2024, 3, 1) + timedelta(n - 1) for n in numbers]


def overdue(readings: Iterable[Reading], read: Iterable[date], **changed: object) -> Raised:
    return raised_by_time([commitment(**changed)], list(readings), (), read)


def test_an_overdue_answer_is_asked_about_with_the_words_of_both_sides() -> None:
    (asked,) = overdue([RAIN, BRIDGE], days(5, 6, 7)).questions
    assert asked.check == "overdue.demand"
    assert (asked.left.text, asked.right.text) == ("reopen the bridge", "a bridge is old")
    assert asked.text == (
        "Chad: nobody tells whether it answered the demand by 2024-03-04. Was it done?"
    )
    assert asked.why is not None
    assert asked.why.startswith("3 of the 7 days after 2024-03-04")
    assert asked.records == (commitment().said_in, BRIDGE.statements[0].id)


@pytest.mark.parametrize(
    ("readings", "read"),
    [
        ([RAIN], days(5, 6)),  # two days are too few
        ([RAIN], days(1, 2, 3, 4)),  # only the days before and the last one were read
        ([RAIN], days(12, 13, 14, 15)),  # later than a week
        ([OTHER], days(5, 6, 7, 8)),  # nothing that was read names Chad
        ([TOO_LATE], days(5, 6, 7, 8)),  # Chad is named again after the week alone
        ([], []),
    ],
)
def test_missing_coverage_is_no_silence(readings: list[Reading], read: list[date]) -> None:
    assert overdue(readings, read) == Raised(questions=(), unread=1)


@pytest.mark.parametrize(
    "changed",
    [
        {"status": Standing.CLAIMED_DONE},
        {"status": Standing.OPEN},
        {"due": None},
        {"of": ()},  # nobody is known to owe an answer
    ],
)
def test_what_is_answered_open_or_owed_by_nobody_is_not_asked(changed: dict[str, object]) -> None:
    assert overdue([RAIN], days(5, 6, 7), **changed) == Raised(questions=(), unread=0)


def test_a_promise_is_owed_by_whoever_made_it() -> None:
    changed: dict[str, object] = {"kind": Undertaking.PROMISE, "by": (CHAD,), "of": (KENYA,)}
    (asked,) = overdue([RAIN], days(5, 6, 8), **changed).questions
    assert (asked.check, asked.right.text) == ("overdue.promise", "rain is near")


def promised(reply_by: Reading, standing: Standing, read: Iterable[date]) -> Raised:
    by = reply_by.statements[0].speaker
    reply = Reply(
        standing=standing, said_in=reply_by.statements[0].id, by=by,
        passage=reply_by.statements[0].content[0], told_on=date(2024, 3, 7),
    )  # fmt: skip
    made = commitment(
        kind=Undertaking.PROMISE, by=(CHAD,), of=(), status=standing, replies=(reply,)
    )
    return raised_by_time([made], [reply_by], (), read)


def test_a_side_that_disputes_its_own_promise_is_asked() -> None:
    (asked,) = promised(CLOSED, Standing.DISPUTED, days(3, 4, 5)).questions
    assert asked.check == "turned.promise"
    assert (
        asked.why
        == "3 of the 5 days between 2024-03-01 and 2024-03-07 were read; no change is told."
    )
    assert promised(CLOSED, Standing.DISPUTED, days(3)) == Raised(questions=(), unread=1)
    assert promised(OTHER, Standing.DISPUTED, days(3, 4, 5)).questions == ()
    assert promised(NAMED, Standing.DISPUTED, days(3, 4, 5)).questions == ()
    assert promised(CLOSED, Standing.REPEATED, days(3, 4, 5)).questions == ()


ODD = an_article("Kenya recognises Somaliland. Kenya does not recognise it. Chad knows.")
LAND = a_mention(ODD, "Somaliland", kind=Kind.STATE)
HOLDERS = {name: a_mention(ODD, name, kind=Kind.STATE, country=c) for name, c in
           (("Kenya", "KEN"), ("Chad", "TCD"))}  # fmt: skip


def entry(
    day: int, holds: bool, holder: str | None = "Kenya", *, since: str | None = None
) -> Entry:
    claim = a_claim(
        ODD, HOLDERS["Kenya"], Predicate.RECOGNIZES, LAND, holds=holds,
        holder=HOLDERS[holder] if holder else None, valid=a_when(since) if since else None,
        evidence="Kenya recognises" if holds else "Kenya does not",
    )  # fmt: skip
    claim = replace(claim, id=f"{day}{holds}{holder}")
    return Entry(claim=claim, article_id=ODD.id, told_on=date(2024, 3, day))


@pytest.mark.parametrize(
    ("entries", "asked", "unread"),
    [
        ([entry(1, True), entry(5, False)], 1, 0),
        ([entry(1, False), entry(5, True)], 1, 0),
        ([entry(1, True), entry(2, False)], 1, 0),  # no day between
        ([entry(1, True), entry(30, False)], 0, 1),  # most days between were not read
        ([entry(1, True), entry(5, True)], 0, 0),
        ([entry(1, True), entry(5, False, "Chad")], 0, 0),  # a dispute of two
        ([entry(1, True, None), entry(5, False, None)], 0, 0),  # outlets, in their own words
        ([entry(1, True), entry(3, False, None), entry(5, False)], 0, 0),  # the change was told
        ([entry(1, True), entry(5, False, since="2024-03-04")], 0, 0),  # it tells since when
        ([entry(1, True), entry(1, False)], 0, 0),  # one day: `both.ways`
    ],
)
def test_a_holder_who_says_the_contrary_is_asked(
    entries: list[Entry], asked: int, unread: int
) -> None:
    found = raised_by_time((), (), entries, days(2, 3, 4))
    assert [q.check for q in found.questions] == ["turned.claim"] * asked
    assert found.unread == unread
    assert raised_by_time((), (), entries[::-1], days(4, 3, 2)) == found
