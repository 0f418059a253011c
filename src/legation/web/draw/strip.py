"""The quad strip of a dyad: three lanes, one column for each time told, gaps shown as gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from legation.web.draw.coverage_strip import coverage_strip
from legation.web.draw.glyphs import cut, mark_inside

MOST = 40  # columns; more are no strip but a series
_LEFT, _TOP, _LANE, _STEP = 150, 30, 66, 22
_GAP = 26
COVERED = 16  # px of the coverage strip with its room
_FULL = 1180  # as wide as a page: few columns spread out to it


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Marks of one time in one lane: `lane` 0 is there, 1 together, 2 back.

    `words` are those of each mark, as many as there are marks, or none.
    """

    lane: int
    quads: Sequence[int]
    words: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One time told: a day, a month, a year, or none (`open`, only no later than a day).

    `after_gap` says that time was left out before it; `read` is how many articles of that time
    were read.
    """

    label: str
    sub: str
    cells: Sequence[Cell]
    open: bool = False
    wide: bool = False
    after_gap: bool = False
    read: int = 0


def quad_strip(lanes: Sequence[str], columns: Sequence[Column], *, title: str) -> Markup:
    """Occurrences by direction and time as SVG; empty for no columns.

    Columns are in the order of time and as wide as what they hold, not to scale; a time that was
    left out is a break of the axis. Where the day is not told the column fades to the left.
    """
    if not columns:
        return Markup("")
    widths = [_width(column) for column in columns[:MOST]]
    gaps = [_GAP if column.after_gap else 0 for column in columns[:MOST]]
    room = (_FULL - _LEFT - sum(gaps)) / sum(widths)
    widths = [width * min(max(room, 1), 2.4) for width in widths]
    wide = _LEFT + sum(widths) + sum(gaps) + 10
    high = _TOP + _LANE * len(lanes) + 46 + COVERED
    parts = [
        f'<svg class="strip-svg" viewBox="0 0 {wide:g} {high}" width="{wide:g}" height="{high}" '
        f'role="img"><title>{escape(title)}</title>'
    ]
    for index, lane in enumerate(lanes):
        y = _TOP + _LANE * index + _LANE / 2
        parts.append(f'<text class="lane" x="0" y="{y + 4:g}">{escape(cut(lane, 22))}</text>')
        parts.append(f'<path class="axis" d="M{_LEFT} {y + _LANE / 2:g}H{wide - 10:g}"/>')
    x = float(_LEFT)
    solid = []
    for column, width, gap in zip(columns, widths, gaps, strict=False):
        if gap:
            middle, y = x + gap / 2, _TOP + _LANE * len(lanes)
            parts.append(f'<path class="break" d="M{middle - 6:g} {y + 6:g}l5-12m3 12 5-12"/>')
        x += gap
        parts.append(_column(column, x, width, len(lanes)))
        solid += [(x + 3, width - 6)] if column.read else []
        x += width
    foot = _TOP + _LANE * len(lanes)
    parts.append(coverage_strip(_LEFT, wide - 10, solid, foot + 6, (0, foot + 14)))
    parts.append("</svg>")
    return Markup("".join(parts))


def _width(column: Column) -> float:
    most = max((len(cell.quads) for cell in column.cells), default=1)
    return max(58.0, min(most, 8) * _STEP + 22.0) + (24 if column.wide else 0)


def _column(column: Column, x: float, width: float, lanes: int) -> str:
    foot = _TOP + _LANE * lanes
    kind = "open" if column.open else "told"
    parts = [
        f'<rect class="time {kind}" x="{x + 3:g}" y="{_TOP - 8}" width="{width - 6:g}" '
        f'height="{foot - _TOP + 8}" rx="5"/>'
    ]
    for cell in column.cells:
        y = _TOP + _LANE * cell.lane + _LANE / 2
        shown = list(cell.quads)[:8]
        left = x + width / 2 - _STEP * (len(shown) - 1) / 2
        for index, quad in enumerate(shown):
            parts.append(mark_inside(f"q{quad}", left + _STEP * index, y, 15))
        if len(cell.quads) > len(shown):
            more = f"+{len(cell.quads) - len(shown)}"
            parts.append(
                f'<text class="more" x="{x + width / 2:g}" y="{y + 24:g}" text-anchor="middle">'
                f"{more}</text>"
            )
    middle = x + width / 2
    parts.append(
        f'<text class="tick" x="{middle:g}" y="{foot + 18 + COVERED}" text-anchor="middle">'
        f'{escape(column.label)}</text><text class="sub" x="{middle:g}" y="{foot + 34 + COVERED}" '
        f'text-anchor="middle">{escape(column.sub)}</text>'
    )
    return "".join(parts)
