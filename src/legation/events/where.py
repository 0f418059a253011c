"""Where an event took place, as its own clause says."""

from __future__ import annotations

from collections.abc import Sequence

from legation.nlp.anchors import Anchors
from legation.nlp.syntax import prep_objects
from legation.nlp.tokens import Token
from legation.records import Kind, Mention

_WHERE = ("in", "at", "near", "outside", "inside", "across", "around", "off", "within")
_TO = ("to", "into")
_PLACES = frozenset({Kind.PLACE})


def place_of(token: Token, words: Sequence[Token], anchors: Anchors) -> Mention | None:
    """The nearest place that hangs on the event's words by a locative preposition.

    A town goes before a country. A "visit to" or "talks in" names its place; without one the
    place is unknown.
    """
    found: list[Mention] = []
    for word in (token, *(w for w in words if w != token)):
        found.extend(anchors.of(prep_objects(word, *_WHERE), _PLACES))
        for noun in [c for c in word.children if c.dep_ in {"dobj", "nsubjpass"}]:
            found.extend(anchors.of(prep_objects(noun, *_WHERE), _PLACES))
        if word.lemma_.lower() in {"visit", "trip", "travel", "arrive", "tour", "go"}:
            found.extend(anchors.of(prep_objects(word, *_TO), _PLACES))
    if not found:
        return None
    return min(found, key=lambda m: (m.rule == "country.place", m.passage.start))
