"""The life line of an actor: what is with above, what is against below, offices as bands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from markupsafe import Markup

from legation.web.draw.axis import Axis
from legation.web.draw.coverage_strip import HIGH, coverage_strip
from legation.web.draw.glyphs import cut, mark_inside

MOST = 30  # marks; more are no line but a list
_WIDE, _LEFT, _RIGHT, _TAIL = 1200, 60, 1180, 50
_LEVEL, _LEVELS = 30, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An occurrence: from `first` to `last`, or `told` at the latest where its day is not told.

    `quoted` says that the label are words of an article.
    """

    quad: int
    label: str
    first: date | None
    last: date | None
    told: date | None
    quoted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A time in an office; an end that is not known is `None`."""

    label: str
    first: date | None
    last: date | None


def life_line(
    marks: Sequence[Mark], bands: Sequence[Band], *, title: str, read: Iterable[date] = ()
) -> Markup:
    """Marks by their days as SVG; empty where none has a day and none was told on one.

    What tells no day has a tail that ends at the day of publication. Bands are cut to the days of
    the marks. Labels that have no room are left out: the list beside has them all. `read` are the
    days of which something was read: under the line, what was not read is hatched.
    """
    shown = [each for each in marks if _at(each)][:MOST]
    days = [d for each in shown for d in (each.first, each.last, _at(each)) if d]
    if not days:
        return Markup("")
    spans = [(each.first, each.last) for each in shown if each.first and each.last]
    axis = Axis(days, _LEFT, _RIGHT - 60, spans)
    middle = 30 + _LEVEL * _LEVELS
    held = [each for each in bands if _overlaps(each, min(days), max(days))][:4]
    foot = middle + _LEVEL * _LEVELS + 8
    below = foot + 16  # of the strip
    high = below + 22 * len(held) + 30
    parts = [
        f'<svg class="life" viewBox="0 0 {_WIDE} {high}" width="{_WIDE}" height="{high}" '
        f'role="img"><title>{escape(title)}</title><defs><linearGradient id="fade-in">'
        '<stop class="fade-0" offset="0"/><stop class="fade-1" offset="1"/>'
        "</linearGradient></defs>",
        *axis.ticks(22, foot),
        f'<path class="line" d="M{_LEFT - 30} {middle}H{_RIGHT}"/>',
    ]
    free = {1: [0.0] * _LEVELS, -1: [0.0] * _LEVELS}
    for each in sorted(shown, key=lambda m: (_at(m), m.quad)):
        parts += _drawn(each, axis, middle, free)
    for index, band in enumerate(held):
        parts += _band(band, axis, below + 28 + 22 * index)
    solid = [(_place(day, axis, _LEFT) - 2, 4.0) for day in read if min(days) <= day <= max(days)]
    parts.append(coverage_strip(_LEFT - 30, _RIGHT, solid, below, (_LEFT - 30, below + HIGH + 13)))
    parts.append("</svg>")
    return Markup("".join(parts))


def _at(each: Mark) -> date | None:
    return each.last or each.first or each.told


def _drawn(each: Mark, axis: Axis, middle: float, free: dict[int, list[float]]) -> list[str]:
    side = 1 if each.quad in (1, 2) else -1
    at = _at(each)
    assert at is not None
    x = axis.at[at]
    tail = _TAIL if each.first is None and each.last is None else 0
    text = cut(each.label, 40)
    room = (7.0 if each.quoted else 6.1) * len(text) + 16
    late = x + room > _WIDE
    begins = x - tail - (room if late else 8)
    levels = free[side]
    level = next((n for n, end in enumerate(levels) if end <= begins), None)
    bare = next((n for n, end in enumerate(levels) if end <= x - tail - 8), _LEVELS - 1)
    row = bare if level is None else level
    y = middle - side * (16 + _LEVEL * row)
    out = []
    if tail:
        out.append(
            f'<rect class="tail" x="{x - tail:.1f}" y="{y - 5}" width="{tail}" height="10" '
            'fill="url(#fade-in)"/>'
        )
    elif each.first and each.last and each.first < each.last:
        start = axis.at[each.first]
        wide = max(x - start, 16)
        out.append(
            f'<rect class="span" x="{start:.1f}" y="{y - 7}" width="{wide:.1f}" '
            'height="14" rx="3"/>'
        )
        x = (start + x) / 2
    out.append(mark_inside(f"q{each.quad}", x, y, 13))
    if level is not None:
        at_x, anchor = (x - tail - 11, ' text-anchor="end"') if late else (x + 11, "")
        kind = "name told" if each.quoted else "name"
        out.append(f'<text class="{kind}" x="{at_x:.1f}" y="{y + 4}"{anchor}>{escape(text)}</text>')
    levels[row] = x + (14 if late or level is None else room + 8)
    return out


def _band(band: Band, axis: Axis, y: float) -> list[str]:
    start = _place(band.first, axis, _LEFT - 30)
    end = _place(band.last, axis, _RIGHT)
    return [
        f'<rect class="band" x="{start:.1f}" y="{y}" width="{max(end - start, 6):.1f}" '
        f'height="16" rx="3"/><text class="name" x="{start + 6:.1f}" y="{y + 12}">'
        f"{escape(band.label[:80])}</text>"
    ]


def _place(of: date | None, axis: Axis, otherwise: float) -> float:
    """Where a day stands between the days of the axis; outside them at the end."""
    if of is None or (of <= axis.days[0] and otherwise == _LEFT - 30):
        return otherwise
    if of >= axis.days[-1]:
        return _RIGHT
    before = max((d for d in axis.days if d <= of), default=axis.days[0])
    after = min((d for d in axis.days if d > of), default=axis.days[-1])
    share = (of - before).days / max((after - before).days, 1)
    return axis.at[before] + share * (axis.at[after] - axis.at[before])


def _overlaps(band: Band, first: date, last: date) -> bool:
    return (band.first is None or band.first <= last) and (band.last is None or band.last >= first)
