"""The actors stage: every mention of somebody or something that acts, and who that is."""

from __future__ import annotations

from legation.actors.context import (
    settle_called,
    settle_countries,
    settle_described,
    settle_people,
    settle_pointing,
)
from legation.actors.entities import find_entities
from legation.actors.first_person import resolve_quoted
from legation.actors.memory import resolve
from legation.actors.names import find_names
from legation.actors.people import find_people
from legation.actors.roles import find_roles
from legation.actors.scene import Scene
from legation.nlp.times import Time, find_times
from legation.nlp.tokens import Parsed, flat
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
    titles = find_roles(scene)
    find_entities(scene)
    settle_described(scene)
    settle_people(scene)
    resolve(scene, titles)
    settle_called(scene)
    settle_people(scene)
    settle_countries(scene)
    settle_pointing(scene)
    settle_people(scene)
    return scene.mentions()
