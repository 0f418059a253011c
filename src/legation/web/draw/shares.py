"""Amounts beside one another: bars with their bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from legation.web.draw.glyphs import cut

_LABEL, _BAR, _ROW, _WIDE = 220, 620, 26, 1080


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """An amount: to `upper` where it is between two, `open` where it is no less than that."""

    label: str
    told: str
    amount: float
    upper: float | None = None
    open: bool = False


def shares(of: Sequence[Share], *, title: str) -> Markup:
    """Amounts as bars on one scale from 0, as SVG; an open one ends in an arrow. Empty for none."""
    most = max((each.upper or each.amount for each in of), default=0)
    if most <= 0:
        return Markup("")
    high = _ROW * len(of) + 8
    parts = [
        f'<svg class="shares" viewBox="0 0 {_WIDE} {high}" width="{_WIDE}" height="{high}" '
        f'role="img"><title>{escape(title)}</title>'
    ]
    for index, each in enumerate(of):
        y = _ROW * index + 4
        wide = max(_BAR * each.amount / most, 2)
        label = cut(each.label, 32)
        parts.append(
            f'<text class="name" x="0" y="{y + 14}">{escape(label)}</text>'
            f'<rect class="bar" x="{_LABEL}" y="{y + 3}" width="{wide:.1f}" height="14"/>'
        )
        end = _LABEL + wide
        if each.upper is not None:
            more = _BAR * (each.upper - each.amount) / most
            parts.append(f'<rect class="more" x="{end:.1f}" y="{y + 3}" width="{more:.1f}" '
                         'height="14"/>')  # fmt: skip
            end += more
        elif each.open:
            parts.append(f'<path class="arrow" d="M{end + 2:.1f} {y + 4}l7 6-7 6"/>')
            end += 10
        parts.append(f'<text x="{end + 8:.1f}" y="{y + 14}">{escape(each.told)}</text>')
    parts.append("</svg>")
    return Markup("".join(parts))
