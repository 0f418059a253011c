"""Pages to readings to store, on one machine, counted.

A run that was stopped goes on where it was: what the store knows of this version of the reader is
not read again. One bad page never stops a run; a store that fails does, with all before it kept.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from legation.documents.item import Item
from legation.errors import InputError
from legation.extract.article import article_of
from legation.records import Article, ArticleRow, Page, Reading, Skipped, SkipReason
from legation.store import FAILED_STAGES, Outcome, Provenance, Run, Store
from legation.upkeep import update_stories

log = logging.getLogger(__name__)

MAX_PROBLEMS = 1000

Extract = Callable[[Page], Article | Skipped]


class Reads(Protocol):
    """What ingest needs of a reader."""

    @property
    def version(self) -> str:
        """Which reader this is; another version may read the same article otherwise."""

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Readings in the order of the articles."""


@dataclass(slots=True, kw_only=True)
class IngestReport:
    """What a run came to, so far; every item counts once.

    `written` are new articles, `replaced` those that another reader version had read, `unchanged`
    what the store had already. `skipped` pages gave no article; `failed` ones broke one of our
    stages; `not_read` are files of kinds that are not read. `reasons` counts all three; `problems`
    holds the first thousand, and the store all. `given` counts what came in, by itself.
    """

    given: int = 0

    written: int = 0
    replaced: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0
    not_read: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    problems: list[Skipped] = field(default_factory=list)

    @property
    def kept(self) -> int:
        """How many items are in the store as articles."""
        return self.written + self.replaced + self.unchanged

    @property
    def items(self) -> int:
        """How many items were dealt with."""
        return self.kept + self.skipped + self.failed + self.not_read

    def counts(self) -> dict[str, int]:
        """The counts by name."""
        names = ("written", "replaced", "unchanged", "skipped", "failed")
        return {name: getattr(self, name) for name in names}

    def add(self, outcome: Outcome) -> None:
        """Count an article by what writing it came to."""
        setattr(self, outcome.value, getattr(self, outcome.value) + 1)

    def add_problem(self, problem: Skipped) -> None:
        """Count a page that gave no article."""
        if problem.reason is SkipReason.OTHER_KIND:
            self.not_read += 1
            self.reasons[problem.reason.value] += 1
        elif problem.stage in FAILED_STAGES:
            self.failed += 1
            self.reasons["failed"] += 1
        else:
            self.skipped += 1
            self.reasons[problem.reason.value] += 1
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(problem)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An article that waits for its batch."""

    article: Article
    provenance: Provenance


def ingest(
    items: Iterable[Item],
    *,
    extract: Extract,
    reader: Reads,
    store: Store,
    named: Sequence[str] = (),
    batch_size: int = 16,
    again: bool = False,
    progress: Callable[[IngestReport], None] | None = None,
) -> IngestReport:
    """Read what is new among the items and keep it, `batch_size` articles at a time.

    `named` is what the user called the sources, kept with the run; `progress` gets the counts after
    each step; with `again` pages that were turned down before are tried once more. Raises
    `StoreError` when the store fails: what was written before is kept.
    """
    report = IngestReport()
    run = Run(reader=reader.version, sources=named)
    intake = _Intake(
        extract=extract,
        reader=reader,
        store=store,
        run=run,
        report=report,
        progress=progress,
        again=again,
    )
    waiting = intake.waiting(items)
    while batch := list(islice(waiting, batch_size)):
        for each, reading in intake.readings(batch):
            intake.write(each, reading)
    update_stories(store)
    store.end(run, report.counts())
    return report


@dataclass(slots=True, kw_only=True)
class _Intake:
    """One run's way from items to the store."""

    extract: Extract
    reader: Reads
    store: Store
    run: Run
    report: IngestReport
    progress: Callable[[IngestReport], None] | None
    again: bool
    seen: set[str] = field(default_factory=set)  # pages of this run that have yet to be written

    def waiting(self, items: Iterable[Item]) -> Iterator[_Waiting]:
        """The articles that are to be read; everything else is counted on the way."""
        for item in items:
            self.report.given += 1
            if isinstance(item, Skipped):
                self.skip(item)
                continue
            provenance = _provenance(item)
            if provenance.id in self.seen or self.store.knows(
                provenance, reader=self.reader.version, again=self.again
            ):
                self.count(Outcome.UNCHANGED)
                continue
            article = self.article_of(item, provenance)
            if isinstance(article, Skipped):
                self.skip(article)
            else:
                self.seen.add(provenance.id)
                yield _Waiting(article, provenance)

    def article_of(self, item: Page | ArticleRow, from_: Provenance) -> Article | Skipped:
        """The article of an item; a fault of ours in extraction becomes a `Skipped` as well."""
        try:
            return article_of(item, self.extract)
        except Exception as error:
            return _fault("extracting", error, from_)

    def readings(self, batch: Sequence[_Waiting]) -> Iterator[tuple[_Waiting, Reading]]:
        """The readings of a batch; where one breaks, the rest are read one by one."""
        done = 0
        try:
            for reading in self.reader.read_many(each.article for each in batch):
                yield batch[done], reading
                done += 1
        except Exception as error:
            log.info("a batch broke, reading its articles one by one: %s", error)
            for each in batch[done:]:
                yield from self.reading_of(each)

    def reading_of(self, each: _Waiting) -> Iterator[tuple[_Waiting, Reading]]:
        """The reading of one article, or none where it breaks a stage."""
        try:
            (reading,) = self.reader.read_many([each.article])
        except Exception as error:
            self.skip(_fault("reading", error, each.provenance))
        else:
            yield each, reading

    def write(self, each: _Waiting, reading: Reading) -> None:
        """Keep a reading; one that the store cannot hold is counted as failed."""
        try:
            outcome = self.store.write(reading, provenance=each.provenance, run=self.run)
        except InputError as error:
            self.skip(_fault("storing", error, each.provenance, stage="store"))
        else:
            self.count(outcome)
        self.seen.discard(each.provenance.id)

    def skip(self, skipped: Skipped) -> None:
        """Count and keep a page that gave no article."""
        self.store.skip(skipped, reader=self.reader.version, run=self.run)
        self.report.add_problem(skipped)
        self.tell()

    def count(self, outcome: Outcome) -> None:
        """One more article of an outcome."""
        self.report.add(outcome)
        self.tell()

    def tell(self) -> None:
        """Show the counts to whoever wants to see them."""
        if self.progress is not None:
            self.progress(self.report)


def _provenance(item: Page | ArticleRow) -> Provenance:
    if isinstance(item, Page):
        return Provenance.of(item)
    article = item.article
    return Provenance(
        sha256=article.raw_sha256, url=article.url, origin=item.origin, article_id=article.id
    )


def _fault(what: str, error: Exception, from_: Provenance, *, stage: str = "read") -> Skipped:
    """The record of something of ours that broke on one page."""
    log.info("%s: %s failed", from_.origin.path, what, exc_info=error)
    lines = str(error).strip().splitlines() or ["without a message"]
    return Skipped(
        stage=stage,
        reason=SkipReason.UNREADABLE,
        origin=from_.origin,
        sha256=from_.sha256,
        detail=f"{what} failed with {type(error).__name__}: {lines[0]}",
    )
