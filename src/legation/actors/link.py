"""One phrase to the actor it names: "the Mongolian President", "FSB", "two Russians"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from legation.actors.mentions import find_mentions
from legation.nlp.anchors import span_of
from legation.nlp.parse import load_model, parse
from legation.nlp.syntax import ancestors_within
from legation.nlp.tokens import Doc, flat
from legation.ontology import rules_with
from legation.records import Article, Kind, Mention
from legation.registry.known import Registry
from legation.registry.load import load_registry


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
    mentions = find_mentions(doc, article, registry)
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
