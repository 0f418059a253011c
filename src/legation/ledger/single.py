"""Of which facts only one can hold at a time: one commander of a force, one holder of an office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from legation.folding import name_key
from legation.keys import slot_of
from legation.language.words import members
from legation.records import Claim, Kind, Predicate
from legation.tables import rows

# Levels of `actors/offices.csv` with one holder to a country; there are many generals and judges.
_SINGLE_LEVELS = frozenset({"head_of_state", "head_of_government", "minister"})
_STATES = frozenset({Kind.STATE, Kind.GOVERNMENT})


@dataclass(frozen=True, slots=True)
class Traits:
    """What a predicate is like over time."""

    one_per: str
    symmetric: bool


@cache
def traits() -> Mapping[Predicate, Traits]:
    """The traits of every predicate."""
    needs = ("predicate", "one_per", "symmetric")
    return {
        Predicate(row["predicate"]): Traits(row["one_per"], row["symmetric"] == "yes")
        for row in rows("ontology/predicates.csv", needs=needs)
    }


def rivals_key(claim: Claim) -> tuple[str, ...] | None:
    """What all claims have in common of which one can hold at a time; `None` where many can.

    A state and a person do not stand in each other's way: a general commands for a country.
    """
    subject, predicate, target = slot_of(claim)
    one_per = traits()[claim.predicate].one_per
    if not one_per or target is None:
        return None
    if one_per == "subject":
        return (predicate, subject)
    sort = "state" if claim.subject.kind in _STATES else str(claim.subject.kind)
    if claim.predicate is not Predicate.HOLDS_OFFICE:
        return (predicate, target, sort)
    office = claim.object
    if office is None or name_key(office.name) not in _single_offices():
        return None
    country = office.country or claim.subject.country
    return (predicate, target) if country else None


@cache
def _single_offices() -> frozenset[str]:
    found = {
        name_key(row["title"])
        for row in rows("actors/offices.csv", needs=("title", "level"))
        if row["level"] in _SINGLE_LEVELS
    }
    return frozenset(found - members("offices_of_many"))
