"""The parse as plain lists: what this stage walks. Tokens are indices."""

from __future__ import annotations

from bisect import bisect_right

from legation.nlp.timewords import CALENDAR
from legation.nlp.tokens import Doc

LEMMA_FIXES = {"hop": "hope", "fee": "feel", "founder": "find"}  # "hoping" comes out as "hop"
NOT_IN_PHRASE = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})


class Tree:
    """Heads, labels, tags and lemmas of a parse by token index, with children in text order."""

    __slots__ = (
        "_lemmas", "dep", "doc", "end", "head", "kids", "lemma", "low", "n", "pos", "sent_starts",
        "start", "tag", "text",
    )  # fmt: skip

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.n = len(doc)
        self.head, self.low, self.lemma = doc.heads, doc.lower, doc.lemma
        self._lemmas = doc.lower_lemmas
        self.dep, self.pos, self.tag = doc.dep, doc.pos, doc.tag
        self.start, self.end = doc.starts, doc.ends
        self.kids = _Kids(doc)
        self.sent_starts = doc.sent_starts

    def lemma_of(self, i: int) -> str:
        """The lemma in lower case, with the parser's known slips put right."""
        lemma = self._lemmas[i]
        return LEMMA_FIXES.get(lemma, lemma)

    def having(self, words: frozenset[str]) -> list[int]:
        """Tokens whose lemma or lower-cased word is one of the words, in text order."""
        return self.doc.among(words)

    def edges(self, i: int) -> tuple[int, int]:
        """First token under `i` and the one after the last."""
        left, right = self.doc.edges
        return left[i], right[i] + 1

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
            if dep[k] == "punct" or dep[k] in {"preconj", "mark"} or self._is_day(k):
                continue
            if k < i:
                first = min(first, self.edges(k)[0])
            elif dep[k] == "appos" and not self._touches(last, k):
                break
            else:
                last = max(last, self._last(k))
        return first, last + 1

    def _is_day(self, k: int) -> bool:
        """Whether a phrase tells the day of what a subject did: "the leaders on Sunday said"."""
        if self.dep[k] == "prep" and self.low[k] == "on":
            k = self.kid(k, "pobj") or k
        elif self.dep[k] == "compound":
            if self.doc[self.head[k]].ent_type_ != "PERSON":
                return False
        elif self.dep[k] != "npadvmod":
            return False
        return self.doc[k].ent_type_ == "DATE" and self.low[k] in CALENDAR

    def _touches(self, last: int, k: int) -> bool:
        """Whether only marks stand between a phrase so far and its next part."""
        return all(self.pos[j] in {"PUNCT", "SPACE"} for j in range(last + 1, self.edges(k)[0]))

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


class _Kids(dict[int, list[int]]):
    """Children by head, in text order, made when first asked for."""

    def __init__(self, doc: Doc) -> None:
        super().__init__()
        self.tokens = doc.tokens

    def __missing__(self, i: int) -> list[int]:
        found = self[i] = [c.i for c in self.tokens[i].children]
        return found
