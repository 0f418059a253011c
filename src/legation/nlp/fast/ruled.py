"""Parts of speech and lemmas from tables, filled by spaCy's own rules.

The attribute ruler's patterns ask a token's word, tag and relation. What they answer depends on
which patterns name the word and the relation, and on the tag: few cases, each asked of spaCy
once. The lemma follows from the word and what was answered. Patterns of two tokens are looked
for by their words; the tokens they may touch are given to spaCy as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, MorphAnalysis

from legation.nlp.fast.weights import OtherShapeError

Answer = tuple[str, str, str, str]  # lemma, part of speech, tag, relation ("" as it was)
Outcome = tuple[int, MorphAnalysis, str, str, str]  # part of speech, ..., lemma, tag, relation
_KNOWN = {"TAG", "LOWER", "DEP", "IS_SPACE"}


class _Test:
    """What a pattern asks of one attribute."""

    def __init__(self, asked: Any) -> None:
        self.words: frozenset[str] | None = None
        self._not: frozenset[str] = frozenset()
        self._regex: re.Pattern[str] | None = None
        if isinstance(asked, str):
            self.words = frozenset([asked])
        elif isinstance(asked, dict) and asked.keys() == {"IN"}:
            self.words = frozenset(asked["IN"])
        elif isinstance(asked, dict) and asked.keys() == {"NOT_IN"}:
            self._not = frozenset(asked["NOT_IN"])
        elif isinstance(asked, dict) and asked.keys() == {"REGEX"}:
            self._regex = re.compile(asked["REGEX"])
        else:
            raise OtherShapeError(f"its attribute ruler asks {asked!r}")

    def holds(self, word: str) -> bool:
        """Whether a word passes."""
        if self.words is not None:
            return word in self.words
        return bool(self._regex.search(word)) if self._regex else word not in self._not


class Ruled:
    """Answers of the attribute ruler and the lemmatiser of a pipeline."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        ruler: Any = nlp.get_pipe("attribute_ruler")
        self._ruler: Any = ruler
        self._lemmatizer: Any = nlp.get_pipe("lemmatizer")
        patterns = [p for rule in ruler.patterns for p in rule["patterns"]]
        for token in (token for pattern in patterns for token in pattern):
            if not token.keys() <= _KNOWN:
                raise OtherShapeError(f"its attribute ruler asks {', '.join(token)}")
        if any(len(pattern) > 2 for pattern in patterns):
            raise OtherShapeError("its attribute ruler has patterns of three tokens")
        self._exact: dict[str, frozenset[int]] = {}
        self._loose: list[tuple[int, _Test]] = []
        self._relations: list[_Test] = []
        for i, token in enumerate(token for pattern in patterns for token in pattern):
            if "LOWER" in token:
                self._add_word(i, _Test(token["LOWER"]))
            if "DEP" in token:
                self._relations.append(_Test(token["DEP"]))
        self._pairs = [pattern for pattern in patterns if len(pattern) == 2]
        self._pair_words = [_sides(pattern, "LOWER") for pattern in self._pairs]
        self._pair_deps = [_sides(pattern, "DEP") for pattern in self._pairs]
        self._classes: dict[tuple[frozenset[int], bool], int] = {}
        self._dep_classes: dict[tuple[bool, ...], int] = {}
        self._outcomes: dict[tuple[int, str, int], Outcome] = {}

    def _add_word(self, i: int, test: _Test) -> None:
        if test.words is None:
            self._loose.append((i, test))
            return
        for word in test.words:
            self._exact[word] = self._exact.get(word, frozenset()) | {i}

    def class_of(self, lower: str, is_space: bool) -> int:
        """A number that words have in common which the same patterns name."""
        named = self._exact.get(lower, frozenset())
        loose = [i for i, test in self._loose if test.holds(lower)]
        key = (named.union(loose) if loose else named, is_space)
        return self._classes.setdefault(key, len(self._classes))

    def dep_class_of(self, dep: str) -> int:
        """A number that relations have in common which the same patterns name."""
        key = tuple(test.holds(dep) for test in self._relations)
        return self._dep_classes.setdefault(key, len(self._dep_classes))

    def pairs_of(self, lower: str) -> tuple[int, int]:
        """The patterns of two tokens whose first, and whose second, may be a word: as bits."""
        return _bits(self._pair_words, lower)

    def dep_pairs_of(self, dep: str) -> tuple[int, int]:
        """The patterns of two tokens whose first, and whose second, may be so related."""
        return _bits(self._pair_deps, dep)

    def answer(self, word: str, orth: int, word_class: int, tag: str, dep: str) -> Answer:
        """What a token is that no pattern of two tokens touches."""
        key = (word_class, tag, self.dep_class_of(dep))
        outcome = self._outcomes.get(key)
        if outcome is None:
            (token,) = self._ask([(word, tag, dep)], lemmas=False)
            told = "" if token.dep_ == dep else token.dep_
            outcome = (token.pos, token.morph, token.lemma_, token.tag_, told)
            self._outcomes[key] = outcome
        pos, morph, lemma, tag, relation = outcome
        asked = _Asked(word, orth, pos, self._vocab.strings[pos] if pos else "", morph)
        lemma = lemma or self._lemmatizer.lemmatize(asked)[0]
        return lemma, asked.pos_, tag, relation

    def answers(self, tokens: Sequence[tuple[str, str, str]]) -> list[Answer]:
        """What neighbouring tokens are, given as (word, tag, relation), by spaCy."""
        asked = self._ask(tokens, lemmas=True)
        return [(t.lemma_, t.pos_, t.tag_, t.dep_) for t in asked]

    def _ask(self, tokens: Iterable[tuple[str, str, str]], *, lemmas: bool) -> Doc:
        words, tags, deps = zip(*tokens, strict=True)
        doc = Doc(self._vocab, words=list(words))
        for token, tag, dep in zip(doc, tags, deps, strict=True):
            token.tag_, token.dep_ = tag, dep
        self._ruler(doc)
        if lemmas:
            self._lemmatizer(doc)
        return doc


class _Asked:
    """A token as the lemmatiser asks for it."""

    __slots__ = ("morph", "orth", "pos", "pos_", "text")

    def __init__(self, text: str, orth: int, pos: int, pos_: str, morph: MorphAnalysis) -> None:
        self.text, self.orth, self.pos, self.pos_, self.morph = text, orth, pos, pos_, morph


def _sides(pattern: list[dict[str, Any]], name: str) -> list[_Test | None]:
    return [_Test(token[name]) if name in token else None for token in pattern]


def _bits(sides: list[list[_Test | None]], word: str) -> tuple[int, int]:
    bits = [0, 0]
    for i, pair in enumerate(sides):
        for side, test in enumerate(pair):
            if test is None or test.holds(word):
                bits[side] |= 1 << i
    return bits[0], bits[1]
