"""Maps as SVG: countries as areas, towns as points, disputed pieces as a view draws them.

The lands of the world are one sheet of paths that pages name by `<use>`, so that a browser fetches
them once; what differs from view to view is drawn in the page. Near maps are whole in themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import pairwise, takewhile

from markupsafe import Markup

from legation.atlas.perspectives import Seen
from legation.atlas.pieces import Piece, Shape, disputed, near, places, world
from legation.atlas.projections import Flat, equal_earth, window

WIDE = 1200  # of the world's sheet, in its own units
BINS = 4  # tints beside the one for nothing told
_APART = (3, 1, 4, 2)  # tints of claimants, so that the first two are well apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A country as a map of the world tints it: 0 for nothing told, 1 to `BINS` by count.

    `href` is where it leads, empty for nowhere.
    """

    code: str
    tint: int
    label: str
    href: str


@cache
def sheet() -> str:
    """The lands of the world as a file of paths, each by its code; `land` is all but disputed."""
    flat, high = equal_earth(WIDE)
    own = disputed()
    parts = [f'<path id="{code}" d="{path_of(shape, flat)}"/>'
             for code, shape in sorted(world().items()) if code not in own]  # fmt: skip
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high:.0f}">'
        f'<defs><g id="land">{"".join(parts)}</g></defs></svg>'
    )


def world_map(
    areas: Iterable[Area],
    seen: Mapping[str, Seen],
    *,
    title: str,
    lands: str,
) -> Markup:
    """The world with countries tinted; `lands` is the address of the sheet.

    A piece is hatched in the tint of who controls it, or drawn with the country of the view.
    """
    flat, high = equal_earth(WIDE)
    tints = {area.code: area for area in areas if area.tint}
    parts = [
        f'<svg class="map world" viewBox="0 0 {WIDE} {high:.0f}" role="group" '
        f'aria-label="{escape(title)}">{_hatches("w")}'
        f'<use class="land" href="{escape(lands)}#land"/>'
    ]
    for code, area in sorted(tints.items()):
        if code in world() and code not in disputed():
            drawn = f'<use class="t{area.tint}" href="{escape(lands)}#{code}"/>'
            parts.append(_linked(drawn, area))
    for code, each in seen.items():
        if code in world():
            parts.append(_piece(each, path_of(world()[code], flat), "w",
                                {key: area.tint for key, area in tints.items()}))  # fmt: skip
    return Markup("".join([*parts, "</svg>"]))


def near_map(
    place: str, seen: Mapping[str, Seen], *, title: str, names: Mapping[str, str]
) -> Markup:
    """A disputed place as a view draws it; claimants have a tint each, neighbours none.

    `names` are those of countries by code; what is named on the map are its pieces, by the view's
    name, and who claims them.
    """
    own = places()[place]
    wide = 360.0
    flat, high = window(own[0].window, wide)
    tints = _claimants(own)
    kind = f"n-{place}-{abs(hash_of(seen, own)):x}"
    parts = [
        f'<svg class="map near" viewBox="0 0 {wide:g} {high:.0f}" role="img">'
        f"<title>{escape(title)}</title>{_hatches(kind)}"
        f'<rect class="sea" width="{wide:g}" height="{high:.0f}"/>'
    ]
    shapes = near(place)
    for code, shape in shapes.items():
        if code not in disputed():
            tint = f"t{tints[code]}" if code in tints else "land"
            parts.append(f'<path class="{tint}" d="{path_of(shape, flat)}"/>')
    for code, each in seen.items():
        if code in shapes:
            parts.append(_piece(each, path_of(shapes[code], flat), kind, tints))
    for code in tints:
        if code in shapes and code not in disputed():
            parts.append(_text(names.get(code, code), _inside(shapes[code], flat), (wide, high)))
    free = [piece for piece in own if seen[piece.code].drawn in (None, piece.code)]
    for piece in own:
        parts.append(_town(piece, flat))
    if free:
        at = _named_at(free[-1], shapes[free[-1].code], flat)
        parts.append(_text(name_of_place([seen[p.code].name for p in free]), at, (wide, high)))
    return Markup("".join([*parts, "</svg>"]))


def name_of_place(names: Sequence[str]) -> str:
    """With what words the names of a place's pieces begin alike; of one piece its name."""
    words = zip(*(name.split() for name in names), strict=False)
    same = [each[0] for each in takewhile(lambda each: len(set(each)) == 1, words)]
    return " ".join(same) or " and ".join(dict.fromkeys(names))


def hash_of(seen: Mapping[str, Seen], own: Iterable[Piece]) -> int:
    """A number by which the patterns of several pictures on a page are told apart."""
    told = "".join(f"{piece.code}{seen[piece.code].drawn}{seen[piece.code].name}" for piece in own)
    return sum((place + 1) * ord(sign) for place, sign in enumerate(told))


def path_of(shape: Shape, flat: Flat) -> str:
    """A shape as the data of a path, to a tenth, in steps from point to point."""
    return "".join(_ring([flat(point) for point in ring]) for polygon in shape for ring in polygon)


def _ring(points: list[tuple[float, float]]) -> str:
    at = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(at) if a != b]
    if not steps:
        return ""
    moves = "".join(_tenth(x, after=True) + _tenth(y, after=True) for x, y in steps).lstrip()
    return f"M{_tenth(at[0][0])}{_tenth(at[0][1], after=True)}l{moves}z"


def _tenth(number: int, *, after: bool = False) -> str:
    """A number of tenths, with a blank before it where it follows another without a sign."""
    told = f"{abs(number) / 10:g}".removeprefix("0") or "0"
    return ("-" if number < 0 else " " if after else "") + told


def _piece(seen: Seen, path: str, kind: str, tints: Mapping[str, int]) -> str:
    piece = seen.piece
    if seen.drawn is None:
        who = piece.controlled
        tint = tints.get(who, tints.get(piece.home, 0) if who == piece.code else 0)
        return (
            f'<path class="t{tint} under" d="{path}"/>'
            f'<path class="open" fill="url(#{kind}-{tint})" d="{path}">'
            f"<title>{escape(piece.name)}: disputed</title></path>"
        )
    tint = tints.get(seen.drawn, 0)
    joined = "" if seen.alone else " joined"
    return f'<path class="t{tint}{joined}" d="{path}"><title>{escape(seen.name)}</title></path>'


def _claimants(own: Iterable[Piece]) -> dict[str, int]:
    """A tint for each that controls or claims a piece, in the order of the table."""
    found: dict[str, int] = {}
    for piece in own:
        for code in (*piece.claimed, piece.controlled, piece.code):
            found.setdefault(code, _APART[min(len(found), len(_APART) - 1)])
    return found


def _hatches(kind: str) -> str:
    return "<defs>" + "".join(
        f'<pattern id="{kind}-{tint}" width="5" height="5" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path class="h{tint}" d="M0 0v5"/></pattern>'
        for tint in range(BINS + 1)
    ) + "</defs>"  # fmt: skip


def _linked(drawn: str, area: Area) -> str:
    if not area.href:
        return drawn
    return (
        f'<a href="{escape(area.href)}" aria-label="{escape(area.label)}">'
        f"<title>{escape(area.label)}</title>{drawn}</a>"
    )


def _town(piece: Piece, flat: Flat) -> str:
    if piece.town is None:
        return ""
    x, y = flat(piece.town.at)
    return (
        f'<circle class="town" cx="{x:.1f}" cy="{y:.1f}" r="3"/>'
        f'<text class="small" x="{x + 7:.1f}" y="{y + 4:.1f}">{escape(piece.town.name)}</text>'
    )


def _text(name: str, at: tuple[float, float], size: tuple[float, float]) -> str:
    """A name with its middle at a point, kept within the frame."""
    half = len(name) * 3.6
    x = min(max(at[0], half + 4), size[0] - half - 4)
    y = min(max(at[1], 16), size[1] - 8)
    return f'<text x="{x:.1f}" y="{y:.1f}">{escape(name)}</text>'


def _named_at(piece: Piece, shape: Shape, flat: Flat) -> tuple[float, float]:
    """Where a piece is named: in its middle, or above its town where that is near."""
    x, y = _inside(shape, flat)
    if piece.town is not None:
        at = flat(piece.town.at)
        if abs(at[1] - y) < 18:
            return x, min(at[1], y) - 12
    return x, y


def _inside(shape: Shape, flat: Flat) -> tuple[float, float]:
    """The middle of the largest polygon."""
    rings = [[flat(point) for point in polygon[0]] for polygon in shape]
    return _middle(max(rings, key=lambda ring: abs(_area(ring))))


def _area(ring: list[tuple[float, float]]) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs) / 2


def _middle(ring: list[tuple[float, float]]) -> tuple[float, float]:
    area = _area(ring) or 1.0
    pairs = [*zip(ring, ring[1:] + ring[:1], strict=True)]
    x = sum((x0 + x1) * (x0 * y1 - x1 * y0) for (x0, y0), (x1, y1) in pairs)
    y = sum((y0 + y1) * (x0 * y1 - x1 * y0) for (x0, y0), (x1, y1) in pairs)
    return x / (6 * area), y / (6 * area)
