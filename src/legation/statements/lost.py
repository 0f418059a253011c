"""The subject of a cue that the parse lost: what stands in front of a finite verb."""

from __future__ import annotations

from legation.statements.tree import Tree


def subject_before(t: Tree, i: int) -> int | None:
    """The subject the parse lost in front of a finite verb, over what is put in between.

    "Ana Okoye, asked about the vote, said", "her adviser, Jan Sund, said", "Okoye (R-OH) said".
    """
    if t.tag[i] not in _FINITE:
        return None
    first = t.sentence(i)[0]
    k = i - 1
    while k > first and (t.pos[k] in {"ADV", "AUX"} or t.low[k] in _BY_THE_WAY):
        k -= 1
    for _ in range(_INSERTED):
        opening = _opening(t, k, first)
        if opening is None:
            break
        k = opening - 1
    if k < first or t.pos[k] not in NAMING or t.doc[k].ent_type_ in {"DATE", "TIME"}:
        return None
    begins = next((j + 1 for j in range(k, first, -1) if t.low[j] == ","), first)
    return top_of(t, k, begins, i)


def _opening(t: Tree, k: int, first: int) -> int | None:
    """The mark that opens what the mark at `k` closes: an aside in brackets or commas."""
    if t.low[k] == ")":
        return next((j for j in range(k - 1, first, -1) if t.low[j] == "("), None)
    if t.low[k] != ",":
        return None
    for j in range(k - 1, first, -1):
        if t.low[j] in {".", ";", ":", '"', "”", "''"}:
            return None
        if t.low[j] == "," or t.low[j] == ")":
            opens = t.low[j] == "," and (t.low[j + 1] in _ASIDES or t.tag[j + 1] in _ASIDE_TAGS)
            return j if opens and t.pos[j - 1] in NAMING | {"PUNCT"} else None
    return None


def top_of(t: Tree, k: int, first: int, after: int) -> int:
    """The head of the phrase a token is in, among the tokens from `first` to before `after`."""
    while first <= t.head[k] < after and t.head[k] != k and t.dep[k] in _INNER:
        k = t.head[k]
    return k


_INNER = frozenset("amod appos compound det flat nmod nummod pobj poss prep".split())
_INSERTED = 2  # asides between a subject and its verb
NAMING = frozenset({"PROPN", "NOUN", "PRON", "NUM"})
_BY_THE_WAY = frozenset("'s also has have had ’s then".split())
_ASIDES = frozenset("a an one the who which whose".split())
_ASIDE_TAGS = frozenset({"CD", "IN", "NN", "NNP", "NNS", "VBG", "VBN", "VBD"})
_FINITE = frozenset({"VBD", "VBN", "VBP", "VBZ"})
