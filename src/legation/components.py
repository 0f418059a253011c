"""Legation as a component of a spaCy pipeline: `nlp.add_pipe("legation")`.

The component reads the document that the pipeline has parsed and keeps the record on
`doc._.legation`, a `Reading`; the day of publication is `doc._.published`, set before. spaCy finds
it by its entry point, so nothing needs to be imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

from legation.errors import InputError
from legation.records import Article, Reading
from legation.settings import load_settings

if TYPE_CHECKING:
    from legation.read import Reader

NEEDS = ("parser", "ner", "tagger")


class LegationComponent:
    """Reads each document of a pipeline; `settings` are those of Legation, by name."""

    def __init__(self, nlp: Any, name: str, settings: dict[str, Any]) -> None:
        missing = [needed for needed in NEEDS if needed not in nlp.pipe_names]
        if missing:
            raise InputError(
                f"the pipeline has no {', '.join(missing)}; add 'legation' after a full English "
                "pipeline, such as en_core_web_sm"
            )
        self.name = name
        self.settings = settings
        self._reader: Reader | None = None
        for extension in ("legation", "published"):
            if not Doc.has_extension(extension):
                Doc.set_extension(extension, default=None)

    def __call__(self, doc: Doc) -> Doc:
        """The document with its reading; a text without a word has none."""
        if doc.text.strip():
            article = Article.from_text(doc.text, published=doc._.published)
            doc._.legation = self.reader.read_parsed(article, doc)
        return doc

    @property
    def reader(self) -> Reader:
        """The reader, made when the first document comes."""
        if self._reader is None:
            from dataclasses import replace

            from legation.read import Reader

            self._reader = Reader(replace(load_settings(), **self.settings))
        return self._reader


@Language.factory("legation", default_config={"settings": {}}, assigns=["doc._.legation"])
def make_component(nlp: Any, name: str, settings: dict[str, Any]) -> LegationComponent:
    """The factory that spaCy calls."""
    return LegationComponent(nlp, name, settings)


def reading_of(doc: Doc) -> Reading | None:
    """The reading that the component put on a document; `None` for a text without a word."""
    found: Reading | None = doc._.legation
    return found
