"""The marks of records: round is with, angular is against; hollow is words, filled is deeds.

Also how a label is cut that stands beside them.
"""

from __future__ import annotations

from markupsafe import Markup

QUADS = ("with, in words", "with, in deeds", "against, in words", "against, in deeds")
_SHAPES = {
    "q1": '<circle class="hollow" cx="7" cy="7" r="4.9"/>',
    "q2": '<circle class="full" cx="7" cy="7" r="6"/>',
    "q3": '<path class="hollow" d="M7 1.7 12.3 7 7 12.3 1.7 7Z"/>',
    "q4": '<path class="full" d="M7 .7 13.3 7 7 13.3 .7 7Z"/>',
    "said": '<path class="full" d="M1.6 11.4V7.3C1.6 4.7 2.9 3 5.3 2.4l.5 1.2C4.5 4.1 3.9 5 3.8'
    ' 6.3h1.8v5.1ZM8.1 11.4V7.3c0-2.6 1.3-4.3 3.7-4.9l.5 1.2c-1.3.5-1.9 1.4-2 2.7h1.8v5.1Z"/>',
    "holds": '<path class="line" d="M1.6 2.6v8.8M1.6 7h9.3M12.4 4.6v4.8"/>',
    "contested": '<circle class="line" cx="7" cy="7" r="5.4"/>'
    '<path class="full" d="M7 1.6a5.4 5.4 0 0 1 0 10.8Z"/>',
    "bound": '<path class="line" d="M1.5 7h8M7 3.5 10.5 7 7 10.5M12.7 2v10"/>',
}


def mark(name: str) -> Markup:
    """The mark of a record: q1 to q4 of an event, `said`, `holds`, `bound` or `contested`."""
    return Markup(
        f'<svg class="g {name}" viewBox="0 0 14 14" aria-hidden="true">{_SHAPES[name]}</svg>'
    )


def mark_inside(name: str, x: float, y: float, size: float = 14) -> str:
    """The same inside a drawing, its middle at a point."""
    half = size / 2
    return (
        f'<svg class="g {name}" x="{x - half:.1f}" y="{y - half:.1f}" width="{size:g}" '
        f'height="{size:g}" viewBox="0 0 14 14">{_SHAPES[name]}</svg>'
    )


def cut(text: str, most: int) -> str:
    """A label of at most so many characters, cut after a word where one ends in its later half."""
    if len(text) <= most:
        return text
    whole = text[:most].rpartition(" ")[0]
    return (whole if len(whole) > most / 2 else text[: most - 1]).rstrip() + "…"
