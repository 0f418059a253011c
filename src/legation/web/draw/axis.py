"""An axis of days that leaves out empty stretches, with what stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

Span = tuple[date, date]
LABEL = 84  # of room that a day needs above the axis


class Axis:
    """Days along a line: in proportion, but a stretch of over a third of the time is cut to that.

    A stretch that is cut is `broken`: a drawing breaks its axis there. Close days are kept apart by
    a third of the longest stretch where there is room, so that what stands on them can be told from
    one another. A span that is a whole month or year is written as one, never as its first day.
    """

    def __init__(
        self, days: Sequence[date], start: float, end: float, spans: Sequence[Span] = ()
    ) -> None:
        self.words = {each: f"{each.day} {each:%b %Y}" for each in days}
        for first, last in spans:
            if (told := _period(first, last)) is not None:
                self.words[first], self.words[last] = told, ""
        self.days = sorted(set(days))
        self.start, self.end = start, end
        gaps = [(b - a).days for a, b in pairwise(self.days)]
        most = max(sum(gaps) / 3, 1)
        least = min(most / 3, 3 * most / max(len(gaps), 1))
        capped = [min(max(gap, least), most) for gap in gaps]
        self.broken = [gap > most for gap in gaps]
        room = (end - start) / sum(capped) if capped else 0
        self.at = {self.days[0]: start}
        x = start
        for each, gap in zip(self.days[1:], capped, strict=True):
            x += gap * room
            self.at[each] = x

    def ticks(self, top: float, foot: float, broken: float | None = None) -> list[str]:
        """The days written above, as many as have room, with a break where time is left out.

        The break is drawn at the foot, or at the height that `broken` names.
        """
        out: list[str] = []
        free = 0.0
        for index, each in enumerate(self.days):
            x = self.at[each]
            out.append(f'<path class="grid" d="M{x:.1f} {top:g}V{foot:g}"/>')
            if index and self.broken[index - 1]:
                middle = (x + self.at[self.days[index - 1]]) / 2
                low = foot + 4 if broken is None else broken + 6
                out.append(f'<path class="break" d="M{middle - 6:.1f} {low:g}l5-12m3 12 5-12"/>')
            late = bool(index) and x > self.end - 30
            if self.words[each] and x >= free + (34 if late else 0):
                anchor = "end" if late else "middle"
                out.append(
                    f'<text class="tick" x="{x:.1f}" y="{top - 6:g}" text-anchor="{anchor}">'
                    f"{self.words[each]}</text>"
                )
                free = x + LABEL
        return out


def _period(first: date, last: date) -> str | None:
    """A whole year or month in words; `None` for another span."""
    if first.day != 1 or first.year != last.year or (last + timedelta(days=1)).day != 1:
        return None
    if (first.month, last.month) == (1, 12):
        return f"{first:%Y}"
    return f"{first:%b %Y}" if first.month == last.month else None
