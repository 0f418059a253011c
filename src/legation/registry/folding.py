"""Names compared without diacritics: one character in, one out, so that offsets stay true."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPECIAL = {
    "ı": "i",
    "đ": "d",
    "Đ": "D",
    "ł": "l",
    "Ł": "L",
    "ø": "o",
    "Ø": "O",
    "ħ": "h",
    "ð": "d",
    "þ": "t",
    "æ": "a",
    "œ": "o",
    "ß": "s",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "–": "-",
    "‑": "-",
    "‐": "-",
    "\u00a0": " ",
    "\n": " ",
    "\t": " ",
    "ə": "e",
    "Ə": "E",
}


_PLAIN = {ord(char): plain for char, plain in _SPECIAL.items() if char.isascii()}


_FOLDABLE = re.compile(r"[^\x00-\x7f]|[`\n\t]")


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char in _SPECIAL:
        return _SPECIAL[char]
    base = unicodedata.normalize("NFD", char)[0]
    return base if not unicodedata.combining(base) else char


def fold(text: str) -> str:
    """The text without diacritics, as long as before; case is kept."""
    if text.isascii():
        odd = "\n" in text or "`" in text or "\t" in text  # rare in names, and quick to tell
        return text.translate(_PLAIN) if odd else text
    return _FOLDABLE.sub(lambda found: _fold_char(found.group()), text)


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """What two spellings of one name share: folded, lower case, single spaces."""
    return " ".join(fold(text).lower().split())
