"""Processes that write to a store while others are killed, and what the store holds then.

    python tests/killed_writers.py [--kills 50] [--store STORE]

Each kill is of a process that writes articles in batches and links them; the next one goes on where
it was. What is in the store at the end must be what one run without kills leaves. Without STORE a
file and a PostgreSQL server of its own are tried, one after the other.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from handmade import detailed_reading, reading
from hard_articles import Families
from sqlalchemy import inspect, select, table, text

from legation.records import Origin
from legation.store import Provenance, Run, Store, schema
from legation.upkeep import update_stories

FAMILIES = Families([reading(), detailed_reading()])
BATCH = 16
# When something was done, and in which run, may differ, and so may what numbers it.
UNLIKE = {"run", "recorded_at", "started_at", "ended_at", "runs", "entry"}


def write_all(name: str, numbers: Sequence[int], pause_s: float = 0.0) -> None:
    """Write articles in batches and link them, whatever of them is there."""
    with Store.open(name, busy_timeout_s=60) as store:
        run = Run("killed")
        for start in range(0, len(numbers), BATCH):
            given = [FAMILIES.article(n) for n in numbers[start : start + BATCH]]
            origins = (Origin(kind="file", path=str(n)) for n in numbers[start : start + BATCH])
            pages = [
                Provenance(sha256=r.article.raw_sha256, origin=o, url=r.article.url)
                for r, o in zip(given, origins, strict=True)
            ]
            store.write_many(list(zip(given, pages, strict=True)), run=run)
            time.sleep(pause_s)
        update_stories(store)
        store.end(run, {})


def rows_of(store: Store) -> dict[str, list[str]]:
    """Every row of every table, without what may differ between runs."""
    found = {}
    with store.reading() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        for each in schema.metadata.sorted_tables:
            numbered = {"number"} if each.name in ("readings", "ledger", "runs") else set()
            kept = [c for c in each.c if c.name not in UNLIKE | numbered]
            if each.name not in UNLIKE:
                found[each.name] = sorted(map(repr, connection.execute(select(*kept)).all()))
        if inspect(connection).has_table("article_search"):
            many = select(text("count(*)")).select_from(table("article_search"))
            found["article_search"] = [str(connection.execute(many).scalar())]
    return found


def started(work: Callable[..., None], *args: Any) -> Any:
    """A process of its own at some work."""
    process = multiprocessing.get_context("spawn").Process(target=work, args=args)
    process.start()
    return process


def differences(
    name: str, whole: str, *, kills: int, articles: int, seed: int = 20240309
) -> tuple[int, int]:
    """How many tables differ after so many kills, and how many processes were still at work."""
    numbers = range(articles)
    begun = time.monotonic()
    process = started(write_all, whole, numbers, 0.005)
    process.join()
    took = time.monotonic() - begun
    chance, killed = random.Random(seed), 0
    for _ in range(kills):
        process = started(write_all, name, numbers, 0.005)
        process.join(chance.uniform(0.1, 0.95) * took)
        if process.is_alive():
            os.kill(process.pid, signal.SIGKILL)
            killed += 1
        process.join()
    write_all(name, numbers)
    with Store.open(name) as one, Store.open(whole) as other:
        left, right = rows_of(one), rows_of(other)
    return sum(left[key] != right.get(key) for key in left), killed


def main() -> None:
    import postgres

    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--articles", type=int, default=200)
    given = parser.parse_args()
    worst = 0
    with TemporaryDirectory() as folder, postgres.server() as url:
        for name in (str(Path(folder) / "killed.db"), url):
            whole = str(Path(folder) / f"whole-{len(name)}.db")
            unlike, killed = differences(name, whole, kills=given.kills, articles=given.articles)
            print(f"{name}: {killed} of {given.kills} killed at work, {unlike} tables differ")
            worst = max(worst, unlike)
    sys.exit(worst > 0)


if __name__ == "__main__":
    main()
