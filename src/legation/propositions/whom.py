"""Whom a phrase means: the one place where heads of phrases become parties.

Goes by mentions, pronouns, owners, examples and wholes; everything that asks who stands in a part
of a clause or a noun phrase asks here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from legation.language.nouns import is_noun
from legation.language.words import members
from legation.nlp.anchors import Anchors
from legation.nlp.syntax import (
    children,
    conjuncts,
    is_passive,
    own_prep_objects,
    own_subjects,
    prep_objects,
)
from legation.nlp.tokens import Token
from legation.propositions.described import is_people
from legation.propositions.plurals import meant_by
from legation.propositions.subjects import doers
from legation.records import Kind, Mention

PLACES = frozenset({Kind.PLACE})
_EXAMPLES = frozenset({"including", "like"})


def spread(tokens: Iterable[Token]) -> list[Token]:
    """The heads with their examples ("many countries, including Chad") and their wholes.

    A part stands for what it is part of ("the south of Lebanon").
    """
    out: list[Token] = []
    for token in tokens:
        out.append(token)
        if token.lemma_.lower() in members("parts_of_a_whole"):
            out.extend(prep_objects(token, "of"))
        thing = bool(token.children) and token.pos_ == "NOUN" and not is_people(token)
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in _EXAMPLES:
                out.extend(c for o in children(child, "pobj") for c in conjuncts(o))
            elif thing:
                out.extend(_holders(child))
    return out


def _holders(clause: Token) -> list[Token]:
    """Who holds the place that the clause is about: "posts held by", "hills the rebels hold"."""
    if clause.dep_ == "acl" and clause.lower_ in members("kept_words"):
        return doers(clause)
    keeps = clause.dep_ == "relcl" and clause.lemma_.lower() in members("keeping_verbs")
    if not keeps or is_passive(clause):
        return []
    where = own_prep_objects(clause)
    things = [o for o in children(clause, "dobj") if o.tag_ not in {"WDT", "WP"}]
    if things or any(o.tag_ in {"WDT", "WP"} for o in where):
        return []  # "the strip in which its forces operate"
    return own_subjects(clause)


def parties(tokens: Sequence[Token], anchors: Anchors) -> tuple[Mention, ...]:
    """Parties meant by phrase heads: the head itself, else whom the phrase names as owner."""
    found: list[Mention] = []
    for token in spread(tokens):
        if _is_of_the_next(token):
            continue
        own = anchors.meant.get(token.i)
        if own is None:
            own = anchors.meant[token.i] = _party(token, anchors)
        for mention in own:
            if mention not in found:
                found.append(mention)
    return tuple(found)


def _is_of_the_next(token: Token) -> bool:
    """Whether a noun only says what the one named behind it is: "lawyer and writer Jane Mwangi"."""
    if token.tag_ != "NN" or any(c.dep_ in {"det", "poss", "nummod"} for c in token.lefts):
        return False
    joins, named = children(token, "cc"), children(token, "conj")
    if len(named) != 1 or len(joins) != 1 or named[0].pos_ != "PROPN" or not is_people(token):
        return False
    first = named[0].left_edge
    return first.i == joins[0].i + 1 and first.tag_ == "NN" and is_people(first)


def _party(token: Token, anchors: Anchors) -> tuple[Mention, ...]:
    if is_each_other(token):
        return parties(doers(token.head), anchors)
    own = anchors.of([token])
    if own and token.pos_ == "PRON" and _is_of_subject(token, own, anchors):
        own = ()
    if own and token.tag_ == "NNS":  # "the leaders of France and Morocco" are of both
        wholes = anchors.of(prep_objects(token, "of", "from"))
        own = wholes if len({m.country for m in wholes if m.country}) > 1 else own
    if not own and token.pos_ == "PRON":
        own = meant_by(token, anchors)
    if own and token.lemma_.lower() in members("sent_people"):
        senders = anchors.of(prep_objects(token, "from"))
        if len(senders) > 1 or not any(m.country for m in own):
            own = senders or own
    if own and not any(m.country or m.sector or m.actor_id for m in own):
        own = anchors.of(prep_objects(token, "of")) or own  # "the headquarters of the mission"
    if not any(m.country for m in own) and token.pos_ == "NOUN":
        own = _named_beside(token, anchors) or own
    if not own and (token.pos_ == "NOUN" or token.pos_ == "PROPN"):
        own = owners(token, anchors)
    own = _one_of_a_people(token, own, anchors)
    return (*own, *_beside(token, own, anchors))


def _one_of_a_people(
    token: Token, own: tuple[Mention, ...], anchors: Anchors
) -> tuple[Mention, ...]:
    """One of a faith or people is a person by its own words: "a young Kenyan Muslim", "a Kurd".

    A member of a community is nobody but himself ("a member of the Shia community").
    """
    if len(own) != 1 or own[0].kind is not Kind.COMMUNITY or own[0].actor_id is None:
        return own
    if token.tag_ not in _SINGULAR or not any(c.lower_ in _ONE for c in token.lefts):
        return own
    doc = token.doc
    left = next(c for c in token.lefts if c.lower_ in _ONE).i + 1
    end = max(own[0].passage.end, token.idx + len(token.text))
    passage = replace(
        own[0].passage, start=doc[left].idx, end=end, text=doc.text[doc[left].idx : end]
    )
    lands = [m for m in anchors.of(modifiers(token)) if m.kind is Kind.STATE]
    country = lands[0].country if len(lands) == 1 else own[0].country
    return (
        replace(
            own[0],
            kind=Kind.PERSON,
            actor_id=None,
            name=passage.text,
            passage=passage,
            country=country,
            plural=False,
        ),
    )


_SINGULAR = frozenset({"NN", "NNP", "JJ"})
_ONE = frozenset({"a", "an", "one"})


def is_each_other(token: Token) -> bool:
    """Whether those who act do it to each other: "accused each other", "one another"."""
    if token.dep_ not in {"dobj", "dative"} or token.lower_ not in {"other", "another"}:
        return False
    return any(c.lower_ in {"each", "one"} for c in token.lefts)


def _is_of_subject(pronoun: Token, own: Sequence[Mention], anchors: Anchors) -> bool:
    """Whether an object pronoun was taken for its own subject: "Chad accused it" of another.

    Principle B of the binding theory: only a reflexive means the subject of its own clause.
    """
    if pronoun.dep_ not in {"dobj", "dative"} or pronoun.lower_.endswith(("self", "selves")):
        return False
    acting = {m.actor_id or m.name for m in anchors.of(doers(pronoun.head))}
    return any((m.actor_id or m.name) in acting for m in own)


_HOLDERS = frozenset({Kind.PERSON, Kind.OFFICE})


def _beside(token: Token, own: Sequence[Mention], anchors: Anchors) -> tuple[Mention, ...]:
    """Who stands beside a person, but was parsed beside the person's country.

    "Anna Berg of Norway and Ali Kaya of Turkey met": a person and a country are no pair.
    """
    if not own or own[0].kind not in _HOLDERS:
        return ()
    owners = [o for o in prep_objects(token, "of") if o.dep_ == "conj"]
    return anchors.of([o for o in owners if any(m.kind in _HOLDERS for m in anchors.at(o))])


def _named_beside(noun: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """Who a noun says in apposition: "three foreigners - a Briton, a Spaniard and an Italian".

    Or what it is apposed to: "the PKK, a banned group that has fought the state".
    """
    named = [c for a in children(noun, "appos") for c in conjuncts(a)]
    if named:
        return anchors.of(named)
    if noun.dep_ != "appos":
        return ()
    return tuple(m for m in anchors.of([noun.head]) if m.kind in _BODIES and m.actor_id)


_BODIES = frozenset({Kind.GROUP, Kind.ORGANISATION, Kind.MISSION})


def owners(noun: Token, anchors: Anchors) -> tuple[Mention, ...]:
    """Whose a thing is: its possessor, a modifying name, or (for some nouns) its of-phrase."""
    for tokens in (children(noun, "poss"), modifiers(noun)):
        found = anchors.of([c for t in tokens for c in conjuncts(t)])
        if found:
            if noun.pos_ == "PROPN":  # "French auto giant Renault SA", "British hostage Cantlie"
                return (max(found, key=lambda m: m.passage.end),)
            return found
    if noun.lemma_.lower() in members("transparent_nouns"):
        return anchors.of(prep_objects(noun, "of"))
    if noun.lemma_.lower() in members("sent_people"):
        return anchors.of(prep_objects(noun, "from", "of"))  # "delegations from Sudan and Chad"
    return ()


def modifiers(noun: Token) -> list[Token]:
    """Modifying words to the left, and the first part of compounds ("US-led", "Saudi-backed")."""
    out: list[Token] = []
    for child in noun.lefts:
        if is_against(child):
            continue
        if child.dep_ in {"amod", "compound", "nmod"}:
            out.append(child)
            if child.lower_ in members("participles_of_ties") and not _is_meeting(noun):
                continue  # "a US-backed resolution": not by those who stand behind it
            out.extend(
                g
                for g in child.lefts
                if g.dep_ in {"npadvmod", "amod", "compound", "nmod", "punct", "nsubj"}
            )
    return out


def _is_meeting(noun: Token) -> bool:
    """Whether those who stand behind it call it: "the Qatari-backed talks"."""
    lemma = noun.lemma_.lower()
    return is_noun(lemma, "event") or lemma in members("meeting_words")


def is_against(word: Token) -> bool:
    """Whether a word before a noun says against whom it is: "the anti-French protest"."""
    before = word.doc.lower[max(0, word.i - 2) : word.i]
    return word.lower_.startswith("anti") or before == ["anti", "-"]
