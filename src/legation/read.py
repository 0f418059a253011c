"""Article to Reading: the chain of stages on one screen."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from legation.actors.find import find_mentions, resolve_quoted
from legation.actors.registry import load_registry
from legation.events.code import find_events
from legation.facts.derive import derive_claims
from legation.nlp.parse import load_model, parse, parse_many
from legation.nlp.times import find_times
from legation.nlp.tokens import Doc, Parsed, flat
from legation.records import Article, Reading
from legation.settings import Settings
from legation.statements.find import find_statements
from legation.tables import data_digest, file_digest

VERSION = "legation-1"  # raised whenever code makes another record of the same article


class Reader:
    """Reads articles. Holds the loaded model; make one and keep it.

    `timings` sums the CPU seconds spent in each stage.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._nlp = load_model(self.settings.model)
        files = (self.settings.actors_file(), self.settings.learned_file())
        self._registry = load_registry(*files)
        known = f"{data_digest()}{''.join('+' + file_digest(f) for f in files if f)}"
        self.version = f"{VERSION}/{self.settings.model}/{known}"
        self.timings: dict[str, float] = {}

    def read(self, article: Article) -> Reading:
        """All that one article says."""
        with self._timed("parse"):
            doc = parse(article, self._nlp)
        return self.read_parsed(article, doc)

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Readings in the order of the articles, parsed in batches; each as `read` gives it."""
        pairs = parse_many(articles, self._nlp, batch=self.settings.batch_size)
        while True:
            with self._timed("parse"):
                pair = next(pairs, None)
            if pair is None:
                return
            yield self.read_parsed(*pair)

    def read_parsed(self, article: Article, doc: Parsed) -> Reading:
        """All that an article says, from a parse made before."""
        with _no_collection():
            with self._timed("tokens"):
                tokens = flat(doc, article.text)
            reading = self._read_flat(article, tokens)
            if tokens is not doc:
                tokens.take_apart()
        return reading

    def _read_flat(self, article: Article, doc: Doc) -> Reading:
        with self._timed("actors"):
            mentions = find_mentions(doc, article, self._registry)
        with self._timed("statements"):
            statements = find_statements(doc, article, mentions)
        with self._timed("actors"):
            mentions = resolve_quoted(doc, article, mentions, statements, self._registry)
        with self._timed("times"):
            times = find_times(doc, article)
        with self._timed("events"):
            events = find_events(doc, article, mentions, statements, times)
        with self._timed("facts"):
            claims = derive_claims(doc, article, mentions, statements, times)
        return Reading(
            article=article,
            reader=self.version,
            mentions=mentions,
            statements=statements,
            events=events,
            claims=claims,
        )

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        begun = time.process_time()
        try:
            yield
        finally:
            spent = time.process_time() - begun
            self.timings[stage] = self.timings.get(stage, 0.0) + spent


@contextmanager
def _no_collection() -> Iterator[None]:
    """Put off the search for cyclic garbage: one reading leaves none.

    It would go through the tokens again and again, a fifth of what the stages cost.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
