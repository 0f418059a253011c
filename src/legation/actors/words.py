"""Words of a parse without diacritics, and tokens by the characters they stand on."""

from __future__ import annotations

import re
from bisect import bisect_right

from legation.actors.folding import fold
from legation.nlp.tokens import Doc, Span

_NOT_ASCII = re.compile(r"[^\x00-\x7f]\w*")


class Words:
    """Lookup by word and by character offsets; `lower` is without diacritics."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.lower, self.lemma = [*doc.lower], doc.lemma
        self._starts = {start: i for i, start in enumerate(doc.starts)}
        self._ends = {end: i + 1 for i, end in enumerate(doc.ends)}
        self._pairs: dict[int, tuple[str, str]] = {}
        for match in _NOT_ASCII.finditer(doc.text):
            i = bisect_right(doc.starts, match.start()) - 1
            self.lower[i] = fold(doc.lower[i])

    def span(self, start: int, end: int) -> Span | None:
        """The tokens that cover the characters exactly."""
        first, last = self._starts.get(start), self._ends.get(end)
        return None if first is None or last is None else self.doc[first:last]

    def pair(self, i: int) -> tuple[str, str]:
        """A token in lower case without diacritics, and its lemma in lower case."""
        found = self._pairs.get(i)
        if found is None:
            token = self.doc[i]
            found = self._pairs[i] = (fold(token.lower_), token.lemma_.lower())
        return found

    def among(self, words: frozenset[str]) -> list[int]:
        """The tokens that are, or have as their lemma, one of the words."""
        pairs = enumerate(zip(self.lower, self.lemma, strict=True))
        return [i for i, (lower, lemma) in pairs if lower in words or lemma in words]
