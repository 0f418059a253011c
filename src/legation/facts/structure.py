"""Claims from structure rather than from one verb: offices, mandates, strength, processes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legation.facts.drafts import Draft
from legation.facts.numbers import quantity_of
from legation.facts.phrases import phrase_claims
from legation.nlp.anchors import PARTIES, Anchors, span_of
from legation.nlp.syntax import agents, children, clause_of, conjuncts, prep_objects, subjects
from legation.nlp.tokens import Doc, Span, Token
from legation.records import Kind, Mention, Predicate

_TROOPS = frozenset(
    "troop soldier peacekeeper member personnel police officer observer staff man monitor".split()
)
_STATES = frozenset("country nation state ally partner member contributor government".split())
_BODIES = frozenset({Kind.MISSION, Kind.ORGANISATION, Kind.GROUP})
_PART = frozenset({"part", "province", "region", "territory"})


def structural(doc: Doc, anchors: Anchors, mentions: Sequence[Mention]) -> Iterator[Draft]:
    """All claims that structure gives, in no particular order."""
    yield from _offices(doc, mentions, anchors)
    for token in doc:
        if token.pos_ not in {"NOUN", "PROPN"}:
            continue
        lemma = token.lemma_.lower()
        if lemma in _TROOPS:
            yield from _strength(token, anchors)
        if lemma in _PART:
            yield from _part_of(token, anchors)
        if lemma in _STATES:
            yield from _contributors(token, anchors)
        yield from phrase_claims(token, anchors)
    for mention in mentions:
        if mention.kind is Kind.DOCUMENT:
            yield from _mandate(doc, mention, anchors)


_HEADING = {
    "leader": Predicate.LEADS,
    "rebel leader": Predicate.LEADS,
    "founder": Predicate.LEADS,
    "head": Predicate.LEADS,
    "agency head": Predicate.LEADS,
    "director": Predicate.LEADS,
    "commander": Predicate.COMMANDS,
    "force commander": Predicate.COMMANDS,
    "commander-in-chief": Predicate.COMMANDS,
}


def _heads(office: Mention, person: Mention, span: Span, anchors: Anchors) -> Iterator[Draft]:
    """Who leads or commands a body: "Isis leader Ali Kaya", "the commander of UNIFIL, Ana Ruiz"."""
    predicate = _HEADING.get(office.name.split(" of ")[0].lower())
    if predicate is None:
        return
    heads = [t for t in span if t != span.root] + prep_objects(span.root, "of")
    for body in anchors.of(heads, _BODIES):
        yield Draft(span.root, person, predicate, body, "claim.office.heads")
        return


def _offices(doc: Doc, mentions: Sequence[Mention], anchors: Anchors) -> Iterator[Draft]:
    """Titles beside names: the office mention carries its holder's name as its role."""
    people = {m.name: m for m in reversed(mentions) if m.kind is Kind.PERSON}
    seen: set[tuple[str, str, str | None, bool]] = set()
    for mention in mentions:
        if mention.kind is not Kind.OFFICE or not mention.rule.startswith("office."):
            continue
        person = people.get(mention.role or "")
        span = span_of(doc, mention)
        if person is None or span is None:
            continue
        former = mention.rule == "office.former"
        slot = (person.name, mention.name, mention.country, former)
        if slot not in seen:
            seen.add(slot)
            if not former:
                yield from _heads(mention, person, span, anchors)
            yield Draft(
                span.root,
                person,
                Predicate.HOLDS_OFFICE,
                mention,
                f"claim.{mention.rule}",
                holds=not former,
                edge="end" if former else "now",
            )


def _strength(noun: Token, anchors: Anchors) -> Iterator[Draft]:
    """How many a mission or group has: "KFOR has more than 4,500 troops", "5,000-strong"."""
    value = quantity_of(noun)
    if value is None:
        return
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in {"have", "comprise", "include", "number"}:
        for owner in anchors.of(subjects(verb), _BODIES):
            if owner.kind is Kind.MISSION or owner.sector in {"REB", "PRM", "IMG", "MIL"}:
                yield Draft(
                    noun, owner, Predicate.STRENGTH, None, "claim.strength.has", value=value
                )


def _contributors(noun: Token, anchors: Anchors) -> Iterator[Draft]:
    """How many contribute: "troops contributed by 27 allies", "soldiers from 30 nations"."""
    value = quantity_of(noun)
    prep = noun.head
    if value is None or noun.dep_ != "pobj":
        return
    above = prep.head
    if above.lemma_.lower() in {"contribute", "provide", "supply", "send"} and prep.lower_ == "by":
        holders = [above.head, *subjects(clause_of(above.head))]
    elif prep.lower_ == "from" and above.lemma_.lower() in _TROOPS:
        holders = [above, *subjects(clause_of(above))]
    else:
        return
    for owner in anchors.of(holders, frozenset({Kind.MISSION})):
        yield Draft(
            noun, owner, Predicate.CONTRIBUTOR_COUNT, None, "claim.contributors", value=value
        )
        return


def _mandate(doc: Doc, document: Mention, anchors: Anchors) -> Iterator[Draft]:
    """What mandates a mission: "Under Resolution 1701, the UN runs a mission"."""
    span = span_of(doc, document)
    if span is None or span.root.dep_ != "pobj":
        return
    prep = span.root.head
    if prep.lower_ not in {"under", "by", "to", "with", "in"}:
        return
    above = prep.head
    while above.dep_ in {"prep", "pcomp"} and above.head != above:
        above = above.head
    if above.pos_ in {"VERB", "AUX"}:
        heads = [*agents(above), *(o for o in children(above, "dobj", "nsubjpass"))]
    else:
        heads = [above]
    heads += [p for h in heads if h.lemma_.lower() == "mandate" for p in children(h, "poss")]
    for mission in anchors.of([c for h in heads for c in conjuncts(h)], frozenset({Kind.MISSION})):
        yield Draft(span.root, mission, Predicate.MANDATED_BY, document, "claim.mandate")
        return


def _part_of(noun: Token, anchors: Anchors) -> Iterator[Draft]:
    """A claim to territory ("claims that it is part of Serbia"), else what is part of what."""
    if noun.dep_ != "attr" or noun.head.pos_ not in {"AUX", "VERB"}:
        return
    verb = noun.head
    wholes = anchors.of(prep_objects(noun, "of"), PARTIES | {Kind.PLACE})
    parts = anchors.of(subjects(verb), PARTIES | {Kind.PLACE})
    if not wholes or not parts:
        return
    negated = any(c.dep_ == "neg" for c in verb.children)
    above = verb.head if verb.dep_ == "ccomp" else None
    if above is not None:
        claimants = anchors.of(subjects(above), PARTIES)
        for claimant in claimants:
            if claimant.country and claimant.country == wholes[0].country and not negated:
                for part in parts:
                    if part.country != claimant.country:
                        yield Draft(
                            noun, claimant, Predicate.CLAIMS_TERRITORY, part, "claim.territory.part"
                        )
                return
    for part in parts:
        if part.name != wholes[0].name:
            yield Draft(noun, part, Predicate.PART_OF, wholes[0], "claim.part", holds=not negated)
