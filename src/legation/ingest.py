"""Pages to readings to store, on one machine, counted.

A run that was stopped goes on where it was: what the store knows of this version of the reader is
not read again. One bad page never stops a run; a store that fails does, with all before it kept.
"""

from __future__ import annotations

import logging
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from legation.documents.item import Item
from legation.errors import InputError
from legation.extract.article import article_of
from legation.records import Article, ArticleRow, Page, Reading, Skipped, SkipReason
from legation.store import FAILED_STAGES, Outcome, Provenance, Run, Store
from legation.store.intake.raw_files import RawFiles
from legation.store.intake.tombstones import KeptOut
from legation.upkeep import update_stories
from legation.workers import Failure, Pool

log = logging.getLogger(__name__)

MAX_PROBLEMS = 1000

Extract = Callable[[Page], Article | Skipped]
Batch = Sequence[Page | ArticleRow]
Outcomes = Reading | Skipped
Readers = Pool[Batch, list[Outcomes]]
# It does not say where it came from: that was taken out too.
_FORGOTTEN = Skipped(
    stage="fetch", reason=SkipReason.FORGOTTEN, detail="it was taken out of this store"
)


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
    pool: Readers | None = None,
    raw: RawFiles | None = None,
) -> IngestReport:
    """Read what is new among the items and keep it, `batch_size` of them at a time.

    `named` is what the user called the sources, kept with the run; `progress` gets the counts after
    each step; with `again` pages that were turned down before are tried once more. With a `pool`
    (of `batch_reader`) they are read in its processes, and written here in their order. The bytes
    of pages that gave an article go to `raw`. Raises `StoreError` when the store fails: what was
    written before is kept.
    """
    report = IngestReport()
    run = Run(reader=reader.version, sources=named)
    intake = _Intake(
        reader=reader.version,
        store=store,
        run=run,
        report=report,
        progress=progress,
        again=again,
        raw=raw,
        kept_out=KeptOut(store),
    )
    read = batch_reader(extract, reader)
    for batch, found in intake.results(items, batch_size, read=read, pool=pool):
        intake.keep(batch, found)
    for twin in intake.take_twins():  # by now the store knows what became of the first
        for batch, found in intake.results([twin], 1, read=read, pool=pool):
            intake.keep(batch, found)
    update_stories(store)
    store.end(run, report.counts())
    return report


def batch_reader(extract: Extract, reader: Reads) -> Callable[[Batch], list[Outcomes]]:
    """What reads a batch: a reading for each item, or a `Skipped` that says why there is none.

    It asks the store nothing, so that it can be done in another process.
    """

    def read(batch: Batch) -> list[Outcomes]:
        made = [_extracted(item, extract) for item in batch]
        articles = [each for each in made if isinstance(each, Article)]
        readings = _readings(articles, reader)
        return [
            each if isinstance(each, Skipped) else _placed_fault(next(readings), item)
            for item, each in zip(batch, made, strict=True)
        ]

    return read


def _extracted(item: Page | ArticleRow, extract: Extract) -> Article | Skipped:
    """The article of an item; a fault of ours in extraction becomes a `Skipped` as well."""
    try:
        return article_of(item, extract)
    except Exception as error:
        return _fault("extracting", error, _provenance(item))


def _readings(articles: Sequence[Article], reader: Reads) -> Iterator[Reading | Exception]:
    """The readings of a batch; where one breaks, the rest are read one by one."""
    done = 0
    try:
        for reading in reader.read_many(articles):
            yield reading
            done += 1
    except Exception as error:
        log.info("a batch broke, reading its articles one by one: %s", error)
        for article in articles[done:]:
            try:
                (reading,) = reader.read_many([article])
            except Exception as fault:
                yield fault
            else:
                yield reading


def _placed_fault(found: Reading | Exception, item: Page | ArticleRow) -> Outcomes:
    return _fault("reading", found, _provenance(item)) if isinstance(found, Exception) else found


@dataclass(slots=True, kw_only=True)
class _Intake:
    """One run's way from items to the store."""

    reader: str
    store: Store
    run: Run
    report: IngestReport
    progress: Callable[[IngestReport], None] | None
    again: bool
    raw: RawFiles | None
    kept_out: KeptOut
    seen: set[str] = field(default_factory=set)  # pages of this run that have yet to be written
    twins: list[Page | ArticleRow] = field(default_factory=list)  # the same page, given meanwhile

    def results(
        self,
        items: Iterable[Item],
        size: int,
        *,
        read: Callable[[Batch], list[Outcomes]],
        pool: Readers | None,
    ) -> Iterator[tuple[Batch, list[Outcomes]]]:
        """The batches of what is new, in order, with what was made of each."""
        if pool is None:
            for batch in self.batches(items, size):
                yield batch, read(batch)
            return
        sent: deque[Batch] = deque()

        def tasks() -> Iterator[tuple[Batch, int]]:
            for batch in self.batches(items, size):
                sent.append(batch)
                yield batch, len(batch)

        broken: list[Batch] = []
        for found in pool.map(tasks()):
            batch = sent.popleft()
            if isinstance(found, Failure) and len(batch) == 1 and not found.killed:
                yield batch, [_beyond(found, _provenance(batch[0]))]
            elif isinstance(found, Failure):
                broken.append(batch)
            else:
                yield batch, found
        alone = [item for batch in broken for item in batch]  # which of them it was
        for item, found in zip(alone, pool.map(([item], 1) for item in alone), strict=True):
            if isinstance(found, Failure):
                found = [_beyond(found, _provenance(item))]
            yield [item], found

    def take_twins(self) -> list[Page | ArticleRow]:
        """The pages that were given again before the first was written, to be given once more."""
        twins, self.twins = self.twins, []
        self.report.given -= len(twins)
        return twins

    def batches(self, items: Iterable[Item], size: int) -> Iterator[Batch]:
        """What is to be read; everything else is counted on the way."""
        new = self.new(items)
        while batch := list(islice(new, size)):
            yield batch

    def new(self, items: Iterable[Item]) -> Iterator[Page | ArticleRow]:
        """The items that the store does not know; the others are counted."""
        for item in items:
            self.report.given += 1
            if isinstance(item, Skipped):
                self.skip(item)
                continue
            provenance = _provenance(item)
            if provenance.id in self.seen:
                self.twins.append(item)
                continue
            if self.kept_out.page(provenance):
                self.skip(_FORGOTTEN)
                continue
            if self.store.knows(provenance, reader=self.reader, again=self.again):
                self.count(Outcome.UNCHANGED)
                continue
            self.seen.add(provenance.id)
            yield item

    def keep(self, batch: Batch, found: Sequence[Outcomes]) -> None:
        """Write what was made of a batch: its readings in one transaction."""
        readings: list[tuple[Reading, Provenance]] = []
        for item, each in zip(batch, found, strict=True):
            provenance = _provenance(item)
            if isinstance(each, Skipped):
                self.skip(each)
            elif self.kept_out.people(mention.name for mention in each.mentions):
                self.skip(_FORGOTTEN)
            else:
                if self.raw is not None and isinstance(item, Page):
                    self.raw.keep(item.body, item.sha256)
                readings.append((each, provenance))
        self.write(readings)
        self.seen.difference_update(_provenance(item).id for item in batch)

    def write(self, readings: Sequence[tuple[Reading, Provenance]]) -> None:
        """Keep readings; where the store cannot hold one, that one is counted as failed."""
        if not readings:
            return
        try:
            outcomes = self.store.write_many(readings, run=self.run)
        except InputError as error:
            if len(readings) > 1:  # which of them it was
                for each in readings:
                    self.write([each])
            else:
                self.skip(_fault("storing", error, readings[0][1], stage="store"))
        else:
            for outcome in outcomes:
                self.count(outcome)

    def skip(self, skipped: Skipped) -> None:
        """Count and keep a page that gave no article."""
        self.store.skip(skipped, reader=self.reader, run=self.run)
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


def _beyond(failure: Failure, from_: Provenance) -> Skipped:
    """The record of a page that took more than a page may."""
    return Skipped(
        stage="read",
        reason=SkipReason.UNREADABLE,
        origin=from_.origin,
        sha256=from_.sha256,
        detail=f"reading was stopped: {failure.reason}",
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
