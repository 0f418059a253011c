"""One phrase to the actor it names: "the Mongolian President", "FSB", "two Russians"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from legation.actors.find import find_mentions
from legation.actors.registry import load_registry
from legation.nlp.anchors import span_of
from legation.nlp.parse import load_model, parse
from legation.records import Article, Kind, Mention


def resolve_phrase(
    text: str, *, on: date | None = None, context: str | None = None
) -> Mention | None:
    """The actor a phrase names on a day, or `None` where it names none that is known.

    `context` is text around the phrase; a country named there fills in one the phrase leaves open.
    """
    if not text.strip():
        return None
    article = Article.from_text(text, published=on)
    doc = parse(article, load_model())
    mentions = find_mentions(doc, article)
    if not mentions:
        return None
    roots = {sent.root.i for sent in doc.sents}

    def rank(mention: Mention) -> tuple[bool, bool, bool, int]:
        span = span_of(doc, mention)
        at_root = span is not None and any(t.i in roots for t in span)
        return (
            mention.kind is Kind.PLACE,
            not at_root,
            mention.kind is Kind.OFFICE,
            mention.passage.start - mention.passage.end,
        )

    best = min(mentions, key=rank)
    country = best.country or next((m.country for m in mentions if m.country), None)
    if country is None and context:
        country = _country_in(context)
    return best if country == best.country else replace(best, country=country)


def _country_in(context: str) -> str | None:
    for _, _, entries in load_registry().names_in(context):
        for entry in entries:
            if entry.actor.country:
                return entry.actor.country
    return None
