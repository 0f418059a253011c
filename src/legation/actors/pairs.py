"""Phrases that point back: "the two countries", "both sides", "the mission"."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

from legation.actors.offices import holders_in
from legation.actors.scene import Draft, Scene, called_again
from legation.folding import name_key
from legation.language.words import members
from legation.nlp.syntax import SUBJECTS, children, clause_of, conjuncts, own_subjects, phrase_start
from legation.nlp.tokens import Token
from legation.ontology import rules_with, sectors_of
from legation.records import Kind

CLEAR = 2  # how many times as often the two are named as any third
REACH = 3  # sentences looked back; further antecedents were wrong as often as right
_MARKS = frozenset({"nummod", "det", "predet", "amod", "poss"})
_OFFICES = frozenset({"leader", "minister", "president"})


@cache
def pair_nouns() -> frozenset[str]:
    """Nouns that two are told by: "the two neighbours", "both leaders"."""
    return members("sides_of_two") | members("people_of_two")


MISSION_NOUNS = frozenset({"mission", "force", "operation"})
_BODIES = frozenset({Kind.ORGANISATION, Kind.GROUP, Kind.MISSION})


def is_pair(token: Token) -> bool:
    """Whether the token heads "the two countries", "both leaders" or the like."""
    if token.tag_ not in {"NNS", "NNPS"}:
        return False
    if token.lemma_.lower() not in pair_nouns():
        return False
    marks = {c.lower_ for c in token.children if c.dep_ in _MARKS}
    return "both" in marks or ("two" in marks and bool(marks & members("pointing_words")))


def resolve_pair(scene: Scene, token: Token) -> None:
    """Add the two states, bodies or people in the reach before, if there are exactly two."""
    pair = _last_two(scene, token)
    start = phrase_start(token)
    known = scene.taken.get(token.i)
    if pair and known is not None and known.rule in rules_with("bare"):
        scene.remove(known)
    for one in pair:
        scene.add(called_again(one, token, "memory.pair", 0.75, start=start))
    if len(pair) == 2 and all(one.kind is Kind.STATE for one in pair):
        _share(scene, token, pair)


def _share(scene: Scene, token: Token, pair: list[Draft]) -> None:
    """Give each of two states its own people: "the foreign ministers of both countries"."""
    owned = token.dep_ == "poss" or (token.dep_ == "pobj" and token.head.lower_ in {"of", "from"})
    noun = token.head if token.dep_ == "poss" else token.head.head
    group = scene.taken.get(noun.i) if owned else None
    if (
        group is None
        or group.root != noun.i
        or group.rule not in rules_with("bare")
        or group.country
    ):
        return
    if noun.tag_ != "NNS":
        return
    start = max(group.start, token.i + 2) if token.dep_ == "poss" else group.start
    bare = scene.doc[start : group.end].text
    first, second = pair
    group.country, group.name, group.rule = first.country, f"{bare} of {first.name}", "memory.pair"
    scene.add(replace(group, country=second.country, name=f"{bare} of {second.name}"))


def _last_two(scene: Scene, token: Token) -> list[Draft]:
    """The two nearest parties; a third in the same stretch leaves the phrase open."""
    noun = token.lemma_.lower()
    people, states = noun in members("people_of_two"), noun in members("one_of_two_states")
    found: dict[str, Draft] = {}
    between = [] if people else _between(scene, token)
    if between:
        return between
    here = scene.sentence(token.i)
    beside = (scene.taken.get(i) for i in _others_beside(token, people=people))
    others = {
        one.name
        for d in beside
        if d is not None and (one := d if people else _side(scene, d, states=states))
    }
    for window in (here, *scene.sentences_before(token.i, REACH)):
        named: list[Draft] = []
        for draft in reversed(scene.within(window.start, min(window.end, token.i))):
            one = _person(scene, draft, token) if people else _side(scene, draft, states=states)
            if one is not None and one.name not in others:
                named.append(one)
        found = {**{one.name: one for one in reversed(named)}, **found}
        joined = _joined(scene, named)
        if not people and window is here and len(found) < 2 and not joined:
            foes = _of_story(scene, token, others)
            if foes:
                return foes
        if len(found) >= 2:
            found = joined if len(found) > 2 and joined else found
            break
    return [found[name] for name in sorted(found)] if len(found) == 2 else []


def _between(scene: Scene, token: Token) -> list[Draft]:
    """The two of "a deal between Bamako and the rebels", told in the sentence or just before."""
    here = scene.sentence(token.i)
    for sent in (here, *scene.sentences_before(token.i, 1)):
        for prep in reversed(scene.doc[sent.start : min(sent.end, token.i)]):
            if prep.lower_ != "between" or prep.dep_ != "prep":
                continue
            heads = [c for o in children(prep, "pobj") for c in conjuncts(o)]
            parties = [d for h in heads if (d := scene.taken.get(h.i)) is not None]
            if len(heads) == 2 and len(parties) == 2 and all(_stands_alone(d) for d in parties):
                return parties
    return []


def _stands_alone(draft: Draft) -> bool:
    """Whether it can be one of two sides: a state, a body, rebels; no person, no place."""
    return draft.kind not in {Kind.PERSON, Kind.PLACE} and (
        bool(draft.country) or draft.sector in sectors_of("facing_a_state")
    )


def _of_story(scene: Scene, token: Token, others: set[str]) -> list[Draft]:
    """The two states that the text up to here is about, each named far more than any third."""
    counts: Counter[str] = Counter()
    last: dict[str, Draft] = {}
    for draft in scene.within(0, token.i):
        side = _side(scene, draft, states=True)
        if side is not None and side.country and side.name not in others:
            counts[side.country] += 1
            last[side.country] = side
    ranked = counts.most_common(3)
    if len(ranked) < 2 or ranked[1][1] < _TOLD_OFTEN:
        return []
    if len(ranked) > 2 and ranked[2][1] * CLEAR > ranked[1][1]:
        return []
    return sorted((last[country] for country, _ in ranked[:2]), key=lambda d: d.name)


_TOLD_OFTEN = 3  # mentions; in a shorter text the sentences before say who the two are


def _others_beside(token: Token, *, people: bool) -> list[int]:
    """Who does something to the pair is not of it; nor is who tells of a pair of people."""
    clause = clause_of(token)
    heads = [] if token.dep_ in SUBJECTS else [clause]
    if people:
        heads.append(clause_of(clause.head))
    return [s.i for head in heads for s in own_subjects(head)]


def _joined(scene: Scene, named: list[Draft]) -> dict[str, Draft]:
    """The two that one "and" joins in the stretch ("Iran and Saudi Arabia agreed in Beijing")."""
    by_root = {one.root: one for one in named}
    found: list[dict[str, Draft]] = []
    for root in sorted(by_root):
        token = scene.doc[root]
        while token.dep_ in {"compound", "amod", "nmod"}:  # "Greek leader A and Turkish leader B"
            token = token.head
        if token.dep_ != "conj" and len(conjuncts(token)) == 2:
            both = [by_root[i] for t in conjuncts(token) for i in _named_in(t, by_root)]
            names = {one.name: one for one in both}
            if len(names) == 2:
                found.append(names)
    return found[0] if found and all(each.keys() == found[0].keys() for each in found) else {}


def _named_in(token: Token, by_root: dict[int, Draft]) -> list[int]:
    """Where the member of a coordination is named: by itself, else by what modifies it."""
    if token.i in by_root:
        return [token.i]
    return [c.i for c in token.lefts if c.i in by_root]


def _person(scene: Scene, draft: Draft, token: Token) -> Draft | None:
    """The named person; for "the two ministers" only one whom the text gives such an office."""
    if draft.kind is not Kind.PERSON or draft.rule in rules_with("described"):
        return None
    noun = token.lemma_.lower()
    if noun not in _OFFICES:
        return draft
    titles = {name_key(told.title) for told in holders_in(scene) if told.person.name == draft.name}
    fits = any(t.split(" of ")[0].split()[-1:] == [noun] for t in titles)
    return (
        draft
        if fits or (noun == "leader" and titles & members("heads_of_state_or_government"))
        else None
    )


def _side(scene: Scene, draft: Draft, *, states: bool) -> Draft | None:
    """The state somebody stands for, or a body that stands for itself where not `states`.

    Who speaks for a body of many states stands for none of them.
    """
    if draft.kind in _BODIES and draft.rule in rules_with("by_name") and draft.sector != "JRN":
        return None if states else draft
    if not draft.country or draft.kind is Kind.PLACE:
        return None
    if draft.kind is Kind.PERSON and draft.sector not in sectors_of("of_state"):
        return None
    state = scene.registry.countries.get(draft.country)
    return Draft(
        draft.start,
        draft.end,
        draft.root,
        Kind.STATE,
        state.name if state else draft.name,
        "memory.pair",
        actor_id=state.id if state else None,
        country=draft.country,
    )


def is_mission(token: Token) -> bool:
    """Whether the token may head a phrase for a mission: "the mission", "the NATO-led force"."""
    return token.lemma_.lower() in MISSION_NOUNS


def resolve_mission(scene: Scene, token: Token) -> None:
    """Add the one mission the text names, if the phrase fits it.

    A name in brackets or apposition goes first. A phrase for something else ("trade mission",
    "the police force") names no mission.
    """
    known = scene.taken.get(token.i)
    if (known is not None and known.kind is Kind.MISSION) or token.dep_ == "compound":
        return
    mission = _mission_meant(scene, token)
    if mission is None:
        return
    if known is not None and known.root == token.i:
        scene.remove(known)
    start = next((c.i for c in token.lefts if c.dep_ in {"compound", "amod"}), token.i)
    scene.add(
        Draft(
            start,
            token.i + 1,
            token.i,
            Kind.MISSION,
            mission.name,
            "memory.mission",
            actor_id=mission.actor_id,
            country=mission.country,
            sector=mission.sector,
            score=0.8,
        )
    )


def _mission_meant(scene: Scene, token: Token) -> Draft | None:
    words = {c.lower_ for c in token.lefts if c.dep_ in {"compound", "amod", "nmod"}}
    named = [scene.taken.get(c.i) for c in children(token, "appos")]
    missions = {d.name: d for d in named if d is not None and d.kind is Kind.MISSION}
    if not missions:
        if not words <= members("mission_words") or (not words and not _definite(token)):
            return None
        missions = {d.name: d for d in scene.drafts if d.kind is Kind.MISSION}
    return next(iter(missions.values())) if len(missions) == 1 else None


def _definite(token: Token) -> bool:
    return any(c.dep_ in {"det", "poss"} and c.lower_ != "a" for c in token.children)
