"""Memory inside a text: lone titles, counterparts, pairs and pronouns, in text order.

Each rule answers only where one candidate is left; otherwise the mention stays open and nobody is
named.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from legation.actors.bodies import (
    body_nouns,
    is_body_noun,
    is_land_noun,
    resolve_body,
    resolve_land,
)
from legation.actors.counterparts import resolve_counterpart
from legation.actors.offices import resolve_title
from legation.actors.pairs import (
    MISSION_NOUNS,
    is_mission,
    is_pair,
    pair_nouns,
    resolve_mission,
    resolve_pair,
)
from legation.actors.pronouns import HE_SHE, IT, resolve_it, resolve_person
from legation.actors.scene import Scene
from legation.actors.titles import Phrase
from legation.language.words import members
from legation.nlp.tokens import Token


@cache
def _triggers() -> frozenset[str]:
    nouns = (*pair_nouns(), *MISSION_NOUNS, *body_nouns(), *members("lands"))
    return frozenset({"counterpart", *HE_SHE, *IT, *nouns})


def resolve(scene: Scene, titles: Sequence[Phrase]) -> None:
    """Add drafts for the titles that stand alone and for every phrase that points back."""
    starts = {phrase.words: phrase for phrase in titles}
    for i in sorted({*starts, *scene.words.among(_triggers())}):
        token = scene.doc[i]
        if i in starts:
            resolve_title(scene, starts[token.i])
        elif token.pos_ in {"NOUN", "PROPN"}:
            _resolve_noun(scene, token)
        elif token.i in scene.taken:
            continue
        elif token.lower_ in HE_SHE:
            resolve_person(scene, token)
        elif token.lower_ in IT:
            resolve_it(scene, token)


def _resolve_noun(scene: Scene, token: Token) -> None:
    if token.lemma_.lower() == "counterpart":
        resolve_counterpart(scene, token)
    elif is_pair(token):
        resolve_pair(scene, token)
    elif is_mission(token):
        resolve_mission(scene, token)
    elif is_body_noun(token):
        resolve_body(scene, token)
    elif is_land_noun(token):
        resolve_land(scene, token)
