"""Claims of a participle before its noun: "rebel-held town", "US-led coalition".

Who does it stands before the participle or behind "by"; the rows are those with the part of speech
`trait`. A word for people in arms stands for them all: "rebel-held" is held by the rebels.
"""

from __future__ import annotations

from collections.abc import Iterator

from legation.claims.argument_kinds import HEADED, OBJECTS, SUBJECTS, pairs_of
from legation.claims.claim_drafts import Draft
from legation.claims.rules import Rule, load_rules
from legation.claims.who import (
    BODIES,
    GROUND,
    PLACES,
    STATES,
    Who,
    is_named,
    part_of,
    people_in_arms,
)
from legation.nlp.anchors import PARTIES, Anchors
from legation.nlp.syntax import children, conjuncts, prep_objects
from legation.nlp.tokens import Doc, Token
from legation.records import Kind, Mention, Predicate

_ON_THE_LEFT = frozenset({"npadvmod", "nsubj", "compound", "nmod", "amod"})
_TRAITS = frozenset({"amod", "acl", "compound"})
_OF_PLACES = frozenset({Predicate.CONTROLS, Predicate.BASED_IN})


def trait_claims(doc: Doc, anchors: Anchors, who: Who) -> Iterator[Draft]:
    """The claims of all participles that a row knows, by token."""
    rules = load_rules()
    words = {lemma for pos, lemma in rules if pos == "trait"}
    for word in doc.lemmas(frozenset(words)):
        if word.dep_ not in _TRAITS or word.tag_ == "VBD":
            continue
        for rule in rules[("trait", word.lemma_.lower())]:
            yield from _of_trait(word, rule, anchors, who)


def _of_trait(word: Token, rule: Rule, anchors: Anchors, who: Who) -> Iterator[Draft]:
    subject = _filled(rule.subject.paths, word, rule, anchors, who, is_subject=True)
    target = _filled(rule.target.paths, word, rule, anchors, who, is_subject=False)
    if rule.predicate is Predicate.ALLIED_WITH:
        target = tuple(m for m in target if is_named(m) and m.sector != "UNO")
        subject = tuple(m for m in subject if m.country or is_named(m))
    noun = word.head
    yield from pairs_of(rule, noun, subject, target, None, negated=False, near=[])


def _filled(
    paths: tuple[str, ...],
    word: Token,
    rule: Rule,
    anchors: Anchors,
    who: Who,
    *,
    is_subject: bool,
) -> tuple[Mention, ...]:
    """Who stands before the participle (`left`) or is the noun it belongs to (`self`)."""
    places = rule.predicate in _OF_PLACES and not is_subject
    if paths[0] == "left":
        tokens = by_whom(word)
        if places:
            return tuple(m for m in who.places(tokens) if m.kind in GROUND)
        found = who.as_states(anchors.of(tokens, PARTIES))
        return found or tuple(m for t in tokens if (m := people_in_arms(t, anchors)) is not None)
    if places:
        noun = word.head
        beside = [*children(noun, "appos"), *([noun.head] if _is_right_behind(noun) else [])]
        inside = prep_objects(noun, "in") if noun.lemma_.lower() in _PATCHES else []
        held = who.grounds([noun, *prep_objects(noun, "of"), *inside, *beside])
        found = tuple(m for m in held if m.kind in GROUND)
        whole = {m.name for m in anchors.of([noun], STATES)}
        if rule.predicate is Predicate.CONTROLS:  # "rebel-held Chad" is that part of it
            found = tuple(part_of([word.left_edge], m) if m.name in whole else m for m in found)
        return found
    kinds = (SUBJECTS if is_subject else OBJECTS).get(rule.predicate, PARTIES)
    if rule.predicate in HEADED or rule.predicate is Predicate.BASED_IN:
        kinds = BODIES
    noun = word.head
    if rule.predicate in HEADED and noun.tag_ == "NNS":
        return ()  # "US-led troops" are no body
    beside = [noun.head] if noun.dep_ in {"compound", "appos"} else children(noun, "appos")
    named = who.parties(beside[:1], kinds - PLACES) if beside else ()
    found = tuple(m for m in named if is_named(m)) or who.parties([noun], kinds - PLACES)
    if rule.predicate is Predicate.BASED_IN:
        found = tuple(m for m in found if m.kind is Kind.ORGANISATION or is_named(m))
    return found[:1]


_PATCHES = frozenset({"area", "enclave", "pocket"})


def _is_right_behind(noun: Token) -> bool:
    """Whether a noun stands right behind the name it is beside: "Kidal, a town held by"."""
    first = noun.left_edge
    joined = noun.dep_ == "appos" and first.lower_ != "as"
    return joined and first.i - 2 <= noun.head.i < noun.i


def by_whom(participle: Token) -> list[Token]:
    """Who stands before "-backed" or after "backed by"."""
    left = [g for g in participle.lefts if g.dep_ in _ON_THE_LEFT]
    return left or [t for p in conjuncts(participle) for t in prep_objects(p, "by")]
