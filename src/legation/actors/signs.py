"""What the place of a phrase in its sentence tells of the country it can be of.

Clauses, places and topics are looked at as they are told; what they give is weighed in `home`.
"""

from __future__ import annotations

from collections.abc import Iterator

from legation.actors.scene import Draft, Scene
from legation.language.words import members
from legation.nlp.syntax import agents, children, clause_of, subjects
from legation.nlp.tokens import Token
from legation.ontology import sectors_of
from legation.records import Kind


def clause_chain(token: Token) -> Iterator[Token]:
    """The verb of a token's clause and of those that it is part of; none beyond a noun's clause."""
    verb = clause_of(token)
    for _ in range(6):
        yield verb
        if verb.head == verb or verb.dep_ in _OF_NOUNS:
            return
        above = clause_of(verb.head)
        if above == verb:
            return
        verb = above


def clauses(token: Token) -> frozenset[int]:
    """The verbs of `clause_chain`, as token numbers."""
    return frozenset(v.i for v in clause_chain(token))


def told_by(noun: Token) -> frozenset[int]:
    """The verbs of what the noun, as a subject, says: "a bomb went off in Goma, police said"."""
    if noun.dep_ not in _SUBJECTS:
        return frozenset()
    return frozenset(c.i for c in children(noun.head, "ccomp", "parataxis"))


def at_that_time(noun: Token) -> frozenset[int]:
    """The verbs of what happened then: "were wounded when the army bombed a clinic in Nyala"."""
    return frozenset(
        c.i
        for c in children(noun.head, "advcl")
        if any(m.lower_ in _THEN for m in children(c, "mark", "advmod"))
    )


_THEN = frozenset({"when", "as", "while"})


def is_adverbial(place: Token) -> bool:
    """Whether a place tells where the verb happens, and not where some noun of it is."""
    token = place
    for _ in range(8):
        if token.dep_ == "pobj":
            token = token.head
        elif token.dep_ == "prep" and token.head.pos_ not in {"VERB", "AUX"}:
            if token.head.dep_ in {"dobj", "nsubj", "nsubjpass"}:
                return False
            token = token.head
        elif token.dep_ in _WITHIN:
            token = token.head
        else:
            return token.dep_ in {"prep", "advmod", "npadvmod", "dobj"}
    return False


def is_private(draft: Draft) -> bool:
    """Whether nobody is told to be more than a man or woman, a firm or the like."""
    return draft.sector in {None, "UNK"} or draft.sector in sectors_of("private")


def is_one_of_us(draft: Draft) -> bool:
    """Whether it is one man or woman who serves no state, who may be from anywhere."""
    return draft.kind is Kind.PERSON and draft.sector not in sectors_of("public_service")


def are_several(noun: Token) -> bool:
    """Whether several states are meant: "some governments"."""
    return noun.tag_ == "NNS" and noun.lemma_.lower() in _OF_SEVERAL


_OF_SEVERAL = frozenset({"government", "regime", "state"})


def is_definite(noun: Token) -> bool:
    """Whether the phrase is "the", "these" and a noun that says nothing new."""
    if noun.dep_ in {"compound", "appos"} or children(noun, "relcl", "appos", "acl", "poss"):
        return False
    if not any(c.lower_ in _DEFINITE for c in children(noun, "det")):
        return False
    plain = members("plain_adjectives_of_bodies")
    return all(c.dep_ == "det" or c.lower_ in plain for c in noun.lefts) and not any(
        p.lower_ == "of" for p in children(noun, "prep")
    )


def is_topic(scene: Scene, draft: Draft) -> bool:
    """Whether a country is only what something is about or against, at whatever depth.

    "Marched against the war in Ethiopia", "debated sanctions on Myanmar".
    """
    token = scene.doc[draft.root]
    for _ in range(8):
        if token.dep_ == "pobj" and token.head.lower_ in members("topic_prepositions"):
            # "a strike on a convoy in Yemen" is there
            return token.i == draft.root or token.head.lower_ not in {"on", "over"}
        if token.head == token or token.pos_ in {"VERB", "AUX"}:
            return False
        token = token.head
    return False


def acts(scene: Scene, draft: Draft) -> bool:
    """Whether the draft is, or owns, the subject of a clause or one of several subjects."""
    if draft.kind is Kind.PLACE:
        return False
    token = scene.doc[draft.root]
    for _ in range(4):
        if token.dep_ in _SUBJECTS:
            return True
        if token.dep_ not in _WITHIN:
            return False
        token = token.head
    return False


def bearing(token: Token) -> str | None:
    """The preposition by which a place bears on its clause, `None` without one.

    In "in the Mexican town of Iguala" and "near Cairo's main square" that is the first.
    """
    for _ in range(6):
        if token.dep_ == "pobj":
            if token.head.lower_ != "of":
                return token.head.lower_
            token = token.head.head
        elif token.dep_ in _WITHIN:
            token = token.head
        else:
            return None
    return None


def from_anywhere(draft: Draft) -> bool:
    """Whether news quotes it wherever something happens: an agency, its reporter, a charity."""
    return draft.sector in sectors_of("of_any_country")


_DEFINITE = frozenset({"the", "these", "those"})
_OF_NOUNS = frozenset({"relcl", "acl"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_WITHIN = frozenset({"poss", "compound", "amod", "nmod", "conj", "appos"})


def is_barred(scene: Scene, draft: Draft, country: str) -> bool:
    """Whether it cannot be of the country that the signs point to.

    Rebels are of a country that is known to have some; a government that another state asks or
    accuses is not that state's own, nor are the soldiers and missiles it shoots at.
    """
    noun = scene.doc[draft.root]
    if country == _harming_country(scene, draft, noun):
        return True
    if draft.sector in _REBEL:
        return country not in scene.registry.with_rebels(scene.on)
    return noun.lemma_.lower() in members("rulers") and country == _addressing_state(scene, noun)


_REBEL = frozenset({"REB", "UAF", "IMG"})
_STATES = frozenset({Kind.STATE, Kind.GOVERNMENT})


def _addressing_state(scene: Scene, noun: Token) -> str | None:
    """The state that asks or accuses whom the noun names: "Pakistan asked the government to"."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.dep_ not in {"dobj", "pobj", "nsubj"} or verb.pos_ != "VERB":
        return None
    if noun.dep_ == "nsubj":  # parsed as the subject of the infinitive: "asked the army to let"
        if verb.dep_ != "ccomp" or not any(c.dep_ == "aux" for c in verb.lefts):
            return None
        verb = verb.head
    if verb.lemma_.lower() not in members("addressing_verbs"):
        return None
    for subject in subjects(verb):
        owner = scene.taken.get(subject.i)
        if owner is not None and owner.kind in _STATES:
            return owner.country
    return None


def _harming_country(scene: Scene, draft: Draft, noun: Token) -> str | None:
    """The country of who shoots at the soldiers, missiles or planes that the noun names."""
    verb = noun.head
    if draft.sector != "MIL" or noun.dep_ not in {"dobj", "nsubjpass", "conj"}:
        return None
    while verb.dep_ == "conj" and verb.pos_ != "VERB":
        verb = verb.head
    verb = verb.head if verb.pos_ != "VERB" else verb
    if verb.lemma_.lower() not in members("harming_verbs"):
        return None
    for subject in agents(verb):
        owner = scene.taken.get(subject.i)
        if owner is not None and owner is not draft:
            return owner.country
    return None
