"""The tokens, spans and documents of a parse: compiled, where that kind was built and agrees."""

from __future__ import annotations

import copyreg
import importlib
import logging
import os
from typing import TYPE_CHECKING, Any

from legation.nlp.objects import plain
from legation.nlp.objects.both_kinds import SMALL, difference
from legation.nlp.parsed import Columns

__all__ = ["Doc", "Span", "Token", "children"]

log = logging.getLogger(__name__)


def compiled_kind() -> Any | None:
    """The module of the compiled kind; None where it was not built or answers otherwise.

    A line is logged if it answers otherwise than the kind in Python.
    """
    try:
        kind = importlib.import_module("legation.nlp.objects.compiled")
        found = difference(plain.Doc(*SMALL), kind.Doc(*SMALL), widest=2)
        found = found or next((name for name in __all__ if not hasattr(kind, name)), None)
    except ImportError:
        return None
    except Exception as error:  # whatever a library from another build does: Python's kind is there
        found = repr(error)
    if found:
        log.warning("tokens are kept in Python: the compiled kind gives another %s", found)
        return None
    return kind


def _columns(doc: plain.Doc) -> Columns:
    return Columns(
        heads=doc.heads,
        starts=doc.starts,
        ends=doc.ends,
        words=list(zip((t.text for t in doc.tokens), doc.lower, doc.signs, strict=True)),
        lemma=doc.lemma,
        pos=doc.pos,
        tag=doc.tag,
        dep=doc.dep,
        sent_starts=doc.sent_starts,
        ents=[(ent.start, ent.end, ent.label_) for ent in doc.ents],
    )


def _token(doc: plain.Doc, i: int) -> plain.Token:
    return doc[i]


def _let_copy(kind: Any) -> None:
    """Documents are copied and pickled as their columns, tokens and spans as places in them."""
    copyreg.pickle(kind.Doc, lambda doc: (kind.Doc, (_columns(doc), doc.text)))
    copyreg.pickle(kind.Token, lambda token: (_token, (token.doc, token.i)))
    copyreg.pickle(
        kind.Span, lambda span: (kind.Span, (span.doc, span.start, span.end, span.label_))
    )


if TYPE_CHECKING:
    from legation.nlp.objects.plain import Doc, Span, Token, children
else:
    # Whoever has spaCy parse for want of trust in what is compiled gets nothing compiled of ours.
    _KIND = (None if os.environ.get("LEGATION_PARSE") == "spacy" else compiled_kind()) or plain
    Doc, Span, Token, children = _KIND.Doc, _KIND.Span, _KIND.Token, _KIND.children
    for each in {plain, _KIND}:
        _let_copy(each)
