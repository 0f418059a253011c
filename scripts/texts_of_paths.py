"""The articles and pages that scripts are pointed at."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from legation import Article
from legation.errors import InputError
from legation.extract.article import extract
from legation.fetch.files import HTML, TEXT, find_files, read_file
from legation.ids import sha256_of
from legation.records import Origin, Page


def articles(paths: list[Path]) -> Iterator[Article]:
    """The articles of all that was named, each text once."""
    seen = set()
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            for article in articles_of(file):
                if article.text not in seen:
                    seen.add(article.text)
                    yield article


def articles_of(file: Path) -> Iterator[Article]:
    """The articles of one file."""
    if file.suffix == ".jsonl":
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            page = page_of(row["dump"], file) if "dump" in row else None
            try:
                found = extract(page) if page else Article.from_text(row.get("text", ""))
            except InputError:
                continue
            if isinstance(found, Article):
                yield found
    elif file.suffix in HTML | TEXT:
        for page in pages_of(file):
            if isinstance(found := extract(page), Article):
                yield found


def pages_of(path: Path) -> Iterator[Page]:
    """The pages of a file or folder, as they would be ingested."""
    for file in find_files([path], suffixes=HTML | TEXT):
        page = read_file(file)
        if isinstance(page, Page):
            yield page


def page_of(text: str, path: Path) -> Page:
    """A text as a page of plain text."""
    body = text.encode("utf-8")
    return Page(
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        media_type="text/plain; charset=utf-8",
        body=body,
        sha256=sha256_of(body),
        origin=Origin(kind="file", path=str(path)),
    )
