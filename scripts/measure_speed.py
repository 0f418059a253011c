"""Show what each stage costs beside the parse, in CPU seconds of one run.

    python scripts/measure_speed.py [--rounds N] [PATH ...]

PATH is a page, a folder of pages, or a file of JSON lines with a `text` or a `dump` each; the
bundled stories stand in where none is given. All are read once to warm up and then N times; the
parse and the stages take turns, so a busy machine slows them alike and the shares stay true.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from legation import Article, Reader
from legation.extract.article import extract
from legation.fetch.files import HTML, TEXT, find_files, read_file
from legation.ids import sha256_of
from legation.records import Origin, Page
from legation.tables import data_path

STAGES = ("extract", "tokens", "actors", "statements", "times", "events", "facts")


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--rounds", type=int, default=5, help="how often all is read (default 5)")
    ask.add_argument("paths", nargs="*", type=Path, default=[data_path("stories")])
    asked = ask.parse_args()
    pages, texts = sources(asked.paths)
    reader, spent = Reader(), Counter[str]()
    for round_ in range(asked.rounds + 1):
        if round_ == 1:
            spent.clear()
            reader.timings.clear()
        begun = time.process_time()
        found = [extract(page) for page in pages]
        spent["extract"] += time.process_time() - begun
        articles = [*texts, *(each for each in found if isinstance(each, Article))]
        for _ in reader.read_many(articles):
            pass
    show(spent + Counter(reader.timings), asked.rounds * sum(len(a.text) for a in articles))


def sources(paths: list[Path]) -> tuple[list[Page], list[Article]]:
    """Pages to extract, and texts that need no extraction."""
    pages: list[Page] = []
    texts: list[Article] = []
    for path in paths:
        if path.suffix == ".jsonl":
            for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
                if "dump" in row:
                    pages.append(page_of(row["dump"], path))
                else:
                    texts.append(Article.from_text(row["text"]))
            continue
        for file in find_files([path], suffixes=HTML | TEXT):
            page = read_file(file)
            if isinstance(page, Page):
                pages.append(page)
    return pages, texts


def page_of(text: str, path: Path) -> Page:
    body = text.encode("utf-8")
    return Page(
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        media_type="text/plain; charset=utf-8",
        body=body,
        sha256=sha256_of(body),
        origin=Origin(kind="file", path=str(path)),
    )


def show(spent: dict[str, float], characters: int) -> None:
    """The table: CPU seconds, milliseconds a thousand characters, share of the parse."""
    parse = spent["parse"]
    print(f"{'stage':<12}{'CPU s':>8}{'ms/1000 chars':>15}{'of the parse':>14}")
    for stage in ("parse", *STAGES):
        cost = spent.get(stage, 0.0)
        print(f"{stage:<12}{cost:8.2f}{cost / characters * 1e6:15.2f}{cost / parse:14.1%}")
    rest = sum(spent.get(stage, 0.0) for stage in STAGES)
    print(f"{'all stages':<12}{rest:8.2f}{rest / characters * 1e6:15.2f}{rest / parse:14.1%}")


if __name__ == "__main__":
    main()
