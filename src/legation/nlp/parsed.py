"""A parse as columns: what a flat parse is made of, whoever parsed."""

from __future__ import annotations

from dataclasses import dataclass
from operator import add

import numpy as np
import spacy.tokens

from legation.nlp.vocabulary import names_of, words_of

_COLUMNS: list[int | str] = [
    "HEAD", "IDX", "LENGTH", "SENT_START", "ORTH", "LEMMA", "POS", "TAG", "DEP",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """One value a token in each column.

    `heads` are tokens, a root its own; `starts` and `ends` characters; `words` texts as written
    and in lower case with what they are made of. `sent_starts` are the first tokens of sentences,
    `ents` first token, token after the last and label of the entities, in text order.
    """

    heads: list[int]
    starts: list[int]
    ends: list[int]
    words: list[tuple[str, str, int]]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    sent_starts: list[int]
    ents: list[tuple[int, int, str]]


def columns_of(doc: spacy.tokens.Doc) -> Columns:
    """The columns of a parse by spaCy."""
    array = doc.to_array(_COLUMNS).view(np.int64)
    heads, starts, lengths, begins, orths, *others = array.T.tolist()
    names = names_of(doc.vocab).__getitem__
    lemma, pos, tag, dep = (list(map(names, ids)) for ids in others)
    return Columns(
        heads=list(map(add, heads, range(len(heads)))),
        starts=starts,
        ends=list(map(add, starts, lengths)),
        words=list(map(words_of(doc.vocab).__getitem__, orths)),
        lemma=lemma,
        pos=pos,
        tag=tag,
        dep=dep,
        sent_starts=[i for i, begun in enumerate(begins) if begun == 1 or not i],
        ents=[(ent.start, ent.end, ent.label_) for ent in doc.ents],
    )
