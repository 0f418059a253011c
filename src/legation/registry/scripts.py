"""Names in other scripts: what a name in Cyrillic, Greek or Chinese shares with its Latin forms."""

from __future__ import annotations

import re

from anyascii import anyascii

from legation.folding import name_key

_ALIKE = (
    (re.compile(r"[^a-z]"), ""),
    (re.compile(r"kh"), "h"),
    (re.compile(r"([csz])h"), r"\1"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"[jy]"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)


def sound(name: str) -> str:
    """The name in plain letters, with those that romanisations write differently made one.

    Zelenskyy, Zelensky and the Cyrillic form give "zelenski"; the vowels stay, so that Vučić and
    Vučević differ.
    """
    told = name_key(anyascii(name))
    for pattern, letter in _ALIKE:
        told = pattern.sub(letter, told)
    return told
