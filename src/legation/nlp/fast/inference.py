"""One text to its parse: the pipeline's weights, run by the kernels.

The arithmetic is spaCy's in another order of sums. Where two moves, tags or labels lie closer
than `MARGIN`, that order could decide, and the text is left to spaCy.
"""

from __future__ import annotations

import ctypes
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from legation.language.dateline import dateline_end
from legation.nlp.fast.embedded import Words
from legation.nlp.fast.layers import Buffers, Run, UnsureError
from legation.nlp.fast.ruled import Answer, Ruled
from legation.nlp.fast.weights import Ints, read_weights
from legation.nlp.parsed import Columns

# Scores differ from spaCy's by 2.3e-5 at most (50 stories, 300,000 states, three kinds of BLAS),
# so a gap between two by less than 5e-5.
MARGIN = 1e-4
LONGEST = 10_000  # tokens; the features of a longer text take more memory than a batch of spaCy's
MOST = 400_000  # answers kept; beyond it all are asked anew

Bytes = NDArray[np.uint8]


class Inference:
    """Parses with a pipeline's weights, one text at a time, whatever thread asks.

    Raises `OtherShapeError` for a pipeline that only spaCy can run.
    """

    def __init__(self, nlp: Language, kernels: ctypes.CDLL) -> None:
        self._nlp = nlp
        self._kernels = kernels
        weights = self._weights = read_weights(nlp)
        self._ruled = Ruled(nlp)
        self._words = Words(nlp.vocab, (weights.tokens, weights.names), self._ruled)
        self._relations = weights.arcs.names
        self._dep_classes = np.array([*map(self._ruled.dep_class_of, self._relations)], np.int64)
        pairs = [*map(self._ruled.dep_pairs_of, self._relations)]
        self._first, self._second = np.array(pairs, dtype=np.uint32).T
        self._answers: dict[int, Answer] = {}
        self._begun = 0
        self._buffers = Buffers()
        self._lock = Lock()

    def parse(self, text: str, margin: float = MARGIN) -> Columns:
        """The parse of a text.

        Raises `UnsureError` for a text that spaCy must parse.
        """
        with self._lock:
            doc = self._nlp.make_doc(text)
            if not 0 < len(doc) <= LONGEST:
                raise UnsureError(f"{len(doc)} tokens")
            starts, lengths = doc.to_array(["IDX", "LENGTH"]).view(np.int64).T
            words = self._words.of(doc)
            run = Run(self._kernels, self._buffers, words, self._words.spaces[words])
            weights = self._weights
            vectors = run.encode(weights.tokens, self._words.rows[0])
            tags = run.tags(vectors, weights.tags)
            heads, labels, begins = run.arcs(
                vectors, weights.arcs, self._known_starts(text, words, starts)
            )
            vectors = run.encode(weights.names, self._words.rows[1])
            entities = run.entities(vectors, weights.entities, begins)
            if run.gap < margin:
                raise UnsureError(f"two choices are {run.gap:.1e} apart")
            answers = self._answered(words, tags, labels)
            names = weights.entities.names
            return Columns(
                heads=heads.tolist(),
                starts=starts.tolist(),
                ends=(starts + lengths).tolist(),
                sent_starts=begins.nonzero()[0].tolist(),
                words=[*map(self._words.told.__getitem__, words.tolist())],
                lemma=[each[0] for each in answers],
                pos=[each[1] for each in answers],
                tag=[each[2] for each in answers],
                dep=self._related(labels, answers),
                ents=[(first, last, names[name]) for first, last, name in entities],
            )

    def _known_starts(self, text: str, words: Ints, starts: NDArray[np.int64]) -> Bytes:
        """1 for the first token, the first word after a line break and the first of a dateline."""
        known = np.zeros(len(words), dtype=np.uint8)
        known[0] = 1
        spaces = self._words.spaces[words]
        for i in self._words.breaks[words].nonzero()[0].tolist():
            while i < len(words) and spaces[i]:
                i += 1
            if i < len(words):
                known[i] = 1
        if begins := dateline_end(text):
            i = max(1, int(np.searchsorted(starts, begins)))
            known[i : i + 1] = 1
        return known

    def _answered(self, words: Ints, tags: Ints, labels: Ints) -> list[Answer]:
        """Lemma, part of speech, tag and changed relation of each token."""
        if self._begun != self._words.begun or len(self._answers) > MOST:
            self._begun = self._words.begun
            self._answers.clear()
        answers = self._answers
        keys = ((words.astype(np.int64) << 16) | (tags << 8) | self._dep_classes[labels]).tolist()
        found = [*map(answers.get, keys)]
        if None in found:
            for i, answer in enumerate(found):
                if answer is None:
                    found[i] = answers[keys[i]] = self._asked(words[i], tags[i], labels[i])
        self._answer_pairs(words, tags, labels, found)
        return found  # type: ignore[return-value]

    def _asked(self, word: int, tag: int, label: int) -> Answer:
        known = self._words
        return self._ruled.answer(
            known.told[word][0], known.orths[word], known.classes[word],
            self._weights.tag_names[tag], self._relations[label],
        )  # fmt: skip

    def _answer_pairs(
        self, words: Ints, tags: Ints, labels: Ints, found: list[Answer | None]
    ) -> None:
        """Answer anew for the tokens that patterns of two tokens may touch."""
        known = self._words
        first = known.first[words[:-1]] & self._first[labels[:-1]]
        second = known.second[words[1:]] & self._second[labels[1:]]
        at = (first & second).nonzero()[0].tolist()
        for begin, end in _stretches(at):
            asked = [
                (known.told[words[i]][0], self._weights.tag_names[tags[i]],
                 self._relations[labels[i]])
                for i in range(begin, end)
            ]  # fmt: skip
            found[begin:end] = self._ruled.answers(asked)

    def _related(self, labels: Ints, answers: list[Answer]) -> list[str]:
        names = self._relations
        return [
            each[3] or names[label] for each, label in zip(answers, labels.tolist(), strict=True)
        ]


def _stretches(pairs: list[int]) -> list[tuple[int, int]]:
    """Stretches of tokens (end excluded) from the first tokens of pairs, joined where they meet."""
    found: list[tuple[int, int]] = []
    for i in pairs:
        if found and i < found[-1][1]:
            found[-1] = (found[-1][0], i + 2)
        else:
            found.append((i, i + 2))
    return found
