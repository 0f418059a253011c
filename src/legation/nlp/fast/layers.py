"""The kernels run over one text, in buffers that are kept from text to text."""

from __future__ import annotations

import ctypes

import numpy as np
from numpy.typing import NDArray

from legation.nlp.fast.kernels import address
from legation.nlp.fast.weights import (
    DEPTH,
    PIECES,
    WIDTH,
    Affine,
    Arcs,
    Encoder,
    Entities,
    Floats,
    Ints,
    States,
)

BLOCK = 256  # rows encoded at a time: what they need stays in the processor's second cache
_STRANGE = "the parser came to a state that the kernels do not cover"


class UnsureError(Exception):
    """A text that spaCy must parse; the text says why."""


class Buffers:
    """Arrays by name, made anew only when a longer one is needed."""

    def __init__(self) -> None:
        self._kept: dict[str, Floats] = {}

    def floats(self, name: str, rows: int, width: int) -> Floats:
        """`rows` by `width` numbers that are anything."""
        kept = self._kept.get(name)
        if kept is None or len(kept) < rows * width:
            kept = self._kept[name] = np.empty(rows * width * 5 // 4, dtype=np.float32)
        return kept[: rows * width].reshape(rows, width)


class Run:
    """One text of `n` words. `gap` is the smallest gap met between two best scores."""

    def __init__(
        self, kernels: ctypes.CDLL, buffers: Buffers, words: Ints, spaces: NDArray[np.uint8]
    ) -> None:
        self._call = kernels
        self._buffers = buffers
        self._n = len(words)
        self._words = words
        self._spaces = np.ascontiguousarray(spaces)
        self._gap = ctypes.c_float(float("inf"))
        self._gap_at = ctypes.addressof(self._gap)

    @property
    def gap(self) -> float:
        """The smallest gap met so far between the best score and the second."""
        return self._gap.value

    def encode(self, encoder: Encoder, rows: Floats) -> Floats:
        """Vectors of the words in their places; `rows` are the embedded words by number."""
        call, padded = self._call, self._n + 2 * DEPTH
        here = self._buffers.floats("here", padded, WIDTH)
        there = self._buffers.floats("there", padded, WIDTH)
        windows = self._buffers.floats("windows", BLOCK, 3 * WIDTH)
        products = self._buffers.floats("products", BLOCK, PIECES * WIDTH)
        a, b, w, p = (address(each) for each in (here, there, windows, products))
        call.gather_words(address(rows), address(self._words), self._n, DEPTH, a)
        for layer in encoder.layers:
            bias, scale, shift = address(layer.bias), address(layer.scale), address(layer.shift)
            for first in range(0, padded, BLOCK):
                last = min(first + BLOCK, padded)
                call.copy_windows(a, padded, first, last, w)
                np.matmul(windows[: last - first], layer.weights, out=products[: last - first])
                at = 4 * first * WIDTH
                call.mix_rows(p, bias, scale, shift, a + at, last - first, b + at)
            here, there, a, b = there, here, b, a
        return here[DEPTH : DEPTH + self._n]

    def tags(self, vectors: Floats, tags: Affine) -> Ints:
        """The best tag of each word."""
        scores = self._product("scores", vectors, tags)
        best = np.empty(self._n, dtype=np.int32)
        self._call.greatest(address(scores), self._n, scores.shape[1], address(best), self._gap_at)
        return best

    def arcs(
        self, vectors: Floats, arcs: Arcs, starts: NDArray[np.uint8]
    ) -> tuple[Ints, Ints, NDArray[np.uint8]]:
        """Heads (a root its own), labels, and 1 where a sentence begins.

        `starts` are the tokens known to begin one; it is written to.
        """
        features = self._features(vectors, arcs.states)
        heads, labels = (np.empty(self._n, dtype=np.int32) for _ in range(2))
        begins = np.empty(self._n, dtype=np.uint8)
        states = arcs.states
        status = self._call.parse_arcs(
            self._n, features, address(states.padding), address(states.bias),
            address(arcs.weights), address(arcs.bias), arcs.classes, address(arcs.moves),
            address(arcs.labels), arcs.root, address(starts), address(heads), address(labels),
            self._gap_at,
        ) or self._call.finish_trees(
            self._n, address(heads), address(labels), address(self._spaces), address(arcs.plain),
            address(arcs.wanted), address(begins),
        )  # fmt: skip
        if status:
            raise UnsureError(_STRANGE)
        return heads, labels, begins

    def entities(
        self, vectors: Floats, entities: Entities, begins: NDArray[np.uint8]
    ) -> list[list[int]]:
        """Named entities in text order: first token, token after the last, number of the name."""
        features = self._features(vectors, entities.states)
        found, count = np.empty((self._n, 3), dtype=np.int32), ctypes.c_int32(0)
        states = entities.states
        status = self._call.find_entities(
            self._n, features, address(states.padding), address(states.bias),
            address(entities.weights), address(entities.bias), address(entities.inner),
            address(entities.inner_bias), len(entities.names), address(begins),
            address(self._spaces), address(found), ctypes.addressof(count), self._gap_at,
        )  # fmt: skip
        if status:
            raise UnsureError(_STRANGE)
        triples: list[list[int]] = found[: count.value].tolist()
        return triples

    def _features(self, vectors: Floats, states: States) -> int:
        """Where the words' parts of hidden vectors lie."""
        narrow = self._product("narrow", vectors, states.tokens)
        features = self._buffers.floats("features", self._n, states.features.shape[1])
        np.matmul(narrow, states.features, out=features)
        return address(features)

    def _product(self, name: str, vectors: Floats, affine: Affine) -> Floats:
        product = self._buffers.floats(name, self._n, affine.weights.shape[1])
        np.matmul(vectors, affine.weights, out=product)
        product += affine.bias
        return product
