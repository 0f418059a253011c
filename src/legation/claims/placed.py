"""Offices of something: a title that names no body, no state and no field is no fact by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from legation.claims.claim_drafts import Draft
from legation.claims.who import STATES
from legation.language.words import members
from legation.nlp.anchors import Anchors, span_of
from legation.nlp.syntax import prep_objects
from legation.nlp.tokens import Doc, Span
from legation.records import Kind, Mention, Predicate

_NAMED = frozenset({"EVENT", "FAC", "GPE", "LOC", "NORP", "ORG"})


def placed_offices(doc: Doc, drafts: Sequence[Draft], anchors: Anchors) -> list[Draft]:
    """The drafts, without posts held or lost of which the text does not say what they are of.

    "Spokesman Ali Kaya" is the spokesman of what the article calls him elsewhere, "Spokesperson
    of NATO"; where it never does, or does so twice, nothing is claimed. "The trade minister, Ana
    Ruiz" tells a field and stays, without a state if need be.
    """
    told: dict[str, list[Mention]] = {}
    bare: list[Draft] = []
    kept: list[Draft] = []
    for draft in drafts:
        office = draft.object
        if draft.predicate is not Predicate.HOLDS_OFFICE or office is None:
            kept.append(draft)
        elif _is_of_something(doc, office, anchors):
            kept.append(draft)
            told.setdefault(draft.subject.name, []).append(office)
        else:
            beside = _of_the_one_before(doc, office, anchors)
            if beside is None:
                bare.append(draft)
            else:
                kept.append(replace(draft, object=beside))
                told.setdefault(draft.subject.name, []).append(beside)
    for draft in bare:
        office = draft.object
        assert office is not None
        full = {
            (o.name, o.country)
            for o in told.get(draft.subject.name, ())
            if o.name == office.name or o.name.startswith(f"{office.name} of ")
        }
        if len(full) == 1:
            name, country = full.pop()
            kept.append(replace(draft, object=replace(office, name=name, country=country)))
    return kept


def _is_of_something(doc: Doc, office: Mention, anchors: Anchors) -> bool:
    """Whether an office has a state or a field, or its words a body, a place or a field."""
    name = office.name.lower()
    if name not in members("posts_of_anything"):
        return True
    if office.country and name not in members("posts_in_some_body"):
        return True
    if not members("prepositions_behind_posts").isdisjoint(office.name.split()):
        return True
    span = span_of(doc, office)
    return span is None or _names_something(span, office, anchors)


def _names_something(span: Span, office: Mention, anchors: Anchors) -> bool:
    """Whether the words of a title hold a name or a preposition: "Siemens chief executive"."""
    links = members("prepositions_behind_posts")
    if prep_objects(span.root, *links):
        return True
    for token in span:
        if token.lower_ in links and token.i > span.start:
            return True
        bodies = office.name.lower() in members("posts_in_some_body")
        called = token.ent_type_ in (_NAMED - {"NORP"} if bodies else _NAMED)
        if called and token.lower_ not in office.name.lower():
            return True
        for mention in anchors.covering(token):
            inside = mention.passage.start >= span.start_char
            if inside and mention.kind not in {Kind.OFFICE, Kind.PERSON}:
                return True
    return False


def _of_the_one_before(doc: Doc, office: Mention, anchors: Anchors) -> Mention | None:
    """The office of the state or body right before a title: "U.N. Secretary-General"."""
    span = span_of(doc, office)
    if span is None or span.start == 0:
        return None
    before = doc[span.start - 1]
    for mention in anchors.covering(before):
        if mention.passage.end != before.idx + len(before.text):
            continue
        if mention.kind in STATES and mention.country:
            return replace(office, country=mention.country)
        if mention.kind is Kind.ORGANISATION and mention.actor_id:
            return replace(office, name=f"{office.name} of {mention.name}", country=mention.country)
    return None
