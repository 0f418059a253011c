"""Whether words tell of a matter named in other words: by what they have in common."""

from __future__ import annotations

import re
from functools import lru_cache

from legation.ask.inwords.question_data import fillers
from legation.folding import name_key

_WORD = re.compile(r"[^\W_]+")
SHARE = 0.6  # of the words of a matter that must be told, so that "the attack on the bus" is
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ions", "ion", "es",
            "ed", "s", "d", "y", "e")  # fmt: skip
_SHORTEST = 4  # letters of a stem: "used" and "user" may be one word, "us" and "use" are none


def about_words(text: str) -> tuple[str, ...]:
    """The words of a matter that say what it is, by their stems."""
    told = (w for w in _WORD.findall(name_key(text)) if w not in fillers())
    return tuple(dict.fromkeys(map(stem, told)))


def shares(words: str, wanted: tuple[str, ...], *, most: bool = True) -> bool:
    """Whether words have most of the stems wanted, or else two of them; all have those of none."""
    if not wanted:
        return True
    told = {stem(w) for w in _WORD.findall(name_key(words))}
    common = sum(any(w == t or _derived(w, t) for t in told) for w in wanted)
    return common >= (SHARE * len(wanted) if most else min(2, len(wanted)))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its ending: "exchanges" and "exchange" have one stem."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def _derived(one: str, other: str) -> bool:
    """Whether two stems are of one word with another ending: "recogn" and "recognis"."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST + 1 and long.startswith(short) and len(long) - len(short) <= 3
