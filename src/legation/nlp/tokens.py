"""A parse as plain objects, made once an article and shared by all stages.

`Doc`, `Span` and `Token` answer as spaCy's of the same names do, for what the stages ask. spaCy
makes a token object anew whenever one is touched, which costs more than most questions put to it;
here each token is one object with its answers in slots, equal to itself alone.
"""

from __future__ import annotations

import spacy.tokens

from legation.nlp.objects import Doc, Span, Token
from legation.nlp.parsed import Columns, columns_of, mended

Parsed = spacy.tokens.Doc | Columns | Doc


def flat(doc: Parsed, text: str) -> Doc:
    """The parse of a text as plain objects; one that is plain already as it is."""
    if isinstance(doc, Doc):
        return doc
    return Doc(mended(doc if isinstance(doc, Columns) else columns_of(doc)), text)


__all__ = ["Doc", "Parsed", "Span", "Token", "flat"]
