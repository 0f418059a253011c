"""What the place of a phrase in its sentence tells of the country it can be of.

Clauses, places and topics are looked at as they are told; what they give is weighed in `home`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from legation.actors.scene import Draft, Scene
from legation.language.words import members
from legation.nlp.syntax import (
    agents,
    children,
    clause_of,
    conjunct_head,
    subjects,
)
from legation.nlp.tokens import Token
from legation.ontology import rules_with, sectors_of
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
    noun = conjunct_head(noun)
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


def is_public(draft: Draft) -> bool:
    """Whether it is a state, or a body or somebody who serves one."""
    return draft.kind in _STATES or draft.sector in sectors_of("public_service")


def is_organ(draft: Draft, noun: Token) -> bool:
    """Whether it is an organ of a state by its noun, or one who holds an office."""
    return noun.lemma_.lower() in members("organs_of_state") or draft.kind is Kind.OFFICE


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


def is_the(draft: Draft, noun: Token) -> bool:
    """Whether it is "the" and a body or an office: "the government", "the prime minister"."""
    if draft.kind is not Kind.OFFICE:
        return is_definite(noun)
    told = children(noun, "relcl", "appos", "acl", "poss", "prep")
    the = any(c.lower_ in _DEFINITE for c in children(noun, "det"))
    return the and not told and all(c.dep_ == "det" or c.i >= draft.start for c in noun.lefts)


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


def is_where(place: Token) -> bool:
    """Whether a place is where something is; no way, no border of it, no seat of somebody.

    "In Mosul", "near Najaf"; not "through Mosul", "the Afghan border", "an Ankara-based firm".
    """
    if place.head.lower_ == "based" and place.dep_ != "pobj":
        return False
    if place.dep_ in _WITHIN and place.head.lemma_.lower() in members("borders"):
        return False
    prep = bearing(place)
    if prep is None:
        return place.dep_ != "poss"  # "welcomed Turkey's plan"
    return prep in members("locative_prepositions") and prep not in members("prepositions_of_way")


def is_place(scene: Scene, draft: Draft) -> bool:
    """Whether something happens at the draft, and is not only about it."""
    token = scene.doc[draft.root]
    placed = draft.kind is Kind.PLACE or (draft.kind is Kind.STATE and _is_in_part(token))
    return placed and is_where(token) and not is_topic(scene, draft)


def _is_in_part(land: Token) -> bool:
    """Whether a part of a land is told of: "in a remote area of Nigeria"."""
    part = land.head.head
    parts = members("parts_of_countries")
    return land.dep_ == "pobj" and land.head.lower_ == "of" and part.lemma_.lower() in parts


def suffers(noun: Token) -> bool:
    """Whether something is done to a noun; who does it may be of another country."""
    dies = noun.dep_ == "nsubj" and noun.head.lemma_.lower() in members("verbs_of_suffering")
    return noun.dep_ in _OBJECTS or dies


def is_told_otherwise(scene: Scene, draft: Draft) -> bool:
    """Whether the phrase says whose they are: "children from 46 countries", "wives of Danes".

    One man or woman who does something may be from anywhere.
    """
    noun = scene.doc[draft.root]
    lemma = noun.lemma_.lower()
    kin = lemma in members("kin") or lemma in members("blood_relations")
    if kin and any(p.lower_ == "of" for p in children(noun, "prep")):
        return True
    if draft.kind is Kind.PERSON and is_private(draft) and not suffers(noun):
        return True
    told = [*children(noun, "prep")]
    for clause in children(noun, "relcl", "acl"):
        told += children(clause, "prep")
    lands = (o.lemma_.lower() for p in told for o in children(p, "pobj"))
    return any(p.lower_ == "from" for p in told) or any(
        land in members("many_origins") for land in lands
    )


def told_beside(scene: Scene, draft: Draft) -> list[Draft]:
    """Who and what else the sentence of a draft tells of, but for agencies and the dateline."""
    sent, place = scene.sentence(draft.root), Kind.PLACE
    anywhere, by_others = sectors_of("of_any_country"), rules_with("told_by_the_text_around")
    return [
        d
        for d in scene.within(sent.start, sent.end)
        if d is not draft
        and (d.country or d.kind is place)
        and d.sector not in anywhere
        and not scene.in_dateline(d.root)
        and d.rule not in by_others
    ]


def places_of(scene: Scene, draft: Draft, words: Collection[int]) -> list[Draft]:
    """The places among some words of the sentence of a draft at which something happens.

    One that no table knows is left out if the words right after it tell where it lies: "in Danko,
    in Nigeria's Kebbi state".
    """
    told = told_beside(scene, draft)
    found = [d for d in told if d.root in words and is_place(scene, d)]
    return [d for d in found if d.country or not _lies_in(scene, d, told)]


def _lies_in(scene: Scene, place: Draft, told: Sequence[Draft]) -> bool:
    """Whether a land or a place of one follows a place right after a comma or "in"."""
    after = next((d for d in told if d.start >= place.end and d.country), None)
    if after is None or after.start - place.end > _NEAR:
        return False
    between = [scene.doc[i].lower_ for i in range(place.end, after.start)]
    return {",", "in"} >= set(between) - {"the"} and bool(between)


_NEAR = 3  # tokens, as in ", in the"


def from_anywhere(draft: Draft) -> bool:
    """Whether news quotes it wherever something happens: an agency, its reporter, a charity."""
    return draft.sector in sectors_of("of_any_country")


_OBJECTS = frozenset({"dobj", "dative", "nsubjpass"})
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
