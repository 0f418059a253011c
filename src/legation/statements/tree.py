"""The parse as plain lists: what this stage walks.

Statements touch most clauses of a text, and walking spaCy's `Token` objects costs several times
what the lists cost; with them the stage stays a few per cent of the parse. Tokens are indices.
"""

from __future__ import annotations

from spacy.attrs import DEP, HEAD, LEMMA, LOWER, POS, SENT_START, TAG
from spacy.tokens import Doc

_LEMMA_FIXES = {"hop": "hope", "fee": "feel", "founder": "find"}  # "hoping" comes out as "hop"
NOT_IN_PHRASE = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})


class Tree:
    """Heads, labels, tags and lemmas of a parse by token index, with children in text order."""

    __slots__ = (
        "dep", "doc", "end", "head", "kids", "lemma", "low", "n", "pos", "sent", "sent_starts",
        "start", "tag", "text",
    )  # fmt: skip

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.n = n = len(doc)
        names = _Names(doc)
        rows = doc.to_array([HEAD, DEP, POS, TAG, LEMMA, LOWER, SENT_START]).T.tolist()
        heads, deps, poss, tags, lemmas, lows, starts = rows
        big = 1 << 63
        self.head = [i + (h if h < big else h - (1 << 64)) for i, h in enumerate(heads)]
        self.dep = [names[d] for d in deps]
        self.pos = [names[p] for p in poss]
        self.tag = [names[t] for t in tags]
        self.low = [names[w] for w in lows]
        self.lemma = [names[w] for w in lemmas]
        self.kids: list[list[int]] = [[] for _ in range(n)]
        for i, h in enumerate(self.head):
            if h != i:
                self.kids[h].append(i)
        self.start = [token.idx for token in doc]
        self.end = [s + len(w) for s, w in zip(self.start, (t.text for t in doc), strict=True)]
        self.sent_starts = [i for i, s in enumerate(starts) if s == 1 or i == 0]
        self.sent = [0] * n
        for at, first in enumerate(self.sent_starts):
            last = self.sent_starts[at + 1] if at + 1 < len(self.sent_starts) else n
            self.sent[first:last] = [at] * (last - first)

    def lemma_of(self, i: int) -> str:
        """The lemma in lower case, with the parser's known slips put right."""
        lemma = self.lemma[i].lower()
        return _LEMMA_FIXES.get(lemma, lemma)

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
        at = self.sent[i]
        after = self.sent_starts[at + 1] if at + 1 < len(self.sent_starts) else self.n
        return self.sent_starts[at], after

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


class _Names(dict[int, str]):
    """Texts of spaCy's string ids, looked up once."""

    def __init__(self, doc: Doc) -> None:
        super().__init__()
        self.strings = doc.vocab.strings

    def __missing__(self, key: int) -> str:
        found = self[key] = self.strings[key] if key else ""
        return found
