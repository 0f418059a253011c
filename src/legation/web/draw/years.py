"""What was read: articles by year as bars, years between of which nothing was read as hatching."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

_HIGH, _WIDE = 54, 364


def years_read(articles: Mapping[int, int]) -> Markup:
    """Articles read by the year of publication as SVG; empty for none.

    A year without an article is hatched: unknown, not quiet.
    """
    if not articles:
        return Markup("")
    first, last = min(articles), max(articles)
    years = range(first, last + 1)
    step = min(_WIDE / len(years), 40.0)
    most = max(articles.values())
    told = ", ".join(f"{year}: {number}" for year, number in sorted(articles.items()))
    parts = [
        f'<svg class="years" viewBox="0 0 {_WIDE} {_HIGH + 36}" width="{_WIDE}" '
        f'height="{_HIGH + 36}" role="img"><title>Articles read by year of publication. {told}. '
        "Years between were not read.</title>"
        '<defs><pattern id="not-read" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path class="hatch" d="M0 0v6"/></pattern></defs>'
    ]
    for index, year in enumerate(years):
        x, number = index * step, articles.get(year, 0)
        width = max(step - 2, 1)
        if number:
            high = max(4, _HIGH * number / most)
            parts.append(
                f'<rect class="read" x="{x:.1f}" y="{_HIGH + 14 - high:.1f}" width="{width:.1f}" '
                f'height="{high:.1f}" rx="1.5"/>'
            )
            if step >= 12:
                parts.append(
                    f'<text class="n" x="{x + width / 2:.1f}" y="{_HIGH + 10 - high:.1f}" '
                    f'text-anchor="middle">{number}</text>'
                )
        else:
            parts.append(
                f'<rect x="{x:.1f}" y="{_HIGH - 2}" width="{width:.1f}" height="16" '
                'fill="url(#not-read)"/>'
            )
    ends = {first, last, *(y for y in years if y % 5 == 0 and y - first > 2 and last - y > 2)}
    for year in sorted(ends):
        x = (year - first) * step
        anchor = (
            "start" if year == first else "end" if year == last and len(years) > 1 else "middle"
        )
        at = {"start": x, "end": x + step - 2, "middle": x + step / 2}[anchor]
        parts.append(
            f'<text class="tick" x="{at:.1f}" y="{_HIGH + 30}" text-anchor="{anchor}">{year}</text>'
        )
    parts.append("</svg>")
    return Markup("".join(parts))
