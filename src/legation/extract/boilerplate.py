"""Phrases of web pages that are no part of a story: menus, calls to subscribe, what comes after."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from legation.tables import rows

SHORT = 45  # words: a longer block is prose, whatever phrase it has in it
_LABEL = re.compile(r"\W{0,3}([\w’' -]{2,40}?)\s*(?::|\||\.\.\.|…|[–—-]{1,2}\s)")
_WORD = re.compile(r"\w+")
END_ROOM = 4  # words that may follow an end phrase in its block ("More from World news")


@dataclass(frozen=True)
class Phrases:
    """The phrases of `extract/boilerplate.csv`, ready for matching on words in lower case."""

    whole: frozenset[str]
    start: dict[str, tuple[tuple[str, ...], ...]]
    inside: dict[str, tuple[tuple[str, ...], ...]]
    end: dict[str, tuple[tuple[str, ...], ...]]
    label: dict[str, tuple[tuple[str, ...], ...]]
    notice: dict[str, tuple[tuple[str, ...], ...]]

    def is_label(self, text: str) -> bool:
        """Whether a short block begins with a label that leads elsewhere (`See also:`)."""
        found = _LABEL.match(text)
        if not found or len(text.split()) > SHORT:
            return False
        words = _WORD.findall(found[1].lower())
        return bool(words) and _match_at(self.label, words, 0) == len(words)

    def is_notice(self, words: Sequence[str]) -> bool:
        """Whether a short block begins as only a page's own notices do, whatever stands around."""
        return len(words) <= SHORT and _match_at(self.notice, words, 0) > 0

    def is_menu(self, words: Sequence[str]) -> bool:
        """Whether the block is nothing but a menu entry or a button."""
        return len(words) <= 6 and " ".join(words) in self.whole

    def is_call(self, words: Sequence[str]) -> bool:
        """Whether the block begins by calling the reader to do something, or with small print."""
        return len(words) <= 2 * SHORT and _match_at(self.start, words, 0) > 0

    def has_call(self, words: Sequence[str]) -> bool:
        """Whether a short block has such a phrase anywhere."""
        known = self.inside
        if len(words) > SHORT or known.keys().isdisjoint(words):
            return False
        at = (i for i, word in enumerate(words) if word in known)
        return any(_match_at(known, words, i) for i in at)

    def is_end(self, words: Sequence[str]) -> bool:
        """Whether other stories, tags or comments come after this block."""
        matched = _match_at(self.end, words, 0)
        return matched > 0 and len(words) <= matched + END_ROOM


def _match_at(known: dict[str, tuple[tuple[str, ...], ...]], words: Sequence[str], at: int) -> int:
    """How many words of the longest phrase stand at a place, or 0."""
    found = known.get(words[at]) if at < len(words) else None
    if not found:
        return 0
    return max((len(p) for p in found if tuple(words[at : at + len(p)]) == p), default=0)


@lru_cache(maxsize=1)
def load_phrases() -> Phrases:
    """The bundled phrases."""
    names = ("whole", "start", "any", "end", "label", "notice")
    kinds: dict[str, list[tuple[str, ...]]] = {name: [] for name in names}
    for row in rows("extract/boilerplate.csv", needs=("kind", "phrase")):
        kinds[row["kind"]].append(tuple(row["phrase"].split()))
    whole = frozenset(" ".join(p) for p in (*kinds["whole"], *kinds["end"]))
    return Phrases(whole, *(_by_first(kinds[name]) for name in names[1:]))


def _by_first(phrases: list[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    grouped: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        grouped.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(group) for first, group in grouped.items()}
