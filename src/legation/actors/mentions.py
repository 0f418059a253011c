"""The actors stage: every mention of somebody or something that acts, and who that is.

`find_mentions` reads a text; `resolve_phrase` one phrase: "the Mongolian President", "FSB".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from legation.actors.bodies import (
    body_nouns,
    is_body_noun,
    is_half_noun,
    is_land_noun,
    resolve_body,
    resolve_described,
    resolve_half,
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
from legation.actors.first_person import resolve_quoted
from legation.actors.named.entities import find_entities, find_short_forms, find_towns
from legation.actors.named.names import find_names
from legation.actors.named.people import find_people
from legation.actors.named.settlements import find_settlements
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
from legation.actors.pronouns import HE_SHE, IT, resolve_it, resolve_person
from legation.actors.roles import find_roles
from legation.actors.scene import Scene
from legation.language.words import members
from legation.nlp.anchors import span_of
from legation.nlp.parse import load_model, parse
from legation.nlp.syntax import ancestors_within
from legation.nlp.times import Time, find_times
from legation.nlp.tokens import Doc, Parsed, Token, flat
from legation.ontology import rules_with
from legation.records import Article, Kind, Mention
from legation.registry.known import Registry
from legation.registry.load import load_registry

__all__ = ["find_mentions", "resolve_phrase", "resolve_quoted"]


def find_mentions(
    doc: Parsed,
    article: Article,
    registry: Registry | None = None,
    times: tuple[Time, ...] | None = None,
    *,
    looked_up: bool = False,
) -> tuple[Mention, ...]:
    """Find who and what the text mentions, in text order.

    Names come from the registry on the article's day, else from the entity recogniser; titles and
    agent nouns from the tables; pronouns and phrases such as "both sides" from the text itself.
    `looked_up` is for a phrase by itself: without a day it is of the tables' day, where nobody of
    an article holds an office. `times` come from `find_times`. What stays ambiguous has no
    `actor_id`, or is left out if it is a pronoun.
    """
    doc, when = flat(doc, article.text), article.published
    on = when.first if when else None
    times = find_times(doc, article) if times is None else times
    scene = Scene(doc, article, registry or load_registry(), on, times, looked_up)
    find_short_forms(scene)
    find_names(scene)
    find_settlements(scene)
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
    nouns += tuple(members("halves_of_lands"))
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
    elif is_half_noun(token):
        resolve_half(scene, token)


def resolve_phrase(
    text: str,
    *,
    on: date | None = None,
    context: str | None = None,
    registry: Registry | None = None,
) -> Mention | None:
    """The actor a phrase names on a day, or `None` where it names none that is known.

    `context` is text around the phrase; a country named there fills in one the phrase leaves open.
    A town alone stands for who acts there: a capital for the government, another for its people.
    """
    if not text.strip():
        return None
    registry = registry or load_registry()
    article = Article.from_text(text, published=on)
    doc = flat(parse(article, load_model()), text)
    mentions = find_mentions(doc, article, registry, looked_up=True)
    if not mentions:
        return None
    best = min(mentions, key=lambda m: _rank(doc, m))
    if best.passage.text.strip() == text.strip():
        best = _acting(best)
    country = best.country or next((m.country for m in mentions if m.country), None)
    if country is None and context:
        country = _country_in(context, registry)
    return best if country == best.country else replace(best, country=country)


def _rank(doc: Doc, mention: Mention) -> tuple[bool, int, bool, int]:
    """Parties before places, then what is higher in the parse, then the longer."""
    span = span_of(doc, mention)
    depth = sum(1 for _ in ancestors_within(span.root)) if span is not None else len(doc)
    length = mention.passage.start - mention.passage.end
    return mention.kind is Kind.PLACE, depth, mention.kind is Kind.OFFICE, length


def _acting(mention: Mention) -> Mention:
    if mention.rule in rules_with("capital_as_place"):
        return replace(mention, kind=Kind.GOVERNMENT, sector="GOV", rule="metonym.capital")
    if mention.kind is Kind.PLACE and mention.rule in rules_with("town") and mention.sector is None:
        return replace(mention, sector="CVL")
    return mention


def _country_in(context: str, registry: Registry) -> str | None:
    for _, _, entries in registry.names_in(context):
        for entry in entries:
            if entry.actor.country:
                return entry.actor.country
    return None
