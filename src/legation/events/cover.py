"""Words that report part of another event: "rejected the demand", "exploded, killing five"."""

from __future__ import annotations

from legation.events.lexicon import VerbFrame
from legation.events.triggers import Candidate
from legation.nlp.syntax import children, is_passive, prep_objects
from legation.nlp.tokens import Token
from legation.ontology import types_with
from legation.propositions.beside import verb_objects
from legation.propositions.subjects import subjects

_JUDGING = frozenset({"ACCUSE", "SUPPORT"})
_HARM = frozenset(
    "kill wound injure hurt maim damage destroy slay claim leave massacre".split()
)  # verbs that tell what an attack did


def cover_parts(candidates: dict[int, Candidate]) -> None:
    """Mark what is part of another event as used; an attack takes over whom it harmed.

    A journey takes over the meeting it is made for ("flew to Paris to meet the president").
    """
    for candidate in candidates.values():
        if not candidate.used:
            _cover_object(candidate, candidates)
    for candidate in candidates.values():
        if not candidate.used and candidate.token.lemma_.lower() in _HARM:
            _cover_harm(candidate, candidates)
        elif not candidate.used and candidate.frame.coding.mode == "visit":
            _cover_aim(candidate, candidates)
        elif not candidate.used and candidate.frame.coding.type == "ASSAULT":
            _take_dead(candidate, candidates)


_DYING = frozenset({"die", "perish"})


def _take_dead(candidate: Candidate, candidates: dict[int, Candidate]) -> None:
    """Give an attack those who died in it: "four people died when a missile hit a market"."""
    token = candidate.token
    if token.dep_ == "advcl" and _is_at_once(token):
        above = token.head
    elif token.dep_ == "pobj" and token.head.lower_ in {"in", "during"}:
        above = token.head.head
    else:
        return
    if above.lemma_.lower() in _DYING:
        candidate.harm = above
        candidate.victims += tuple(subjects(above))
        if above.i in candidates:
            candidates[above.i].used = True


def _cover_aim(candidate: Candidate, candidates: dict[int, Candidate]) -> None:
    verb = candidate.token
    aims = [c for c in children(verb, "advcl", "xcomp") if c.tag_ == "VB" and c.i > verb.i]
    talks = [t for t in prep_objects(verb, "for") if prep_objects(t, "with")]
    for tokens in (*((a, *children(a, "dobj")) for a in aims), talks):
        for token in tokens:
            found = candidates.get(token.i)
            if found is not None and not found.used and _is_meeting(found):
                candidate.aim, found.used = found, True
                return


def _is_meeting(candidate: Candidate) -> bool:
    coding = candidate.frame.coding
    return coding.type == "CONSULT" and not coding.cameo.startswith("045")  # no mediation


def _cover_object(candidate: Candidate, candidates: dict[int, Candidate]) -> None:
    """A word on a proposal, demand or agreement is one event with it: "rejected the demand for"."""
    coding = candidate.frame.coding
    _cover_phrases(candidate, candidates)
    if candidate.object is None:
        return
    noun = candidates.get(candidate.object.i)
    takes = coding.type not in _JUDGING and _names_object(candidate)
    if noun is not None and noun.governor == candidate.token and takes:
        noun.used = True  # "dropped bombs": the frame knows the object, no bombs were given up
    if coding.type not in types_with("done_by_saying") and coding.cameo != "045":
        return
    for token in candidate.object.subtree:
        inner = candidates.get(token.i)
        if inner is candidate:
            continue  # "talks brokered by Egypt": the verb stands in the phrase of its object
        if inner is not None and inner.frame.coding.type in types_with("done_by_saying") | {
            "CONSULT"
        }:
            inner.used = True


def _cover_phrases(candidate: Candidate, candidates: dict[int, Candidate]) -> None:
    """A noun that the frame of its verb asks for by a word is one event with it: "go on trial"."""
    if not isinstance(candidate.frame, VerbFrame):
        return
    for prep, wanted in candidate.frame.preps:
        shares = any(path.startswith("subj.") for path in candidate.frame.source.paths)
        if prep == "subj" and shares and candidate.frame.coding.type == "ASSAULT":
            for noun in subjects(candidate.token):  # "air strikes hit a hospital"
                found = candidates.get(noun.i)
                if found is not None and found.frame.coding.type == "ASSAULT":
                    found.used = True
        for noun in prep_objects(candidate.token, prep) if wanted.words else ():
            found = candidates.get(noun.i)
            if found is None or found.governor != candidate.token:
                continue
            same = found.frame.coding.cameo == candidate.frame.coding.cameo
            found.used = found.used or (same and noun.lemma_.lower() in wanted.words)


def _names_object(candidate: Candidate) -> bool:
    """Whether the frame of the verb asks for its object by a word of its own."""
    frame = candidate.frame
    return isinstance(frame, VerbFrame) and bool(frame.object.words or frame.object.phrases)


def _cover_harm(candidate: Candidate, candidates: dict[int, Candidate]) -> None:
    """What an attack did is one event with it: "exploded near a school, killing five"."""
    verb = candidate.token
    if candidate.frame.coding.type != "ASSAULT":
        return
    attack = _attack_over(verb, candidates) or _attack_when(verb, candidates)
    if attack is None:
        inner = [candidates.get(t.i) for t in prep_objects(verb, "in", "during", "by")]
        for noun in inner:
            if noun is not None and not noun.used and noun.frame.coding.type == "ASSAULT":
                candidate.attack, noun.used = noun.token, True
        return
    candidate.used, candidate.under, attack.harm = True, attack, verb
    attack.victims += tuple(verb_objects(verb))


def _nouns_over(noun: Token) -> list[Token]:
    """The nouns in whose phrase one stands: "an attack on a mosque that killed thirty"."""
    out = [noun]
    while out[-1].dep_ == "pobj" and out[-1].head.head.pos_ == "NOUN":
        out.append(out[-1].head.head)
    return out


_AT_ONCE = frozenset({"when", "as", "after", "while"})


def _is_at_once(clause: Token) -> bool:
    return any(c.lower_ in _AT_ONCE and c.dep_ in {"mark", "advmod"} for c in clause.children)


def _attack_when(verb: Token, candidates: dict[int, Candidate]) -> Candidate | None:
    """The attack that a clause names as what harmed: "was killed when troops shelled the town"."""
    if not is_passive(verb) and verb.lemma_.lower() not in _DYING:
        return None  # "bombers killed ten, while two were abducted": somebody else's deed
    clauses = [c for v in (verb, *children(verb, "conj")) for c in children(v, "advcl")]
    for clause in clauses:
        if not _is_at_once(clause):
            continue
        found = candidates.get(clause.i)
        if found is None or found.used or clause.lemma_.lower() in _HARM:
            continue
        if found.frame.coding.type == "ASSAULT" and not children(clause, "npadvmod"):
            return found  # "were wounded a day after a tank had fired" are two events
    return None


def _attack_over(verb: Token, candidates: dict[int, Candidate]) -> Candidate | None:
    """The attack whose result the verb tells: the verb above it or the noun that is its subject."""
    near = [verb.head] if verb.dep_ in {"advcl", "conj"} and verb.head.i < verb.i else []
    while near and near[-1].dep_ in {"advcl", "conj"} and near[-1].lemma_.lower() in _HARM:
        near.append(near[-1].head)  # "attacked a camp, killing and wounding"
    if verb.dep_ == "relcl":
        near += _nouns_over(verb.head)
    for word in (*near, *subjects(verb)):
        found = candidates.get(word.i)
        if found is None or found.token == verb or found.used:
            continue
        if found.frame.coding.type == "ASSAULT" and found.token.lemma_.lower() not in _HARM:
            return found
    return None
