"""Whom force harmed and how many, and with what, as the text counts and names it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from legation.language.nouns import is_noun
from legation.language.words import members
from legation.nlp.syntax import (
    auxiliaries,
    children,
    is_negated,
    phrase_end,
    phrase_start,
    prep_objects,
)
from legation.nlp.tokens import Token
from legation.propositions.beside import verb_objects
from legation.propositions.described import is_people
from legation.propositions.numbers import bare_quantity, quantity_of
from legation.propositions.subjects import subjects
from legation.records import HarmKind, Quantity

_CLASSES = {
    HarmKind.KILLED: "killing_words",
    HarmKind.WOUNDED: "wounding_words",
    HarmKind.DETAINED: "detaining_words",
    HarmKind.ABDUCTED: "abducting_words",
    HarmKind.DISPLACED: "displacing_words",
}
_VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What was done to people; `start` and `end` are the characters of their phrase."""

    kind: HarmKind
    number: Quantity | None
    verb: Token
    start: int
    end: int


def counts_of(words: Iterable[Token]) -> list[Count]:
    """Whom the words of one event killed, wounded, detained, abducted or displaced, and how many.

    Takes the words and what is coordinated with them or follows as a participle: "was attacked,
    killing two and wounding five". What is denied is not counted.
    """
    found: dict[tuple[HarmKind, int], Count] = {}
    for verb in dict.fromkeys(v for word in words for v in _verbs(word)):
        for count in _of_verb(verb):
            found.setdefault((count.kind, count.start), count)
    counts = sorted(found.values(), key=lambda c: (c.start, c.kind))
    return [c for c in counts if not any(_is_inside(c, other) for other in counts)]


def _is_inside(count: Count, other: Count) -> bool:
    """Whether it only tells part of another's words: "scores of miners" and "miners"."""
    shorter = count.end - count.start < other.end - other.start
    return shorter and count.kind == other.kind and other.start <= count.start < other.end


def _verbs(word: Token) -> Iterator[Token]:
    """The verbs that may tell the harm an event did: its own, coordinated ones, participles."""
    if word.pos_ not in _VERBAL:
        return
    joined = word.dep_ == "conj" and word.head.pos_ in _VERBAL and not _is_of_another(word)
    first = word.head if joined else word
    other = joined and _kind(word.lemma_.lower()) is None and _kind(first.lemma_.lower())
    told = [c for c in children(first, "advcl") if not any(_beside_it(c))]
    for verb in (first, *_joined(first), *told, word):
        if verb is first and other:
            continue  # "killed a general and seized the palace": two deeds
        if verb.pos_ in _VERBAL:
            yield verb
            yield from (c for c in _joined(verb) if c.pos_ in _VERBAL)


def _beside_it(clause: Token) -> Iterator[bool]:
    """Whether a clause tells another deed: "while another 47 died in air strikes"."""
    yield from (c.lower_ in members("marks_of_another_deed") for c in children(clause, "mark"))


def _joined(verb: Token) -> list[Token]:
    return [c for c in children(verb, "conj") if not _is_of_another(c)]


def _is_of_another(verb: Token) -> bool:
    """Whether a coordinated verb has a doer of its own: "and a bomber killed ten"."""
    if verb.lemma_.lower() in members("dying_verbs"):
        return False
    return any(c.pos_ != "NUM" for c in children(verb, "nsubj"))


def _of_verb(verb: Token) -> Iterator[Count]:
    if is_negated(verb):
        return
    if verb.lemma_ == "leave":
        for state in _states(verb):
            yield from _of_state(verb, state)
        return
    kind = _kind(verb.lemma_.lower())
    if kind is None:
        return
    for token in _harmed(verb):
        number = quantity_of(token) or bare_quantity(token)
        first, last = token.doc[phrase_start(token)], token.doc[phrase_end(token)]
        yield Count(
            kind=kind, number=number, verb=verb, start=first.idx, end=last.idx + len(last.text)
        )


def _kind(word: str) -> HarmKind | None:
    return next((kind for kind, name in _CLASSES.items() if word in members(name)), None)


def _harmed(verb: Token) -> list[Token]:
    """Whom the verb harmed: its objects, those who died, a number before a bare participle."""
    harmed = subjects(verb) if verb.lemma_.lower() in members("dying_verbs") else verb_objects(verb)
    if verb.tag_ == "VBN" and not auxiliaries(verb):
        numbers = [c for c in children(verb, "nsubj") if c.pos_ == "NUM"]
        harmed = numbers or harmed  # "two were killed and five wounded"
    return [t for t in harmed if (t.pos_ in _COUNTED or _are_people(t)) and not _is_a_place(t)]


def _are_people(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and (is_people(noun) or noun.lemma_.lower() in members("people"))


def _is_a_place(name: Token) -> bool:
    return name.pos_ == "PROPN" and name.ent_type_ in {"GPE", "LOC"}


_COUNTED = frozenset({"PROPN", "NUM"})


def _states(verb: Token) -> list[Token]:
    """In which states people are left: "left thirty dead and ten wounded"."""
    near = children(verb, "oprd", "acomp", "xcomp", "ccomp", "dobj", "conj")
    return [*near, *(c for o in near for c in o.children)]


def _of_state(verb: Token, state: Token) -> Iterator[Count]:
    kind = _kind(state.lower_)
    if kind is None:
        return
    near = children(state, "nummod", "nsubj", "nsubjpass") or (
        [state.head] if state.head.pos_ == "NOUN" else []
    )
    for token in near:
        number = quantity_of(token) or bare_quantity(token)
        if number is not None:
            end = max(token.idx + len(token.text), state.idx + len(state.text))
            yield Count(kind=kind, number=number, verb=verb, start=token.idx, end=end)


def means_of(words: Iterable[Token]) -> list[tuple[Token, Token]]:
    """The first and last word of each weapon that an event was done with: "a car bomb"."""
    out: dict[int, tuple[Token, Token]] = {}
    for word in words:
        near = [word] if word.pos_ == "NOUN" else [*children(word, "nsubj")]
        near += [*children(word, "compound", "nmod", "amod"), *prep_objects(word, "with", "by")]
        near += [o for o in verb_objects(word) if o.pos_ == "NOUN"] if word.pos_ in _VERBAL else []
        for noun in near:
            if noun.pos_ == "NOUN" and _is_weapon(noun.lemma_.lower()):
                before = [c for c in children(noun, "compound") if c.i < noun.i]
                out.setdefault(noun.i, (before[0] if before else noun, noun))
    return [out[i] for i in sorted(out)]


def _is_weapon(lemma: str) -> bool:
    return lemma in members("means_of_force") or is_noun(lemma, "weapon")
