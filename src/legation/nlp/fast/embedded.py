"""What is known of a word, found once: its embedded rows, what it is made of, which rules name it.

A word is what spaCy's embedding layers can tell apart: spelling, norm and the space after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import spacy.tokens
from numpy.typing import NDArray
from spacy.vocab import Vocab

from legation.nlp.fast.ruled import Ruled
from legation.nlp.fast.weights import WIDTH, Encoder, Ints
from legation.nlp.vocabulary import SPACE, words_of

MOST = 40_000  # words kept, 31 MB of rows; beyond it all are embedded anew
_FIRST = 4096  # words there is room for at first
_KEYS: list[int | str] = ["ORTH", "NORM", "SPACY"]
_MIX = np.array([1, 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], dtype=np.uint64)  # odd, well spread

Word = tuple[str, str, int]
Number = TypeVar("Number", bound=np.generic)


class Words:
    """The words met so far, by number.

    `rows[e]` are their embedded rows for encoder `e`, `told` their texts with what they are made
    of, `classes` what `Ruled` calls them; `spaces` and `breaks` mark white space and line breaks;
    `first` and `second` are the rules of two words that may name them, as bits. `begun` counts how
    often the table was begun.
    """

    def __init__(self, vocab: Vocab, encoders: Sequence[Encoder], ruled: Ruled) -> None:
        self._vocab = vocab
        self._encoders = encoders
        self._ruled = ruled
        self.begun = 0
        self.rows = [np.zeros((_FIRST, WIDTH), dtype=np.float32) for _ in encoders]
        self.spaces, self.breaks = (np.zeros(_FIRST, dtype=np.uint8) for _ in range(2))
        self.first, self.second = (np.zeros(_FIRST, dtype=np.uint32) for _ in range(2))
        self._clear()

    def _clear(self) -> None:
        self.begun += 1
        self._numbers: dict[int, int] = {}
        self.told: list[Word] = []
        self.classes: list[int] = []
        self.orths: list[int] = []

    def _reserve(self, size: int) -> None:
        self.rows = [_grown(rows, size) for rows in self.rows]
        self.spaces, self.breaks = _grown(self.spaces, size), _grown(self.breaks, size)
        self.first, self.second = _grown(self.first, size), _grown(self.second, size)

    def of(self, doc: spacy.tokens.Doc) -> Ints:
        """The numbers of a text's words; new ones are added.

        Numbers hold until the next call: a full table is begun anew.
        """
        keys = (doc.to_array(_KEYS) * _MIX).sum(axis=1, dtype=np.uint64).tolist()
        known = self._numbers
        new = [i for i, key in enumerate(keys) if key not in known]
        if new:
            if len(known) + len(new) > MOST:
                self._clear()
                known = self._numbers
                new = list(range(len(keys)))
            places = {keys[i]: i for i in reversed(new)}  # the first of each
            self._add(doc, sorted(places.values()), keys)
        return np.fromiter(map(known.__getitem__, keys), dtype=np.int32, count=len(keys))

    def _add(self, doc: spacy.tokens.Doc, places: list[int], keys: list[int]) -> None:
        begun = len(self.told)
        after = begun + len(places)
        if after > len(self.spaces):
            self._reserve(max(after, 2 * len(self.spaces)))
        for rows, encoder in zip(self.rows, self._encoders, strict=True):
            ids = doc.to_array(encoder.columns)[places]
            for layer in encoder.embed:
                ids = layer.predict(ids)
            rows[begun:after] = ids
        words = words_of(doc.vocab)
        for number, place in enumerate(places, begun):
            orth = int(doc[place].orth)
            word = words[orth - (1 << 64) if orth >> 63 else orth]
            is_space = bool(word[2] & SPACE)
            self._numbers[keys[place]] = number
            self.told.append(word)
            self.orths.append(orth)
            self.spaces[number] = is_space
            self.breaks[number] = is_space and "\n" in word[0]
            lower = doc[place].lower_
            self.classes.append(self._ruled.class_of(lower, is_space))
            self.first[number], self.second[number] = self._ruled.pairs_of(lower)


def _grown(array: NDArray[Number], size: int) -> NDArray[Number]:
    grown = np.zeros((size, *array.shape[1:]), dtype=array.dtype)
    grown[: len(array)] = array
    return grown
