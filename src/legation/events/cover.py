"""Words that report part of another event: "rejected the demand", "exploded, killing five"."""

from __future__ import annotations

from legation.events.lexicon import VerbFrame
from legation.events.triggers import Candidate
from legation.nlp.beside import verb_objects
from legation.nlp.syntax import prep_objects, subjects
from legation.nlp.tokens import Token

_VERBAL = frozenset({"AGREE", "SUPPORT", "REJECT", "ACCUSE", "REQUEST", "THREATEN", "CONCEDE"})
_HARM = frozenset(
    "kill wound injure hurt maim damage destroy slay claim leave massacre".split()
)  # verbs that tell what an attack did


def cover_parts(candidates: dict[int, Candidate]) -> None:
    """Mark what is part of another event as used; an attack takes over whom it harmed."""
    for candidate in candidates.values():
        if not candidate.used:
            _cover_object(candidate, candidates)
    for candidate in candidates.values():
        if not candidate.used and candidate.token.lemma_.lower() in _HARM:
            _cover_harm(candidate, candidates)


def _cover_object(candidate: Candidate, candidates: dict[int, Candidate]) -> None:
    """A word on a proposal, demand or agreement is one event with it: "rejected the demand for"."""
    coding = candidate.frame.coding
    if candidate.object is None:
        return
    noun = candidates.get(candidate.object.i)
    if noun is not None and noun.governor == candidate.token and _names_object(candidate):
        noun.used = True  # "dropped bombs": the frame knows the object, no bombs were given up
    if coding.type not in _VERBAL and coding.cameo != "045":
        return
    for token in candidate.object.subtree:
        inner = candidates.get(token.i)
        if inner is not None and inner.frame.coding.type in _VERBAL | {"CONSULT"}:
            inner.used = True


def _names_object(candidate: Candidate) -> bool:
    """Whether the frame of the verb asks for its object by a word of its own."""
    frame = candidate.frame
    return isinstance(frame, VerbFrame) and bool(frame.object.words or frame.object.phrases)


def _cover_harm(candidate: Candidate, candidates: dict[int, Candidate]) -> None:
    """What an attack did is one event with it: "exploded near a school, killing five"."""
    verb = candidate.token
    if candidate.frame.coding.type != "ASSAULT":
        return
    attack = _attack_over(verb, candidates)
    if attack is None:
        inner = [candidates.get(t.i) for t in prep_objects(verb, "in", "during", "by")]
        for noun in inner:
            if noun is not None and not noun.used and noun.frame.coding.type == "ASSAULT":
                candidate.attack, noun.used = noun.token, True
        return
    candidate.used, candidate.under = True, attack
    attack.victims += tuple(verb_objects(verb))


def _attack_over(verb: Token, candidates: dict[int, Candidate]) -> Candidate | None:
    """The attack whose result the verb tells: the verb above it or the noun that is its subject."""
    near = [verb.head] if verb.dep_ in {"advcl", "conj"} and verb.head.i < verb.i else []
    while near and near[-1].dep_ in {"advcl", "conj"} and near[-1].lemma_.lower() in _HARM:
        near.append(near[-1].head)  # "attacked a camp, killing and wounding"
    for word in (*near, *subjects(verb)):
        found = candidates.get(word.i)
        if found is None or found.token == verb or found.used:
            continue
        if found.frame.coding.type == "ASSAULT" and found.token.lemma_.lower() not in _HARM:
            return found
    return None
