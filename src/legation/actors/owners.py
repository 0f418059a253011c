"""Whose a body is by the country beside its name: "Kenya's Constitutional Court"."""

from __future__ import annotations

from legation.actors.folding import fold
from legation.actors.known import Entry, Form
from legation.actors.scene import Draft, Scene
from legation.actors.sorts import sort_of
from legation.nlp.syntax import children
from legation.nlp.tokens import Span, Token
from legation.records import Kind


def owners_beside(scene: Scene, span: Span) -> set[str]:
    """Countries that own the name: "Pakistan's Supreme Court", "the Congress of Peru"."""
    near = children(span.root, "poss", "amod", "compound", "nmod")
    near += [o for p in children(span.root, "prep") if p.lower_ == "of" for o in p.children]
    found = (scene.taken.get(t.i) for t in near if not span.start <= t.i < span.end)
    return {d.country for d in found if d is not None and d.country}


def owner_before(scene: Scene, span: Span) -> set[str]:
    """The country that owns the name from right before it: "Russia's Security Council"."""
    at = span.start - 1
    while at > 0 and _is_rank(scene.doc[at]):
        at -= 1
    if at > 0 and scene.doc[at].tag_ == "POS":
        owner = scene.at(at - 1, Kind.STATE, Kind.GOVERNMENT)
    else:
        owner = scene.at(at, Kind.STATE) if at >= 0 else None
        owner = owner if owner is not None and owner.form is Form.DEMONYM else None
    return {owner.country} if owner is not None and owner.country else set()


def _is_rank(token: Token) -> bool:
    return token.text[:1].isupper() and token.lower_ in _RANKS


_RANKS = frozenset({"national", "supreme", "federal", "higher", "high"})


def is_shortened(span: Span, entry: Entry) -> bool:
    """Whether others can be called so: a body of a country, or "Security Council" without UN."""
    return entry.actor.country is not None or fold(span.text) != fold(entry.actor.name)


def call_by_owner(scene: Scene, draft: Draft, owners: set[str]) -> None:
    """Make the draft the body of its owner: the one of the tables, or another by the same words.

    "Russia's Security Council" is in the tables as "Security Council of Russia".
    """
    while draft.start > 0 and _is_rank(scene.doc[draft.start - 1]):
        draft.start -= 1
        scene.taken.setdefault(draft.start, draft)
    draft.name = scene.doc[draft.start : draft.end].text
    draft.actor_id, draft.score = None, 0.7
    draft.country = owners.pop() if len(owners) == 1 else None
    draft.sector = sort_of(scene.registry, draft.name) or draft.sector
    if draft.sector in _VAGUE:
        draft.sector = "GOV"
    state = scene.registry.countries.get(draft.country or "")
    for entry in scene.registry.entries(f"{draft.name} of {state.name}") if state else ():
        if entry.form is Form.BODY:
            draft.actor_id, draft.name = entry.actor.id, entry.actor.name
            draft.sector = entry.actor.sectors[0] if entry.actor.sectors else draft.sector


_VAGUE = frozenset({"UNO", "IGO", "EUR", "UNK", None})


def countries_beside(scene: Scene, span: Span) -> set[str]:
    """Countries in the phrase of the name, also as its head or right before it."""
    near = [span.root.head, *([span.doc[span.start - 1]] if span.start else [])]
    found = (scene.taken.get(t.i) for t in near)
    return owners_beside(scene, span) | {d.country for d in found if d is not None and d.country}
