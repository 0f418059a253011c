"""Whether an event happened, goes on, is planned, is possible or is denied."""

from __future__ import annotations

from legation.language.words import members
from legation.nlp.syntax import auxiliaries, children
from legation.nlp.tense import is_ahead, is_under_way
from legation.nlp.tokens import Token
from legation.propositions.factuality import factuality, joined, own_factuality, row_of
from legation.propositions.links import link_of
from legation.propositions.proposition import Factuality, Value
from legation.records import Status

_VERBAL = frozenset({"VERB", "AUX"})
_STILL = frozenset({"still", "currently", "presently"})


def verb_status(verb: Token) -> Status:
    """The status of what a verb tells."""
    told = factuality(verb)
    status = _of_value(told)
    if told.value is Value.PROBABLE and told.holds and is_ahead(verb):
        return Status.PLANNED
    if status is Status.HAPPENED and (is_under_way(verb) or _goes_on(verb)):
        return Status.ONGOING
    return status


def noun_status(noun: Token, governor: Token | None = None, effect: str | None = None) -> Status:
    """The status of what an event noun tells, with the light verb over it and what that does."""
    if effect in _UNDOING:
        return Status.DENIED
    if governor is not None and effect in _DOING:
        told = joined(own_factuality(noun), factuality(governor))
    else:
        told = factuality(noun)
    status = _of_value(told)
    if status in {Status.HAPPENED, Status.POSSIBLE} and _is_occasion_to_come(noun):
        return Status.PLANNED
    if governor is not None and effect == "plan":
        return Status.POSSIBLE if status is Status.POSSIBLE else Status.PLANNED
    if status is not Status.HAPPENED:
        return status
    done = governor is not None and effect in _DOING and not is_ahead(governor)
    ahead = governor is not None and is_ahead(governor)
    expected = ahead or noun.dep_ in {"dobj", "nsubjpass"}
    if told.value is Value.PROBABLE and not done and expected:
        return Status.PLANNED  # "expects a visit", not "is known to have made a visit"
    if governor is not None and effect in _DOING:
        if governor.lemma_.lower() in members("continuing_verb") and _lasts(noun):
            return Status.ONGOING
        return Status.ONGOING if is_under_way(governor) or _goes_on(governor) else status
    if governor is None and _rages(noun):
        return Status.ONGOING
    return Status.ONGOING if _lasts(noun) and _is_background(noun) else status


def _is_occasion_to_come(noun: Token) -> bool:
    """Whether talks or a visit are told of as ahead: "the summit will discuss", "to be held"."""
    if noun.lemma_.lower() not in members("nouns_of_occasions"):
        return False
    verb = noun.head
    if noun.dep_ in {"nsubj", "nsubjpass"} and verb.pos_ in _VERBAL:
        told = own_factuality(verb)
        if told.holds and told.value is Value.INTENDED:
            return True
    return any(
        {a.lower_ for a in auxiliaries(c)} >= {"to", "be"} for c in children(noun, "relcl", "acl")
    )


_UNDOING = frozenset({"stop", "avoid"})
_DOING = frozenset({"do", "undergo", "attend", "start", "continue"})


def _of_value(told: Factuality) -> Status:
    if not told.holds:
        return Status.DENIED
    if told.value is Value.INTENDED:
        return Status.PLANNED
    if told.charged or told.value in {Value.POSSIBLE, Value.DEMANDED}:
        return Status.POSSIBLE
    return Status.HAPPENED


def _goes_on(verb: Token) -> bool:
    """Whether the form tells of what lasts: "still face attacks", "holding hostages"."""
    lemma = verb.lemma_.lower()
    still = any(c.lower_ in _STILL for c in children(verb, "advmod"))
    if verb.tag_ in {"VBP", "VBZ"}:
        habit = lemma in members("standing_deed_verb") and _is_running_text(verb)
        return still or lemma in members("lasting_verb") or habit
    if verb.tag_ == "VBN":
        aux = {a.lower_ for a in auxiliaries(verb)}
        if verb.head.lemma_ in {"remain", "stay"} and verb.head.tag_ in {"VBP", "VBZ"}:
            return True
        return (still or lemma in members("held_verb")) and bool(aux & {"is", "are", "'s", "'re"})
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "continue":
        return True
    if verb.tag_ == "VBG" and verb.dep_ in {"xcomp", "ccomp"}:
        return verb.head.lemma_ in {"keep", "find"}
    return verb.tag_ == "VBG" and verb.dep_ in {"acl", "advcl"} and lemma in members("lasting_verb")


def _is_running_text(verb: Token) -> bool:
    """Whether the sentence ends as those of running text do: a headline has no full stop."""
    sentence = verb.sent
    return any(t.text == "." for t in sentence[max(0, len(sentence) - 3) :])


def _lasts(noun: Token) -> bool:
    return noun.lemma_.lower() in members("lasting_noun")


def _rages(noun: Token) -> bool:
    """Whether its verb says that the event goes on: "the siege continues"."""
    verb = noun.head
    if noun.dep_ not in {"nsubj", "nsubjpass"} or verb.pos_ not in _VERBAL:
        return False
    return verb.lemma_.lower() in members("goes_on_verb") and verb.tag_ != "VBD"


def _is_background(noun: Token) -> bool:
    """Whether what the noun tells of goes on while the rest happens: "condemned the siege"."""
    if any(c.lower_ in members("ended_modifier") or c.lower_.isdigit() for c in noun.lefts):
        return False
    verb = noun.head
    if noun.dep_ == "pobj":
        over = members("over_preposition")
        return verb.lower_ not in over and verb.head.lower_ not in over
    if noun.dep_ in {"nsubj", "nsubjpass"} and verb.pos_ in _VERBAL:
        has = any(a.lower_ in {"has", "have"} for a in auxiliaries(verb))
        return verb.tag_ in {"VBZ", "VBP"} or has
    return noun.dep_ in {"dobj", "poss", "conj", "appos", "nmod"}


def is_guessed(verb: Token) -> bool:
    """Whether another only thinks that it will come: "thought the king would be deposed"."""
    link = link_of(verb)
    row = row_of(link) if link is not None and not link.shared else None
    guessing = row is not None and row.sort == "attitude" and row.complement.endswith("that")
    return guessing and row is not None and row.affirmed in {"probable", "possible", "improbable"}
