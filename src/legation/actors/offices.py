"""Titles without a name ("the minister", "the Polish president"), by memory or dated table."""

from __future__ import annotations

from collections.abc import Iterator

from legation.actors.folding import key
from legation.actors.known import Title, covers
from legation.actors.roles import sector_of
from legation.actors.scene import Draft, Scene
from legation.actors.titles import Phrase
from legation.nlp.syntax import children
from legation.records import Kind, Office


def resolve_title(scene: Scene, phrase: Phrase) -> None:
    """Add the office, or its holder where the text or else the table tells who that is."""
    assert isinstance(phrase.entry, Title)
    title, country = phrase.entry, phrase.country or _owner_country(scene, phrase)
    draft = Draft(
        phrase.start,
        phrase.end,
        phrase.head.i,
        Kind.OFFICE,
        title.title,
        "office.abroad" if phrase.abroad and not country else "office.phrase",
        country=country,
        sector=sector_of(phrase),
        role=scene.doc[phrase.start : phrase.end].text,
        score=0.7,
    )
    if phrase.prefix == "former":
        draft.sector = "ELI"
    elif (holder := _remembered(scene, phrase, country)) is not None:
        draft.kind, draft.name, draft.actor_id = Kind.PERSON, holder.name, holder.actor_id
        draft.country, draft.sector, draft.rule = holder.country, holder.sector, "memory.office"
    elif phrase.prefix is None and phrase.body is None:
        known = scene.registry.holder(title.title, country, scene.on)
        if known is not None:
            draft.kind, draft.name, draft.actor_id = Kind.PERSON, known.name, known.id
            draft.rule = "office.dated"
    scene.add(draft)


def _owner_country(scene: Scene, phrase: Phrase) -> str | None:
    """The country of "its president", "their foreign minister"."""
    for poss in children(phrase.head, "poss"):
        owner = scene.taken.get(poss.i)
        if owner is not None and owner.country:
            return owner.country
    return None


def _remembered(scene: Scene, phrase: Phrase, country: str | None) -> Draft | None:
    """The one person of the text with the same title, of the same country where one is given.

    Of several the one who was named before the phrase, if that is one.
    """
    if not _is_definite(phrase):
        return None
    exact: dict[str, Draft] = {}
    loose: dict[str, Draft] = {}
    for title, held_in, person in _holders(scene):
        if country is not None and held_in not in {None, country}:
            continue
        match = _same_office(phrase, title)
        if match:
            (exact if match == "exact" else loose).setdefault(person.name, person)
    pool = exact or loose
    if len(pool) > 1:
        pool = {name: p for name, p in pool.items() if p.start < phrase.start}
    return next(iter(pool.values())) if len(pool) == 1 else None


def _holders(scene: Scene) -> Iterator[tuple[str, str | None, Draft]]:
    """Offices that the text gives to people, then those that the table gives them on the day."""
    people: dict[str, Draft] = {}
    for draft in scene.drafts:
        if draft.kind is Kind.PERSON and not draft.rule.startswith("agent."):
            people.setdefault(draft.name, draft)
    for draft in scene.drafts:
        if draft.kind is Kind.OFFICE and draft.rule == "office.title" and draft.role in people:
            yield draft.name, draft.country, people[draft.role]
    for person in people.values():
        for office in _dated(scene, person):
            yield office.title, office.country, person


def _dated(scene: Scene, person: Draft) -> tuple[Office, ...]:
    actor = scene.registry.actors.get(person.actor_id or "")
    if actor is None or person.rule.startswith(("office.", "memory.office")):
        return ()
    return tuple(o for o in actor.offices if covers(o.when, scene.on))


def _same_office(phrase: Phrase, title: str) -> str | None:
    """Whether the phrase names that office: in full, or by its last word ("the minister")."""
    assert isinstance(phrase.entry, Title)
    wanted, given = key(phrase.entry.title), key(title)
    if given == wanted or given.startswith(wanted + " of "):
        return "exact"
    words = given.split(" of ")[0].split()
    if len(phrase.entry.words) == 1 and words and wanted.split()[-1] == words[-1]:
        return "loose"
    return None


def _is_definite(phrase: Phrase) -> bool:
    determiners = children(phrase.head, "det")
    return not determiners or determiners[0].lower_ in {"the", "that", "this"}
