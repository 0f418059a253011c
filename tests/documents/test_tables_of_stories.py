from __future__ import annotations

import csv
import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from legation.documents.corpora import is_table, read_table
from legation.errors import InputError
from legation.records import ArticleRow, Page, Skipped, SkipReason

ROWS = [
    {
        "title": "Talks open",
        "text": "The envoys met.\nThey ate.",
        "date": "2024-05-06",
        "url": "https://news.example/1",
        "outlet": "The Post",
    },
    {"text": "A second story, with “quotes”."},
]


def as_jsonl(path: Path, rows: list[dict[str, str]]) -> None:
    data = "\n".join(json.dumps(row) for row in rows).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)


def as_csv(path: Path, rows: list[dict[str, str]]) -> None:
    with (gzip.open if path.suffix == ".gz" else open)(path, "wt", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize(
    ("name", "write", "lines"),
    [
        ("x.jsonl", as_jsonl, [1, 2]),
        ("x.NDJSON", as_jsonl, [1, 2]),
        ("x.jsonl.gz", as_jsonl, [1, 2]),
        ("x.csv", as_csv, [3, 4]),
        ("x.csv.gz", as_csv, [3, 4]),
    ],
)
def test_table_gives_a_story_a_row(
    name: str, write: type, lines: list[int], tmp_path: Path
) -> None:
    path = tmp_path / name
    write(path, ROWS)
    assert is_table(path)
    first, second = read_table(path)
    assert isinstance(first, ArticleRow)
    assert isinstance(second, ArticleRow)
    assert (first.article.title, first.article.outlet) == ("Talks open", "The Post")
    assert first.article.published is not None
    assert first.article.published.first == date(2024, 5, 6)
    assert first.article.url == "https://news.example/1"
    assert second.article.text == ROWS[1]["text"]
    assert second.article.published is None
    assert [first.origin.offset, second.origin.offset] == lines
    assert first.origin.path == str(path)


def test_row_with_html_is_a_page(tmp_path: Path) -> None:
    as_jsonl(tmp_path / "x.jsonl", [{"html": "<p>Words", "url": "https://news.example/1"}])
    (page,) = read_table(tmp_path / "x.jsonl")
    assert isinstance(page, Page)
    assert (page.body, page.url) == (b"<p>Words", "https://news.example/1")


def test_row_that_cannot_be_used_is_skipped_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(
        b'{"text": "One."}\n{"text": \n[1]\n\n{"title": "No text"}\n{"text": "Two.", "date": "May"}'
        b'\n{"text": 5}\n\xff\xfe\n{"text": "Three."}'
    )
    found = list(read_table(path))
    assert [type(item).__name__ for item in found] == [
        "ArticleRow",
        *["Skipped"] * 3,
        "ArticleRow",  # a day that cannot be read is no day, and the story stays
        *["Skipped"] * 2,
        "ArticleRow",
    ]
    skipped = [item for item in found if isinstance(item, Skipped)]
    assert [item.origin.offset for item in skipped if item.origin] == [2, 3, 5, 7, 8]
    assert [item.reason for item in skipped[2:4]] == [SkipReason.EMPTY, SkipReason.EMPTY]


def test_line_over_the_limit_is_skipped_without_holding_it(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps({"text": "x" * 500}) + '\n{"text": "Two."}')
    first, second = read_table(path, max_bytes=100)
    assert isinstance(first, Skipped)
    assert isinstance(second, ArticleRow)
    assert second.origin.offset == 2


def test_csv_without_a_column_of_text_names_those_it_has(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("headline,Words\na,b\n")
    with pytest.raises(InputError, match="no column text or html among headline, words; name"):
        list(read_table(tmp_path / "x.csv"))
    (row,) = read_table(tmp_path / "x.csv", mapping={"text": "Words"})
    assert isinstance(row, ArticleRow)
    assert (row.article.title, row.article.text) == ("a", "b")
    with pytest.raises(InputError, match="no field words; it is one of agency, authors, date"):
        list(read_table(tmp_path / "x.csv", mapping={"words": "x"}))


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_of_any_marks_and_encoding(mark: str, encoding: str, tmp_path: Path) -> None:
    lines = [["Headline", "Content", "Published_At"], ["São Tomé", '"a, b; c\n\nd"', "12 May 2024"]]
    text = "\r\n".join(mark.join(line) for line in lines)
    (tmp_path / "x.csv").write_bytes(text.encode(encoding))
    (row,) = read_table(tmp_path / "x.csv")
    assert isinstance(row, ArticleRow)
    assert (row.article.title, row.article.text) == ("São Tomé", "a, b; c\n\nd")
    assert row.article.published is not None
    assert row.article.published.first == date(2024, 5, 12)


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("2024-05-12T09:00:00Z", date(2024, 5, 12)),
        ("Sun, 12 May 2024 09:00:00 +0200", date(2024, 5, 12)),
        ("May 12, 2024", date(2024, 5, 12)),
        (1715500800, date(2024, 5, 12)),
        (1715500800000, date(2024, 5, 12)),
        ("13/05/2024", date(2024, 5, 13)),
        ("03/05/2024", None),  # May or March: nobody says
        ("n/a", None),
        ("1970-01-01", None),
        (None, None),
    ],
)
def test_day_of_a_row(told: object, day: date | None, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps([{"body": "a b", "published": told}]))
    (row,) = read_table(tmp_path / "x.json")
    assert isinstance(row, ArticleRow)
    assert (row.article.published.first if row.article.published else None) == day


def test_rows_of_scrapers_and_interfaces(tmp_path: Path) -> None:
    row = {
        "source": {"id": None, "name": "Harbour Post"},
        "author": "Aino Kask; Bo Lee",
        "title": "Kenya&#8217;s talks",
        "content": "<p>a &amp; b</p><p>c</p>",
        "publishedAt": "2026-02-12T09:15:00Z",
    }
    (tmp_path / "x.json").write_text(json.dumps({"status": "ok", "articles": [row, 5]}))
    first, second = read_table(tmp_path / "x.json")
    assert isinstance(first, ArticleRow)
    assert first.article.outlet == "Harbour Post"
    assert first.article.authors == ("Aino Kask", "Bo Lee")
    assert first.article.title == "Kenya’s talks"
    assert first.article.text == "a & b\n\nc"
    assert isinstance(second, Skipped)


def test_text_that_an_interface_cut_does_not_end_in_its_mark(tmp_path: Path) -> None:
    as_jsonl(tmp_path / "x.jsonl", [{"text": "a b c… [+2829 chars]"}])
    (row,) = read_table(tmp_path / "x.jsonl")
    assert isinstance(row, ArticleRow)
    assert row.article.text == "a b c"


def test_csv_cell_over_the_limit_ends_the_table_and_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text('title,text\na,b\nc,"' + "d" * 5000 + '"\n')
    first, last = read_table(tmp_path / "x.csv", max_bytes=1000)
    assert isinstance(first, ArticleRow)
    assert isinstance(last, Skipped)
    assert "cannot be read on from line 3" in last.detail


def test_csv_columns_may_be_in_capitals_and_after_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"\xef\xbb\xbfTEXT,Title\nWords.,T\n")
    (row,) = read_table(tmp_path / "x.csv")
    assert isinstance(row, ArticleRow)
    assert row.article.title == "T"


def test_long_csv_field_is_read(tmp_path: Path) -> None:
    as_csv(tmp_path / "x.csv", [{"text": "word " * 100_000}])
    assert isinstance(next(read_table(tmp_path / "x.csv")), ArticleRow)


@pytest.mark.parametrize("cut", [8, 60])
def test_damaged_gzip_ends_with_a_skipped_line(cut: int, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl.gz"
    as_jsonl(path, ROWS)
    path.write_bytes(path.read_bytes()[:cut])
    *_, last = read_table(path)
    assert isinstance(last, Skipped)
    assert "cannot be read on from line" in last.detail


def test_missing_table_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        list(read_table(tmp_path / "x.csv"))
