"""The country of a people or a body that no word of its own tells: by its clause or phrase."""

from __future__ import annotations

from legation.actors.owners import place_in
from legation.actors.scene import Draft, Scene
from legation.actors.signs import bearing, clause_chain, clauses, is_topic, is_where
from legation.language.words import members
from legation.nlp.syntax import children, clause_of, own_prep_objects, subjects, subtree_span
from legation.ontology import rules_with
from legation.records import Kind


def settle_communities(scene: Scene) -> None:
    """Give a people of several countries the one that its own phrase or clause says.

    "Kurds in northern Syria" are of Syria, and so are "the Kurds" of a text that elsewhere speaks
    of Syrian Kurds and of no others. Where the text happens to be tells nothing.
    """
    homes = {d.name: scene.registry.homes(d.name) for d in _without_country(scene)}
    if not any(homes.values()):
        return
    told: dict[str, set[str]] = {name: _told_parts(scene, name) for name in homes}
    for draft in _without_country(scene):
        land = phrase_land(scene, draft)
        if land is not None and land in homes[draft.name]:
            draft.country = land
            told[draft.name].add(land)
    for draft in _without_country(scene):
        lands, known = homes[draft.name], told[draft.name]
        here = scene.sentence(draft.root)
        named = {d.country for d in scene.within(here.start, here.end) if d.kind is Kind.PLACE}
        if len(known) == 1 and known <= lands and named <= known:
            draft.country = next(iter(known))
        elif not known:
            draft.country = _clause_land(scene, draft, lands)


def _clause_land(scene: Scene, draft: Draft, lands: frozenset[str]) -> str | None:
    """The one home of a people where its clause happens, if the sentence names no other of them.

    Nor any place elsewhere: "Kurds marched in Oslo for Afrin".
    """
    sent, around = scene.sentence(draft.root), clauses(scene.doc[draft.root])
    there = scene.within(sent.start, sent.end)
    found = {d.country for d in there if d.country in lands}
    places = [d for d in there if d.kind is Kind.PLACE and not scene.in_dateline(d.root)]
    placed = any(
        clause_of(scene.doc[d.root]).i in around and not is_topic(scene, d)
        for d in places
        if d.country in lands
    )
    elsewhere = any(d.country is not None and d.country not in found for d in places)
    return found.pop() if placed and len(found) == 1 and not elsewhere else None


def phrase_land(scene: Scene, draft: Draft) -> str | None:
    """The one country of the places that stand with the noun itself: "police in Goma"."""
    noun = scene.doc[draft.root]
    if draft.kind is Kind.COMMUNITY and noun.dep_ in _BEFORE_NOUNS:
        noun = noun.head  # "the Kurdish quarter of Aleppo"
    near = own_prep_objects(noun, *_AT_A_PLACE, *members("prepositions_of_origin"))
    if any(children(t, "conj") for t in near):
        return None  # "agencies in Iraq and Europe"
    there = [scene.at(t.i, Kind.PLACE) or place_in(scene, t) for t in near]
    found = {d.country for d in there if d is not None and d is not draft}
    return found.pop() if len(found) == 1 else None


_BEFORE_NOUNS = frozenset({"amod", "compound", "nmod"})


_AT_A_PLACE = frozenset({"near", "around", "across"})


def _told_parts(scene: Scene, people: str) -> set[str]:
    """The countries of the parts of a people that the text names: "Syrian Kurds"."""
    last, community = people.split()[-1], Kind.COMMUNITY
    return {
        d.country
        for d in scene.drafts
        if d.kind is community and d.country and d.name != people and d.name.split()[-1] == last
    }


def community_country(scene: Scene, draft: Draft) -> str | None:
    """The country of the people that a body is of: "Kurdish forces"."""
    for inner in scene.within(draft.start, draft.root + 1):
        if inner is not draft and inner.country and inner.kind is Kind.COMMUNITY:
            return inner.country
    return None


def _without_country(scene: Scene) -> list[Draft]:
    return [
        d for d in scene.drafts if d.rule in rules_with("named_community") and d.country is None
    ]


def own_subject(scene: Scene, draft: Draft) -> str | None:
    """The country of the state or body that is the subject of the clause, or of those around.

    "Chad said that its army had left."
    """
    doc, taken = scene.doc, scene.taken
    several = any(c.lower_ != "its" for c in children(doc[draft.root], "poss"))
    for verb in clause_chain(doc[draft.root]):
        here = [d for s in subjects(verb) if (d := taken.get(s.i)) is not None and d is not draft]
        if here:
            found = {d.country for d in here if d.kind in _OWNERS and d.country}
            return found.pop() if len(found) == 1 and len(here) == 1 else None
        if several:
            return None  # "pressed other states not to take their citizens"
    return None


_OWNERS = frozenset({Kind.STATE, Kind.GOVERNMENT, Kind.ORGANISATION, Kind.GROUP, Kind.MISSION})


def place_inside(scene: Scene, draft: Draft) -> str | None:
    """The country where what is told of a draft in its own phrase happens.

    Refugees are of where they come from: "refugees from Mali", "people fleeing war in Mali".
    """
    noun = scene.doc[draft.root]
    start, end = subtree_span(noun)
    found = {
        d.country
        for d in scene.within(max(start, draft.end), end + 1)
        if d.country
        and d.kind is Kind.PLACE
        and (_is_left(scene, d) if draft.sector == "REF" else is_where(scene.doc[d.root]))
    }
    return found.pop() if len(found) == 1 else None


def _is_left(scene: Scene, draft: Draft) -> bool:
    """Whether the place is told of as one that somebody left."""
    place = scene.doc[draft.root]
    verb = clause_of(place)
    return bearing(place) in {"from", "across"} or (
        verb.lemma_.lower() in members("verbs_of_flight") and bearing(place) != "to"
    )
