"""Text that nobody vouches for, made safe to show: on one line, without control characters."""

from __future__ import annotations

_CONTROLS = [*range(0x20), *range(0x7F, 0xA0)]
_BIDI = [0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
# News text is not trusted: it may not move the cursor, colour lines or turn writing around.
_UNSAFE = {**dict.fromkeys(_CONTROLS), **dict.fromkeys(_BIDI), **dict.fromkeys((9, 10, 13), " ")}


def clean(text: str) -> str:
    """A text on one line, without control characters and marks that turn the direction."""
    return " ".join(safe(text).split())


def safe(text: str) -> str:
    """A text without control characters and marks that turn the direction, breaks as spaces."""
    return text.translate(_UNSAFE).encode("utf-8", "replace").decode("utf-8")
