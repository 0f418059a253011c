"""The actors stage: every mention of somebody or something that acts, and who that is."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from legation.actors.context import settle_countries, settle_people
from legation.actors.coref import resolve
from legation.actors.mentions import Scene, find_entities, find_names
from legation.actors.registry import Registry, load_registry
from legation.actors.roles import find_roles
from legation.nlp.anchors import Anchors
from legation.records import Article, Kind, Mention, Statement


def find_mentions(
    doc: Doc, article: Article, registry: Registry | None = None
) -> tuple[Mention, ...]:
    """Find who and what the text mentions, in text order.

    Names come from the registry on the article's day, else from the entity recogniser; titles and
    agent nouns from the tables; pronouns and phrases such as "both sides" from the text itself.
    What stays ambiguous has no `actor_id`, or is left out if it is a pronoun.
    """
    when = article.published
    scene = Scene(doc, article, registry or load_registry(), when.first if when else None)
    find_names(scene)
    titles = find_roles(scene)
    find_entities(scene)
    settle_people(scene)
    resolve(scene, titles)
    settle_people(scene)
    settle_countries(scene)
    return scene.mentions()


_FIRST_SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
_FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
_HOME_NOUNS = frozenset({"country", "nation", "government", "state", "people", "troops", "army"})


def resolve_quoted(
    doc: Doc, article: Article, mentions: tuple[Mention, ...], statements: tuple[Statement, ...]
) -> tuple[Mention, ...]:
    """Add who "I", "we" and "our country" are inside what somebody says.

    "I" is the speaker; "we" and "our country" stand for the speaker's country where the speaker
    has a public office, else for the speaker. All mentions come back, in text order.
    """
    registry = load_registry()
    taken = {m.passage.start for m in mentions}
    added: list[Mention] = []
    anchors = Anchors(doc, mentions)
    for statement in statements:
        speaker = statement.speaker
        if speaker is None:
            continue
        for part in statement.content:
            span = doc.char_span(part.start, part.end, alignment_mode="expand")
            for token in span or ():
                word = token.lower_
                if word not in _FIRST_SINGULAR | _FIRST_PLURAL or token.idx in taken:
                    continue
                taken.add(token.idx)
                added.append(_first_person(article, token.idx, token.text, speaker, registry))
                if word == "our" and token.head.lemma_.lower() in _HOME_NOUNS:
                    if not anchors.at(token.head):
                        added.append(_home(article, token, speaker, registry))
    if not added:
        return mentions
    return tuple(
        sorted((*mentions, *added), key=lambda m: (m.passage.start, -m.passage.end, m.name))
    )


def _first_person(
    article: Article, start: int, text: str, speaker: Mention, registry: Registry
) -> Mention:
    from legation.nlp.passages import passage_at

    passage = passage_at(article, start, start + len(text))
    if text.lower() in _FIRST_PLURAL and speaker.country and _is_public(speaker):
        return _country_mention(passage, speaker.country, registry, "quote.we")
    return replace(speaker, passage=passage, rule="quote.i", score=min(speaker.score, 0.9))


def _is_public(speaker: Mention) -> bool:
    return speaker.sector in {"GOV", "MIL", "LEG", "COP", "JUD", "SPY"}


def _home(article: Article, token, speaker: Mention, registry: Registry) -> Mention:  # type: ignore[no-untyped-def]
    from legation.nlp.passages import passage_at

    end = token.head.idx + len(token.head.text)
    passage = passage_at(article, token.idx, end)
    if speaker.country:
        return _country_mention(passage, speaker.country, registry, "quote.our_country")
    return replace(speaker, passage=passage, rule="quote.our_country", score=0.5)


def _country_mention(passage, country: str, registry: Registry, rule: str) -> Mention:  # type: ignore[no-untyped-def]
    state = registry.countries.get(country)
    return Mention(
        passage=passage,
        kind=Kind.STATE,
        name=state.name if state else country,
        actor_id=state.id if state else None,
        country=country,
        score=0.8,
        rule=rule,
    )
