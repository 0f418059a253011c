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
_TOP, _LEVEL, _LEVELS = 30, 26, 5
LETTERS = 40  # of a label
_ROOM = 6.0  # px between what stands in a row


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
    rows = _placed(shown, axis)
    above, below = (max((-side * r.row for r in rows), default=0) for side in (1, -1))
    middle = _TOP + _LEVEL * max(above, 1)
    held = [each for each in bands if _overlaps(each, min(days), max(days))][:4]
    foot = middle + _LEVEL * max(below, 1) + 4
    strip = foot + 14
    high = strip + 22 * len(held) + 30
    parts = [
        f'<svg class="life" viewBox="0 0 {_WIDE} {high}" width="{_WIDE}" height="{high}" '
        f'role="img"><title>{escape(title)}</title><defs><linearGradient id="fade-in">'
        '<stop class="fade-0" offset="0"/><stop class="fade-1" offset="1"/>'
        "</linearGradient></defs>",
        f'<path class="line" d="M{_LEFT - 30} {middle}H{_RIGHT}"/>',
        *axis.ticks(22, foot, middle),
    ]
    for each in rows:
        parts += each.drawn(middle)
    for index, band in enumerate(held):
        parts += _band(band, axis, strip + 28 + 22 * index)
    solid = [(_place(day, axis, _LEFT) - 2, 4.0) for day in read if min(days) <= day <= max(days)]
    parts.append(coverage_strip(_LEFT - 30, _RIGHT, solid, strip, (_LEFT - 30, strip + HIGH + 13)))
    parts.append("</svg>")
    return Markup("".join(parts))


@dataclass(slots=True)
class _Placed:
    """A mark where it is drawn: `row` under the line (above it less than 0), `begin` to `end` px.

    `label` is from `at` on, or to it where it is `late`; empty where it had no room.
    """

    of: Mark
    begin: float
    end: float
    row: int = 0
    label: tuple[float, float] = (0.0, 0.0)
    late: bool = False

    def meets(self, begin: float, end: float, *, marks_only: bool = False) -> bool:
        """Whether something in the same row would lie over the mark, or over its label."""
        own = [(self.begin, self.end)]
        if not marks_only and self.label[1] > self.label[0]:
            own.append(self.label)
        return any(begin < b + _ROOM and a < end + _ROOM for a, b in own)

    def drawn(self, middle: float) -> list[str]:
        """The mark with its tail or box, and its label."""
        y = middle + (_LEVEL * self.row - (8 if self.row > 0 else -8))
        middle_x = self.end - 6.5
        out = []
        if self.of.first is None and self.of.last is None:
            out.append(
                f'<rect class="tail" x="{self.begin:.1f}" y="{y - 5}" width="{_TAIL}" height="10" '
                'fill="url(#fade-in)"/>'
            )
        elif self.end - self.begin > 14:
            out.append(
                f'<rect class="span" x="{self.begin:.1f}" y="{y - 7}" '
                f'width="{self.end - self.begin:.1f}" height="14" rx="3"/>'
            )
            middle_x = (self.begin + self.end) / 2
        out.append(mark_inside(f"q{self.of.quad}", middle_x, y, 13))
        if self.label[1] > self.label[0]:
            kind = "name told" if self.of.quoted else "name"
            x, anchor = (self.label[1], ' text-anchor="end"') if self.late else (self.label[0], "")
            text = escape(cut(self.of.label, LETTERS))
            out.append(f'<text class="{kind}" x="{x:.1f}" y="{y + 4}"{anchor}>{text}</text>')
        return out


def _placed(shown: Sequence[Mark], axis: Axis) -> list[_Placed]:
    """Every mark in the first row where neither it nor its label lies over another.

    A label stands after its mark, or before it where there is no room; where all rows are full it
    is left out, and where a mark has no row of its own the labels in its way are.
    """
    done: list[_Placed] = []
    for each in sorted(shown, key=lambda m: (_at(m) or date.max, m.quad)):
        side = -1 if each.quad in (1, 2) else 1
        one = _Placed(each, *_reach(each, axis))
        rows = [side * n for n in range(1, _LEVELS + 1)]
        if not _with_label(one, rows, done):
            _without_label(one, rows, done)
        done.append(one)
    return done


def _with_label(one: _Placed, rows: Sequence[int], done: Sequence[_Placed]) -> bool:
    wide = (7.3 if one.of.quoted else 6.2) * len(cut(one.of.label, LETTERS))
    after = (one.end + 4, one.end + 4 + wide)
    before = (one.begin - 4 - wide, one.begin - 4)
    for row in rows:
        inside = [each for each in done if each.row == row]
        for label, late in ((after, False), (before, True)):
            begin, end = min(label[0], one.begin), max(label[1], one.end)
            if begin >= 0 and end <= _WIDE and not any(e.meets(begin, end) for e in inside):
                one.row, one.label, one.late = row, label, late
                return True
    return False


def _without_label(one: _Placed, rows: Sequence[int], done: Sequence[_Placed]) -> None:
    for marks_only in (False, True):
        for row in rows:
            inside = [each for each in done if each.row == row]
            if not any(e.meets(one.begin, one.end, marks_only=marks_only) for e in inside):
                one.row = row
                for each in inside:
                    if each.meets(one.begin, one.end):
                        each.label = (0.0, 0.0)
                return
    one.row = rows[-1]


def _reach(each: Mark, axis: Axis) -> tuple[float, float]:
    """From where to where a mark is drawn, with its tail or the box of its days."""
    at = _at(each)
    assert at is not None
    x = axis.at[at]
    if each.first is None and each.last is None:
        return x - _TAIL, x + 6.5
    if each.first and each.last and each.first < each.last:
        return axis.at[each.first], max(x, axis.at[each.first] + 16)
    return x - 6.5, x + 6.5


def _at(each: Mark) -> date | None:
    return each.last or each.first or each.told


def _band(band: Band, axis: Axis, y: float) -> list[str]:
    start = _place(band.first, axis, _LEFT - 30)
    end = _place(band.last, axis, _RIGHT)
    return [
        f'<rect class="band" x="{start:.1f}" y="{y}" width="{max(end - start, 6):.1f}" '
        f'height="16" rx="3"/><text class="office" x="{start + 6:.1f}" y="{y + 12}">'
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
