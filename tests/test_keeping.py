"""Raw bytes by hash, reading them again, versions of a page, and taking something out for good."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from handmade import TEXT, page, reading

from legation.ask.page_history import page_history
from legation.documents.item import Item
from legation.ids import sha256_of
from legation.ingest import IngestReport, ingest
from legation.records import Article, ArticleRow, Origin, Page, Reading, Skipped
from legation.store import Asked, Ledger, Query, Store, count, schema
from legation.store.intake.held_pages import held_pages, read_before
from legation.store.intake.raw_files import RawFiles, raw_files
from legation.store.intake.tombstones import (
    articles_at,
    articles_naming,
    take_out,
    taken_out,
    tombstones,
)

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
URL = "https://a.test/ports"


class Reader:
    """Reads the story by hand, in its second version with one claim less."""

    def __init__(self, version: str = "hand 1") -> None:
        self.version = version

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        for each in articles:
            found = reading(each, reader=self.version) if TEXT in each.text else Reading(
                article=each, reader=self.version
            )  # fmt: skip
            yield replace(found, claims=found.claims[:-1]) if self.version == "hand 2" else found


def extract(given: Page) -> Article | Skipped:
    made = Article.from_text(given.body.decode(), url=given.url, published="2024-03-13")
    return replace(made, raw_sha256=given.sha256)


class Kept:
    def __init__(self, folder: Path) -> None:
        self.path = folder / "x.db"
        self.store = Store.open(str(self.path))
        found = raw_files(str(self.path), "beside")
        assert found is not None
        self.raw = found

    def take_in(self, *items: Item, version: str = "hand 1") -> IngestReport:
        return ingest(
            items, extract=extract, reader=Reader(version), store=self.store, raw=self.raw
        )

    def reread(self, version: str = "hand 2") -> IngestReport:
        items = held_pages(self.store, self.raw, reader=version)
        return ingest(
            items, extract=extract, reader=Reader(version), store=self.store, raw=self.raw
        )

    def take_out(self, articles: Sequence[str], **rest: object) -> int:
        return take_out(self.store, articles, at=NOW, raw=self.raw, **rest)  # type: ignore[arg-type]

    def words_left(self, word: str) -> list[str]:
        """The files in which a word still stands, packed lines unpacked."""
        files = [each for each in self.path.parent.rglob("*") if each.is_file()]
        return [each.name for each in files if word.encode() in each.read_bytes()]


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    made = Kept(tmp_path)
    yield made
    made.store.close()


def test_bytes_are_kept_once_and_found_by_their_hash(kept: Kept) -> None:
    kept.take_in(page(url=URL), page(url=URL, path="copy.txt"), page("menu of things", url=None))
    given = page(url=URL)
    assert set(kept.raw.hashes()) == {given.sha256, sha256_of(b"menu of things")}
    assert kept.raw.get(given.sha256) == given.body
    assert kept.raw.folder == kept.path.with_name("x.db.raw")


def test_bytes_that_were_damaged_are_not_given(kept: Kept) -> None:
    given = page()
    kept.raw.keep(given.body, given.sha256)
    (path,) = kept.raw.folder.rglob("*.gz")
    for damaged in (b"", path.read_bytes()[:-9], gzip.compress(b"others"), b"\x1f\x8b\x08 no"):
        path.write_bytes(damaged)
        assert kept.raw.get(given.sha256) is None


@pytest.mark.parametrize(
    ("store", "setting", "folder"),
    [
        ("x.db", "beside", "x.db.raw"),
        ("sqlite:////data/x.db", "beside", "/data/x.db.raw"),
        ("x.db", "none", None),
        ("x.db", "/raw", "/raw"),
        ("sqlite://", "beside", None),
        (":memory:", "beside", None),
    ],
)
def test_where_bytes_are_kept(store: str, setting: str, folder: str | None) -> None:
    found = raw_files(store, setting)
    assert (str(found.folder) if found else None) == folder


def test_pages_are_read_again_by_a_new_reader(kept: Kept) -> None:
    row = ArticleRow(
        article=Article.from_text("Ports opened on Monday, the ministry said.", title="Ports"),
        origin=Origin(kind="csv", path="x.csv", offset=2),
    )
    kept.take_in(page(url=URL), page("Other words of a page."), row)
    before = {each.article.id for each in Query(kept.store).readings()}
    assert read_before(kept.store, reader="hand 2") == 3
    report = kept.reread()
    assert (report.given, report.replaced, report.written) == (3, 3, 0)
    assert {each.article.id for each in Query(kept.store).readings()} == before
    assert {each.reader for each in Query(kept.store).readings()} == {"hand 2"}
    assert read_before(kept.store, reader="hand 2") == 0
    assert kept.reread().given == 0


def test_what_was_known_before_can_still_be_asked_for(kept: Kept) -> None:
    kept.take_in(page(url=URL))
    whole = {entry.claim.id for entry in Ledger(kept.store).entries(Asked())}
    with kept.store.writing() as connection:  # a month ago
        table = Ledger(kept.store)
        assert table
        month = datetime.now(UTC) - timedelta(days=30)
        from legation.store.ledger_tables import ledger

        connection.execute(ledger.update().values(recorded_at=month))
    kept.reread()
    now = {entry.claim.id for entry in Ledger(kept.store).entries(Asked())}
    day = (datetime.now(UTC) - timedelta(days=5)).date()
    then = {entry.claim.id for entry in Ledger(kept.store).entries(Asked(known_on=day))}
    assert then == whole
    assert now < whole


def test_a_page_without_its_bytes_is_told(kept: Kept) -> None:
    given = page(url=URL)
    kept.take_in(given)
    kept.raw.remove(given.sha256)
    report = kept.reread()
    assert (report.given, report.skipped) == (1, 1)
    assert "its bytes are not kept" in report.problems[0].detail
    assert count(kept.store).articles == 1


def test_versions_of_a_page_are_kept_and_compared(kept: Kept) -> None:
    first = page("Ports open.\n\nThe ministry gave no day.", url=URL)
    later = replace(
        page("Ports open.\n\nThey open on Monday.\n\nThe ministry gave no reason.", url=URL),
        fetched_at=first.fetched_at + timedelta(hours=3),
    )
    kept.take_in(later, first, page("Elsewhere.", url="https://a.test/other"))
    one, two = page_history(kept.store, URL)
    assert (one.added, one.removed) == ((), ())
    assert two.removed == ("The ministry gave no day.",)
    assert two.added == ("They open on Monday.", "The ministry gave no reason.")
    assert kept.raw.get(one.version.sha256) == first.body
    assert page_history(kept.store, "https://a.test/none") == ()


def test_a_page_is_taken_out_whole_and_stays_out(kept: Kept) -> None:
    unlike = page("Zanzolita sings about the harbour of another town.", url="https://a.test/z")
    kept.take_in(page(url=URL), unlike)
    (article,) = articles_at(kept.store, "https://a.test/z")
    assert kept.words_left("Zanzolita")
    assert kept.take_out([article], why="asked for") == 1
    assert count(kept.store).articles == 1
    assert kept.words_left("Zanzolita") == []
    assert list(kept.raw.hashes()) == [page().sha256]
    assert kept.words_left("a.test/z") == []
    (sign,) = tombstones(kept.store)
    assert (sign.articles, sign.why, sign.at) == (1, "asked for", NOW)
    assert taken_out(kept.store, article) == NOW
    # The same bytes elsewhere, and other bytes at the address, stay out.
    again = [replace(unlike, url=None), page("New words.", url="https://a.test/z")]
    report = kept.take_in(*again)
    assert (report.given, report.skipped, report.reasons) == (2, 2, {"forgotten": 2})
    assert kept.words_left("a.test/z") == []
    assert count(kept.store).articles == 1


def test_a_person_is_taken_out_with_every_article_that_names_them(kept: Kept) -> None:
    other = page("Other words of a page.")
    kept.take_in(page(url=URL), other)
    found = articles_naming(kept.store, "amina odhiambo")
    assert len(found) == 1
    kept.take_out(found, person="Amina Odhiambo")
    assert count(kept.store).articles == 1
    assert kept.words_left("Odhiambo") == []
    assert kept.words_left("odhiambo") == []
    assert Ledger(kept.store).entries(Asked()) == ()
    elsewhere = page("A new story.\n\n" + TEXT, url="https://b.test/1")
    report = kept.take_in(elsewhere)
    assert report.reasons == {"forgotten": 1}
    assert kept.words_left("Odhiambo") == []


def test_taking_out_leaves_no_row_of_the_article_anywhere(kept: Kept) -> None:
    kept.take_in(page(url=URL), page("Other words of a page."))
    (article,) = articles_at(kept.store, URL)
    kept.take_out([article])
    kept.store.close()
    with sqlite3.connect(kept.path) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in schema.metadata.sorted_tables:
            if "article_id" in table.c:
                asked = f'SELECT count(*) FROM "{table.name}" WHERE article_id = ?'
                assert connection.execute(asked, (article,)).fetchone() == (0,), table.name


def test_bytes_go_to_their_place_whole(tmp_path: Path) -> None:
    raw = RawFiles(tmp_path / "raw")
    raw.keep(b"words", sha256_of(b"words"))
    raw.keep(b"words", sha256_of(b"words"))
    names = [path.name for path in (tmp_path / "raw").rglob("*") if path.is_file()]
    assert names == [f"{sha256_of(b'words')}.gz"]
