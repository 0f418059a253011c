"""What a verb has beside it: its objects and particles, found once for all who ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from legation.language.words import members
from legation.nlp.constraints import Constraint
from legation.nlp.syntax import children, conjuncts, is_passive, objects, prep_objects
from legation.nlp.tokens import Token
from legation.propositions.numbers import is_sum

SUM = "money"  # the word of a table that a sum of money stands for


class Framed(Protocol):
    """An entry of a verb: the particle and the object that it asks for."""

    @property
    def particle(self) -> str:
        """The particle, or nothing."""

    @property
    def object(self) -> Constraint:
        """What the object must be."""


Entry = TypeVar("Entry", bound=Framed)


class Beside:
    """What a verb has beside it, found once for all frames that are tried on it."""

    __slots__ = ("idiom", "objects", "particles", "slots", "words")

    def __init__(self, verb: Token) -> None:
        self.objects = _verb_objects(verb)
        self.words = {w for o in self.objects for w in (o.lower_, o.lemma_.lower())}
        for noun in self.objects:
            if is_sum(noun):
                self.words.add(SUM)
                break
        self.slots: dict[str, list[Token]] = {}  # by preposition, kept by `slots.fit`
        self.particles = {c.lower_ for c in verb.children if c.dep_ in _PARTICLES}
        self.idiom = _is_idiom(verb)

    def open_to(self, frames: Sequence[Entry]) -> list[tuple[int, Entry]]:
        """The frames that are not seen at once not to fit, each with its place among all."""
        particles, objects, words = self.particles, self.objects, self.words
        found = []
        for place, frame in enumerate(frames):
            particle, wanted = frame.particle, frame.object
            if particle and particle not in particles and " " not in particle:
                continue  # most frames of a verb that has many
            if wanted.anything:
                pass
            elif wanted.nothing or not objects:
                if wanted.nothing is bool(objects):
                    continue
            elif wanted.literal and words.isdisjoint(wanted.words):
                continue
            found.append((place, frame))
        return found


def _is_idiom(verb: Token) -> bool:
    """Whether a particle makes another word of the verb: "took up a post", "took it out of"."""
    if verb.lemma_.lower() in members("giving_verbs"):
        return False  # "handed over two boats to Chad"
    for child in verb.rights:
        if child.dep_ == "prt":
            return True
        if child.lower_ == "out" and any(p.lower_ == "of" for p in child.children):
            return True
    return False


_PARTICLES = frozenset({"prt", "advmod", "prep", "acomp", "oprd"})


def beside(verb: Token) -> Beside:
    """What the verb has beside it."""
    kept: dict[int, Beside] = verb.doc.kept["beside"]
    known = kept.get(verb.i)
    if known is None:
        known = kept[verb.i] = Beside(verb)
    return known


_MEASURES = frozenset(
    "ton tonne kg kilogram kilo pound litre liter gallon barrel box crate shipment consignment "
    "load truckload planeload batch package amount quantity number million billion dollar euro "
    "round series string wave range set host couple dozen hundred thousand score".split()
)


def verb_objects(verb: Token) -> list[Token]:
    """Objects of the verb; a relative pronoun's noun in its place, and what a measure measures."""
    return [*beside(verb).objects]


def is_share(noun: Token) -> bool:
    """Whether a word only says how many or much of a whole: "most of", "one of", "thirty of"."""
    return noun.tag_ == "CD" or noun.lower_ in members("shares_of_a_whole")


def given_beside(verb: Token) -> Token | None:
    """Who is given something, where the parse has him as one of two objects: "sent Chad a boat"."""
    things = children(verb, "dobj")
    if len(things) < 2 or verb.lemma_.lower() not in members("giving_verbs"):
        return None
    named = things[0].pos_ == "PROPN" and things[1].pos_ != "PROPN"
    return things[0] if named else None


def _verb_objects(verb: Token) -> list[Token]:
    out = []
    things = children(verb, "dobj") if is_passive(verb) else []
    given = given_beside(verb)
    for obj in things or objects(verb):
        if given is not None and (obj is given or obj.head is given):
            continue
        if obj.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
            out.append(verb.head)
            continue
        if obj.lemma_.lower() in _MEASURES or is_sum(obj) or is_share(obj):
            out.extend(prep_objects(obj, "of"))  # "25 tons of food", "most of the troops"
            out.extend(_in_kind(verb, obj))
        elif obj.pos_ in _COUNTING:
            out.extend(prep_objects(obj, "of"))  # "five of the captives"
        out.append(obj)
    return out or _up_to(verb) or _told_to(verb) or _standing(verb)


def _standing(verb: Token) -> list[Token]:
    """Who stands accused: the subject of "stood", of which the participle is told."""
    if verb.tag_ != "VBN" or verb.head.lemma_ != "stand" or verb.dep_ not in _TOLD_OF:
        return []
    return [c for s in children(verb.head, "nsubj") for c in conjuncts(s)]


_TOLD_OF = frozenset({"acomp", "advcl", "oprd", "xcomp"})


_COUNTING = frozenset({"NUM", "DET", "PRON"})


def _told_to(verb: Token) -> list[Token]:
    """Whom a verb lets or makes do something: "allowed two airlines to land".

    The parse has them as the subject of the infinitive alone.
    """
    if is_passive(verb):
        return []
    for clause in children(verb, "ccomp"):
        if clause.tag_ == "VB" and clause.i > verb.i and any(c.tag_ == "TO" for c in clause.lefts):
            return [c for s in children(clause, "nsubj") for c in conjuncts(s)]
    return []


def _in_kind(verb: Token, sum_: Token) -> list[Token]:
    """What a sum is given in: "20 million dollars in food aid"."""
    found = [t for w in (sum_, verb) for t in prep_objects(w, "in") if t.i > sum_.i]
    return [t for t in found if t.lemma_.lower() in _AID and t.i - sum_.i < _NEAR]


_AID = frozenset({"aid", "assistance", "relief"})
_NEAR = 6  # words from the sum to the kind


def _up_to(verb: Token) -> list[Token]:
    """The object of "sends up to 900 troops", which the parse takes for "send up"."""
    for particle in children(verb, "prt"):
        after = particle.i + 1
        if particle.lower_ == "up" and after < len(verb.doc) and verb.doc[after].lower_ == "to":
            return [o for o in children(verb.doc[after], "pobj") if children(o, "nummod")][:1]
    return []


def has_particle(verb: Token, particle: str) -> bool:
    """Whether the verb has the particle, adverb or fixed words right after it."""
    words = particle.split()
    if len(words) == 1:
        return words[0] in beside(verb).particles
    return [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 1 + len(words)]] == words
