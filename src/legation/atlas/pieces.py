"""The pieces of a map: countries by code, and disputed territories that have a shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from legation.tables import rows, values

Point = tuple[float, float]  # degrees: longitude from -169 to 191, latitude
Shape = tuple[tuple[tuple[Point, ...], ...], ...]  # polygons of rings, the outer one first

WORLD_UNIT, NEAR_UNIT = 20, 200  # parts of a degree in the two tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A town to know a place by: only towns are points."""

    name: str
    at: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A disputed territory: who controls it, who claims it, and how records name it.

    `controlled` is its own code where it governs itself. `key` is the key of a party in the
    record, `home` the country that its records are filed under, which no view changes. `window`
    is the frame of its picture: west, south, east, north in degrees. `town` is a town in it.
    """

    code: str
    place: str
    name: str
    controlled: str
    claimed: tuple[str, ...]
    key: str
    home: str
    window: tuple[float, float, float, float]
    town: Town | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unshaped:
    """A disputed territory without a shape: in whose shapes its land lies, and who claims it."""

    name: str
    lies: tuple[str, ...]
    claimed: str


_COLUMNS = ("piece", "place", "name", "controlled", "claimed", "key", "home", "window", "town")


@cache
def disputed() -> Mapping[str, Piece]:
    """The disputed pieces by code."""
    found = {}
    for row in rows("shapes/pieces.csv", needs=_COLUMNS):
        west, south, east, north = (float(part) for part in row["window"].split())
        found[row["piece"]] = Piece(
            code=row["piece"],
            place=row["place"],
            name=row["name"],
            controlled=row["controlled"],
            claimed=tuple(values(row["claimed"])),
            key=row["key"],
            home=row["home"],
            window=(west, south, east, north),
            town=_town(row["town"]),
        )
    return found


@cache
def places() -> Mapping[str, tuple[Piece, ...]]:
    """The pictures of disputed places by name, each with its pieces."""
    found: dict[str, tuple[Piece, ...]] = {}
    for piece in disputed().values():
        found[piece.place] = (*found.get(piece.place, ()), piece)
    return dict(sorted(found.items()))


@cache
def unshaped() -> tuple[Unshaped, ...]:
    """Disputed territories that no map here can draw."""
    return tuple(
        Unshaped(name=row["name"], lies=tuple(values(row["lies"])), claimed=row["claimed"])
        for row in rows("shapes/unshaped.csv", needs=("name", "lies", "claimed"))
    )


@cache
def world() -> Mapping[str, Shape]:
    """The shapes of the world by piece, coarse enough for a map of the whole."""
    table = rows("shapes/world.csv", needs=("piece", "rings"))
    return {row["piece"]: _shape(row["rings"], WORLD_UNIT) for row in table}


@cache
def near(place: str) -> Mapping[str, Shape]:
    """The shapes within the frame of a disputed place, finer; empty for a place without one."""
    table = rows("shapes/near.csv", needs=("place", "piece", "rings"))
    return {row["piece"]: _shape(row["rings"], NEAR_UNIT) for row in table if row["place"] == place}


def _town(told: str) -> Town | None:
    """A town from its latitude, longitude and name."""
    if not told:
        return None
    latitude, longitude, name = told.split(maxsplit=2)
    return Town(name=name, at=(float(longitude), float(latitude)))


def _shape(told: str, unit: int) -> Shape:
    return tuple(
        tuple(_ring(ring, unit) for ring in polygon.split(";")) for polygon in told.split("|")
    )


def _ring(told: str, unit: int) -> tuple[Point, ...]:
    numbers = [int(part) / unit for part in told.split()]
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))
