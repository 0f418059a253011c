"""The roles of a predicate: which phrases of its clause stand in which part.

Deep roles, after PropBank and NomBank: the agent of "was arrested by the police", of "the arrest of
the mayor by the police" and of "the police's arrest of the mayor" is the same.
"""

from __future__ import annotations

from legation.language.embedding import embeddings
from legation.language.words import members
from legation.nlp.syntax import children, conjuncts, is_passive, prep_objects
from legation.nlp.tokens import Token
from legation.propositions.beside import given_beside, verb_objects
from legation.propositions.proposition import Role
from legation.propositions.subjects import affirmed, doers

_VERBAL = frozenset({"VERB", "AUX"})
_PREPOSITIONS = {
    Role.WITH: ("with", "alongside"),
    Role.FROM: ("from", "off"),
    Role.AGAINST: ("against",),
    Role.FOR: ("for",),
    Role.ABOUT: ("about", "over", "on"),
}


def roles_of(token: Token) -> dict[Role, list[Token]]:
    """The phrase heads in each role of a verb or event noun; a role nobody has is left out."""
    found = _of_verb(token) if token.pos_ in _VERBAL else _of_noun(token)
    found[Role.PLACE] = _nominal(prep_objects(token, *members("prepositions_of_where")))
    for role, words in _PREPOSITIONS.items():
        found.setdefault(role, affirmed(_nominal(prep_objects(token, *words))))
    return {role: heads for role, heads in found.items() if heads}


def _nominal(heads: list[Token]) -> list[Token]:
    return [h for h in heads if h.pos_ not in _VERBAL]


def _of_verb(verb: Token) -> dict[Role, list[Token]]:
    objects = [o for o in verb_objects(verb) if o.pos_ not in _VERBAL]
    return {
        Role.AGENT: doers(verb),
        Role.PATIENT: affirmed(objects),
        Role.RECIPIENT: affirmed(receivers(verb)),
    }


def receivers(verb: Token) -> list[Token]:
    """To whom something is given or said: "gave Ukraine tanks", "gave tanks to Ukraine"."""
    given = second_objects(verb)
    if given:
        return given
    return [c for c in prep_objects(verb, "to") if c.pos_ not in _VERBAL]


def second_objects(verb: Token) -> list[Token]:
    """To whom something is given, where no preposition says so: "gave Ukraine tanks"."""
    given = [c for o in children(verb, "dative") for c in _inner(o)]
    return given or _second_object(verb)


def _second_object(verb: Token) -> list[Token]:
    """Who is given something, where the parse has one object: "gave Ukraine tanks".

    In the passive it is the subject: "Ukraine was given tanks".
    """
    if verb.lemma_.lower() not in members("giving_verbs"):
        return []
    things = children(verb, "dobj")
    if is_passive(verb):
        return [c for s in children(verb, "nsubjpass") for c in conjuncts(s)] if things else []
    if (given := given_beside(verb)) is not None:
        return conjuncts(given)  # "sent Chad about 30 lorries"
    for thing in things:
        for name in children(thing, "compound", "nmod"):
            whole = name.pos_ == "PROPN" and thing.pos_ == "NOUN" and thing.tag_ == "NNS"
            if whole and not any(c.i < name.i for c in thing.lefts) and not children(name, "case"):
                return [name]
    return []


def _inner(dative: Token) -> list[Token]:
    if dative.pos_ == "ADP":
        return [c for o in children(dative, "pobj") for c in conjuncts(o)]
    return conjuncts(dative)


def _of_noun(noun: Token) -> dict[Role, list[Token]]:
    """The roles of an event noun: "Chad's expulsion of the envoy", "the arrest by police of"."""
    by = prep_objects(noun, "by")
    owners = [c for p in children(noun, "poss") for c in conjuncts(p)]
    names = [
        c for c in noun.lefts if c.dep_ in {"compound", "amod", "nmod"} and c.text[0].isupper()
    ]
    of = prep_objects(noun, "of")
    by = by or [t for whole in of for t in prep_objects(whole, "by")]
    agents = by or owners or names
    patients = of if of != agents else []
    if not agents and patients and not embeddings(noun.lemma_.lower(), "noun"):
        patients, agents = of, []
    if by and owners and not patients:
        patients = owners  # "the mayor's arrest by police"
    return {
        Role.AGENT: affirmed(agents),
        Role.PATIENT: affirmed(patients or prep_objects(noun, "on")),
        Role.RECIPIENT: _nominal(prep_objects(noun, "to")),
    }
