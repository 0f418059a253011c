"""Whether an event happened, goes on, is planned, is possible or is denied."""

from __future__ import annotations

from dataclasses import replace

from legation.language.words import heads, members
from legation.nlp.syntax import auxiliaries, children, is_negated
from legation.nlp.tense import WOULD, is_ahead, is_under_way
from legation.nlp.tokens import Token
from legation.propositions.factuality import (
    DEPTH,
    factuality,
    is_by_nobody,
    joined,
    own_factuality,
    row_of,
)
from legation.propositions.links import link_of
from legation.propositions.proposition import Factuality, Value
from legation.records import Status

_VERBAL = frozenset({"VERB", "AUX"})
_STILL = frozenset({"still", "currently", "presently"})


def verb_status(verb: Token) -> Status:
    """The status of what a verb tells."""
    kept: dict[int, Status] = verb.doc.kept["status"]
    if verb.i not in kept:
        kept[verb.i] = _verb_status(verb)
    return kept[verb.i]


def _verb_status(verb: Token) -> Status:
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
        told = carried(noun, governor)
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


def is_faced(noun: Token, verb: Token | None) -> bool:
    """Whether somebody has it before him: "faces execution", but "faced an attack"."""
    if verb is None or verb.lemma_ != "face" or noun.tag_ != "NN":
        return False
    return noun.lemma_.lower() in members("nouns_of_measures") and not children(noun, "det", "poss")


def is_only_foreseen(noun: Token, *, hostile: bool) -> bool:
    """Whether somebody sees another's blow coming, and plans none: "expects an attack"."""
    return hostile and factuality(noun).value is Value.PROBABLE


def is_only_a_plan(noun: Token) -> bool:
    """Whether a noun over an event makes it a plan: "the Gaza pullout plan"."""
    return noun.lemma_.lower() in members("nouns_of_plans")


def saying_status(word: Token) -> Status:
    """The status of saying something, by the walk that deeds have.

    A noun has that of the light verb that carries it ("made no promise"). What was said is not
    undone where it is turned down: "rejected a call to disarm".
    """
    return _of_value(_saying(word)) if word.pos_ not in _VERBAL else verb_status(word)


def _saying(word: Token) -> Factuality:
    if word.pos_ in _VERBAL:
        return factuality(word)
    verb = word.head
    light = word.dep_ in {"dobj", "nsubjpass"} and verb.lemma_.lower() in heads("light_verbs")
    return carried(word, verb) if light else own_factuality(word)


def carried(noun: Token, verb: Token) -> Factuality:
    """The value of an event noun with the light verb over it; a no on the noun counts once."""
    own, above = own_factuality(noun), factuality(verb)
    once = not own.holds and not own_factuality(verb).holds and not is_negated(verb)
    return joined(own, replace(above, holds=True) if once else above)


def is_denied_by_itself(word: Token) -> bool:
    """Whether the saying itself is told as not done: "did not say", "made no promise".

    Not where nobody did it, and not where words above deny it ("denied that he said").
    """
    verb = word if word.pos_ in _VERBAL else word.head
    if saying_status(word) is not Status.DENIED or is_by_nobody(verb) or _is_regretted(verb):
        return False
    return not own_factuality(word).holds or (word is not verb and not own_factuality(verb).holds)


def is_said_not(word: Token) -> bool:
    """Whether the act is not done, and not only done with nothing: "said nothing of the trial"."""
    verb = word if word.pos_ in _VERBAL else word.head
    plain = word is verb and not is_negated(verb)
    return is_denied_by_itself(word) and not plain


def _is_regretted(verb: Token) -> bool:
    """Whether it should have been done and was not: "should have told them"."""
    return not is_negated(verb) and any(a.lower_ == "have" for a in auxiliaries(verb))


def is_yet_to_be_said(word: Token) -> bool:
    """Whether saying it is only wanted, meant or decided: "plans to criticise the court"."""
    told = _saying(word)
    meant = told.value is Value.INTENDED and own_factuality(word).value is not Value.INTENDED
    return meant and bool(told.trace)


def modal_of_saying(word: Token) -> str | None:
    """How an act is told that was not done yet: will, may or should; `None` for one that was.

    By the word's own operators, for what will be said also by those above ("is expected to").
    """
    told, own = _saying(word), own_factuality(word)
    if not told.holds or (told.named and not told.trace):
        return None
    if saying_status(word) is Status.PLANNED:
        return None if is_yet_to_be_said(word) else "will"
    if told.charged or own.value is not told.value:
        return None
    return _MODALS.get(told.value)


_MODALS = {Value.POSSIBLE: "may", Value.DEMANDED: "should"}


def is_wished(verb: Token) -> bool:
    """Whether "would" only softens a wish that somebody has: "would like to meet them"."""
    return any(a.lower_ in WOULD for a in auxiliaries(verb)) and factuality(verb).holds


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
    lemma = verb.lemma_.lower()
    if lemma == "begin":  # "talks have begun"
        return any(a.lower_ in {"has", "have"} for a in auxiliaries(verb))
    ended = any(c.lower_ in {"until", "till", "for"} for c in children(verb, "prep"))
    past = verb.tag_ == "VBD" and (lemma != "continue" or ended)
    return lemma in members("goes_on_verb") and not past


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


def is_only_thought(token: Token, *, depth: int = 0) -> bool:
    """Whether a deed that is not told as done is only a wish, an aim, a demand or a condition.

    What may happen, what was tried and what somebody says is more: it is told of the world.
    """
    link = link_of(token) if depth < DEPTH else None
    if link is None:
        return False
    if link.shared:
        return is_only_thought(link.above, depth=depth + 1)
    row = row_of(link)
    if row is not None:
        return row.sort in _WISHES | _CHANCES
    return bool(_OF_AIMS & set(link.forms)) and not own_factuality(token).trace


def is_aim(verb: Token) -> bool:
    """Whether an infinitive only says what another deed or a thing is for: "left to visit Chad"."""
    if verb.dep_ == "conj" and verb.tag_ == "VB" and not children(verb, "nsubj"):
        return is_aim(verb.head)
    link = link_of(verb)
    if link is None or link.shared or not {"to", "purpose"} & set(link.forms):
        return False
    row = row_of(link)
    if row is not None:
        return row.sort == "purpose"
    return "purpose" in link.forms or link.pos == "noun"


def is_told_by(noun: Token, verb: Token) -> bool:
    """Whether a verb only tells of what the noun names: "announced a raid", not "held talks"."""
    link = link_of(noun)
    if link is None or link.shared or link.above != verb:
        return False
    row = row_of(link)
    return row is not None and row.sort in {"saying", "mention"}


def is_tried(verb: Token) -> bool:
    """Whether a deed is told as tried: "tried to mend the ties"."""
    link = link_of(verb)
    row = row_of(link) if link is not None and not link.shared else None
    return row is not None and row.sort == "attempt"


_WISHES = frozenset({"attitude", "purpose", "demand"})
_CHANCES = frozenset({"ability", "condition", "permission"})
_OF_AIMS = frozenset({"to", "purpose", "wh"})
