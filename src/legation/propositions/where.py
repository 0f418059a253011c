"""Where an event took place, as its own clause says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from legation.language.words import members
from legation.nlp.anchors import Anchors
from legation.nlp.syntax import prep_objects
from legation.nlp.tokens import Token
from legation.ontology import rules_with
from legation.records import Kind, Mention

_TO = ("to", "into")
_PLACES = frozenset({Kind.PLACE})
_RULING = frozenset({Kind.STATE, Kind.GOVERNMENT})


def as_host(mention: Mention, mentions: Sequence[Mention]) -> Mention:
    """The government that receives a visitor to its capital; any other mention as it is.

    It has the name the text gives the state; where it gives none, that of the capital.
    """
    if mention.rule not in rules_with("capital_as_place") or mention.country is None:
        return mention
    named = [m for m in mentions if m.country == mention.country and m.kind in _RULING]
    return replace(
        mention,
        kind=Kind.GOVERNMENT,
        actor_id=f"{mention.country}-gov",
        sector="GOV",
        name=next((m.name for m in named if m.actor_id), mention.name),
        rule="metonym.capital",
    )


def place_of(token: Token, words: Sequence[Token], anchors: Anchors) -> Mention | None:
    """The nearest place that hangs on the event's words by a locative preposition.

    A town goes before a country. A "visit to" or "talks in" names its place; "in the town" is the
    last one told. Without any the place is unknown.
    """
    found: list[Mention] = []
    bare: list[Token] = []
    for word in (token, *(w for w in words if w != token)):
        there = prep_objects(word, *members("prepositions_of_where"))
        hit = prep_objects(word, "on", "against") if word.pos_ == "NOUN" else []
        for noun in [*hit, *(c for c in word.children if c.dep_ in {"dobj", "nsubjpass"})]:
            there += prep_objects(noun, *members("prepositions_of_where"))
        found.extend(anchors.of(there, _PLACES))
        bare.extend(
            t for t in there if t.lemma_.lower() in members("bare_towns") and _is_definite(t)
        )
        if word.lemma_.lower() in members("journeys"):
            found.extend(anchors.of(prep_objects(word, *_TO), _PLACES))
    if not found:
        return _last_town(bare[0], anchors) if bare else None
    return min(found, key=lambda m: (m.rule in rules_with("country_as_place"), m.passage.start))


_REACH = 60  # words back to the name of the town


def _is_definite(token: Token) -> bool:
    return any(c.lower_ == "the" for c in token.lefts)


def _last_town(token: Token, anchors: Anchors) -> Mention | None:
    """The town that was named last before "the town"."""
    found: Mention | None = None
    for root, mention in anchors.placed:
        if root.i >= token.i:
            break
        if token.i - root.i <= _REACH and mention.kind is Kind.PLACE:
            found = mention if mention.rule in rules_with("town_or_capital") else None
    return found
