"""Whether a verb's form tells of what is to come or of what goes on."""

from __future__ import annotations

from legation.language.words import members
from legation.nlp.syntax import auxiliaries, children
from legation.nlp.tokens import Token

WOULD = frozenset({"would", "'d", "’d"})
_WAS = frozenset({"was", "were"})


def is_told_future(verb: Token) -> bool:
    """Whether "would" is a future told in the past ("said it would send") and no condition."""
    if any(
        m.lower_ in members("conditional_marks")
        for c in children(verb, "advcl")
        for m in children(c, "mark")
    ):
        return False
    at = verb
    for _ in range(4):
        if at.dep_ == "ccomp":
            return at.head.tag_ in {"VBD", "VBN"} and at.head.pos_ == "VERB"
        if at.dep_ not in {"conj", "acl", "relcl"}:
            return False
        at = at.head
    return False


def is_ahead(verb: Token) -> bool:
    """Whether an infinitive tells of what is to come: "is expected to send", not "to hold".

    A passive does under words that look ahead: "is due to be freed", not "is said to be held".
    """
    words = {a.lower_ for a in auxiliaries(verb)}
    if verb.tag_ == "VBN" and words >= {"to", "be"} and "have" not in words:
        above = verb.head
        return not members("words_that_look_ahead").isdisjoint({above.lower_, above.lemma_.lower()})
    return verb.tag_ == "VB" and "to" in words and not words & {"have", "be"}


def is_past(verb: Token) -> bool:
    """Whether the verb tells of what was: "sent", "has sent", "to have sent"."""
    words = {a.lower_ for a in auxiliaries(verb)}
    return verb.tag_ == "VBD" or bool(words & members("past_auxiliaries"))


def is_under_way(verb: Token) -> bool:
    """Whether the form is progressive, or was at the time of a report of it ("said it was")."""
    words = {a.lower_ for a in auxiliaries(verb)}
    if "had" in words:
        return False
    if verb.tag_ == "VBG" or (verb.tag_ == "VBN" and "being" in words):
        return bool(words & members("forms_of_be")) or (bool(words & _WAS) and _is_reported(verb))
    return False


def _is_reported(verb: Token) -> bool:
    return verb.dep_ == "ccomp" and verb.head.tag_ in {"VBD", "VBN"} and verb.head.pos_ == "VERB"
