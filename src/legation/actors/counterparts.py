"""Counterparts: "his Serbian counterpart" holds the same office in the other country."""

from __future__ import annotations

from legation.actors.offices import holder_of, holders_in
from legation.actors.scene import Draft, Scene
from legation.folding import name_key
from legation.nlp.syntax import children, clause_of, phrase_start, subjects
from legation.nlp.tokens import Token
from legation.records import Kind
from legation.registry.held import covers


def resolve_counterpart(scene: Scene, token: Token) -> None:
    """Add the office that the counterpart holds, and who holds it if the text or table says so."""
    owner = next((scene.taken.get(p.i) for p in children(token, "poss")), None)
    if owner is None:
        owner = _owner_by_subject(scene, token)
    person = _person_beside(scene, token)
    start = phrase_start(token)
    modifiers = [scene.taken[i] for i in range(start, token.i) if i in scene.taken]
    country = next((m.country for m in reversed(modifiers) if m.country and m is not owner), None)
    start += scene.doc[start].dep_ in {"poss", "det"} and start < token.i
    office = _office_of(scene, owner)
    if office is not None:
        country = country or (person.country if person is not None else None)
    if office is None or country is None:
        if person is None:
            scene.add(_open(start, token, country))
        return
    draft = Draft(
        start,
        token.i + 1,
        token.i,
        Kind.OFFICE,
        office.name,
        "office.counterpart",
        country=country,
        sector=office.sector,
    )
    if person is not None:
        draft.role = person.name
        _promote(scene, person, draft)
    else:
        _resolve_by_table(scene, draft)
    scene.add(draft)


def _open(start: int, token: Token, country: str | None) -> Draft:
    """A counterpart of whom only the country is known."""
    return Draft(
        start,
        token.i + 1,
        token.i,
        Kind.OFFICE,
        "counterpart",
        "office.open",
        country=country,
        sector="GOV",
        score=0.4,
    )


def _promote(scene: Scene, person: Draft, office: Draft) -> None:
    """Give the office to its holder wherever the text names that person."""
    person.country, person.sector, person.role = office.country, office.sector, office.name
    for other in scene.drafts:
        if other.name == person.name and other.kind is Kind.PERSON:
            other.country, other.sector = office.country, other.sector or office.sector


def _resolve_by_table(scene: Scene, draft: Draft) -> None:
    """The one person of the text who holds the office, else the one the table knows."""
    wanted, country = name_key(draft.name), draft.country
    there = {
        told.person.name: told.person
        for told in holders_in(scene)
        if told.country == country and name_key(told.title) == wanted
    }
    draft.rule, draft.role = "role.counterpart", draft.name
    if there:
        if len(there) == 1:
            person = next(iter(there.values()))
            draft.kind, draft.name, draft.actor_id = Kind.PERSON, person.name, person.actor_id
        return
    if country is None:
        return
    known = holder_of(scene, draft.name, country, scene.doc[draft.root])
    if known is not None:
        draft.kind, draft.name, draft.actor_id = Kind.PERSON, known.name, known.id
        draft.by_table = True


def _owner_by_subject(scene: Scene, token: Token) -> Draft | None:
    for subject in subjects(clause_of(token)):
        found = scene.at(subject.i, Kind.PERSON)
        if found is not None:
            return found
    return None


def _person_beside(scene: Scene, token: Token) -> Draft | None:
    near = [c.i for c in children(token, "appos")]
    if token.dep_ in {"appos", "compound", "nmod"}:
        near.append(token.head.i)
    if token.i + 1 < len(scene.doc):
        near.append(token.i + 1 + (scene.doc[token.i + 1].text == ","))
    for i in near:
        found = scene.at(i, Kind.PERSON)
        if found is not None:
            return found
    return None


def _office_of(scene: Scene, owner: Draft | None) -> Draft | None:
    """The office the text gives the person, else the one the table gives on the day."""
    if owner is None:
        return None
    for draft in reversed(scene.drafts):
        if draft.kind is Kind.OFFICE and draft.role == owner.name:
            return draft
    actor = scene.registry.actors.get(owner.actor_id or "")
    held = [o for o in actor.offices if covers(o.when, scene.on)] if actor is not None else []
    if not held:
        return None
    return Draft(
        owner.start,
        owner.end,
        owner.root,
        Kind.OFFICE,
        held[0].title,
        "office.dated",
        country=held[0].country,
        sector=held[0].sector,
        role=owner.name,
    )
