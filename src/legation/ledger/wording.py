"""The words of promises and deeds, brought together to compare: stems, and whose side one is on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from legation.keys import party_key
from legation.language.words import members
from legation.records import Mention

_WORD = re.compile(r"[^\W\d_]{2,}")
_ENDINGS = (
    "ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "als", "al", "ed", "es",
    "s", "e", "n",
)  # fmt: skip


def party_sides(mentions: Iterable[Mention]) -> frozenset[str]:
    """Whose side somebody is on: the country's, else their own key."""
    return frozenset(m.country or party_key(m) for m in mentions)


def stems(text: str) -> frozenset[str]:
    """The words of a text that carry it, without endings, to compare two wordings by."""
    plain = _plain()
    return frozenset(_stem(w) for w in map(str.lower, _WORD.findall(text)) if w not in plain)


@cache
def _plain() -> frozenset[str]:
    return members("function_words") | members("words_in_any_promise")


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """The word without its endings, one after the other: "implementation" is "implement"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return _stem(word[: -len(ending)])
    return word
