"""Towns of the world by name, from GeoNames: in which country a place lies, and where there.

Cities of 15,000 people and more are always known. Smaller ones count only for a name that is
otherwise unknown, and only in a country that the story names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from legation.folding import name_key
from legation.language.words import members
from legation.tables import data_path, values

_LARGE = 100_000
_CLEAR = 4  # so many times as many people make one of two namesakes the one that is meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Where a town lies: degrees north and east, to the hundredth (about a kilometre)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _City:
    """A city of 15,000 people and more; `code` is its country in two letters."""

    code: str
    people: int
    point: Point


def city_country(
    name: str, named: Counter[str], iso2: Mapping[str, str]
) -> tuple[str | None, str | None]:
    """The country of a town and the rule that tells it, both `None` where it stays open.

    `named` counts the countries of the story, `iso2` leads from two-letter codes to ours. Of
    namesakes the one in a country of the story is meant, else one that is far larger than all; a
    small one in a country of the story does not stand against a large city.
    """
    if name_key(name) in members("quarters_by_name"):
        return None, None  # "Najaf's Old City"
    found = [(iso2.get(city.code, city.code), city.people) for city in _cities(name_key(name))]
    country = _decide(found, named)
    if country is not None:
        return country, "place.city"
    if found or not named:
        return None, None
    small = {iso2.get(code, code) for code, _ in _towns(name_key(name))} & set(named)
    return (small.pop(), "place.town") if len(small) == 1 else (None, None)


def is_town_in(name: str, country: str, iso2: Mapping[str, str]) -> bool:
    """Whether a country has a town of that name, of 500 people or more."""
    folded = name_key(name)
    codes = {city.code for city in _cities(folded)} | {code for code, _ in _towns(folded)}
    return country in {iso2.get(code, code) for code in codes}


def is_large_city(name: str) -> bool:
    """Whether the name, all of it, is that of a city so large that news means the city."""
    return any(city.people >= _LARGE for city in _cities(name_key(name)))


def town_point(name: str, country: str, iso2: Mapping[str, str]) -> Point | None:
    """Where the town of that name in a country lies.

    `iso2` leads from two-letter codes to ours. Of namesakes in the country the one that is far
    larger is meant; `None` where there is no such town or none that is clearly meant.
    """
    folded = name_key(name)
    cities = [city for city in _cities(folded) if iso2.get(city.code, city.code) == country]
    cities.sort(key=lambda city: -city.people)
    if cities:
        clear = len(cities) == 1 or cities[0].people >= _CLEAR * cities[1].people
        return cities[0].point if clear else None
    return next((p for code, p in _towns(folded) if iso2.get(code, code) == country), None)


def towns_called(name: str, iso2: Mapping[str, str]) -> list[tuple[str, Point]]:
    """The towns of a name as country and point; one alone where it is far larger than the others.

    `iso2` leads from two-letter codes to ours. Smaller towns count where no city is called so.
    """
    folded = name_key(name)
    cities = sorted(_cities(folded), key=lambda city: -city.people)
    if cities and (len(cities) == 1 or cities[0].people >= _CLEAR * cities[1].people):
        cities = cities[:1]
    found = [(iso2.get(city.code, city.code), city.point) for city in cities]
    small = [(iso2.get(code, code), point) for code, point in _towns(folded) if point]
    return found or small


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
def _cities(name: str) -> tuple[_City, ...]:
    """The cities of a name, folded."""
    places = (place.split(":") for place in values(_row(name)[0]))
    return tuple(
        _City(code=code, people=int(people), point=_point(*degrees))
        for code, people, *degrees in places
    )


def _towns(name: str) -> tuple[tuple[str, Point | None], ...]:
    """Two-letter codes of the smaller towns of a name, folded, with the point of an only one."""
    places = (place.split(":") for place in values(_row(name)[1]))
    return tuple((code, _point(*degrees) if degrees else None) for code, *degrees in places)


def _point(latitude: str, longitude: str) -> Point:
    return Point(latitude=float(latitude), longitude=float(longitude))


def _row(name: str) -> tuple[str, str]:
    """The cells after a name: found in sorted lines, since few of 250,000 are ever asked."""
    (table, low), key = _table(), name.encode("utf-8", "surrogatepass")
    high = len(table)  # `low` and `high` begin lines: the name is in none before or from there on
    while low < high:
        begin = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = table.find(b"\n", begin)
        found, _, cells = table[begin:end].partition(b",")
        if found == key:
            cities, _, towns = cells.decode("utf-8").partition(",")
            return cities, towns
        low, high = (end + 1, high) if found < key else (low, begin)
    return "", ""


@lru_cache(maxsize=1)
def _table() -> tuple[bytes, int]:
    """The table, sorted by name, and where its rows begin; not split, which would take .05 s."""
    table = data_path("places/towns.csv").read_bytes()
    return table, table.index(b"\n", table.index(b"\nname,") + 1) + 1
