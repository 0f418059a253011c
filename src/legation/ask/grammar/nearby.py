"""The towns of a store within a distance of a town or point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from legation.ask.grammar.spans import Near, distance_km
from legation.errors import InputError
from legation.registry.cities import town_point, towns_called
from legation.store import Store
from legation.store.asking.named import places_in_store


def towns_near(store: Store, near: Near, iso2: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The places of events within a distance, each as its name's key and its country.

    Only towns have a point: a country, a region or a sea is near nothing. `iso2` leads from
    two-letter codes to ours. Raises `InputError` for a town that is not known or may be several.
    """
    middle = near.point or _point_of(near.town or "", iso2)
    for name, country in places_in_store(store):
        point = town_point(name, country, iso2)
        if point and distance_km(middle, (point.latitude, point.longitude)) <= near.km:
            yield name, country


def _point_of(town: str, iso2: Mapping[str, str]) -> tuple[float, float]:
    name, _, country = town.partition(":")
    found = towns_called(name, iso2)
    if country:
        found = [each for each in found if each[0] == country.strip().upper()]
    if not found:
        raise InputError(
            f"near={town!r}: no such town is known; write its point instead, as in "
            "near=-1.68,29.22,50km"
        )
    if len(found) > 1:
        several = ", ".join(f"{name}:{code}" for code, _ in found[:5])
        raise InputError(f"near={town!r} may be {several}; name one of them")
    ((_, point),) = found
    return point.latitude, point.longitude
