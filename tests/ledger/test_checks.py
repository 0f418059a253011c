from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from factories import a_claim, a_mention, a_when, an_article, an_event
from hypothesis import given
from hypothesis import strategies as st

from legation.ledger.checks import asserted, check_claims
from legation.ledger.meetings import check_events
from legation.records import (
    Bound,
    Entry,
    Kind,
    Mention,
    Precision,
    Predicate,
    Quantity,
    Report,
    When,
)

ARTICLE = an_article(
    "Italy and Spain are in the Lagoon Force. Ana Ruiz, the President, and Leo Vidal flew home. "
    "Troops of Kenya went. Ruiz slept. It was said again. Rome and Madrid are far. They visited us."
)
WORDS = ("Italy and", "Troops of", "Ruiz slept", "It was said", "Rome and", "They visited")


def who(words: str, kind: Kind = Kind.STATE, country: str | None = None) -> Mention:
    return a_mention(ARTICLE, words, kind=kind, country=country)


ITALY, SPAIN, KENYA = (
    who("Italy", country="ITA"),
    who("Spain", country="ESP"),
    who("Kenya", country="KEN"),
)
FORCE = who("Lagoon Force", Kind.MISSION)
ANA, RUIZ, LEO = (
    who("Ana Ruiz", Kind.PERSON, "CHL"),
    a_mention(ARTICLE, "Ruiz", nth=1, country="CHL"),
    who("Leo Vidal", Kind.PERSON, "CHL"),
)
PRESIDENT = who("President", Kind.OFFICE, "CHL")


def said(
    subject: Mention,
    predicate: Predicate,
    target: Mention | None,
    told: str,
    *,
    place: int = 0,
    first: str | None = None,
    last: str | None = None,
    holds: bool = True,
    holder: Mention | None = None,
    value: Quantity | None = None,
) -> Entry:
    valid: When | None = None
    if first or last:
        valid = a_when(first, last, precision=Precision.RANGE)
    claim = a_claim(
        ARTICLE,
        subject,
        predicate,
        target,
        evidence=WORDS[place],
        valid=valid,
        holds=holds,
        holder=holder,
        value=value,
    )
    return Entry(claim=claim, article_id=ARTICLE.id, told_on=date.fromisoformat(told))


def codes(*entries: Entry) -> list[str]:
    return [question.check for question in check_claims(entries)]


LEADS, OFFICE = Predicate.COMMANDS, Predicate.HOLDS_OFFICE


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        (
            said(ITALY, LEADS, FORCE, "2024-03-01", first="2022-01-01"),
            said(SPAIN, LEADS, FORCE, "2024-03-01", first="2023-01-01", place=1),
            ["one.commands"],
        ),
        (  # told before the other came
            said(ITALY, LEADS, FORCE, "2022-06-01", first="2022-01-01"),
            said(SPAIN, LEADS, FORCE, "2024-03-01", first="2023-01-01", place=1),
            [],
        ),
        (  # a handover within the month
            said(ITALY, LEADS, FORCE, "2024-03-01", first="2022-01-01", last="2023-01-15"),
            said(SPAIN, LEADS, FORCE, "2024-03-01", first="2023-01-01", place=1),
            [],
        ),
        (  # together, in one sentence
            said(ITALY, LEADS, FORCE, "2024-03-01"),
            said(SPAIN, LEADS, FORCE, "2024-03-01"),
            [],
        ),
        (
            said(ANA, OFFICE, PRESIDENT, "2024-03-01"),
            said(LEO, OFFICE, PRESIDENT, "2024-03-01", place=1),
            ["one.holds_office"],
        ),
        (  # one person with and without first name
            said(ANA, OFFICE, PRESIDENT, "2024-03-01"),
            said(RUIZ, OFFICE, PRESIDENT, "2024-03-01", place=1),
            [],
        ),
        (  # a general commands for a state
            said(ITALY, LEADS, FORCE, "2024-03-01"),
            said(LEO, LEADS, FORCE, "2024-03-01", place=1),
            [],
        ),
        (
            said(ITALY, Predicate.RECOGNIZES, KENYA, "2024-03-01"),
            said(ITALY, Predicate.RECOGNIZES, KENYA, "2024-03-01", holds=False, place=1),
            ["both.ways"],
        ),
        (  # a dispute between two holders is no question
            said(ITALY, Predicate.RECOGNIZES, KENYA, "2024-03-01", holder=ANA),
            said(ITALY, Predicate.RECOGNIZES, KENYA, "2024-03-01", holds=False, place=1),
            [],
        ),
        (
            said(ITALY, Predicate.ALLIED_WITH, SPAIN, "2024-03-01"),
            said(SPAIN, Predicate.ALLIED_WITH, ITALY, "2024-03-01", holds=False, place=1),
            ["mutual"],
        ),
        (
            said(ITALY, LEADS, FORCE, "2024-03-01", first="2024-02-01", last="2024-01-01"),
            said(SPAIN, LEADS, FORCE, "2024-03-01", first="2024-05-01", place=1),
            ["order.claim", "order.claim"],
        ),
    ],
)
def test_what_cannot_both_be_is_asked(one: Entry, other: Entry, asked: list[str]) -> None:
    assert codes(one, other) == asked


def test_two_who_lead_together_are_no_question_in_any_article() -> None:
    """Each of two articles names both, in either order; nobody else is let off by that."""
    first = [said(who, LEADS, FORCE, "2024-03-01") for who in (ITALY, SPAIN)]
    second = [said(who, LEADS, FORCE, "2024-03-09", place=1) for who in (SPAIN, ITALY)]
    assert codes(*first, *second) == []
    third = said(KENYA, LEADS, FORCE, "2024-03-09", place=2)
    assert codes(*first, *second, third) == ["one.commands"] * 2


def test_who_came_after_another_did_not_lead_together_with_him() -> None:
    until = said(ANA, OFFICE, PRESIDENT, "2024-03-01", first="2020-01-01", last="2023-01-01")
    since = said(LEO, OFFICE, PRESIDENT, "2024-03-01", first="2023-01-02")
    again = said(ANA, OFFICE, PRESIDENT, "2024-03-09", first="2023-06-01", place=1)
    assert codes(until, since, again) == ["one.holds_office"]


def amount(number: float, bound: Bound = Bound.EXACT) -> Quantity:
    return Quantity(amount=number, bound=bound)


@pytest.mark.parametrize(
    ("size", "parts", "asked"),
    [
        (amount(1000), [amount(400), amount(500)], []),
        (amount(1000), [amount(600), amount(500)], ["strength.sum"]),
        (amount(1000), [amount(1200, Bound.AT_LEAST), amount(5)], ["strength.part"]),
        (amount(1000, Bound.MORE_THAN), [amount(1200), amount(5)], []),
        (amount(1000, Bound.ABOUT), [amount(700), amount(450)], []),
        (amount(1000), [amount(1200, Bound.AT_MOST), amount(5)], []),
        (Quantity(amount=900, bound=Bound.BETWEEN, upper=1100), [amount(1090), amount(5)], []),
    ],
)
def test_contributions_stay_within_the_strength(
    size: Quantity, parts: list[Quantity], asked: list[str]
) -> None:
    entries = [said(FORCE, Predicate.STRENGTH, None, "2024-03-01", value=size)]
    for who_, part in zip((ITALY, SPAIN), parts, strict=True):
        entries.append(said(who_, Predicate.CONTRIBUTES_TO, FORCE, "2024-04-01", value=part))
    assert codes(*entries) == asked
    told_later = [replace(e, told_on=date(2026, 1, 1)) for e in entries[1:]]
    assert codes(entries[0], *told_later) == []


def test_question_has_both_passages_and_claims_the_first_told_first() -> None:
    late = said(ITALY, LEADS, FORCE, "2024-03-02", first="2022-01-01")
    early = said(SPAIN, LEADS, FORCE, "2024-03-01", first="2023-01-01", place=1)
    (asked,) = check_claims([late, early])
    assert (asked.left.text, asked.right.text) == ("Troops of", "Italy and")
    assert asked.records == (early.claim.id, late.claim.id)
    assert asked.text == "commands Lagoon Force: Italy or Spain? Only one can at a time."


def test_open_end_stands_until_it_was_told() -> None:
    since = said(ITALY, LEADS, FORCE, "2024-03-01", first="2022-01-01")
    assert asserted(since) == (date(2022, 1, 1), date(2024, 3, 1))
    assert asserted(said(ITALY, LEADS, FORCE, "2024-03-01")) == (date(2024, 3, 1),) * 2


CLAIMS = [
    said(state, LEADS, FORCE, told, place=place, first=first)
    for state, told, place, first in (
        (ITALY, "2024-03-01", 0, "2022-01-01"),
        (SPAIN, "2024-03-02", 1, "2022-06-01"),
        (KENYA, "2024-03-02", 2, "2023-01-01"),
        (SPAIN, "2024-03-05", 3, None),
    )
]


@given(order=st.permutations(range(4)))
def test_order_of_claims_changes_no_question(order: list[int]) -> None:
    assert check_claims([CLAIMS[n] for n in (*order, *order)]) == check_claims(CLAIMS)
    assert len(check_claims(CLAIMS)) == 3


def visit(guest: Mention, host: Mention, place: Mention | None = None, trigger: int = 5) -> Report:
    event = an_event(
        ARTICLE,
        WORDS[trigger],
        cameo="042",
        actors=(guest,),
        recipients=(host,),
        when=a_when("2024-03-01"),
    )
    return Report(event=replace(event, place=place), told_on=date(2024, 3, 2))


def test_visits_go_one_way_and_not_at_home() -> None:
    rome = who("Rome", Kind.PLACE, "ITA")
    there, back = visit(ITALY, SPAIN), visit(SPAIN, ITALY, trigger=3)
    assert [q.check for q in check_events([there, back])] == ["visit.turned"]
    assert check_events([there, visit(ITALY, SPAIN, trigger=3)]) == ()
    assert [q.check for q in check_events([visit(ITALY, SPAIN, rome)])] == ["visit.home"]
    assert check_events([visit(SPAIN, ITALY, rome)]) == ()


def test_event_is_not_told_before_it_happened() -> None:
    report = replace(visit(ITALY, SPAIN), told_on=date(2024, 2, 1))
    (asked,) = check_events([report])
    assert (asked.check, asked.records) == ("order.event", (report.event.id,))
