"""Codes of other schemes: countries in COW, FIPS and CAMEO, roles in CAMEO, columns of formats."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from legation.records import Mention, When
from legation.registry.cities import town_point
from legation.tables import rows

QUADS = {
    1: "VERBAL COOPERATION",
    2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}


class Codes(NamedTuple):
    """The codes of a country; empty where a scheme has none."""

    name: str
    cow: str
    fips: str
    cameo: str


@cache
def countries() -> dict[str, Codes]:
    """The codes by our own, a state of today before one that is no more."""
    found: dict[str, Codes] = {}
    for row in rows("actors/countries.csv", needs=("code", "cow", "fips", "cameo")):
        if row["code"] not in found or not row["to"]:
            found[row["code"]] = Codes(row["name"], row["cow"], row["fips"], row["cameo"])
    return found


@cache
def international() -> frozenset[str]:
    """The sectors that stand in the place of a country: UNO, IGO, NGO ..."""
    table = rows("ontology/plover_sectors.csv", needs=("code", "kind"))
    return frozenset(r["code"] for r in table if r["kind"].startswith("international"))


@cache
def cameo_roles() -> dict[str, str]:
    """CAMEO's code of a role by the PLOVER sector; the one that is the same goes first."""
    found: dict[str, str] = {}
    for row in rows("actors/cameo_roles.csv", needs=("code", "sector", "kind")):
        if row["sector"] and (row["sector"] not in found or row["code"] == row["sector"]):
            found[row["sector"]] = row["code"]
    return found


@cache
def columns_of(table: str) -> tuple[str, ...]:
    """The columns of a format in their order, by its table in `ontology/formats`."""
    listed = rows(f"ontology/formats/{table}.csv", needs=("position", "name"))
    return tuple(row["name"] for row in sorted(listed, key=lambda r: int(r["position"])))


def the_day(when: When | None) -> date | None:
    """The day of an interval that is one day; `None` for longer, open and unknown ones."""
    return when.first if when is not None and when.first == when.last else None


def country_code(mention: Mention) -> str:
    """The country of a mention or the sector that stands in its place."""
    sectors = (mention.sector or "").split()
    return mention.country or next((s for s in sectors if s in international()), "")


@cache
def _iso2() -> dict[str, str]:
    return {r["iso2"]: r["code"] for r in rows("actors/countries.csv") if r["iso2"]}


def coordinates(place: Mention | None) -> tuple[str, str]:
    """Latitude and longitude of a place that is one known town of its country; else empty."""
    point = town_point(place.name, place.country, _iso2()) if place and place.country else None
    return (f"{point.latitude:g}", f"{point.longitude:g}") if point else ("", "")


def flat_text(text: str) -> str:
    """A text without what would end a cell or a line of a file parted by tabs."""
    return " ".join(text.replace("\x00", "").split())
