from __future__ import annotations

import io
import os
import signal
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import article, page, reading
from sqlalchemy import func, select, text

from legation.ask.stories import all_stories
from legation.documents.sources import Item, find_sources
from legation.errors import StoreError
from legation.ingest import IngestReport, batch_reader, ingest
from legation.records import Article, ArticleRow, Origin, Page, Reading, Skipped, SkipReason
from legation.store import Query, Store, count, schema
from legation.workers import Pool


class FakeReader:
    """Finds in an article nothing; breaks on those that hold its fatal word."""

    def __init__(self, version: str = "fake 1", fatal: str = "BOOM") -> None:
        self.version = version
        self.fatal = fatal
        self.read: list[str] = []

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        for each in articles:
            if self.fatal in each.text:
                raise ValueError(f"cannot parse {self.fatal}\nsecond line")
            self.read.append(each.text)
            yield Reading(article=each, reader=self.version)


def extract(given: Page) -> Article | Skipped:
    words = given.body.decode()
    if "CRASH" in words:
        raise KeyError("headline")
    if "menu" in words:
        return Skipped(stage="extract", reason=SkipReason.NOT_AN_ARTICLE, detail="only links")
    made = Article.from_text(words, url=given.url)
    return replace(made, raw_sha256=given.sha256)


def pages(*bodies: str) -> list[Item]:
    return [page(body, path=f"{number}.txt") for number, body in enumerate(bodies)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(str(tmp_path / "x.db")) as opened:
        yield opened


def run(items: Iterable[Item], store: Store, reader: FakeReader | None = None) -> IngestReport:
    return ingest(items, extract=extract, reader=reader or FakeReader(), store=store, batch_size=3)


class SlowReader(FakeReader):
    """Takes its time, so that there is a middle of the run."""

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        for each in super().read_many(articles):
            time.sleep(0.02)
            yield each


@pytest.mark.parametrize("batch_size", [1, 4])
def test_a_worker_that_is_killed_costs_no_page(store: Store, batch_size: int) -> None:
    reader, killed = SlowReader(), []
    with Pool(batch_reader(extract, reader), jobs=2) as pool:

        def kill_one(report: IngestReport) -> None:
            if report.items > 8 and not killed:
                killed.append(pool._workers[0].process.pid)
                os.kill(killed[0], signal.SIGKILL)

        report = ingest(
            pages(*(f"story {n}" for n in range(60))),
            extract=extract, reader=reader, store=store, batch_size=batch_size, pool=pool,
            progress=kill_one,
        )  # fmt: skip
        assert pool._workers[0].process.pid != killed[0]
    assert (report.written, report.failed) == (60, 0)


def test_pages_become_readings_in_the_store(store: Store) -> None:
    report = run(pages(*(f"Story {n}." for n in range(7))), store)
    assert report.counts() == {
        "written": 7,
        "replaced": 0,
        "unchanged": 0,
        "skipped": 0,
        "failed": 0,
    }
    assert count(store).articles == 7


def test_second_run_reads_and_writes_nothing(store: Store, tmp_path: Path) -> None:
    items = pages("One.", "menu", "Two.")
    run(items, store)
    with store.reading() as connection:
        before = connection.execute(text("PRAGMA data_version")).scalar(), _all_rows(store)
        reader = FakeReader()
        report = run(items, store, reader)
        assert (report.unchanged, report.items) == (3, 3)
        assert reader.read == []
        assert (
            connection.execute(text("PRAGMA data_version")).scalar(),
            _all_rows(store),
        ) == before


def _all_rows(store: Store) -> list[object]:
    with store.reading() as connection:
        return [connection.execute(select(table)).all() for table in schema.metadata.sorted_tables]


def test_one_bad_page_stops_neither_its_batch_nor_the_run(store: Store) -> None:
    bodies = ["One.", "BOOM", "Two.", "CRASH", "menu", "Three.", "BOOM again", "Four."]
    report = run(pages(*bodies), store)
    assert (report.written, report.skipped, report.failed) == (4, 1, 3)
    assert dict(report.reasons) == {"failed": 3, "not_an_article": 1}
    told = {
        (problem.origin.path, problem.stage, problem.detail)
        for problem in report.problems
        if problem.origin
    }
    assert told == {
        ("1.txt", "read", "reading failed with ValueError: cannot parse BOOM"),
        ("3.txt", "read", "extracting failed with KeyError: 'headline'"),
        ("4.txt", "extract", "only links"),
        ("6.txt", "read", "reading failed with ValueError: cannot parse BOOM"),
    }
    assert count(store).skipped == (("unreadable", 3), ("not_an_article", 1))


def test_failed_pages_are_tried_again_and_kept_once(store: Store) -> None:
    run(pages("BOOM"), store)
    report = run(pages("BOOM"), store)
    assert (report.failed, report.unchanged) == (1, 0)
    assert count(store).skipped == (("unreadable", 1),)
    assert run(pages("BOOM"), store, FakeReader(fatal="nothing")).written == 1


def test_stopped_run_goes_on_where_it_was(store: Store) -> None:
    def stopping() -> Iterator[Item]:
        yield from pages(*(f"Story {n}." for n in range(7)))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(stopping(), store)
    assert count(store).articles == 6  # two whole batches
    reader = FakeReader()
    report = run(pages(*(f"Story {n}." for n in range(9))), store, reader)
    assert (report.unchanged, report.written) == (6, 3)
    assert reader.read == ["Story 6.", "Story 7.", "Story 8."]


def test_newer_reader_reads_again_and_replaces(store: Store) -> None:
    run(pages("One.", "menu"), store)
    report = run(pages("One.", "menu"), store, FakeReader("fake 2"))
    assert (report.replaced, report.skipped, report.unchanged) == (1, 1, 0)
    assert count(store).readers == (("fake 2", 1),)
    assert count(store).readings == 2


def test_copies_in_one_run_are_read_once(store: Store) -> None:
    reader = FakeReader()
    report = run(pages("One.", "One.", "Two.", "One."), store, reader)
    assert (report.written, report.unchanged) == (2, 2)
    assert reader.read == ["One.", "Two."]


def test_rows_of_tables_are_read_without_extraction(store: Store) -> None:
    origin = Origin(kind="jsonl", path="x.jsonl", offset=4)
    may, june = (Article.from_text("menu", published=f"2024-0{month}-01") for month in (5, 6))
    rows = [ArticleRow(article=each, origin=origin) for each in (may, june, may)]
    report = run(rows, store)
    assert (report.written, report.unchanged) == (2, 1)
    with store.reading() as connection:
        page_rows = connection.execute(select(schema.pages)).all()
    assert {row.origin_offset for row in page_rows} == {4}


def test_copy_in_another_outlets_file_is_kept_as_a_copy(store: Store, tmp_path: Path) -> None:
    body = " ".join(f"Delegates of bank {n} met the minister about loan {n}." for n in range(12))
    for outlet in ("Border Herald", "Harbour Times"):
        (tmp_path / f"{outlet}.csv").write_text(
            f"outlet,agency,date,text\n{outlet},Reuters,2024-03-01,{body}\n", encoding="utf-8"
        )
    sources = [str(tmp_path)]

    def given() -> Iterator[Item]:
        return find_sources(sources, max_bytes=10**6, timeout_s=1, stdin=io.BytesIO()).items()

    assert run(given(), store).counts()["written"] == 2
    (story,) = all_stories(store)
    (lineage,) = story.lineage
    assert len(story.articles) == 2
    assert lineage[2] == "copy"
    assert story.independent_origins == 1
    before = _all_rows(store)
    assert run(given(), store).counts()["unchanged"] == 2
    assert _all_rows(store) == before


def test_skipped_source_is_counted_and_kept(store: Store) -> None:
    gone = Skipped(stage="fetch", reason=SkipReason.TOO_LARGE, detail="over 20 bytes")
    report = run([gone, *pages("One.")], store)
    assert (report.skipped, report.written) == (1, 1)
    assert count(store).skipped == (("too_large", 1),)


def test_reading_the_store_refuses_is_counted_as_failed(store: Store) -> None:
    report = run(
        [
            ArticleRow(
                article=article("Half a pair \ud83d."), origin=Origin(kind="csv", path="x.csv")
            ),
            *pages("One."),
        ],
        store,
    )
    assert (report.failed, report.written) == (1, 1)
    assert report.problems[0].stage == "store"
    assert "storing failed with InputError: article a" in report.problems[0].detail


def test_reading_with_a_wrong_passage_is_counted_as_failed(store: Store) -> None:
    class Careless(FakeReader):
        def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
            for each in articles:
                yield replace(reading(), article=each)

    report = run(pages("One."), store, Careless())
    assert report.failed == 1
    assert "PassageError" in report.problems[0].detail
    assert count(store).articles == 0


def test_full_disk_stops_the_run_and_keeps_what_was_written(store: Store) -> None:
    run(pages("One."), store)
    with store.engine.connect() as connection:
        held = connection.execute(text("PRAGMA page_count")).scalar()
        connection.execute(text(f"PRAGMA max_page_count={held}"))
    with pytest.raises(StoreError, match="disk is full"):
        run(pages("A long story. " * 20_000), store)
    assert count(store).articles == 1
    with store.reading() as connection:
        connection.execute(text("PRAGMA max_page_count=1000000"))
        assert connection.execute(select(func.count()).select_from(schema.runs)).scalar() == 1
    assert run(pages("A long story. " * 20_000), store).written == 1


def test_progress_sees_every_item(store: Store) -> None:
    seen: list[int] = []
    ingest(
        pages("One.", "menu", "BOOM", "One."),
        extract=extract,
        reader=FakeReader(),
        store=store,
        progress=lambda report: seen.append(report.items),
    )
    assert seen == [1, 2, 3, 4]


def test_run_is_kept_with_its_sources_and_counts(store: Store) -> None:
    ingest(
        pages("One.", "menu"),
        extract=extract,
        reader=FakeReader(),
        store=store,
        named=["stories", "-"],
    )
    with store.reading() as connection:
        row = connection.execute(select(schema.runs)).one()
    assert (row.sources, row.written, row.skipped) == ('["stories", "-"]', 1, 1)
    assert row.ended_at is not None


def test_files_of_a_folder_come_all_the_way(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("One.")
    (folder / "b.csv").write_text("headline\nno text column\n")
    (folder / "c.jsonl").write_text('{"text": "Two."}\n{"text": ""}\n')
    report = run(find_sources([str(folder)]).items(), store)
    assert (report.written, report.skipped) == (2, 2)
    found = Query(store).articles()
    assert {each.record.article.text for each in found} == {"One.", "Two."}
