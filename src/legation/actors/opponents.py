"""Whose a bare body is by whom it acts against: "the rebels killed five soldiers"."""

from __future__ import annotations

from collections import Counter

from legation.actors.scene import Draft, Scene
from legation.language.words import members
from legation.nlp.syntax import agents, children, clause_of, subjects
from legation.nlp.tokens import Token
from legation.ontology import rules_with
from legation.records import Kind

CLEAR = 2  # how many times as often a story's two states are named as any third


def is_barred(scene: Scene, draft: Draft, country: str, rule: str) -> bool:
    """Whether it cannot be of the country that the signs point to.

    Rebels are of a country that is known to have some; a government that another state asks or
    accuses is not that state's own, nor are the soldiers and missiles it shoots at.
    """
    if rule not in _SIGNS:
        return False
    noun = scene.doc[draft.root]
    if country == _harming_country(scene, draft, noun):
        return True
    if draft.sector in _REBEL:
        return country not in scene.registry.with_rebels(scene.on)
    return noun.lemma_.lower() in members("rulers") and country == _addressing_state(scene, noun)


_SIGNS = frozenset({"sentence", "before", "dateline", "story"})
_REBEL = frozenset({"REB", "UAF", "IMG"})
_STATES = frozenset({Kind.STATE, Kind.GOVERNMENT})


def _addressing_state(scene: Scene, noun: Token) -> str | None:
    """The state that asks or accuses whom the noun names: "Pakistan asked the government to"."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.dep_ not in {"dobj", "pobj", "nsubj"} or verb.pos_ != "VERB":
        return None
    if noun.dep_ == "nsubj":  # parsed as the subject of the infinitive: "asked the army to let"
        if verb.dep_ != "ccomp" or not any(c.dep_ == "aux" for c in verb.lefts):
            return None
        verb = verb.head
    if verb.lemma_.lower() not in members("addressing_verbs"):
        return None
    for subject in subjects(verb):
        owner = scene.taken.get(subject.i)
        if owner is not None and owner.kind in _STATES:
            return owner.country
    return None


def _harming_country(scene: Scene, draft: Draft, noun: Token) -> str | None:
    """The country of who shoots at the soldiers, missiles or planes that the noun names."""
    verb = noun.head
    if draft.sector != "MIL" or noun.dep_ not in {"dobj", "nsubjpass", "conj"}:
        return None
    while verb.dep_ == "conj" and verb.pos_ != "VERB":
        verb = verb.head
    verb = verb.head if verb.pos_ != "VERB" else verb
    if verb.lemma_.lower() not in members("harming_verbs"):
        return None
    for subject in agents(verb):
        owner = scene.taken.get(subject.i)
        if owner is not None and owner is not draft:
            return owner.country
    return None


def other_country(scene: Scene, draft: Draft) -> str | None:
    """The other state of a story of two, for the government that one of them addresses."""
    noun = scene.doc[draft.root]
    if noun.lemma_.lower() not in members("rulers"):
        return None
    own = _addressing_state(scene, noun)
    if own is None:
        return None
    counts = Counter(d.country for d in scene.drafts if d.country and d.kind in _STATES)
    ranked = counts.most_common(3)
    lands = {land for land, _ in ranked[:2]}
    if own not in lands or len(lands) < 2:
        return None
    if len(ranked) > 2 and ranked[2][1] * CLEAR > ranked[1][1]:
        return None
    return next(iter(lands - {own}))


def foe_country(scene: Scene, draft: Draft) -> str | None:
    """The country of the armed group in the same clause: "the rebels killed five soldiers"."""
    clause = clause_of(scene.doc[draft.root])
    if clause.dep_ in {"advcl", "xcomp"} and not children(clause, "nsubj", "nsubjpass"):
        clause = clause_of(clause.head)
    near = [t for v in (clause, clause.head) for t in (*subjects(v), *agents(v))]
    found = {
        d.country
        for t in near
        if (d := scene.taken.get(t.i)) is not None
        and d.sector in _REBEL
        and d.country
        and d.rule in rules_with("sure_of_its_country")
    }
    return found.pop() if len(found) == 1 else None
