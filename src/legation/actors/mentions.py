"""The actors stage: every mention of somebody or something that acts, and who that is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from legation.actors.bodies import (
    body_nouns,
    is_body_noun,
    is_land_noun,
    resolve_body,
    resolve_described,
    resolve_land,
)
from legation.actors.context import (
    settle_called,
    settle_countries,
    settle_described,
    settle_people,
    settle_pointing,
)
from legation.actors.counterparts import resolve_counterpart
from legation.actors.entities import find_entities, find_towns
from legation.actors.first_person import resolve_quoted
from legation.actors.names import find_names
from legation.actors.offices import resolve_title
from legation.actors.owners import Phrase
from legation.actors.pairs import (
    MISSION_NOUNS,
    is_mission,
    is_pair,
    pair_nouns,
    resolve_mission,
    resolve_pair,
)
from legation.actors.people import find_people
from legation.actors.pronouns import HE_SHE, IT, resolve_it, resolve_person
from legation.actors.roles import find_roles
from legation.actors.scene import Scene
from legation.language.words import members
from legation.nlp.times import Time, find_times
from legation.nlp.tokens import Parsed, Token, flat
from legation.records import Article, Mention
from legation.registry.known import Registry
from legation.registry.load import load_registry

__all__ = ["find_mentions", "resolve_quoted"]


def find_mentions(
    doc: Parsed,
    article: Article,
    registry: Registry | None = None,
    times: tuple[Time, ...] | None = None,
) -> tuple[Mention, ...]:
    """Find who and what the text mentions, in text order.

    Names come from the registry on the article's day, else from the entity recogniser; titles and
    agent nouns from the tables; pronouns and phrases such as "both sides" from the text itself.
    `times` come from `find_times`. What stays ambiguous has no `actor_id`, or is left out if it is
    a pronoun.
    """
    doc, when = flat(doc, article.text), article.published
    on = when.first if when else None
    times = find_times(doc, article) if times is None else times
    scene = Scene(doc, article, registry or load_registry(), on, times)
    find_names(scene)
    find_people(scene)
    find_towns(scene)
    titles = find_roles(scene)
    find_entities(scene)
    settle_described(scene)
    settle_people(scene)
    _resolve(scene, titles)
    settle_called(scene)
    settle_people(scene)
    resolve_described(scene)
    settle_countries(scene)
    settle_pointing(scene)
    settle_people(scene)
    return scene.mentions()


@cache
def _triggers() -> frozenset[str]:
    nouns = (*pair_nouns(), *MISSION_NOUNS, *body_nouns(), *members("lands"))
    return frozenset({"counterpart", *HE_SHE, *IT, *nouns})


def _resolve(scene: Scene, titles: Sequence[Phrase]) -> None:
    """Add drafts for the titles that stand alone and for every phrase that points back.

    Each rule answers only where one candidate is left; otherwise the mention stays open and
    nobody is named.
    """
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
