"""The country of bodies without one: "police", "the government" belong to where the story is."""

from __future__ import annotations

from legation.actors.scene import Draft, Scene
from legation.records import Kind

_DOMESTIC = frozenset("GOV COP JUD LEG OPP PTY CVL LAB AGR EDU REF SOC CRM".split())


def settle_countries(scene: Scene) -> None:
    """Give bare domestic bodies and offices the one country their sentence or dateline names."""
    dateline = _dateline_country(scene)
    for draft in scene.drafts:
        if draft.country is not None or draft.sector not in _DOMESTIC:
            continue
        if draft.rule not in {"agent.bare", "office.phrase", "office.title", "person.unknown"}:
            continue
        country, rule = _possessor_country(scene, draft), "context.possessor"
        if country is None:
            country, rule = _sentence_country(scene, draft), "context.sentence"
        if country is None:
            country, rule = dateline, "context.dateline"
        if country is not None:
            draft.country = country
            if draft.rule == "agent.bare":
                draft.rule = rule


def _possessor_country(scene: Scene, draft: Draft) -> str | None:
    """The country of who owns the body ("his government", "their army")."""
    for child in scene.doc[draft.root].children:
        owner = scene.taken.get(child.i) if child.dep_ == "poss" else None
        if owner is not None and owner.country:
            return owner.country
    return None


def _sentence_country(scene: Scene, draft: Draft) -> str | None:
    """The one country whose places the sentence names, else the one country it names at all."""
    sent = scene.sentence(draft.root)
    beside = [d for d in scene.within(sent.start, sent.end) if d.country and d is not draft]
    places = {d.country for d in beside if d.kind is Kind.PLACE}
    every = {d.country for d in beside}
    for found in (places, every):
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _dateline_country(scene: Scene) -> str | None:
    for _, _, entries in scene.registry.names_in(scene.dateline().title()):
        if entries[0].actor.country:
            return entries[0].actor.country
    return None


def settle_people(scene: Scene) -> None:
    """What the text says of a person in one place holds for every mention of that person."""
    stated: dict[str, Draft] = {}
    for draft in scene.drafts:
        if draft.kind is Kind.PERSON and draft.role and draft.rule.startswith(_NAMED):
            stated.setdefault(draft.name, draft)
    for draft in scene.drafts:
        known = stated.get(draft.name)
        if known is not None and draft.kind is Kind.PERSON:
            draft.country = known.country or draft.country
            draft.sector = known.sector or draft.sector


_NAMED = ("person.", "memory.surname")
