"""Under which key the same party, office or slot stands in any article, and a mention's own id."""

from __future__ import annotations

from datetime import date
from functools import cache

from legation.folding import name_key
from legation.ids import content_id
from legation.records import Claim, Kind, Mention
from legation.tables import rows, values

_STATES = frozenset({Kind.STATE, Kind.GOVERNMENT})


def country_named(name: str) -> str | None:
    """The code of a country by its code or a name of it; `None` where it names no one country."""
    found = _countries().get(name_key(name), frozenset())
    return next(iter(found)) if len(found) == 1 else None


@cache
def _countries() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in rows("actors/countries.csv", needs=("code", "name", "names")):
        for name in (row["code"], row["name"], *values(row["names"])):
            key = name_key(name)
            found[key] = found.get(key, frozenset()) | {row["code"]}
    return found


def mention_id(mention: Mention) -> str:
    """The id of a mention: of its place and of who is meant."""
    place = mention.passage
    later = (mention.named_by, mention.plural, mention.described and mention.described.start)
    return content_id(
        "mention",
        place.article_id,
        place.start,
        place.end,
        mention.kind,
        mention.name,
        mention.actor_id,
        mention.country,
        mention.sector,
        mention.role,
        mention.score,
        mention.rule,
        *(later if any(part is not None for part in later) else ()),
    )


def party_key(mention: Mention) -> str:
    """The key of who or what is meant: a state and its government have one, the country's code.

    Others go by their id in the registry, or by name; a common noun ("troops") and an office go by
    name and country.
    """
    if mention.kind in _STATES and mention.country:
        return mention.country
    if mention.kind is Kind.OFFICE:
        return office_key(mention.name, mention.country)
    if mention.actor_id and mention.kind is not Kind.PLACE:
        return mention.actor_id
    name = name_key(mention.name)
    if mention.name[:1].islower() and mention.country:
        return f"{name} of {mention.country}"
    return name


def office_key(title: str, country: str | None) -> str:
    """The key of an office: its title in its country."""
    return f"{name_key(title)} of {country or 'unknown'}"


def slot_of(claim: Claim) -> tuple[str, str, str | None]:
    """Subject, predicate and object of a claim, as keys.

    An office without a country is taken to be one of its holder's country.
    """
    target = claim.object
    key = party_key(target) if target is not None else None
    if target is not None and target.kind is Kind.OFFICE and target.country is None:
        key = office_key(target.name, claim.subject.country)
    return party_key(claim.subject), str(claim.predicate), key


def fact_id(slot: tuple[str, str, str | None]) -> str:
    """The id of the fact that all claims on a slot belong to."""
    return content_id("fact", *slot)


def span_of(claim: Claim) -> tuple[date | None, date | None]:
    """The first and last day of which a claim says that it holds, or that it does not.

    An end ("lifted the sanctions in May") is kept as a denial up to that day: it speaks of the days
    from there on.
    """
    valid = claim.valid
    if valid is None:
        return None, None
    if not claim.holds and valid.first is None:
        return valid.last, None
    return valid.first, valid.last
