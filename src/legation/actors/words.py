"""Words of a parse without diacritics, and tokens by the characters they stand on."""

from __future__ import annotations

import re
from bisect import bisect_right

from legation.actors.folding import fold
from legation.nlp.tokens import Doc, Span

_FOLDED = re.compile(r"[^\x00-\x7f]\w*|`")  # what folding may change


class Words:
    """Lookup by word and by character offsets; `lower` is without diacritics."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.lower, self.lemma = doc.lower, doc.lemma
        self._odd: list[int] = []  # tokens that folding changes
        for match in _FOLDED.finditer(doc.text):
            i = bisect_right(doc.starts, match.start()) - 1
            folded = fold(doc.lower[i])
            if folded != doc.lower[i]:
                if not self._odd:
                    self.lower = [*doc.lower]
                self._odd.append(i)
                self.lower[i] = folded

    def span(self, start: int, end: int) -> Span | None:
        """The tokens that cover the characters exactly."""
        return self.doc.char_span(start, end)

    def pair(self, i: int) -> tuple[str, str]:
        """A token in lower case without diacritics, and its lemma in lower case."""
        return self.lower[i], self.lemma[i].lower()

    def among(self, words: frozenset[str]) -> list[int]:
        """The tokens that are, or have as their lemma, one of the words."""
        found = self.doc.among(words)
        odd = [i for i in self._odd if self.lower[i] in words]
        return sorted({*found, *odd}) if odd else found
