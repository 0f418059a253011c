"""Pairs of subject and object that a claim may have: of what kinds, and which are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from legation.claims.claim_drafts import Draft
from legation.claims.rules import Rule
from legation.claims.who import BODIES, PLACES, STATES, is_named
from legation.nlp.anchors import PARTIES
from legation.nlp.tokens import Token
from legation.ontology import sectors_of
from legation.records import Kind, Mention, Predicate, Quantity

SYMMETRIC = frozenset({Predicate.AT_WAR_WITH, Predicate.ALLIED_WITH})
_FIGHTERS = frozenset(
    {Kind.STATE, Kind.GOVERNMENT, Kind.GROUP, Kind.ORGANISATION, Kind.COMMUNITY, Kind.MISSION}
)
_LEADERS = PARTIES - {Kind.OFFICE}
SUBJECTS: dict[Predicate, frozenset[Kind]] = {
    Predicate.INDEPENDENT_SINCE: PARTIES | PLACES,
    Predicate.PART_OF: PARTIES | PLACES,
    Predicate.BLOCKADED_BY: PARTIES | PLACES,
    Predicate.HOLDS_OFFICE: frozenset({Kind.PERSON}),
    Predicate.AT_WAR_WITH: _FIGHTERS,
    Predicate.LEADS: _LEADERS,
    Predicate.COMMANDS: _LEADERS,
    Predicate.CLAIMS_TERRITORY: PARTIES - {Kind.PERSON, Kind.OFFICE},
    Predicate.STRENGTH: BODIES,
    Predicate.CONTRIBUTOR_COUNT: BODIES,
}
OBJECTS: dict[Predicate, frozenset[Kind]] = {
    Predicate.MEDIATES: PARTIES | {Kind.PROCESS, Kind.DOCUMENT},
    Predicate.PARTY_TO: PARTIES | {Kind.PROCESS, Kind.DOCUMENT},
    Predicate.AT_WAR_WITH: _FIGHTERS,
    Predicate.MEMBER_OF: BODIES,
}
_NAMED_ONLY = frozenset({Predicate.PART_OF, Predicate.MEMBER_OF})
_WARS = frozenset("insurgency rebellion uprising war revolt campaign".split())
HEADED = frozenset({Predicate.LEADS, Predicate.COMMANDS})


def pairs_of(
    rule: Rule,
    token: Token,
    subject: tuple[Mention, ...],
    target: Sequence[Mention | None],
    value: Quantity | None,
    *,
    negated: bool,
    near: list[Token],
    ended: bool = False,
    kept: bool = False,
) -> Iterator[Draft]:
    """One draft a pair; `kept` are ends that are still to come, so what they end holds."""
    edge = "end" if ended else "yes" if kept else rule.polarity
    for one in subject:
        for other in target:
            if other is not None and _is_odd(rule.predicate, one, other):
                continue
            holds = (edge != "end") != (negated and not ended)
            yield Draft(
                token,
                one,
                rule.predicate,
                other,
                rule.code,
                value=value,
                holds=holds,
                edge="undated" if kept else edge,
                near=near,
            )


def _is_side(mention: Mention) -> bool:
    """Whether a mention is a side of a war: known by name or country, and no war itself."""
    if mention.passage.text.split()[-1].lower() in _WARS:
        return False
    known = is_named(mention) or mention.country is not None
    return known or _BY_A_NAME.match(mention.passage.text) is not None


_BY_A_NAME = re.compile(r"[A-Z][\w.]*-\w+ed ")  # "US-led coalition", "US-backed forces"


def _is_body(mention: Mention) -> bool:
    """Whether somebody can lead it: bare "forces" and "troops" are no body."""
    return mention.actor_id is not None or mention.name.lower() not in {"forces", "troops"}


def _is_odd(predicate: Predicate, one: Mention, other: Mention) -> bool:
    if predicate is Predicate.CONTROLS and one.passage == other.passage:
        return True  # "areas held by Kyiv" are not Kyiv
    if one.name == other.name or (predicate is Predicate.RECOGNIZES and not is_named(other)):
        return True
    if predicate is Predicate.BLOCKADED_BY and not is_named(one):
        return True
    if predicate is Predicate.DEPLOYED_IN and not is_named(one):
        return one.country in {None, other.country}  # "11,000 troops serve there"
    if predicate in _NAMED_ONLY and not (is_named(one) and is_named(other)):
        return True
    if predicate is Predicate.BASED_IN and one.sector in sectors_of("in_arms"):
        return not is_named(one)  # "US soldiers based there" are deployed
    if predicate in HEADED and not (is_named(one) and _is_body(other)):
        return True
    if predicate in HEADED and one.kind is not Kind.PERSON and other.kind in STATES:
        return True  # no state leads another
    if predicate in HEADED and other.kind in {Kind.PERSON, Kind.OFFICE}:
        return True  # "Okoye leads Berg by nine points"
    if predicate in SYMMETRIC and not (_is_side(one) and _is_side(other)):
        return True
    if predicate in SYMMETRIC and one.country and one.country == other.country:
        kinds = {one.kind, other.kind}
        own = any(m.sector in sectors_of("of_state") for m in (one, other))
        return kinds <= STATES or (own and bool(kinds & STATES))  # "its army"
    return False
