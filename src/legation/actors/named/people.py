"""People by name: full names known or not, surnames from memory or from the dated table."""

from __future__ import annotations

from rapidfuzz import fuzz

from legation.actors.named.edges import is_only_title, name_tokens
from legation.actors.named.lone_names import find_lone_names
from legation.actors.named.namesakes import (
    home_beside,
    is_another,
    is_body,
)
from legation.actors.named.nobodies import is_nobody
from legation.actors.named.somebodies import is_somebody
from legation.actors.named.tenure import date_person
from legation.actors.scene import Draft, Scene
from legation.folding import name_key
from legation.nlp.tokens import Span
from legation.records import Actor, Kind
from legation.registry.surnames import without_rank

ALIKE = 88  # "Mohammed Hussein Roble" and "Mohamed Hussein Roble": 98; two first names: under 80


def find_people(scene: Scene) -> None:
    """Add people the entity recogniser finds, then surnames that stand alone."""
    for ent in scene.ents:
        if ent.label_ != "PERSON" and not is_somebody(scene, ent):
            continue
        if is_body(ent):
            continue
        start, end = name_tokens(scene, ent)
        if end - start < 2 or not scene.free(start, end) or is_only_title(scene, start, end):
            continue
        told = start > 0 and scene.doc[start - 1].lower_ == "the"  # "the Washington Examiner"
        if not told and not is_nobody(scene, scene.doc[start:end]):
            _add_full_name(scene, scene.doc[start:end])
    find_lone_names(scene)


def _add_full_name(scene: Scene, span: Span) -> None:
    draft = Draft(
        span.start, span.end, span.root.i, Kind.PERSON, span.text, "person.unknown", score=0.8
    )
    known = _same_person(scene, span)
    if known is not None:
        alone = name_key(known.name).split()[0] != name_key(span.text).split()[0]
        if is_another(scene, span.start, span.end, known, alone=alone):
            known = None
    if known is not None:
        draft.actor_id, draft.name = known.id, known.name
        date_person(scene, draft, known)
    else:
        draft.country = home_beside(scene, span)
    scene.add(draft)
    scene.remember(draft, span.text)


def _same_person(scene: Scene, span: Span) -> Actor | None:
    """The one registry person with that surname and the same or a like first name.

    "Vladimir V. Putin", "Joseph R. Biden Jr.", "Mohammed Hussein Roble".
    """
    name = name_key(without_rank(span.text))
    words = name.split()
    people = scene.registry.person_by_surname(words[-1], scene.on)
    same = [p for p in people if words[0] == name_key(p.name).split()[0] and not _one_name(p)]
    same = same or [p for p in people if f" {name_key(p.name)}".endswith(f" {name}")]  # "bin Laden"
    if not same and people:
        same = [p for p in people if fuzz.ratio(name, name_key(p.name)) >= ALIKE]
    return same[0] if len(same) == 1 else None


def _one_name(person: Actor) -> bool:
    """Whether somebody goes by one name, so that no second makes him: "Hassan II", not Hassan H."""
    return " " not in name_key(without_rank(person.name))
