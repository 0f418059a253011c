"""A run that is killed at any moment and started again leaves the store of a run that was not."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sqlite3
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from handmade import TEXT, page, reading

from legation.documents.item import Item
from legation.ingest import ingest
from legation.records import Article, Page, Reading, Skipped, SkipReason
from legation.store import Store

KILLS = 10
PAGES = 60
# When something was done, and in which run, may differ.
UNLIKE = ("run", "number", "recorded_at", "started_at", "ended_at", "fetched_at", "known_from")


class SlowReader:
    """Reads as the hand-made reading does, with a moment for each article to be killed in."""

    version = "slow 1"

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        for article in articles:
            time.sleep(0.002)
            if article.text == TEXT:
                yield reading(article, reader=self.version)
            else:
                yield Reading(article=article, reader=self.version)


def extract(given: Page) -> Article | Skipped:
    words = given.body.decode()
    if words.startswith("menu"):
        return Skipped(stage="extract", reason=SkipReason.NOT_AN_ARTICLE, detail="only links")
    return Article.from_text(TEXT if words.startswith("talks") else words, url=given.url)


def items() -> list[Item]:
    kinds = ("talks", "menu", "other")
    return [page(f"{kinds[n % 3]} {n}", path=f"{n}.txt") for n in range(PAGES)]


def run_into(path: str) -> None:
    with Store.open(path) as store:
        ingest(items(), extract=extract, reader=SlowReader(), store=store, batch_size=4)


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, without what may differ between runs."""
    found = {}
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        names = [row[0] for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        )]  # fmt: skip
        for name in sorted(names):
            if name == "runs" or "search" in name:
                continue
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
            kept = [f'"{column}"' for column in columns if column not in UNLIKE]
            if kept:
                asked = connection.execute(f'SELECT {", ".join(kept)} FROM "{name}"')
                found[name] = sorted(asked, key=repr)
    return found


def killed_run(path: Path, after_s: float) -> bool:
    """Start a run and kill it after a time; whether it was still at work."""
    process = multiprocessing.get_context("fork").Process(target=run_into, args=(str(path),))
    process.start()
    process.join(after_s)
    alive = process.is_alive()
    if alive and process.pid is not None:
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    return alive


def test_a_killed_run_goes_on_to_the_same_store(tmp_path: Path) -> None:
    whole = tmp_path / "whole.db"
    begun = time.monotonic()
    run_into(str(whole))
    took = time.monotonic() - begun
    rng = random.Random(20240309)
    path = tmp_path / "killed.db"
    killed = sum(killed_run(path, rng.uniform(0.02, 0.4) * took) for _ in range(KILLS))
    run_into(str(path))
    assert killed > 2
    assert rows_of(path) == rows_of(whole)
