"""The parse as plain lists: what this stage walks.

Statements touch most clauses of a text, and walking spaCy's `Token` objects costs several times
what the lists cost; with them the stage stays a few per cent of the parse. Tokens are indices.
"""

from __future__ import annotations

from bisect import bisect_right

import numpy as np
from spacy.tokens import Doc

LEMMA_FIXES = {"hop": "hope", "fee": "feel", "founder": "find"}  # "hoping" comes out as "hop"
_COLUMNS: list[int | str] = [
    "HEAD",
    "DEP",
    "POS",
    "TAG",
    "LEMMA",
    "LOWER",
    "SENT_START",
    "IDX",
    "LENGTH",
]
_SIGN = 1 << 63  # heads are signed offsets in an unsigned array
NOT_IN_PHRASE = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})


Ids = np.ndarray[tuple[int], np.dtype[np.uint64]]


class Tree:
    """Heads, labels, tags and lemmas of a parse by token index, with children in text order."""

    __slots__ = (
        "array", "dep", "doc", "end", "head", "kids", "low", "n", "pos", "sent_starts", "start",
        "tag", "text",
    )  # fmt: skip

    def __init__(self, doc: Doc, text: str) -> None:
        self.doc = doc
        self.text = text
        self.n = len(doc)
        names = _Names(doc)
        self.array = doc.to_array(_COLUMNS)
        columns = self.array.view(np.int64).T
        heads = columns[0] + np.arange(self.n)
        self.head: list[int] = heads.tolist()
        self.dep: list[str] = [names[d] for d in self.array[:, 1].tolist()]
        self.pos: list[str] = [names[p] for p in self.array[:, 2].tolist()]
        self.tag: list[str] = [names[t] for t in self.array[:, 3].tolist()]
        self.start: list[int] = columns[7].tolist()
        self.end: list[int] = (columns[7] + columns[8]).tolist()
        self.kids = _Kids(heads)
        self.sent_starts: list[int] = [0, *(np.flatnonzero(columns[6][1:] == 1) + 1).tolist()]
        self.low = _Lows(self)

    def lemma_of(self, i: int) -> str:
        """The lemma in lower case, with the parser's known slips put right."""
        lemma = self.doc.vocab.strings[int(self.array[i, 4])].lower()
        return LEMMA_FIXES.get(lemma, lemma)

    def having(self, ids: Ids) -> list[int]:
        """Tokens whose lemma or lower-cased word has one of the hashes, in text order."""
        found = np.isin(self.array[:, 4], ids) | np.isin(self.array[:, 5], ids)
        return np.flatnonzero(found).tolist()

    def edges(self, i: int) -> tuple[int, int]:
        """First token under `i` and the one after the last."""
        token = self.doc[i]
        return token.left_edge.i, token.right_edge.i + 1

    def chars(self, first: int, after: int) -> tuple[int, int]:
        """Characters of the tokens `first` to `after` (excluded)."""
        return self.start[first], self.end[after - 1]

    def kid(self, i: int, *deps: str) -> int | None:
        """The first child with one of the labels."""
        dep = self.dep
        for k in self.kids[i]:
            if dep[k] in deps:
                return k
        return None

    def sentence(self, i: int) -> tuple[int, int]:
        """First token of the sentence of `i` and the one after its last."""
        at = bisect_right(self.sent_starts, i)
        after = self.sent_starts[at] if at < len(self.sent_starts) else self.n
        return self.sent_starts[at - 1], after

    def phrase(self, i: int) -> tuple[int, int]:
        """The noun phrase of head `i` with appositions, without clauses: first token, after last.

        "Ana Okoye, the minister who resigned" ends before "who".
        """
        first = last = i
        dep, pos = self.dep, self.pos
        for k in self.kids[i]:
            if dep[k] in NOT_IN_PHRASE and (k > i or pos[k] in {"VERB", "AUX"}):
                if k > i:
                    break
                continue
            if dep[k] == "punct" or dep[k] in {"preconj", "mark"}:
                continue
            if k < i:
                first = min(first, self.edges(k)[0])
            else:
                last = max(last, self._last(k))
        return first, last + 1

    def _last(self, i: int) -> int:
        """The last token of a phrase part, clauses under it left out."""
        last = i
        for k in self.kids[i]:
            if k > i:
                if self.dep[k] in NOT_IN_PHRASE:
                    break
                if self.dep[k] != "punct":
                    last = max(last, self._last(k))
        return last


class _Kids:
    """Children by head, in text order: one sorted list with the place of each head's own."""

    __slots__ = ("after", "order")

    def __init__(self, heads: np.ndarray[tuple[int], np.dtype[np.int64]]) -> None:
        n = len(heads)
        parents = np.where(heads == np.arange(n), n, heads)  # a root is nobody's child
        order = np.argsort(parents, kind="stable")
        self.order: list[int] = order.tolist()
        self.after: list[int] = np.searchsorted(parents[order], np.arange(n + 1)).tolist()

    def __getitem__(self, i: int) -> list[int]:
        return self.order[self.after[i] : self.after[i + 1]]


class _Lows:
    """Lower-cased words by token, made when asked for."""

    __slots__ = ("end", "start", "text")

    def __init__(self, tree: Tree) -> None:
        self.text, self.start, self.end = tree.text, tree.start, tree.end

    def __getitem__(self, i: int) -> str:
        return self.text[self.start[i] : self.end[i]].lower()


class _Names(dict[int, str]):
    """Texts of spaCy's string ids, looked up once."""

    def __init__(self, doc: Doc) -> None:
        super().__init__()
        self.strings = doc.vocab.strings

    def __missing__(self, key: int) -> str:
        found = self[key] = self.strings[key] if key else ""
        return found
