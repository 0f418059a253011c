"""Offices that readings give to people, on the day they are told of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from legation.folding import name_key
from legation.records import Actor, Claim, Kind, Passage, Predicate, Reading
from legation.registry.known import Registry

ALIKE = 88  # as for full names in a text: "Mohammed" and "Mohamed Hussein Roble" are one


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Somebody in an office of a country from one day to another, as one article has it.

    `holds` is false where the article says "former"; the days are then the day of the article.
    `teller` is who says so, `None` for the outlet itself.
    """

    name: str
    actor_id: str | None
    title: str
    country: str
    sector: str | None
    first: date
    last: date
    evidence: Passage
    holds: bool = True
    dated: bool = False  # whether the article itself tells the days
    teller: str | None = None
    outlet: str | None = None

    def is_of(self, actor: Actor) -> bool:
        """Whether the one who was seen can be that person: by id, full name or bare surname."""
        if self.actor_id == actor.id:
            return True
        seen = name_key(self.name)
        names = [name_key(name) for name in (actor.name, *actor.names)]
        if " " not in seen:
            return any(seen in name.split() for name in names)
        return any(fuzz.ratio(seen, name) >= ALIKE for name in names)


def sightings_of(reading: Reading) -> Iterator[Sighting]:
    """The offices of countries that a reading gives to people by name, in text order.

    Where the article tells no time the office is held on the day it was published; an article
    without a day gives only what it dates itself.
    """
    for claim in reading.claims:
        if claim.predicate is Predicate.HOLDS_OFFICE and claim.object is not None:
            found = _sighting(claim, reading)
            if found is not None:
                yield found


def _sighting(claim: Claim, reading: Reading) -> Sighting | None:
    person, office = claim.subject, claim.object
    country = office.country if office else None
    if office is None or country is None or person.kind is not Kind.PERSON:
        return None
    published = reading.article.published
    day = published.first if published else None
    valid = claim.valid if claim.holds else None
    first = valid.first if valid and valid.first else day
    last = valid.last if valid and valid.last else day
    if first is None or last is None or last < first:
        return None
    article = reading.article
    return Sighting(
        name=person.name,
        actor_id=person.actor_id,
        title=office.name,
        country=country,
        sector=office.sector,
        first=first,
        last=last,
        evidence=claim.evidence[0],
        holds=claim.holds,
        dated=valid is not None and valid.last is not None,
        teller=claim.holder.name if claim.holder else None,
        outlet=article.outlet or article.agency,
    )


def contradicted(registry: Registry, sighting: Sighting) -> tuple[str, ...]:
    """Whom the registry has in the office instead, on a day of the sighting; or, of somebody called
    former, that it has them still. Nobody where the two agree or the registry knows of none.
    """
    if not registry.is_sole(sighting.title, sighting.country):
        return ()
    held = registry.holders_on(sighting.title, sighting.country, sighting.last)
    here = any(sighting.is_of(h.actor) for h in held)
    if here == sighting.holds:
        return ()
    if sighting.holds:
        return tuple(sorted({h.actor.name for h in held}))
    return tuple(sorted({h.actor.name for h in held if sighting.is_of(h.actor)}))
