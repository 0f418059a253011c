from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from factories import a_claim, a_mention, a_when, an_article
from hypothesis import given
from hypothesis import strategies as st

from legation.ledger.gather import gather
from legation.ledger.single import traits
from legation.ledger.views import OUTLETS, Order, View, choose
from legation.records import Choice, Claim, Entry, Kind, Mention, Precision, Predicate

ARTICLE = an_article(
    "Albania has recognised Kosovo since 2008. Serbia has not, President Vucic said. The Lagoon "
    "Force is led by Italy and then by Spain. Ana Ruiz is President, and so is Leo Vidal."
)


def state(words: str, code: str) -> Mention:
    return a_mention(ARTICLE, words, kind=Kind.STATE, country=code)


ALBANIA, SERBIA, KOSOVO = state("Albania", "ALB"), state("Serbia", "SRB"), state("Kosovo", "XKX")
ITALY, SPAIN = state("Italy", "ITA"), state("Spain", "ESP")
VUCIC = a_mention(ARTICLE, "Vucic", country="SRB", sector="GOV")
SPAIN_AGAIN = (a_mention(ARTICLE, "by Spain").passage,)
FORCE = a_mention(ARTICLE, "Force", kind=Kind.MISSION)
PRESIDENT = a_mention(ARTICLE, "President", nth=1, kind=Kind.OFFICE, country="CHL")


def said(claim: Claim, told: str | None, outlet: str = "One") -> Entry:
    day = date.fromisoformat(told) if told else None
    return Entry(claim=claim, article_id=ARTICLE.id, outlet=outlet, told_on=day)


def recognises(*, holds: bool, holder: Mention | None, told: str, who: Mention = SERBIA) -> Entry:
    claim = a_claim(ARTICLE, who, Predicate.RECOGNIZES, KOSOVO, holds=holds, holder=holder)
    return said(claim, told)


YES = recognises(holds=True, holder=None, told="2024-02-01")
NO = recognises(holds=False, holder=VUCIC, told="2024-01-01")


@pytest.mark.parametrize(
    ("view", "holds", "against"),
    [
        (View(), True, 1),
        (View(order=Order.RANK), True, 1),
        (View(perspective="SRB"), False, 0),
        (View(perspective=OUTLETS), True, 0),
        (View(perspective="ALB"), None, 0),
    ],
)
def test_view_decides_whose_claim_counts(view: View, holds: bool | None, against: int) -> None:
    (fact,) = gather([YES, NO])
    (choice,) = choose([fact], view)
    assert (choice.holds, len(choice.against)) == (holds, against)
    assert choice.fact.entries == (NO, YES)


def test_order_decides_between_the_latest_and_the_best_vouched_for() -> None:
    outlet = recognises(holds=True, holder=None, told="2023-12-01")
    (fact,) = gather([outlet, NO])
    assert [choose([fact], View(order=o))[0].holds for o in Order] == [False, True]


def test_view_of_a_day_leaves_out_what_was_told_later() -> None:
    facts = gather([YES, NO])
    assert choose(facts, View(), on=date(2024, 1, 15))[0].holds is False
    assert choose(facts, View(), on=date(2023, 12, 31))[0].holds is None


def commands(who: Mention, first: str | None, told: str | None) -> Entry:
    valid = a_when(first, precision=Precision.SINCE) if first else None
    return said(a_claim(ARTICLE, who, Predicate.COMMANDS, FORCE, valid=valid), told)


def by_subject(choices: tuple[Choice, ...]) -> dict[str, Choice]:
    return {choice.fact.subject: choice for choice in choices}


def test_of_two_commanders_the_one_who_came_later_is_in_place() -> None:
    facts = gather(
        [commands(ITALY, "2022-10-01", "2022-11-01"), commands(SPAIN, "2023-10-01", None)]
    )
    now = by_subject(choose(facts, View()))
    assert now["ITA"].later == now["ESP"].fact.id
    assert now["ESP"].later is None
    then = by_subject(choose(facts, View(), on=date(2023, 1, 1)))
    assert (then["ITA"].later, then["ESP"].holds) == (None, None)


def test_who_leads_together_in_one_article_does_so_in_the_next() -> None:
    """Spain is told of again: Italy, named beside it before, is not out of its place."""
    both = [commands(who, "2022-10-01", "2023-02-01") for who in (ITALY, SPAIN)]
    both = [replace(e, claim=replace(e.claim, evidence=(FORCE.passage,))) for e in both]
    later = replace(both[1], told_on=date(2023, 9, 9), claim=replace(both[1].claim, id="c2"))
    later = replace(later, claim=replace(later.claim, evidence=SPAIN_AGAIN))
    found = choose(gather([*both, later]), View())
    assert [choice.later for choice in found] == [None, None]


def test_recognition_by_many_takes_nobodys_place() -> None:
    facts = gather([YES, recognises(holds=True, holder=None, told="2024-03-01", who=ALBANIA)])
    assert [choice.later for choice in choose(facts, View())] == [None, None]


def test_office_has_one_holder_and_a_general_commands_for_a_state() -> None:
    ana, leo = a_mention(ARTICLE, "Ana Ruiz"), a_mention(ARTICLE, "Leo Vidal")
    office = Predicate.HOLDS_OFFICE
    entries = [
        said(a_claim(ARTICLE, ana, office, PRESIDENT), "2024-01-01"),
        said(a_claim(ARTICLE, leo, office, PRESIDENT), "2024-06-01"),
        commands(ITALY, None, "2024-01-01"),
        commands(leo, None, "2024-06-01"),
    ]
    found = [(c.fact.subject, c.later is None) for c in choose(gather(entries), View())]
    assert found == [("ITA", True), ("leo vidal", True), ("ana ruiz", False), ("leo vidal", True)]


@given(order=st.permutations(range(4)))
def test_order_of_claims_changes_nothing(order: list[int]) -> None:
    entries = [YES, NO, commands(ITALY, None, None), commands(SPAIN, "2023-01-01", "2024-01-01")]
    assert gather([entries[n] for n in (*order, *order)]) == gather(entries)


def test_every_predicate_has_its_traits() -> None:
    assert set(traits()) == set(Predicate)
