"""Runs over every kind of source that are killed at random moments, and sources that are damaged.

    python tests/soaking.py --kills 200 --damaged 2000 [--seed N] [--fault]

Prints the seed and each moment. A killed run that goes on must leave the store, row for row, and
the kept bytes of a run that was not killed. With `--fault` the build is one that moves its cursor
before the work, which the test must tell. Ends with 1 where something differs.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from handmade import TEXT, reading
from source_kinds import Stories, mutated, one_of_each
from web_server import LOOPBACK, Site, served

from legation.documents.item import Item
from legation.documents.sources import find_sources
from legation.extract.article import extract
from legation.fetch.http import Asker
from legation.fetch.manners import Fetcher
from legation.ingest import IngestReport, batch_reader, ingest
from legation.records import Article, Page, Reading, Skipped
from legation.store import Store
from legation.store.intake.raw_files import RawFiles
from legation.watch import Watch
from legation.workers import Pool

# When something was done, and in which run, may differ; so may where a server happened to listen.
UNLIKE = frozenset(
    "run number recorded_at started_at ended_at fetched_at known_from at added_at next_at "
    "failing_since answered_at first_at".split()
)
KILLS_A_STORE = 8


class SlowReader:
    """Finds something in each article, with a moment in which to be killed."""

    version = "slow 1"

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        for article in articles:
            time.sleep(0.001)
            if article.text == TEXT:
                yield reading(article, reader=self.version)
            else:
                yield Reading(article=article, reader=self.version)


def extract_some(page: Page) -> Article | Skipped:
    """The article of a page; of every fourth the story made by hand, so that all tables fill."""
    found = extract(page)
    if isinstance(found, Article) and int(page.sha256[:4], 16) % 4 == 0:
        made = Article.from_text(TEXT, title=found.title, url=found.url, published="2026-02-12")
        return replace(made, id=found.id, raw_sha256=found.raw_sha256)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a run does: a folder of sources, then a feed whose pages it fetches."""

    folder: Path
    feed: str
    fault: bool = False
    jobs: int = 0  # worker processes, none for reading in the run's own

    def into(self, path: Path) -> IngestReport:
        """Bring all of it into a store."""
        raw = RawFiles(path.with_suffix(".raw"))
        reader = SlowReader()
        with ExitStack() as held:
            pool = (
                held.enter_context(Pool(batch_reader(extract_some, reader), jobs=self.jobs))
                if self.jobs
                else None
            )
            store = held.enter_context(Store.open(str(path)))
            bring_in = partial(
                ingest, extract=extract_some, reader=reader, store=store, raw=raw, batch_size=4,
                pool=pool,
            )  # fmt: skip
            items = find_sources([str(self.folder)], max_bytes=10**6).items()
            report = bring_in(_cursor_first(items, path) if self.fault else items)
            asker = Asker(private=frozenset({LOOPBACK}), timeout_s=20.0)
            watch = Watch(store=store, fetcher=Fetcher(asker=asker, delay_s=0.0), bring_in=bring_in)
            watch.add([self.feed])
            list(watch.round())
            asker.close()
        return report


def _cursor_first(items: Iterable[Item], path: Path) -> Iterator[Item]:
    """The fault: what was begun counts as done."""
    cursor = path.with_suffix(".cursor")
    done = int(cursor.read_text()) if cursor.exists() else 0
    for number, item in enumerate(items):
        if number >= done:
            part = cursor.with_suffix(".part")
            part.write_text(str(number + 1))
            part.replace(cursor)
            yield item


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, without what may differ between runs, and the kept bytes."""
    found: dict[str, list[tuple[object, ...]]] = {}
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
    raw = RawFiles(path.with_suffix(".raw"))
    found["kept bytes"] = [(sha256, raw.get(sha256) is not None) for sha256 in raw.hashes()]
    return found


def killed(work: Work, path: Path, after_s: float) -> bool:
    """Start a run and kill it after a time; whether it was still at work."""
    process = multiprocessing.get_context("fork").Process(target=work.into, args=(path,))
    process.start()
    process.join(after_s)
    alive = process.is_alive()
    if alive and process.pid is not None:
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    return alive


@contextmanager
def sources(folder: Path, *, many: int = 4, fault: bool = False) -> Iterator[Work]:
    """A folder with a file of each kind, and a feed with its pages on a server of ours."""
    folder.mkdir(parents=True)
    for name, data in one_of_each(many=many).items():
        (folder / name).write_bytes(data)
    new, site = Stories(), Site()
    new.number = 1000
    with served(site):
        links = [site.url(f"/s/{n}") for n in range(4)]
        for link in links:
            path = link.removeprefix(site.url(""))
            site.answers[path] = (200, {"Content-Type": "text/html"}, new.html().encode())
        entries = "".join(
            f"<item><title>t</title><link>{link}</link><description>Short.</description></item>"
            for link in links
        )
        body = f'<rss version="2.0"><channel><title>t</title>{entries}</channel></rss>'
        site.answers["/feed"] = (200, {"ETag": '"1"'}, body.encode())
        yield Work(folder=folder, feed=site.url("/feed"), fault=fault)


def soak(
    place: Path,
    *,
    kills: int,
    seed: int,
    many: int = 4,
    fault: bool = False,
    tell: Callable[[str], object] = lambda line: None,
) -> list[str]:
    """Kill runs at random moments and let them end; what differs from a whole run, if anything."""
    rng = random.Random(seed)
    differences: list[str] = []
    with sources(place / "sources", many=many, fault=fault) as work:
        whole, again = place / "whole.db", place / "again.db"
        report = replace(work, fault=False).into(again)  # the first one loads libraries
        begun = time.monotonic()
        replace(work, fault=False).into(whole)
        took = time.monotonic() - begun
        expected = rows_of(whole)
        assert rows_of(again) == expected, "two whole runs differ"
        tell(
            f"seed {seed}: a whole run takes {took:.2f} s, {report.given} given, {report.counts()}"
        )
        done = number = 0
        while done < kills and not (fault and differences):
            number += 1
            path = place / f"{number}.db"
            moments = []
            some = replace(
                work, jobs=0 if fault else 2 * (number % 2)
            )  # every other store by worker processes
            for _ in range(min(KILLS_A_STORE, kills - done)):
                after_s = rng.uniform(0.01, 0.6) * took
                alive = killed(some, path, after_s)
                moments.append(f"{after_s:.3f}{'' if alive else ' (it had ended)'}")
                done += alive
                if not alive:
                    break
            some.into(path)
            found = rows_of(path)
            unlike = [name for name in expected if expected[name] != found.get(name)]
            when = f"{some.jobs} workers, killed after {', '.join(moments)} s"
            tell(f"store {number}: {when}: {unlike or 'equal'}")
            differences += [f"store {number}: {name}" for name in unlike]
            for left in place.glob(f"{number}.db*"):
                left.unlink()
    return differences


def damaged(
    place: Path, *, inputs: int, seed: int, tell: Callable[[str], object] = lambda line: None
) -> list[str]:
    """Take damaged files of every kind into a store; those that broke the run or were lost."""
    rng = random.Random(f"damage {seed}")
    kinds = one_of_each(many=2)
    names = [name for name, data in kinds.items() if data]
    faults: list[str] = []
    counts: dict[str, int] = {}
    with Store.open(str(place / "damaged.db")) as store:
        for start in range(0, inputs, 100):
            folder = place / f"damaged-{start}"
            folder.mkdir(parents=True)
            for n in range(start, min(inputs, start + 100)):
                name = names[n % len(names)]
                (folder / f"{n:05}-{name}").write_bytes(mutated(kinds[name], rng))
            seen: set[str] = set()
            try:
                report = ingest(
                    _noted(find_sources([str(folder)], max_bytes=10**6).items(), seen),
                    extract=extract, reader=SlowReader(), store=store,
                )  # fmt: skip
            except Exception as error:
                faults.append(f"inputs {start} to {start + 100}: {type(error).__name__}: {error}")
                continue
            files = {str(path) for path in folder.iterdir()}
            faults += [f"{path} is lost" for path in sorted(files - seen)]
            if report.given != report.items:
                faults.append(f"inputs {start}: {report.given} given, {report.items} counted")
            for each in report.problems:
                if each.stage == "read":
                    tell(f"failed: {each.origin and each.origin.path}: {each.detail}")
            for name, n in {**report.counts(), "not_read": report.not_read}.items():
                counts[name] = counts.get(name, 0) + n
    tell(f"seed {seed}: {inputs} damaged inputs of {len(names)} kinds: {counts}; faults: {faults}")
    return faults


def _noted(items: Iterable[Item], seen: set[str]) -> Iterator[Item]:
    for item in items:
        if item.origin is not None:
            seen.add(item.origin.path)
        yield item


def main() -> int:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--damaged", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=int(datetime.now(UTC).timestamp()))
    parser.add_argument("--fault", action="store_true", help="run the build with the seeded fault")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = soak(
            Path(folder), kills=given.kills, seed=given.seed, fault=given.fault, tell=print
        )
        if given.damaged and not given.fault:
            found += damaged(Path(folder), inputs=given.damaged, seed=given.seed, tell=print)
    print(f"{len(found)} differences{': ' + '; '.join(found[:10]) if found else ''}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
