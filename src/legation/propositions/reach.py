"""How far the words of a deed reach: what it is about, and what it was done with."""

from __future__ import annotations

from collections.abc import Iterable

from legation.language.words import members
from legation.nlp.syntax import is_passive, own_prep_objects
from legation.nlp.tokens import Token

_DEPTH = 7


def reach(words: Iterable[Token]) -> list[Token]:
    """The words of a deed with all that says what it is, in text order.

    Objects, complements and what hangs on them, and an infinitive that says what it is for; not
    who does it, no relative clause, no other deed that is coordinated with it.
    """
    found: dict[int, Token] = {}
    at = [(word, 0) for word in words]
    while at:
        token, depth = at.pop()
        if token.i in found:
            continue
        found[token.i] = token
        if depth < _DEPTH:
            at += [(c, depth + 1) for c in token.children if _is_part(c, token)]
    return [found[i] for i in sorted(found)]


def _is_part(child: Token, head: Token) -> bool:
    if child.dep_ in {"nsubj", "csubj", "punct", "mark", "parataxis", "relcl", "appos", "cc"}:
        return False
    if child.dep_ == "prep" and child.lower_ in members("prepositions_of_circumstance"):
        return False
    if child.dep_ == "advcl":
        return child.tag_ == "VB" and any(c.lower_ == "to" for c in child.lefts)
    return not (child.dep_ == "conj" and head.pos_ in {"VERB", "AUX"})


def instruments(words: Iterable[Token]) -> list[Token]:
    """The words for what a deed was done with or in: "killed in a mortar attack", "a bomb hit".

    The subject, what stands before the noun, the objects of "in", "by" and "with", the object of a
    verb of using arms; of a participle those of the verb over it: "a bomb went off, killing two".
    """
    found: dict[int, Token] = {}
    for word in words:
        for one in _with_those_above(word):
            found[one.i] = one
            for noun in _nouns_at(one):
                for token in _phrase(noun):
                    found[token.i] = token
    return [found[i] for i in sorted(found)]


def _with_those_above(word: Token) -> list[Token]:
    """The word, the verb it hangs on, and the noun whose relative clause tells it."""
    out = [word]
    if word.dep_ in {"advcl", "acl", "xcomp", "conj", "pcomp"} and word.head.pos_ in {
        "VERB",
        "AUX",
        "NOUN",
    }:
        out.append(word.head)
    if word.dep_ == "relcl" and not is_passive(word):
        out += _phrase(word.head)
    return out


def _nouns_at(word: Token) -> list[Token]:
    out = []
    uses = word.lemma_.lower() in members("verbs_of_using_arms")
    for child in word.children:
        if _stands_before(child) or child.dep_ == "nsubj":
            out.append(child)
        elif child.dep_ in {"prep", "agent"} and child.lower_ in members("prepositions_of_means"):
            out += [c for c in child.children if c.dep_ == "pobj"]
        elif child.dep_ in {"dobj", "nsubjpass"} and uses:
            out.append(child)
    return [c for n in out for c in (n, *(x for x in n.children if x.dep_ == "conj"))]


def _stands_before(word: Token) -> bool:
    return word.dep_ in {"compound", "amod", "nmod", "poss"}


def _phrase(noun: Token) -> list[Token]:
    """A noun with the words before it and what it is one of: "a wave of rocket attacks"."""
    out = [noun, *(c for c in noun.lefts if _stands_before(c))]
    out += [t for c in own_prep_objects(noun, "of") for t in (c, *c.lefts)]
    return out
