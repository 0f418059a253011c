"""What is over or has not begun: ends of states, what is only expected, what somebody once was."""

from __future__ import annotations

from collections.abc import Sequence

from legation.claims.argument_kinds import HEADED
from legation.claims.rules import Rule
from legation.language.words import members
from legation.nlp.syntax import auxiliaries, children, clause_of, is_passive, prep_objects
from legation.nlp.tokens import Token
from legation.propositions.factuality import factuality
from legation.propositions.proposition import Value
from legation.propositions.status import verb_status
from legation.records import Kind, Mention, Predicate, Status

_PAST_WORDS = frozenset({"once", "formerly", "previously"})
FORMER = _PAST_WORDS | members("former_words")


def is_past(verb: Token) -> bool:
    """Whether a word says that it was so and is no longer: "once part of", "formerly held"."""
    return any(c.lower_ in _PAST_WORDS for c in verb.children if c.dep_ == "advmod")


def was_member(rule: Rule, verb: Token) -> bool:
    """Whether somebody was in the ranks and is not said to be still: "fought with the militia"."""
    bears = verb.lemma_.lower() in members("verbs_of_bearing_arms") | {"work"}
    return rule.predicate is Predicate.MEMBER_OF and bears and verb.tag_ == "VBD"


def has_commanded(rule: Rule, verb: Token, subject: Sequence[Mention]) -> bool:
    """Whether somebody had men under him then: "the unit that he commanded"."""
    told = verb.tag_ == "VBD" and rule.pos == "verb" and rule.polarity == "yes"
    people = bool(subject) and all(m.kind is Kind.PERSON for m in subject)
    return told and people and rule.predicate in HEADED


def is_long_past(verb: Token) -> bool:
    """Whether what was to be done is told of a time before: "had led a campaign to oust them"."""
    above = clause_of(verb.head)
    words = {a.lower_ for a in auxiliaries(above)}
    return verb.tag_ == "VB" and above is not verb and "had" in words


def was_once(verb: Token) -> bool:
    """Whether a "was" tells what was so then, not what a past "said" makes of an "is"."""
    first = verb
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    return verb.tag_ == "VBD" and verb.lemma_ == "be" and first.dep_ != "ccomp"


def had_once(rule: Rule, verb: Token) -> bool:
    """Whether a state had held before something ended it: "who had held the town", "had backed"."""
    first = verb
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    had = any(a.lower_ == "had" for a in auxiliaries(verb)) and verb.tag_ in {"VBN", "VBG"}
    told = first.dep_ != "ccomp" and rule.pos == "verb" and rule.polarity == "yes"
    return had and told and not is_passive(verb)


def was_in_office(rule: Rule, verb: Token) -> bool:
    """Whether somebody "was" something, without the years, which say better when."""
    if rule.predicate is not Predicate.HOLDS_OFFICE or not was_once(verb):
        return False
    return not prep_objects(verb, "in", "from", "between", "during", "under", "until")


def negated_start(rule: Rule, verb: Token) -> bool:
    """Whether it is told that something will not begin: "will not join", which says no more."""
    ahead = any(a.lower_ in members("auxiliaries_of_the_future") for a in auxiliaries(verb))
    return rule.polarity == "start" and ahead and bool(prep_objects(verb, "before", "until"))


def is_no_war(noun: Token) -> bool:
    """Whether a war goes on nowhere: one to come, one by its name, several of the past."""
    coming = members("adjectives_of_what_may_come")
    told = {c.lower_ for c in noun.children}
    several = noun.lemma_.lower() == "war" and noun.tag_ == "NNS"  # "shaped by wars between them"
    return several or "world" in told or bool(told & coming)


def is_unreal(noun: Token) -> bool:
    """Whether the noun is only threatened, asked for or thought of: "called for sanctions on"."""
    told = factuality(noun)
    return told.value in _UNREAL and not ending(noun)[0]


def is_taken(noun: Token) -> bool:
    """Whether the place was taken from whoever held it: "the fall of Raqqa, its capital"."""
    place = noun.head if noun.dep_ == "appos" else noun
    above = place.head
    if place.dep_ == "pobj" and above.lower_ == "of":
        above = above.head
    elif place.dep_ != "poss":
        return False
    return above.lemma_.lower() in members("nouns_of_taking")


_UNREAL = frozenset({Value.INTENDED, Value.DEMANDED, Value.POSSIBLE})


_ENDING = frozenset("end expire conclude finish lapse stop cease".split())
_ENDERS = frozenset("end terminate close halt stop finish conclude".split())


def ending(noun: Token) -> tuple[bool, list[Token]]:
    """Whether the verb over a noun says that it ended, and the verb for its date."""
    verb = noun.head
    if verb.pos_ != "VERB":
        return False, []
    lemma = verb.lemma_.lower()
    done = noun.dep_ == "nsubj" and lemma in _ENDING and not children(verb, "dobj")
    done = done or (noun.dep_ in {"dobj", "nsubjpass"} and lemma in _ENDERS)
    if done and verb_status(verb) is Status.HAPPENED:
        return True, [verb]
    return False, []
