"""The coverage strip under an axis of time: read is solid, not read is hatched."""

from __future__ import annotations

from collections.abc import Sequence

PATTERN = (
    '<defs><pattern id="unread" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path class="hatch" d="M0 0v6"/></pattern></defs>'
)
HIGH = 8  # px


def coverage_strip(
    start: float,
    end: float,
    read: Sequence[tuple[float, float]],
    y: float,
    label: tuple[float, float],
) -> str:
    """A strip from `start` to `end`, hatched but where something was read; its label at a point.

    `read` are places along the axis, each with the width of what was read there.
    """
    solid = "".join(
        f'<rect class="read" x="{x:.1f}" y="{y:g}" width="{max(wide, 3):.1f}" height="{HIGH}"/>'
        for x, wide in read
    )
    return (
        f'<g class="cover">{PATTERN}<title>Hatched: nothing of that time was read; it is unknown, '
        f'not quiet.</title><text x="{label[0]:g}" y="{label[1]:g}">articles read</text>'
        f'<rect x="{start:.1f}" y="{y:g}" width="{end - start:.1f}" height="{HIGH}" '
        f'fill="url(#unread)"/>{solid}</g>'
    )
