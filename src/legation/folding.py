"""Names compared without diacritics.

`fold` gives one character for one, so that offsets stay true; `name_key` is what names are looked
up and kept by.
"""

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


_SPELT_OUT = str.maketrans({"æ": "ae", "œ": "oe", "þ": "th"})  # and "ß" by folding case
_PLAIN = {ord(char): plain for char, plain in _SPECIAL.items() if char.isascii()}


# The marks are the commonest signs of a text that stay as they are.
_FOLDABLE = re.compile(r"[^\x00-\x7f“”—…]|[`\n\t]")


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
def name_key(name: str) -> str:
    """What the spellings of one name share: no case, accents, odd letters or doubled spaces.

    A letter that is spelt with two elsewhere is: "Weißenfels" and "Weissenfels" have one key, and
    "Þórdís" has that of "Thordis". So a key may be longer than the name.
    """
    if not name.isascii():
        plain = unicodedata.normalize("NFKD", name).casefold()
        spelt = unicodedata.normalize("NFKD", plain).translate(_SPELT_OUT)
        name = "".join(char for char in spelt if not unicodedata.combining(char))
    return " ".join(fold(name).lower().split())


def key_words(name: str) -> list[str]:
    """The words of a name's key; quicker than the key for a name that is asked once."""
    return fold(name).lower().split() if name.isascii() else name_key(name).split()
