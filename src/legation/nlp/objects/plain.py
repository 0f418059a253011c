"""`Doc`, `Span` and `Token` in Python: the kind for where none is compiled, and what it must equal.

What is said of each attribute here holds for the compiled kind too.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Any, overload

from legation.nlp.parsed import Columns
from legation.nlp.vocabulary import PUNCT, SPACE

_CHILDLESS: list[Token] = []  # of all tokens without children


class Token:
    """A word with its place in the parse."""

    __slots__ = (
        "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "lemma_", "lower_",
        "pos_", "tag_", "text",
    )  # fmt: skip

    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_iob_: str
    ent_type_: str
    head: Token
    children: list[Token]

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<Token {self.i} {self.text!r}>"

    @property
    def lefts(self) -> list[Token]:
        """The children before the token."""
        i, children = self.i, self.children
        return [c for c in children if c.i < i] if children else []

    @property
    def rights(self) -> list[Token]:
        """The children after the token."""
        i, children = self.i, self.children
        return [c for c in children if c.i > i] if children else []

    @property
    def left_edge(self) -> Token:
        """The first token under this one, or itself."""
        return self.doc.tokens[self.doc.edges[0][self.i]]

    @property
    def right_edge(self) -> Token:
        """The last token under this one, or itself."""
        return self.doc.tokens[self.doc.edges[1][self.i]]

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and all under it: what is left of it, itself, what is right."""
        return iter(self._gathered([]))

    def _gathered(self, found: list[Token]) -> list[Token]:
        """What was found with the token and all under it."""
        i, after = self.i, False
        for child in self.children:
            if not after and child.i > i:
                found.append(self)
                after = True
            if child.children:
                child._gathered(found)
            else:
                found.append(child)
        if not after:
            found.append(self)
        return found

    @property
    def sent(self) -> Span:
        """The sentence the token stands in."""
        doc = self.doc
        return doc.sents[bisect_right(doc.sent_starts, self.i) - 1]

    @property
    def is_space(self) -> bool:
        """Whether the token is white space."""
        return bool(self.doc.signs[self.i] & SPACE)

    @property
    def is_sent_start(self) -> bool:
        """Whether a sentence begins with the token."""
        return self.sent.start == self.i

    @property
    def whitespace_(self) -> str:
        """The space after the token, if there is one."""
        after = self.idx + len(self.text)
        doc = self.doc
        follows = doc.starts[self.i + 1] if self.i + 1 < len(doc.starts) else len(doc.text)
        return doc.text[after:follows]

    def nbor(self, i: int = 1) -> Token:
        """The token so many places further on."""
        return self.doc.tokens[self.i + i]


class Span:
    """The tokens `start` to `end` (excluded), with the label of an entity if it is one."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, i: int) -> Token: ...
    @overload
    def __getitem__(self, i: slice) -> Span: ...
    def __getitem__(self, i: int | slice) -> Token | Span:
        if isinstance(i, slice):
            first, last, _ = i.indices(len(self))
            return Span(self.doc, self.start + first, self.start + max(first, last))
        at = i + (self.start if i >= 0 else self.end)
        if not self.start <= at < self.end:
            raise IndexError("there is no such token in the span")
        return self.doc.tokens[at]

    def __repr__(self) -> str:
        return f"<Span {self.start}:{self.end} {self.text!r}>"

    @property
    def start_char(self) -> int:
        """The first character."""
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        """The character after the last."""
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The characters, without the space after them."""
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def root(self) -> Token:
        """The token that stands highest in the parse, the first if several do."""
        tokens, start, end = self.doc.tokens, self.start, self.end
        if end - start == 1:
            return tokens[start]
        outer = []
        for token in tokens[start:end]:
            head = token.head
            if head is token:
                return token
            if not start <= head.i < end:
                outer.append(token)
        if len(outer) == 1:
            return outer[0]
        return min(outer, key=self._depth) if outer else tokens[start]

    def _depth(self, token: Token) -> int:
        if not token.children and self.doc.signs[token.i] & (SPACE | PUNCT):
            return len(self.doc) - 1  # white space and punctuation give way to words
        depth = 0
        while token.head is not token:
            token = token.head
            depth += 1
        return depth


class Doc:
    """The parse of one article.

    `starts` and `ends` are characters by token, `heads` token indices, `lower` to `dep` what the
    tokens answer; `sent_starts` are the first tokens of sentences. `capitals` are the tokens that
    may begin a name: with a capital or of mixed signs, no number, punctuation or space.
    """

    def __init__(self, columns: Columns, text: str) -> None:
        self.text = text
        self.heads = columns.heads
        self.starts = columns.starts
        self.ends = columns.ends
        self.sent_starts = columns.sent_starts
        words = columns.words
        self.lower = [word[1] for word in words]
        self.lemma, self.pos, self.tag, self.dep = (
            columns.lemma, columns.pos, columns.tag, columns.dep,
        )  # fmt: skip
        self.signs = [word[2] for word in words]
        self.capitals = [i for i, signs in enumerate(self.signs) if not signs]
        self.ents: tuple[Span, ...] = tuple(Span(self, *ent) for ent in columns.ents)
        self.tokens = self._tokens([word[0] for word in words])
        # What later layers found once for all who ask, by their name and, mostly, by token index.
        self.kept: defaultdict[str, dict[Any, Any]] = defaultdict(dict)

    def _tokens(self, texts: list[str]) -> list[Token]:
        """The tokens, each with its head and its children in text order."""
        tokens = [Token() for _ in texts]
        columns = zip(
            tokens, range(len(texts)), self.heads, self.starts, texts, self.lower, self.lemma,
            self.pos, self.tag, self.dep, strict=True,
        )  # fmt: skip
        for token, i, head, idx, text, lower, lemma, pos, tag, dep in columns:
            token.doc = self
            token.i = i
            token.idx = idx
            token.text = text
            token.lower_ = lower
            token.lemma_ = lemma
            token.pos_ = pos
            token.tag_ = tag
            token.dep_ = dep
            token.ent_iob_ = "O"
            token.ent_type_ = ""
            token.children = _CHILDLESS
            token.head = tokens[head]
        for token in tokens:
            head = token.head
            if head is not token:
                if head.children:
                    head.children.append(token)
                else:
                    head.children = [token]
        for ent in self.ents:
            for token in tokens[ent.start : ent.end]:
                token.ent_type_, token.ent_iob_ = ent.label_, "I"
            tokens[ent.start].ent_iob_ = "B"
        return tokens

    def take_apart(self) -> None:
        """Free the tokens at once: they hold each other, and would wait to be collected."""
        for token in self.tokens:
            del token.head
        vars(self).clear()

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, i: int) -> Token: ...
    @overload
    def __getitem__(self, i: slice) -> Span: ...
    def __getitem__(self, i: int | slice) -> Token | Span:
        if isinstance(i, slice):
            first, last, _ = i.indices(len(self.tokens))
            return Span(self, first, max(first, last))
        return self.tokens[i]

    @cached_property
    def sents(self) -> tuple[Span, ...]:
        """The sentences in text order."""
        edges = [*self.sent_starts, len(self.tokens)]
        return tuple(Span(self, a, b) for a, b in pairwise(edges))

    @cached_property
    def lower_lemmas(self) -> list[str]:
        """The lemma of each token in lower case."""
        return [lemma.lower() for lemma in self.lemma]

    @cached_property
    def by_word(self) -> dict[str, list[int]]:
        """Tokens by their word in lower case, in text order."""
        return _places(self.lower)

    @cached_property
    def by_lemma(self) -> dict[str, list[int]]:
        """Tokens by their lemma as the parse has it, in text order."""
        return _places(self.lemma)

    @cached_property
    def _by_lower_lemma(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for lemma, at in self.by_lemma.items():
            lower = lemma if lemma.islower() else lemma.lower()
            found[lower] = [*found[lower], *at] if lower in found else at
        return found

    def lemmas(self, wanted: frozenset[str]) -> list[Token]:
        """The tokens with one of the lemmas, which are in lower case, in text order."""
        tokens = self.tokens
        return [tokens[i] for i in sorted(_found(wanted, self._by_lower_lemma))]

    def worded(self, wanted: frozenset[str]) -> list[Token]:
        """The tokens that are, or have as their lemma, one of the words in lower case."""
        tokens = self.tokens
        found = {*_found(wanted, self.by_word), *_found(wanted, self._by_lower_lemma)}
        return [tokens[i] for i in sorted(found)]

    def among(self, words: frozenset[str]) -> list[int]:
        """The tokens that are in lower case, or have as their lemma, one of the words."""
        return sorted({*_found(words, self.by_word), *_found(words, self.by_lemma)})

    @cached_property
    def edges(self) -> tuple[list[int], list[int]]:
        """The first and the last token under each, by token index.

        Found as spaCy does, going through the tokens once forward and once back: where branches
        cross, what hangs on a crossing branch may be left out.
        """
        n = len(self.tokens)
        left, right = list(range(n)), list(range(n))
        order = [(i, head) for i, head in enumerate(self.heads) if i != head]
        for tokens in (order, reversed(order)):
            for i, head in tokens:
                first, last = left[i], right[i]
                if first < left[head]:
                    left[head] = first
                if last > right[head]:
                    right[head] = last
        return left, right

    def char_span(self, start: int, end: int, *, alignment_mode: str = "strict") -> Span | None:
        """The tokens of the characters `start` to `end` (excluded), if there are any.

        Characters inside tokens give nothing (strict), the whole tokens (expand) or those that are
        covered entirely (contract).
        """
        starts, ends = self.starts, self.ends
        if start < 0 or not starts or end > len(self.text) or end <= 0 or start >= len(self.text):
            return None
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
        if alignment_mode == "strict" and (start != starts[first] or end != ends[last]):
            return None
        if alignment_mode == "contract":
            first += starts[first] < start
            last -= end < ends[last]
            if last < first:
                return None
        elif alignment_mode == "expand" and start == ends[first]:
            first += 1
        return Span(self, first, last + 1)


def children(token: Token, *deps: str) -> list[Token]:
    """The children with one of the labels, in text order."""
    found = []
    for child in token.children:
        if child.dep_ in deps:
            found.append(child)
    return found


def _places(words: list[str]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(words):
        found[word].append(i)
    return dict(found)


def _found(wanted: frozenset[str], places: dict[str, list[int]]) -> list[int]:
    """The places of the words wanted, in no order."""
    found: list[int] = []
    # Each way goes through the smaller of the two.
    few = len(places) < len(wanted)
    for word in wanted.intersection(places) if few else wanted & places.keys():
        found += places[word]
    return found
