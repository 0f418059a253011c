"""Two times of claims: the days they speak of, and since when the record has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from markupsafe import Markup

from legation.web.draw.axis import Axis
from legation.web.draw.glyphs import cut

_LABEL, _LEFT, _RIGHT, _GAP = 260, 560, 300, 50
_ROW, _TOP, _TAIL = 48, 46, 46
_WIDE = _LABEL + _LEFT + _GAP + _RIGHT + 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A claim to draw: `first` to `last` are the days it speaks of, an unknown end is `None`.

    `told` is when it was published, `known` since when the record has it, `until` when its article
    was no longer read so. `holds` is false for a denial.
    """

    label: str
    sub: str
    first: date | None
    last: date | None
    told: date | None
    known: date | None
    until: date | None
    holds: bool


def two_times(claims: Sequence[Held], *, today: date, title: str) -> Markup:
    """Claims as rows of SVG, left the days they speak of, right since when they are known.

    A start that is not told fades in before the day of publication; an end that is not told is an
    arrow. Empty for no claims, and where no day at all is known.
    """
    spoken = sorted({d for c in claims for d in (c.first, c.last, c.told) if d})
    known = sorted({d for c in claims for d in (c.told, c.known, c.until) if d})
    if not spoken:
        return Markup("")
    spans = [(c.first, c.last) for c in claims if c.first and c.last]
    left = Axis(spoken, _LABEL + _TAIL, _LABEL + _LEFT, spans)
    right = Axis([*known, today], _LABEL + _LEFT + _GAP, _WIDE - 20)
    high = _TOP + _ROW * len(claims) + 12
    parts = [
        f'<svg class="times" viewBox="0 0 {_WIDE} {high}" width="{_WIDE}" height="{high}" '
        f'role="img"><title>{escape(title)}: {len(claims)} claims by the days they speak of, and '
        "since when they are known. The table below says the same.</title>"
        '<defs><linearGradient id="fade"><stop class="fade-0" offset="0"/>'
        '<stop class="fade-1" offset="1"/></linearGradient></defs>'
        f'<text class="lane" x="{_LABEL}" y="14">Holds on</text>'
        f'<text class="lane" x="{right.start}" y="14">Known since</text>',
        *left.ticks(_TOP - 8, high - 6),
        *right.ticks(_TOP - 8, high - 6),
    ]
    for index, claim in enumerate(claims):
        y = _TOP + _ROW * index + 20
        parts.append(
            f'<text class="lane" x="0" y="{y - 4}">{escape(cut(claim.label, 36))}</text>'
            f'<text class="sub" x="0" y="{y + 12}">{escape(cut(claim.sub, 36))}</text>'
        )
        parts.append(_days(claim, left, y))
        parts.append(_knowing(claim, right, y, today))
    parts.append("</svg>")
    return Markup("".join(parts))


def _days(claim: Held, scale: Axis, y: float) -> str:
    kind = "holds" if claim.holds else "denied"
    from_ = claim.first or (claim.told if claim.last is None else None)
    to = claim.last or claim.first or claim.told
    if to is None:
        return f'<text class="sub" x="{scale.start}" y="{y + 4}">no day known</text>'
    x2 = scale.at[to]
    x1 = scale.at[from_] if from_ else x2
    out = []
    if claim.first is None:
        out.append(f'<rect class="tail {kind}" x="{x1 - _TAIL:.1f}" y="{y - 5}" width="{_TAIL}" '
                   'height="10" fill="url(#fade)"/>')  # fmt: skip
    if claim.last is None:
        x2 = scale.end - 8
    wide = max(x2 - x1, 3)
    out.append(
        f'<rect class="bar {kind}" x="{x1:.1f}" y="{y - 5}" width="{wide:.1f}" height="10"/>'
    )
    if claim.told and scale.at[claim.told] > x1:
        x = scale.at[claim.told]
        out.append(f'<path class="told {kind}" d="M{x:.1f} {y - 9}v18"/>')
    if claim.last is None:
        out.append(f'<path class="arrow {kind}" d="M{x2:.1f} {y - 8}l8 8-8 8"/>')
    return "".join(out)


def _knowing(claim: Held, scale: Axis, y: float, today: date) -> str:
    start = claim.told or claim.known
    if start is None:
        return ""
    end = claim.until or today
    out = [f'<path class="knows" d="M{scale.at[start]:.1f} {y}H{scale.at[end]:.1f}"/>']
    if claim.told:
        out.append(f'<circle class="published" cx="{scale.at[claim.told]:.1f}" cy="{y}" r="4"/>')
    if claim.known:
        out.append(f'<circle class="read" cx="{scale.at[claim.known]:.1f}" cy="{y}" r="3.5"/>')
    if claim.until:
        x = scale.at[claim.until]
        out.append(f'<path class="gone" d="M{x - 4:.1f} {y - 4}l8 8m0-8-8 8"/>')
    return "".join(out)
