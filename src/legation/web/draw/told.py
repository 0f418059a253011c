"""When commitments were told: a dot each by year; a year of which nothing was read is hatched."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from html import escape

from markupsafe import Markup

MOST = 30  # dots of a year; beyond it a bar stands for them, with their number
_WIDE, _ACROSS, _STEP, _FOOT = 1230, 5, 10, 22


def told_by_year(told: Mapping[int, int], read: Collection[int], *, title: str) -> Markup:
    """Dots by year as SVG, five across; empty where none has a year.

    `read` are the years of which articles were read.
    """
    if not told:
        return Markup("")
    years = range(min(told), max(told) + 1)
    step = min(_WIDE / len(years), 110.0)
    rows = max((min(n, MOST) + _ACROSS - 1) // _ACROSS for n in told.values())
    high = rows * _STEP + 10
    every = max(1, round(44 / step))
    parts = [
        f'<svg class="told-strip" viewBox="0 0 {step * len(years):.0f} {high + _FOOT}" '
        f'width="{step * len(years):.0f}" height="{high + _FOOT}" role="img">'
        f"<title>{escape(title)}. "
        f"{', '.join(f'{year}: {n}' for year, n in sorted(told.items()))}</title>"
        '<defs><pattern id="told-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path class="hatch" d="M0 0v6"/></pattern></defs>'
    ]
    for index, year in enumerate(years):
        x = index * step
        number = told.get(year, 0)
        if year not in read and not number:
            parts.append(f'<rect x="{x + 2:.1f}" y="{high - 12}" width="{step - 4:.1f}" '
                         'height="10" fill="url(#told-hatch)"/>')  # fmt: skip
        elif number > MOST:
            parts.append(f'<rect class="bar" x="{x + 4:.1f}" y="8" width="{step - 8:.1f}" '
                         f'height="{high - 10}"/><text x="{x + step / 2:.1f}" y="6" '
                         f'text-anchor="middle">{number}</text>')  # fmt: skip
        for place in range(number if number <= MOST else 0):
            across, up = place % _ACROSS, place // _ACROSS
            middle = x + step / 2 + (across - (min(number, _ACROSS) - 1) / 2) * _STEP
            parts.append(
                f'<circle class="dot" cx="{middle:.1f}" cy="{high - 6 - up * _STEP}" r="3.4"/>'
            )
        if index % every == 0 or index == len(years) - 1:
            parts.append(f'<text x="{x + step / 2:.1f}" y="{high + 15}" text-anchor="middle">'
                         f"{year}</text>")  # fmt: skip
    return Markup("".join([*parts, "</svg>"]))
