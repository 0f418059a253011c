"""Argument slots over the parse: tables say where an argument stands, this finds who is there.

A slot is a path such as `subj`, `obj`, `prep:with`, `obj.poss`; a constraint says what a phrase
head must be. Both are cells of the tables in `data/language/en` (see `docs/events.md`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from legation.nlp.anchors import Anchors
from legation.nlp.constraints import Constraint
from legation.nlp.syntax import children, conjuncts, is_passive, prep_objects
from legation.nlp.tokens import Token
from legation.propositions.arguments import second_objects
from legation.propositions.beside import SUM, Beside, has_particle
from legation.propositions.described import is_people
from legation.propositions.inside import makers, struck
from legation.propositions.numbers import is_sum
from legation.propositions.purposes import aimed_at
from legation.propositions.subjects import doers
from legation.propositions.whom import PLACES, modifiers, parties, spread
from legation.records import Kind, Mention
from legation.tables import values


@dataclass(frozen=True, slots=True)
class Slots:
    """Where an argument is looked for, in order; a merged slot adds to the others."""

    paths: tuple[str, ...]
    both: bool = False
    merged: bool = False


@lru_cache(maxsize=1024)
def read_slots(cell: str, default: str) -> Slots:
    """Slots from a table cell: paths parted by `|`, `both:` before, `+` behind one to merge."""
    text = cell or default
    both = text.startswith("both:")
    paths = values(text.removeprefix("both:"))
    return Slots(
        tuple(
            p.rstrip("+").removeprefix("both:").removesuffix(":agent")
            for p in paths
            if p not in {"none", "inner", "speaker"}
        ),
        both,
        any(p.endswith("+") for p in paths),
    )


def matches(constraint: Constraint, token: Token, anchors: Anchors) -> bool:
    """Whether the phrase head meets the constraint; an empty one is always met."""
    if constraint.anything:
        return True
    lemma = token.lemma_.lower()
    if lemma in constraint.words or token.lower_ in constraint.words:
        return True
    if SUM in constraint.words and is_sum(token):
        return True
    if lemma in constraint.heads and _phrase_matches(constraint, token, lemma):
        return True
    if constraint.nouns and _is_of_class(constraint, token, lemma):
        return True
    if constraint.actor and parties([token], anchors):
        return True
    if constraint.kinds and anchors.of([token], constraint.kinds):
        return True
    if not constraint.place or (token.pos_ == "PRON" and token.lower_ != "it"):
        return False  # "we were taken away": no land was
    return bool(anchors.of(spread([token]), PLACES | {Kind.STATE}))


def _is_of_class(constraint: Constraint, token: Token, lemma: str) -> bool:
    """Whether a common noun is of a class asked for; a bare number is one of people."""
    if token.tag_ == "CD":  # "killing 17"
        return "person" in constraint.nouns and not token.children
    return token.pos_ == "NOUN" and constraint.has_noun(lemma)


def _phrase_matches(constraint: Constraint, token: Token, lemma: str) -> bool:
    after = {t.lemma_.lower() for t in prep_objects(token, "of")}
    if after and any(p[0] == lemma and p[1] == "of" and p[-1] in after for p in constraint.phrases):
        return True  # "state of emergency"
    lefts = token.lefts
    before = {t.lower_ for t in lefts} | {t.lemma_.lower() for t in lefts}
    for left in lefts:
        before |= {t.lower_ for t in left.subtree}
    return any(p[-1] == lemma and all(w in before for w in p[:-1]) for p in constraint.phrases)


def verb_slot(path: str, verb: Token, obj: Sequence[Token]) -> list[Token]:
    """The phrase heads in one slot of a verb frame."""
    if path == "subj":
        return doers(verb)
    if path == "obj":
        return list(obj)
    if path == "iobj":
        return second_objects(verb)
    if path == "by":
        return prep_objects(verb, "by")
    if path.startswith("prep:") and "." in path:  # "bowed to the demands of the students"
        outer, _, inner = path.partition(".")
        return [t for noun in verb_slot(outer, verb, obj) for t in noun_slot(inner, noun)]
    if path.startswith("prep:"):
        preps = path[5:].split("/")
        if "to" in preps and (given := second_objects(verb)):
            return given  # "gave Mali two boats"
        found = prep_objects(verb, *preps)
        for noun in obj:
            found.extend(prep_objects(noun, *preps))
            sums = [t for t in prep_objects(noun, "of") if is_sum(t)]
            found.extend(t for sum_ in sums for t in prep_objects(sum_, *preps))
            if not found and path == "prep:to":  # "handed over command of the mission to Italy"
                found.extend(t for of in prep_objects(noun, "of") for t in prep_objects(of, "to"))
        return found
    if path.startswith("obj."):
        return [t for noun in obj for t in noun_slot(path[4:].removeprefix("prep:"), noun)]
    if path.startswith("subj."):  # "an Israeli air strike hit a hospital"
        return [t for noun in doers(verb) for t in noun_slot(path[5:], noun)]
    return []


def noun_slot(path: str, noun: Token) -> list[Token]:
    """The phrase heads in one slot of a noun frame."""
    if path == "poss":
        return [c for p in children(noun, "poss") for c in conjuncts(p)] + (
            [c for m in modifiers(noun) for c in conjuncts(m)] if not children(noun, "poss") else []
        )
    if path == "adj":
        return [c for m in modifiers(noun) for c in conjuncts(m)]
    preps = path.removeprefix("prep:").split("/")
    found = prep_objects(noun, *preps)
    if path == "between" and len(found) == 1:
        found += _cut_off(found[0])
    if not found and path in _BEHIND_OF:  # "the recognition of Slovenia by Germany"
        found = [t for whole in prep_objects(noun, "of") for t in prep_objects(whole, *preps)]
    if not found and path == "by":
        found = makers(noun) or _by_at_verb(noun) or _by_behind(noun)
    if not found and path in _AIMED:  # "raids launched on the town", "raids by Chad on the town"
        found = struck(noun, path)
        found = found or [t for by in prep_objects(noun, "by") for t in prep_objects(by, path)]
    return found


_AIMED = frozenset({"on", "against", "at"})


def _by_at_verb(noun: Token) -> list[Token]:
    """Who did it, in a by-phrase that the parse hung on the verb above the noun.

    "To protest the killings of farmers by police": an active verb has no agent of its own.
    """
    verb = noun.head
    if noun.dep_ != "dobj" or is_passive(verb):
        return []
    found = [t for t in prep_objects(verb, "by") if t.i > noun.i]
    return [t for t in found if t.pos_ in _NOMINAL]


def _by_behind(noun: Token) -> list[Token]:
    """Who did it, in a by-phrase that the parse hung on what was hit, or on where that is.

    "A raid on a depot in Kano by guards".
    """
    hit = prep_objects(noun, "on", "against", "at")
    near = [*hit, *(t for h in hit for t in prep_objects(h, "in", "near", "outside", "of"))]
    return [t for h in near for t in prep_objects(h, "by") if t.pos_ in _NOMINAL]


_NOMINAL = frozenset({"NOUN", "PROPN"})


_BEHIND_OF = frozenset({"by", "from", "against"})


def _cut_off(first: Token) -> list[Token]:
    """The second of two that the parse took for a subject ("talks between A and B opened")."""
    joins = children(first, "cc")
    if not joins or children(first, "conj"):
        return []
    begin = joins[-1].i + 1
    for token in first.doc.tokens[begin : begin + 6]:
        if token.dep_ in {"nsubj", "nsubjpass"} and token.left_edge.i == begin:
            return [token]
    return []


def fill_verb(
    slots: Slots, verb: Token, obj: Sequence[Token], anchors: Anchors, *, places: bool = False
) -> tuple[Mention, ...]:
    """The mentions in the slots of a verb: the first slot that has any, or all if merged."""
    groups: list[list[Token]] = []
    for path in slots.paths:
        if path.startswith("aim:"):  # "gave a million euros to feed refugees"
            groups += aimed_at(verb, obj, path.removeprefix("aim:"))
        else:
            groups.append(verb_slot(path, verb, obj))
    return _fill(groups, slots, anchors, places)


def fill_noun(
    slots: Slots, noun: Token, anchors: Anchors, *, places: bool = False
) -> tuple[Mention, ...]:
    """The mentions in the slots of an event noun."""
    return _fill([noun_slot(p, noun) for p in slots.paths], slots, anchors, places)


def _fill(
    groups: list[list[Token]], slots: Slots, anchors: Anchors, places: bool
) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for tokens in groups:
        own = parties(tokens, anchors)
        found.extend(m for m in own if m not in found)
        if found and not slots.merged:
            return tuple(found)
    if found or not places:
        return tuple(found)
    for tokens in groups:
        own = tuple(m for m in anchors.of(tokens, PLACES) if m.country)
        if own:
            return own
    return ()


def _may_be_them(wanted: Constraint, token: Token) -> bool:
    """Whether a pronoun of people may stand where people are asked for: "arrested them"."""
    if token.pos_ != "PRON" or not (wanted.actor or "person" in wanted.words):
        return False
    return is_people(token)


def fit(
    near: Beside,
    verb: Token,
    particle: str,
    wanted: Constraint,
    preps: Sequence[tuple[str, Constraint]],
    exclude: Constraint,
    anchors: Anchors,
) -> Token | bool:
    """Whether a verb meets a frame: the object that does, `True` if none is asked, or `False`.

    `near` is what the verb has beside it, and open to the frame.
    """
    if particle and not has_particle(verb, particle):
        return False
    objects = near.objects
    taken: Token | bool = True
    if not wanted.anything and not wanted.nothing:
        for noun in objects:
            if matches(wanted, noun, anchors) or _may_be_them(wanted, noun):
                taken = noun
                break
        else:
            return False
    for prep, constraint in preps:
        there = near.slots.get(prep)
        if there is None:
            path = prep if prep in {"subj", "iobj"} else f"prep:{prep}"
            there = near.slots[prep] = verb_slot(path, verb, objects)
        for noun in there:
            if matches(constraint, noun, anchors):
                break
        else:
            return False
    if not exclude.anything and any(matches(exclude, o, anchors) for o in objects):
        return False
    return taken
