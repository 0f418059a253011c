"""The quad strip in words: a line for each occurrence, where there are few enough to be told."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from markupsafe import Markup

from legation.web.draw.coverage_strip import coverage_strip
from legation.web.draw.glyphs import cut, mark_inside
from legation.web.draw.strip import COVERED, Cell, Column

MOST_COLUMNS, MOST_ROWS = 6, 9
_LEFT, _TOP, _FULL, _ROW, _GAP = 150, 12, 1180, 24, 30
_LETTER = 6.8  # px of a letter of the labels, on the wide side


def can_be_told(columns: Sequence[Column]) -> bool:
    """Whether a strip has room for words: few times, and few marks in each."""
    most = max((len(cell.quads) for column in columns for cell in column.cells), default=0)
    return 0 < len(columns) <= MOST_COLUMNS and most <= MOST_ROWS


def strip_in_words(lanes: Sequence[str], columns: Sequence[Column], *, title: str) -> Markup:
    """Occurrences by direction and time as SVG, each with what it was.

    A box is as wide as the time told; where no day is told a tail fades in, and ends with the day
    of publication. Columns stand in the order of time, not to scale; a break is time left out.
    """
    gaps = [_GAP if column.after_gap else 0 for column in columns]
    width = min((_FULL - _LEFT - sum(gaps)) / len(columns), 480.0)
    rows = [
        max((len(c.quads) for column in columns for c in column.cells if c.lane == n), default=1)
        for n in range(len(lanes))
    ]
    heights = [max(rows_of, 1) * _ROW + 18 for rows_of in rows]
    tops = [_TOP + sum(heights[:n]) for n in range(len(lanes) + 1)]
    foot = tops[-1]
    wide = _LEFT + width * len(columns) + sum(gaps)
    parts = [
        f'<svg class="strip-svg" viewBox="0 0 {wide:g} {foot + 42 + COVERED}" width="{wide:g}" '
        f'height="{foot + 42 + COVERED}" role="img"><title>{escape(title)}</title><defs>'
        '<linearGradient id="strip-fade"><stop class="fade-0" offset="0"/>'
        '<stop class="fade-1" offset="1"/></linearGradient></defs>'
    ]
    for index, lane in enumerate(lanes):
        parts.append(
            f'<text class="lane" x="0" y="{tops[index] + 24}">{escape(cut(lane, 22))}</text>'
        )
        parts.append(f'<path class="axis" d="M{_LEFT} {tops[index + 1]}H{wide:g}"/>')
    x = float(_LEFT)
    solid = []
    for column, gap in zip(columns, gaps, strict=True):
        if gap:
            parts.append(
                f'<path class="break" d="M{x + gap / 2 - 6:g} {foot + 6}l5-12m3 12 5-12"/>'
            )
        x += gap
        parts.append(f'<path class="time" d="M{x:g} {_TOP}V{foot}"/>')
        for cell in column.cells:
            parts += _cell(cell, x + 10, tops[cell.lane] + 20, width, open_=column.open)
        low = foot + COVERED
        parts.append(
            f'<text class="tick" x="{x + 10:g}" y="{low + 18}">{escape(column.label)}</text>'
            f'<text class="sub" x="{x + 10:g}" y="{low + 34}">{escape(column.sub)}</text>'
        )
        solid += [(x + 3, width - 6)] if column.read else []
        x += width
    parts.append(coverage_strip(_LEFT, wide, solid, foot + 6, (0, foot + 14)))
    parts.append("</svg>")
    return Markup("".join(parts))


def _cell(cell: Cell, x: float, y: float, width: float, *, open_: bool) -> list[str]:
    """The marks of a time in a lane, one under another, each with its words."""
    out = []
    words = [*cell.words, *[""] * len(cell.quads)]
    room = int((width - 66) / _LETTER)
    for index, (quad, told) in enumerate(zip(cell.quads, words, strict=False)):
        at = y + _ROW * index
        if open_:
            out.append(f'<rect class="tail" x="{x:g}" y="{at - 5:g}" width="34" height="10" '
                       'fill="url(#strip-fade)"/>')  # fmt: skip
            out.append(mark_inside(f"q{quad}", x + 34, at, 13))
        else:
            out.append(f'<rect class="day q{quad}" x="{x:g}" y="{at - 8:g}" width="34" height="16" '
                       'rx="4"/>')  # fmt: skip
            out.append(mark_inside(f"q{quad}", x + 17, at, 12))
        out.append(f'<text class="told" x="{x + 46:g}" y="{at + 4:g}">{escape(cut(told, room))}'
                   f"<title>{escape(told)}</title></text>")  # fmt: skip
    return out
