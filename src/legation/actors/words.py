"""The tokens of a parse as flat lists: making a token object costs more than most questions."""

from __future__ import annotations

import re
from bisect import bisect_right

from spacy.tokens import Doc, Span

from legation.actors.folding import fold

_NOT_ASCII = re.compile(r"[^\x00-\x7f]\w*")
_NUMBERS: dict[frozenset[str], frozenset[int]] = {}  # hashes, the same in every vocabulary
_FLAGS = ("IS_LOWER", "IS_PUNCT", "IS_SPACE", "IS_DIGIT")


class Words:
    """Lookup by number instead of by string, and spans by character offsets.

    `lower` and `lemma` hold the numbers that spaCy gives to words, `lower` without diacritics.
    `capitals` are the tokens that may begin a name, `sentences` those that begin a sentence.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        columns = doc.to_array(["IDX", "LENGTH", "LOWER", "LEMMA", "SENT_START", *_FLAGS])
        starts, lengths, self.lower, self.lemma, begins, *flags = columns.T.tolist()
        self.sentences = [i for i, begin in enumerate(begins) if begin == 1 or i == 0]
        self._starts = {start: i for i, start in enumerate(starts)}
        self._ends = {s + n: i + 1 for i, (s, n) in enumerate(zip(starts, lengths, strict=True))}
        self.capitals = [i for i, marks in enumerate(zip(*flags, strict=True)) if not any(marks)]
        self._pairs: dict[int, tuple[str, str]] = {}
        for match in _NOT_ASCII.finditer(doc.text):
            i = bisect_right(starts, match.start()) - 1
            self.lower[i] = doc.vocab.strings[fold(doc[i].lower_)]

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
        ids = _NUMBERS.get(words)
        if ids is None:
            strings = self.doc.vocab.strings
            ids = _NUMBERS[words] = frozenset(int(strings[word]) for word in words)
        pairs = enumerate(zip(self.lower, self.lemma, strict=True))
        return [i for i, (lower, lemma) in pairs if lower in ids or lemma in ids]
