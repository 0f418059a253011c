"""What something is done for: the infinitives of purpose, and whom these name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legation.language.words import members
from legation.nlp.syntax import children, conjuncts, prep_objects
from legation.nlp.tokens import Token
from legation.propositions.beside import verb_objects
from legation.propositions.subjects import doers, speaks

_DEPTH = 3


def purposes(word: Token) -> list[Token]:
    """The infinitives that say what for: "to drive out X", "aiming to force X out"."""
    out: list[Token] = []
    for child in children(word, "advcl", "xcomp", "acl", "relcl"):
        if child.tag_ == "VB" and (child.dep_ != "relcl" or _has_to(child)):
            out.append(child)
        elif child.lemma_.lower() in members("aiming_verbs"):
            out.extend(c for c in children(child, "xcomp") if c.tag_ == "VB")
    return out


def demands(word: Token) -> list[Token]:
    """The participles that say what is demanded by it: "marched demanding that Chad pay"."""
    return [c for c in children(word, "advcl", "acl") if c.tag_ == "VBG" and speaks(c)]


def between(words: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """Between whom something is to be done, and who is to do what it is for.

    "A mission to end the rift between Chad and Sudan"; "to help the two sides reach a deal".
    """
    aims = [p for w in words for p in purposes(w)]
    aims += [c for w in words for c in children(w, "acl") for c in children(c, "xcomp")]
    aims += [c for a in aims for c in children(a, "xcomp", "ccomp")]  # "to try to prevent"
    things = [*words, *aims, *(o for w in (*words, *aims) for o in verb_objects(w))]
    things += [t for w in things for t in prep_objects(w, "of", "in", "to")]
    two = [t for w in things for t in prep_objects(w, "between")]
    return two, [t for a in aims for t in doers(a)]


def _has_to(verb: Token) -> bool:
    return any(c.tag_ == "TO" for c in verb.children)


def aimed_at(verb: Token, objects: Sequence[Token], words: str) -> Iterator[list[Token]]:
    """The phrase heads that the purpose of a deed names, the nearest first, level by level.

    "Gave 20 million dollars to feed refugees in Jordan": the refugees, then Jordan. `words` is the
    class of `words.csv` that the verb of the purpose is of. Clauses inside it are not looked into.
    """
    near = [p for word in (verb, *objects) for p in purposes(word)]
    level = [p for p in near if p.lemma_.lower() in members(words)]
    for _ in range(_DEPTH):
        heads = [t for w in level for t in (*_objects(w), *prep_objects(w))]
        level = [c for h in dict.fromkeys(heads) for c in conjuncts(h)]
        if not level:
            return
        yield level


def _objects(word: Token) -> list[Token]:
    return verb_objects(word) if word.pos_ == "VERB" else []
