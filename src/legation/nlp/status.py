"""Whether an event happened, goes on, is planned, is possible or is denied."""

from __future__ import annotations

from legation.nlp.syntax import auxiliaries, children, is_negated
from legation.nlp.tokens import Token
from legation.records import Status

_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_POSSIBLE = frozenset(
    {"would", "could", "may", "might", "should", "must", "can", "ought", "'d", "’d"}
)
_PLANNING = frozenset(
    "plan intend expect schedule set prepare aim due want seek hope agree promise pledge vow "
    "decide determine offer threaten order urge ask invite call ready slate go arrange propose "
    "commit".split()
)
_TRYING = frozenset("try attempt seek want hope wish consider fear refuse decline fail".split())
_CONDITIONAL = frozenset({"if", "unless", "whether", "in case", "should"})
_PLANNED_ADJ = frozenset(
    "planned upcoming scheduled forthcoming proposed future intended expected coming".split()
)
_POSSIBLE_ADJ = frozenset("possible potential likely alleged suspected threatened feared".split())
_STOPPED_ADJ = frozenset("cancelled canceled postponed aborted failed foiled averted".split())


def verb_status(verb: Token) -> Status:
    """The status of what a verb says, through the words that govern it."""
    if is_negated(verb):
        return Status.DENIED
    words = {a.lower_ for a in auxiliaries(verb)}
    if any(c.dep_ == "mark" and c.lower_ in _CONDITIONAL for c in verb.children):
        return Status.POSSIBLE
    if words & _FUTURE or (words & WOULD and is_told_future(verb)):
        return Status.PLANNED
    if words & _POSSIBLE and "have" not in words:
        return Status.POSSIBLE
    if verb.tag_ in {"VB", "VBG", "VBN"} and not (words - {"to"}):
        above = _governed(verb, infinitive="to" in words or verb.tag_ == "VB")
        if above is not None:
            return above
    if _still_goes_on(verb):
        return Status.ONGOING
    if verb.tag_ == "VBG" and words & {"is", "are", "'s", "'re", "be", "been", "am", "’s"}:
        return Status.ONGOING
    return Status.HAPPENED


_LASTING = frozenset({"hold", "occupy", "besiege", "blockade", "back", "support", "detain"})


def _still_goes_on(verb: Token) -> bool:
    """Whether the present tense tells of what lasts: "still face attacks", "holding hostages"."""
    if verb.tag_ in {"VBP", "VBZ"}:
        return verb.lemma_ in _LASTING or any(
            c.lower_ in {"still", "currently"} for c in children(verb, "advmod")
        )
    return verb.tag_ == "VBG" and verb.dep_ in {"acl", "advcl"} and verb.lemma_ in _LASTING


_ORDINAL = frozenset({"first", "second", "third", "last", "latest", "only", "next"})
WOULD = frozenset({"would", "'d", "’d"})


def is_told_future(verb: Token) -> bool:
    """Whether "would" is a future told in the past ("said it would send") and no condition."""
    if any(m.lower_ in _CONDITIONAL for c in children(verb, "advcl") for m in children(c, "mark")):
        return False
    at = verb
    for _ in range(4):
        if at.dep_ == "ccomp":
            return at.head.tag_ in {"VBD", "VBN"} and at.head.pos_ == "VERB"
        if at.dep_ not in {"conj", "acl", "relcl"}:
            return False
        at = at.head
    return False


def _governed(verb: Token, *, infinitive: bool) -> Status | None:
    """The status an infinitive or gerund has from the word above it."""
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        return verb_status(head)
    if (
        verb.dep_ not in {"xcomp", "ccomp", "acl", "advcl", "pcomp", "csubj", "relcl"}
        or head == verb
    ):
        return None
    lemma = head.lemma_.lower()
    if is_negated(head) and head.pos_ in {"VERB", "AUX"} and verb.dep_ in {"xcomp", "ccomp"}:
        return Status.DENIED
    if infinitive:
        return _under_infinitive(verb, lemma)
    if verb.dep_ in {"advcl", "pcomp", "acl"}:
        return None
    if lemma == "deny":
        return Status.DENIED
    if lemma in {"consider", "suggest", "propose", "discuss"}:
        return Status.POSSIBLE
    return None


def _under_infinitive(verb: Token, lemma: str) -> Status:
    """The status of "to do" under a word of that lemma."""
    head = verb.head
    first = head if head.dep_ == "attr" else next(iter(children(head, "attr")), None)
    if first is not None and any(c.lower_ in _ORDINAL for c in first.children):
        return verb_status(first.head)  # "became the first country to recognise"
    if lemma in {"refuse", "decline", "fail"}:
        return Status.DENIED
    if lemma == "continue":
        status = verb_status(head)
        return Status.ONGOING if status is Status.HAPPENED else status
    if lemma in {"begin", "start", "attempt", "try", "force", "help", "manage", "proceed"}:
        return verb_status(head)
    if lemma in _PLANNING or head.pos_ in {"NOUN", "ADJ", "PROPN"} or verb.dep_ == "advcl":
        return Status.PLANNED
    return Status.POSSIBLE if lemma in _TRYING else Status.PLANNED


def noun_status(noun: Token, governor: Token | None, effect: str | None) -> Status:
    """The status of an event noun by its adjectives, a light verb, or its governing verb."""
    words = {c.lower_ for c in noun.children if c.dep_ in {"amod", "compound", "det"}}
    if words & _STOPPED_ADJ or "no" in words:
        return Status.DENIED
    if words & _PLANNED_ADJ:
        return Status.PLANNED
    if words & _POSSIBLE_ADJ:
        return Status.POSSIBLE
    if governor is None:
        return Status.HAPPENED
    status = verb_status(governor)
    if effect == "stop":
        return Status.DENIED
    if effect == "plan":
        return Status.PLANNED
    if effect in {"do", "undergo", "attend", "start", "continue"}:
        return status
    return status if status in {Status.POSSIBLE} and children(governor, "mark") else Status.HAPPENED
