"""Towns of the world by name, from GeoNames: in which country a place lies.

Cities of 15,000 people and more are always known. Smaller ones count only for a name that is
otherwise unknown, and only in a country that the story names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from legation.folding import name_key
from legation.tables import data_path, values

_LARGE = 100_000
_CLEAR = 4  # so many times as many people make one of two namesakes the one that is meant


def city_country(
    name: str, named: Counter[str], iso2: Mapping[str, str]
) -> tuple[str | None, str | None]:
    """The country of a town and the rule that tells it, both `None` where it stays open.

    `named` counts the countries of the story, `iso2` leads from two-letter codes to ours. Of
    namesakes the one in a country of the story is meant, else one that is far larger than all; a
    small one in a country of the story does not stand against a large city.
    """
    found = [(iso2.get(code, code), people) for code, people in _cities(name_key(name))]
    country = _decide(found, named)
    if country is not None:
        return country, "place.city"
    if found or not named:
        return None, None
    small = {iso2.get(code, code) for code in _towns(name_key(name))} & set(named)
    return (small.pop(), "place.town") if len(small) == 1 else (None, None)


def is_large_city(name: str) -> bool:
    """Whether the name, all of it, is that of a city so large that news means the city."""
    return any(people >= _LARGE for _, people in _cities(name_key(name)))


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
    if clear and people >= _LARGE and all(n < _LARGE for c, n in found if c in here):
        return clear  # talks in Geneva are not in Geneva, New York
    return here.pop() if len(here) == 1 else max(sorted(here), key=lambda c: named[c])


@lru_cache(maxsize=4096)
def _cities(name: str) -> tuple[tuple[str, int], ...]:
    """Two-letter code and people of the cities of a name, folded."""
    places = (place.split(":") for place in values(_row(name)[0]))
    return tuple((code, int(people)) for code, people in places)


def _towns(name: str) -> tuple[str, ...]:
    """Two-letter codes of the smaller towns of a name, folded."""
    return values(_row(name)[1])


def _row(name: str) -> tuple[str, str]:
    """The cells after a name: found in sorted lines, since few of 250,000 are ever asked."""
    lines = _lines()
    at = bisect_left(lines, name, key=_name)
    if at == len(lines) or _name(lines[at]) != name:
        return "", ""
    _, cities, towns = lines[at].split(",")
    return cities, towns


def _name(line: str) -> str:
    return line.partition(",")[0]


@lru_cache(maxsize=1)
def _lines() -> list[str]:
    text = data_path("places/towns.csv").read_text(encoding="utf-8")
    return text[text.index("\nname,") + 1 :].splitlines()[1:]
