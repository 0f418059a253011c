"""Who is in what is named: whose word a demand is, who rides in the bus that was hit."""

from __future__ import annotations

from collections.abc import Iterable

from legation.language.nouns import is_noun
from legation.language.words import members
from legation.nlp.syntax import children, conjuncts, is_passive, own_subjects, prep_objects
from legation.nlp.tokens import Token
from legation.propositions.beside import verb_objects
from legation.propositions.subjects import doers

_HOLDERS = ("vehicle", "facility")


def makers(noun: Token) -> list[Token]:
    """Who made, set, issued or carried out what a noun names, where a phrase says so.

    "A demand made by Chad", "the terms that Chad had set", "a siege laid by the army".
    """
    by = prep_objects(noun, "by") or _at_what_it_is_about(noun) or at_hands(noun)
    if by:
        return by
    making = members("making_verbs") | members("doing_verbs") | members("verbs_of_using_arms")
    for clause in children(noun, "acl", "relcl"):
        if clause.lemma_.lower() not in making:
            continue
        told = clause.tag_ == "VBN" or is_passive(clause) or clause.dep_ == "relcl"
        found = [t for t in doers(clause) if t is not noun and t.tag_ not in {"WDT", "WP"}]
        if told and found:
            return found
    return []


def at_hands(word: Token) -> list[Token]:
    """Who did it, in "suffered persecution at the hands of the army"."""
    words = [word, word.head] if word.dep_ == "dobj" else [word]
    hands = [h for w in words for h in prep_objects(w, "at") if h.lower_ == "hands"]
    return [t for h in hands for t in prep_objects(h, "of")]


def _at_what_it_is_about(noun: Token) -> list[Token]:
    """Who made it, in a phrase that the parse hung on what it is about, or as who sent it.

    "Repeated offers for talks by Chad", "a request from Chad for data".
    """
    if not is_noun(noun.lemma_.lower(), "speech"):
        return []
    inner = [
        t for about in prep_objects(noun, "for", "to", "of") for t in prep_objects(about, "by")
    ]
    return inner or prep_objects(noun, "from")


def struck(noun: Token, *prepositions: str) -> list[Token]:
    """Whom a measure, charge or attack strikes: "the sanctions imposed on Chad".

    `prepositions` are `on` and `against` where none is named.
    """
    out: list[Token] = []
    for clause in children(noun, "acl", "relcl"):
        if clause.lemma_.lower() == "blame":
            continue  # "the raids blamed on the rebels": they are said to have struck
        done = clause.dep_ == "relcl" and clause.lemma_.lower() in members("doing_verbs")
        if done or clause.tag_ == "VBN" or is_passive(clause):
            out += prep_objects(clause, *(prepositions or ("on", "against")))
    return out


def captors_of(people: Iterable[Token]) -> list[Token]:
    """Who holds those who are told of: "two sheikhs jailed by Jordan"."""
    keeping = members("verbs_of_keeping_people")
    clauses = [c for p in people for c in children(p, "acl", "relcl")]
    return [d for c in clauses if c.lemma_.lower() in keeping for d in doers(c)]


def people_in(things: Iterable[Token]) -> list[Token]:
    """Who is in a vehicle or building: "a bus carrying pilgrims", "a hall where envoys met"."""
    out: list[Token] = []
    holding = members("holding_verbs")
    for thing in things:
        if not any(is_noun(thing.lemma_.lower(), name) for name in _HOLDERS):
            continue
        for clause in children(thing, "acl", "relcl"):
            if clause.lemma_.lower() not in holding:
                continue
            found = verb_objects(clause) if not is_passive(clause) else doers(clause)
            out += [c for t in found if t is not thing for c in conjuncts(t)]
        out += prep_objects(thing, "with")
    return list(dict.fromkeys(out))


def is_about(preposition: Token, noun: Token) -> bool:
    """Whether a preposition says what words or an accord are about: "a deal on the border"."""
    over = noun.lemma_.lower() in members("things_with_a_topic")
    return over and preposition.lower_ in _ABOUT


_ABOUT = frozenset({"on", "over", "about"})


def is_topic(found: Token, noun: Token) -> bool:
    """Whether the object of a preposition is only what the noun above it is about."""
    above = found
    while above.dep_ == "conj":
        above = above.head
    return is_about(above.head, noun)


def claimed_of(noun: Token) -> list[Token]:
    """Of whom a claim tells that he did something: "claims that two guards beat sailors"."""
    if not is_noun(noun.lemma_.lower(), "speech"):
        return []
    return [d for c in children(noun, "acl", "ccomp") if c.tag_ != "VB" for d in doers(c)]


def assured_of(clause: Token) -> list[Token]:
    """Who acts in what somebody is to be sure of: "until he is satisfied that Chad pays"."""
    said = [clause, *children(clause, "acomp")]
    return [s for w in said for c in children(w, "ccomp") for s in own_subjects(c)]
