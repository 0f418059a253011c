"""Article to Reading: the chain of stages on one screen."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from legation.actors.mentions import find_mentions, resolve_quoted
from legation.claims.derive import derive_claims
from legation.claims.rules import load_rules
from legation.errors import InputError
from legation.events.code import find_events, trace_of
from legation.events.explain import (
    Explanation,
    Flip,
    Word,
    explain,
    flips,
    silent_words,
    unknown_verbs,
)
from legation.events.lexicon import Lexicon, load_lexicon
from legation.garbage import no_search
from legation.nlp.parse import load_parser
from legation.nlp.times import Time, find_times
from legation.nlp.tokens import Doc, Parsed, flat
from legation.propositions.analysis import find_propositions
from legation.propositions.proposition import Proposition
from legation.records import SCHEMA, Article, Event, Mention, Passage, Reading, Statement
from legation.registry.load import load_registry
from legation.settings import Settings
from legation.statements.chains import readdressed
from legation.statements.cues import cue_lexicon
from legation.statements.find import find_statements
from legation.statements.weighing import weights
from legation.sureness import sureness
from legation.tables import data_digest, file_digest

VERSION = "legation-3"  # raised whenever code makes another record of the same article


class Reader:
    """Reads articles. Holds the loaded model; make one and keep it.

    `lexicon` is a folder of event tables, in place of what the settings name. `timings` sums the
    CPU seconds spent in each stage; `parser.way` tells who parses.
    """

    def __init__(
        self, settings: Settings | None = None, *, lexicon: Path | str | None = None
    ) -> None:
        self.settings = settings or Settings()
        if lexicon is not None:
            self.settings = replace(self.settings, lexicon=str(lexicon))
        self.parser = load_parser(self.settings.model, self.settings.parse)
        files = (self.settings.actors_file(), self.settings.learned_file())
        folder = self.settings.lexicon_folder()
        with no_search(lasting=True):
            self._registry = load_registry(*files)
            self._registry.prepare()
            self._lexicon = load_lexicon(folder)
            for load in (load_rules, cue_lexicon, weights):
                load()  # now, and not while the first article is read
        own = (*files, *(sorted(folder.glob("*.csv")) if folder else ()))
        known = f"{data_digest()}{''.join('+' + file_digest(f) for f in own if f)}"
        self.version = f"{VERSION}/{self.settings.model}/{known}"
        self.timings: dict[str, float] = {}

    def read(self, article: Article) -> Reading:
        """All that one article says."""
        if not isinstance(article, Article):
            raise InputError(
                f"read takes an Article, not {type(article).__name__}; make one with "
                "Article.from_text"
            )
        with self._timed("parse"):
            doc = self.parser.parse(article)
        return self.read_parsed(article, doc)

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Readings in the order of the articles, parsed in batches; each as `read` gives it."""
        pairs = self.parser.parse_many(articles, batch=self.settings.batch_size)
        while True:
            with self._timed("parse"):
                pair = next(pairs, None)
            if pair is None:
                return
            yield self.read_parsed(*pair)

    def read_parsed(self, article: Article, doc: Parsed) -> Reading:
        """All that an article says, from a parse made before."""
        with no_search():  # one reading leaves none: a fifth of what the stages cost
            with self._timed("tokens"):
                tokens = flat(doc, article.text)
            reading = self._read_flat(article, tokens)
            if tokens is not doc:
                tokens.take_apart()
        return reading

    def _read_flat(self, article: Article, doc: Doc) -> Reading:
        doc, mentions, statements, times = self.before_events(article, doc)
        with self._timed("events"):
            found = find_events(doc, article, mentions, statements, times, self._lexicon)
            length = len(article.text)
            events = tuple(replace(event, score=sureness(event, length)) for event in found)
        with self._timed("facts"):
            claims = derive_claims(doc, article, mentions, statements, times)
        return Reading(
            article=article,
            reader=self.version,
            schema=SCHEMA,
            mentions=mentions,
            statements=statements,
            events=events,
            claims=claims,
        )

    def propositions(self, article: Article) -> tuple[Proposition, ...]:
        """Who does what to whom in the article's sentences; made anew, never stored."""
        doc, mentions, _, _ = self.before_events(article)
        return find_propositions(doc, article, mentions)

    def explain(self, article: Article, event: Event) -> Explanation:
        """Why the article gives an event: the entries tried for the words of its trigger."""
        doc, mentions, _, _ = self.before_events(article)
        return explain(event, doc, article, mentions, self._lexicon)

    def try_events(
        self, article: Article, lexicon: Lexicon
    ) -> tuple[tuple[Explanation, ...], tuple[Word, ...]]:
        """The events that a lexicon gives for an article, explained, and the words without one."""
        doc, mentions, statements, times = self.before_events(article)
        events = find_events(doc, article, mentions, statements, times, lexicon)
        told = tuple(explain(e, doc, article, mentions, lexicon) for e in events)
        changes = trace_of(doc, article, mentions, statements, times, lexicon)
        return told, silent_words(events, doc, article, mentions, lexicon, changes)

    def unknown_verbs(self, article: Article, lexicon: Lexicon) -> tuple[Passage, ...]:
        """The verbs of an article that a lexicon does not have; those of quoting are left out."""
        doc, _, statements, _ = self.before_events(article)
        return unknown_verbs(doc, article, statements, lexicon)

    def flips(
        self, articles: Iterable[Article], old: Lexicon, new: Lexicon
    ) -> Iterator[tuple[Article, tuple[Flip, ...]]]:
        """What another lexicon changes in each article, parsed and linked once."""
        for article, parsed in self.parser.parse_many(articles, batch=self.settings.batch_size):
            doc, mentions, statements, times = self.before_events(article, parsed)
            before, after = (
                find_events(doc, article, mentions, statements, times, one) for one in (old, new)
            )
            yield article, flips(before, after)

    def before_events(
        self, article: Article, doc: Parsed | None = None
    ) -> tuple[Doc, tuple[Mention, ...], tuple[Statement, ...], tuple[Time, ...]]:
        """What the stages from events on are given: the parse, mentions, statements and times."""
        doc = self.parser.parse(article) if doc is None else doc
        with self._timed("tokens"):
            doc = flat(doc, article.text)
        with self._timed("times"):
            times = find_times(doc, article)
        with self._timed("actors"):
            mentions = find_mentions(doc, article, self._registry, times)
        with self._timed("statements"):
            statements = find_statements(doc, article, mentions, times)
        with self._timed("actors"):
            mentions = resolve_quoted(doc, article, mentions, statements, self._registry)
            statements = readdressed(statements, mentions)
        return doc, mentions, statements, times

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        begun = time.process_time()
        try:
            yield
        finally:
            spent = time.process_time() - begun
            self.timings[stage] = self.timings.get(stage, 0.0) + spent
