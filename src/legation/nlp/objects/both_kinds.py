"""Whether two kinds of documents answer alike."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from legation.nlp.objects import plain
from legation.nlp.parsed import Columns

_TEXT = "Rome: a Togo envoy left \n“Why?” asked Ann Berg"
_STARTS = [0, 4, 6, 8, 13, 19, 24, 25, 26, 29, 30, 32, 38, 42]
_ENDS = [4, 5, 7, 12, 18, 23, 25, 26, 29, 30, 31, 37, 41, 46]
_SIGNS = [0, 2, 4, 0, 4, 4, 1, 2, 0, 2, 2, 4, 0, 0]
_WORDS = [_TEXT[start:end] for start, end in zip(_STARTS, _ENDS, strict=True)]
_POS = "PROPN PUNCT DET PROPN NOUN VERB SPACE PUNCT SCONJ PUNCT PUNCT VERB PROPN PROPN"
_DEP = "dep punct det compound nsubj ROOT dep punct ccomp punct punct ROOT compound nsubj"
SMALL = (
    Columns(
        heads=[5, 0, 4, 4, 5, 5, 5, 11, 11, 8, 11, 11, 13, 11],
        starts=_STARTS,
        ends=_ENDS,
        words=[(w, w.lower(), signs) for w, signs in zip(_WORDS, _SIGNS, strict=True)],
        lemma=[{"left": "leave", "asked": "ask"}.get(word, word) for word in _WORDS],
        pos=_POS.split(),
        tag="NNP : DT NNP NN VBD _SP `` WRB . '' VBD NNP NNP".split(),
        dep=_DEP.split(),
        sent_starts=[0, 7],
        ents=[(0, 1, "GPE"), (3, 4, "GPE"), (12, 14, "PERSON")],
    ),
    _TEXT,
)
"""A parse of two sentences, and its text."""


def _public(answering: object, *, but: frozenset[str]) -> list[str]:
    return [name for name in dir(answering) if name[0] != "_" and name not in but]


_TOKEN = _public(plain.Token, but=frozenset({"doc", "nbor"}))
_SPAN = _public(plain.Span, but=frozenset({"doc"}))
_FINDING = frozenset({"lemmas", "worded", "among"})
_DOC = _public(plain.Doc(*SMALL), but=frozenset({"char_span", "take_apart", "kept"}) | _FINDING)


def difference(one: Any, other: Any, *, widest: int = 6) -> str | None:
    """The first attribute or answer in which two documents differ, None if in none.

    Compares spans of up to `widest` tokens and of up to that many times eight characters.
    """
    for (name, mine), (_, theirs) in zip(
        _answers(one, widest), _answers(other, widest), strict=True
    ):
        if mine != theirs:
            return name
    return None


def _answers(doc: Any, widest: int) -> Iterator[tuple[str, object]]:
    yield "length", (len(doc), len(list(doc)), repr(doc[:]))
    for name in _DOC:
        yield f"Doc.{name}", _told(getattr(doc, name))
    for token in doc:
        for name in _TOKEN:
            yield f"Token.{name}", _told(getattr(token, name))
        yield "Token", (str(token), repr(token), len(token), bool(token))
    for start, end in combinations(range(len(doc) + 1), 2):
        if end - start <= widest:
            span = doc[start:end]
            yield "Span", (repr(span), len(span), _told(list(span)), _told(span[-1]))
            for name in _SPAN:
                yield f"Span.{name}", _told(getattr(span, name))
    for word in {*doc.lower, *doc.lemma}:
        words = frozenset({word})
        yield "words", [_told(getattr(doc, name)(words)) for name in sorted(_FINDING)]
    for start, end in combinations(range(len(doc.text) + 2), 2):
        if end - start <= widest * 8:
            for mode in ("strict", "expand", "contract"):
                yield "char_span", _told(doc.char_span(start, end, alignment_mode=mode))


def _told(answer: Any) -> object:
    """An answer as what can be compared: tokens by place, spans by bounds."""
    if isinstance(answer, str | int | dict) or answer is None:
        return answer
    if hasattr(answer, "label_"):
        return (answer.start, answer.end, answer.label_)
    if hasattr(answer, "idx"):
        return ("token", answer.i)
    return [_told(each) for each in answer]
