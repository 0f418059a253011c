"""Who held an office when: a bar a holder on one scale of years, the day asked for as a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from markupsafe import Markup

from legation.web.draw.glyphs import cut

MOST = 16  # holders, the latest; the list beside has all
_LABEL, _WIDE, _ROW, _TOP = 220, 1180, 24, 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A time in the office; an end that is not known is `None` and drawn as fading."""

    label: str
    first: date | None
    last: date | None


def terms(of: Sequence[Term], *, on: date, today: date, title: str) -> Markup:
    """The latest holders as bars, the earliest on top, as SVG; empty where no day is known."""
    known = [each for each in of if each.first or each.last]
    shown = sorted(known, key=lambda e: (e.first or e.last or on, e.last or today))[-MOST:]
    if not shown:
        return Markup("")
    days = [d for each in shown for d in (each.first, each.last) if d]
    start, end = min(*days, on), max(*days, on, today)
    scale = (_WIDE - _LABEL - 20) / max((end - start).days, 1)

    def at(day: date) -> float:
        return _LABEL + (day - start).days * scale

    high = _TOP + _ROW * len(shown) + 8
    parts = [
        f'<svg class="terms" viewBox="0 0 {_WIDE} {high}" width="{_WIDE}" height="{high}" '
        f'role="img"><title>{escape(title)}</title><defs><linearGradient id="ends">'
        '<stop class="fade-1" offset="0"/><stop class="fade-0" offset="1"/></linearGradient>'
        '<linearGradient id="begins"><stop class="fade-0" offset="0"/>'
        '<stop class="fade-1" offset="1"/></linearGradient></defs>'
    ]
    parts += [
        f'<path class="grid" d="M{at(each):.1f} {_TOP - 6}V{high}"/>'
        f'<text class="tick" x="{at(each) + 3:.1f}" y="{_TOP - 10}">{each.year}</text>'
        for each in _years(start, end)
    ]
    for index, each in enumerate(shown):
        parts.append(_bar(each, at, _TOP + _ROW * index))
    parts.append(f'<path class="on" d="M{at(on):.1f} {_TOP - 6}V{high}"/></svg>')
    return Markup("".join(parts))


def _bar(each: Term, at: Callable[[date], float], y: int) -> str:
    label = cut(each.label, 32)
    fade = 40
    if each.first is not None:
        first = at(each.first)
        last = at(each.last) if each.last else first + fade
    else:
        assert each.last is not None
        last = at(each.last)
        first = last - fade
    whole = each.first and each.last
    told = "" if whole else f' fill="url(#{"ends" if each.first else "begins"})"'
    kind = "bar" if whole else "open"
    return (
        f'<text class="name" x="0" y="{y + 14}">{escape(label)}</text><rect class="{kind}"{told} '
        f'x="{first:.1f}" y="{y + 3}" width="{max(last - first, 3):.1f}" height="14" rx="3"/>'
    )


def _years(start: date, end: date) -> list[date]:
    """The firsts of January that stand on the scale, at most ten of them."""
    every = max((end.year - start.year) // 9, 1)
    years = range(start.year + 1, end.year + 1)
    return [date(year, 1, 1) for year in years if (year - start.year - 1) % every == 0]
