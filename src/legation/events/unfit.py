"""What keeps an entry of the lexicon from fitting a word, in words.

The matcher itself (`triggers`, `propositions/slots`) only says yes or no, and stops at the first
no. The tests hold the two against each other.
"""

from __future__ import annotations

from collections.abc import Sequence

from legation.events.lexicon import NounFrame, VerbFrame
from legation.events.triggers import CARRIERS, are_people, has_modifier, modified, preceded
from legation.nlp.anchors import Anchors
from legation.nlp.constraints import Constraint
from legation.nlp.tokens import Token
from legation.propositions.beside import has_particle, verb_objects
from legation.propositions.slots import matches, verb_slot
from legation.propositions.subjects import doers

_TOLD = 4  # so many words of a long class are named


def why_no_verb(token: Token, frame: VerbFrame, anchors: Anchors) -> str | None:
    """Why a verb frame does not fit a word; `None` where it does."""
    objects = verb_objects(token)
    if token.dep_ == "amod":
        return "the word only modifies a noun"
    if frame.particle and not has_particle(token, frame.particle):
        return f'"{frame.particle}" is not with it'
    return (
        _why_not_object(objects, frame.object, anchors)
        or _why_no_phrase(token, objects, frame, anchors)
        or _excluded("object", objects, frame.exclude, anchors)
        or _excluded("subject", doers(token), frame.exclude_subject, anchors)
    )


def _why_not_object(objects: Sequence[Token], wanted: Constraint, anchors: Anchors) -> str | None:
    if wanted.nothing and objects:
        return f'it has an object, "{objects[0].text}"'
    if wanted.anything or wanted.nothing:
        return None
    if not objects:
        return f"it has no object; asks for {told(wanted)}"
    if any(matches(wanted, o, anchors) for o in objects):
        return None
    return f'the object "{objects[0].text}" is not {told(wanted)}'


def _why_no_phrase(
    token: Token, objects: Sequence[Token], frame: VerbFrame, anchors: Anchors
) -> str | None:
    for prep, constraint in frame.preps:
        found = verb_slot(prep if prep == "subj" else f"prep:{prep}", token, objects)
        name = "the subject" if prep == "subj" else f'what stands after "{prep}"'
        if not found:
            return f"{name} is not there"
        if not any(matches(constraint, p, anchors) for p in found):
            return f'{name}, "{found[0].text}", is not {told(constraint)}'
    return None


def _excluded(
    part: str, words: Sequence[Token], excluded: Constraint, anchors: Anchors
) -> str | None:
    if excluded.anything:
        return None
    hit = next((w for w in words if matches(excluded, w, anchors)), None)
    return f'excluded: the {part} "{hit.text}"' if hit is not None else None


def why_no_noun(token: Token, frame: NounFrame, anchors: Anchors) -> str | None:
    """Why a noun frame does not fit a word; `None` where it does."""
    if token.dep_ in {"compound", "nmod"} and token.head.lemma_.lower() not in CARRIERS:
        return f'it only modifies "{token.head.text}"'
    if are_people(token):
        return "it is people who are told of"
    if frame.before and not preceded(token, frame.before):
        return f'"{" ".join(frame.before)}" does not stand before it'
    if not has_modifier(token, frame, anchors):
        phrases = [f'"{prep}" {told(wanted)}' for prep, wanted in frame.phrases]
        modifiers = [] if frame.modifier.anything else [told(frame.modifier)]
        return f"no modifier is {' or '.join([*modifiers, *phrases])}"
    if not frame.exclude.anything and modified(token, frame.exclude, anchors):
        return f"excluded: a modifier is {told(frame.exclude)}"
    return None


def told(constraint: Constraint) -> str:
    """What a constraint asks for, in few words."""
    words = sorted({*constraint.words, *(" ".join(p) for p in constraint.phrases)})
    parts = ["an actor"] if constraint.actor else []
    parts += ["a place"] if constraint.place else []
    parts += [f"a {kind}" for kind in sorted(map(str, constraint.kinds))]
    if len(words) > _TOLD:
        words = [*words[:_TOLD], f"one of {len(words) - _TOLD} more"]
    return " or ".join([*parts, *words]) or "anything"
