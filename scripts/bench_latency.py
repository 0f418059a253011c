"""Measure how long questions to a large store take, while ten ask and one writes.

    python scripts/bench_latency.py build STORE [--events 1000000]
    python scripts/bench_latency.py ask STORE [--seconds 120] [--rate 9] [--readers 10] [--alone]
        [--workers 2]

`build` writes a new SQLite file of made-up articles (`tests/made_up_articles.py`): about six events
and twelve statements each, with people and days of their own. `ask` serves the store as `legation
serve` does and asks every address in turn, from many readers at a steady rate in all, while another
process keeps writing articles; it prints median, 99th percentile and slowest of each, and the load
of the machine. With `--alone` each address is asked three times, one after another, and nothing is
written. An export is read whole at the end. The exit code is 1 where a bound is passed.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import cycle
from multiprocessing import Event, Process
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
sys.path.insert(0, str(ROOT / "scripts"))

EVENTS_EACH = 6.04  # of an article
MEDIAN_MS, MOST_MS, SIDES_MS, KNOWN_MS = 300, 1000, 150, 5
ROWS_A_SECOND = 20_000
TEMPLATES = (
    "Who recognises {a}?",
    "When did {a} and {b} last meet?",
    "What did {c} demand of {d}?",
    "What has been promised to {c}?",
    "Which deadlines are over?",
    "Who accused {a} of what?",
    "How often did ministers of {a} and {b} meet in 2021?",
    "What is new on {c} since 2026-06-20?",
    "How did relations of {c} and {d} develop?",
    "Which offices has Marco Rubio held?",
)
PATHS = (
    "/",
    "/events",
    "/statements",
    "/claims",
    "/facts",
    "/commitments",
    "/meetings",
    "/timeline",
    "/new",
    "/sources",
    "/map",
    "/questions",
    "/actor/{a}",
    "/actor/{c}",
    "/dyad/{a}/{b}",
    "/dyad/{c}/{d}",
    "/article/{article}",
    "/api/v1/events",
    "/api/v1/events?actor={a}",
    "/api/v1/events?actor={c}",
    "/api/v1/events?with={a}&with={b}",
    "/api/v1/events?from={c}&to={d}",
    "/api/v1/events?type=AGREE&on=2021-05",
    "/api/v1/events?actor={a}&type=CONSULT&sort=sure",
    "/api/v1/events?text=pipeline",
    "/api/v1/events?country={c}",
    "/api/v1/events?outlet=Outlet+3&told=2022",
    "/api/v1/events?facet=type,quad",
    "/api/v1/events?facet=country&actor={c}",
    "/api/v1/events?facet=country",
    "/api/v1/events?place=Geneva",
    "/api/v1/statements?speaker={a}",
    "/api/v1/statements?speaker={c}&act=denies",
    "/api/v1/statements?text=ceasefire",
    "/api/v1/statements?depth=2..&on=2022",
    "/api/v1/claims?subject={a}",
    "/api/v1/claims?predicate=recognizes",
    "/api/v1/claims?contested=yes",
    "/api/v1/facts?subject={c}",
    "/api/v1/facts?predicate=recognizes",
    "/api/v1/commitments?of={c}",
    "/api/v1/meetings?actor={c}",
    "/api/v1/timeline?actor={c}&on=2022-03",
    "/api/v1/dyad/{a}/{b}",
    "/api/v1/dyad/{c}/{d}",
    "/api/v1/dyad/{c}/{d}/series",
    "/api/v1/dyad/{c}/{d}/meetings",
    "/api/v1/actor/{a}",
    "/api/v1/actor/{c}",
    "/api/v1/office/{a}/president",
    "/api/v1/new?since=2026-06-28",
    "/api/v1/resolve?name=Guterres",
    "/api/v1/sources",
    "/api/v1/record/{event}",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    commands = parser.add_subparsers(dest="command", required=True)
    building = commands.add_parser("build")
    building.add_argument("store", type=Path)
    building.add_argument("--events", type=int, default=1_000_000)
    asking = commands.add_parser("ask")
    asking.add_argument("store", type=Path)
    asking.add_argument("--seconds", type=float, default=120)
    asking.add_argument("--rate", type=float, default=9.0)
    asking.add_argument("--readers", type=int, default=10)
    asking.add_argument("--alone", action="store_true")
    asking.add_argument("--workers", type=int, default=2, help="processes that answer")
    asking.add_argument("--only", default="", help="addresses that hold this text")
    given = parser.parse_args()
    raise SystemExit(build(given) if given.command == "build" else ask(given))


def build(given: argparse.Namespace) -> bool:
    """Make the store, and print what it cost."""
    from bench_store import bundled
    from bulk_store import fill
    from made_up_articles import MadeUp

    articles = round(given.events / EVENTS_EACH)
    begun = time.process_time()
    stream = MadeUp(bundled(), most=articles)
    fill(given.store, map(stream.line, range(articles)), at=datetime(2026, 7, 1, tzinfo=UTC))
    size = given.store.stat().st_size / 1e9
    print(f"{articles:,} articles, {time.process_time() - begun:.0f} CPU s, {size:.2f} GB")
    return False


def ask(given: argparse.Namespace) -> bool:
    """Print how long each address takes; whether one takes longer than it may."""
    server, port = served(given.store, given.workers)
    try:
        paths = [p for p in addresses(given.store) if given.only in p]
        times: dict[str, list[float]] = defaultdict(list)
        if given.alone:
            for path in (p for p in paths for _ in range(3)):
                times[path].append(fetched(port, path))
        else:
            asked_by_many(port, paths, given, times)
        over = shown(times)
        print(f"resident: {resident_mb(server.pid):.0f} MB in all, CPU {cpu_of(server.pid):.0f} s")
        over |= known_already(port)
        if not given.only:
            over |= exported(port, server.pid)
        cpu = sum(os.times()[:2])
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; own CPU {cpu:.0f} s")
    finally:
        server.terminate()
        server.wait()
    return over


def served(store: Path, workers: int) -> tuple[subprocess.Popen[str], int]:
    """A server of the store, and its port."""
    command = [sys.executable, "-m", "legation", "serve", "--store", str(store), "--port", "0"]
    server = subprocess.Popen(
        [*command, "--rate", "0", "--seconds", "60", "--workers", str(workers)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    told = server.stdout.readline()
    found = re.search(r":(\d+)/", told)
    if not found:
        raise SystemExit(f"the server did not start: {told}")
    return server, int(found[1])


def addresses(store: Path) -> list[str]:
    """The addresses, with names that the store has: a busy pair, and one in the middle."""
    import sqlite3

    base = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    top = base.execute(
        "SELECT value FROM tallies WHERE kind = 'events' AND facet = 'country' AND value <> '' "
        "ORDER BY records DESC, value LIMIT 60"
    ).fetchall()
    ranks = [code for (code,) in top]
    article, event = base.execute(
        "SELECT article_id, id FROM events WHERE rowid = (SELECT max(rowid) / 2 FROM events)"
    ).fetchone()
    base.close()
    middle = len(ranks) // 3
    names = {"a": ranks[0], "b": ranks[1], "c": ranks[middle], "d": ranks[middle + 1]}
    names |= {"article": article, "event": event}
    questions = [
        f"{where}/ask?q={quote(question.format(**names))}"
        for question in TEMPLATES
        for where in ("/api/v1",)
    ]
    return [path.format(**names) for path in PATHS] + questions


def asked_by_many(
    port: int, paths: Sequence[str], given: argparse.Namespace, times: dict[str, list[float]]
) -> None:
    """Ask from several threads at a steady rate, while a process of its own writes."""
    stop, lock = Event(), threading.Lock()
    writer = Process(target=written, args=(given.store, stop))
    writer.start()
    order = list(paths)
    random.Random(1).shuffle(order)
    turns: Iterator[str] = cycle(order)
    until = time.monotonic() + given.seconds

    def reader(number: int) -> None:
        time.sleep(number / given.rate)
        while time.monotonic() < until:
            with lock:
                path = next(turns)
            due = time.monotonic() + given.readers / given.rate
            took = fetched(port, path)
            with lock:
                times[path].append(took)
            time.sleep(max(due - time.monotonic(), 0))

    readers = [threading.Thread(target=reader, args=(n,)) for n in range(given.readers)]
    for each in readers:
        each.start()
    for each in readers:
        each.join()
    stop.set()
    writer.join()


def written(store: Path, stop: Any) -> None:
    """Write five articles every second, as `legation ingest` does."""
    from bench_store import bundled
    from made_up_articles import MadeUp

    from legation.store import Store
    from legation.upkeep import update_stories

    number = 10_000_000 + int(time.time()) * 10
    stream = MadeUp(bundled(), most=number + 1_000_000)  # all of the last days
    with Store.open(str(store)) as opened:
        while not stop.is_set():
            readings = [stream.reading(number + n) for n in range(5)]
            opened.write_many([(reading, None) for reading in readings])
            update_stories(opened)
            number += 5
            stop.wait(1.0)


def fetched(port: int, path: str, **headers: str) -> float:
    """The milliseconds until an answer was there whole."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    begun = time.perf_counter()
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    took = (time.perf_counter() - begun) * 1000
    connection.close()
    if answer.status not in (200, 304, 404):
        print(f"{answer.status} {path}")
    return took


def shown(times: dict[str, list[float]]) -> bool:
    over = False
    for path, took in sorted(times.items(), key=lambda each: -statistics.median(each[1])):
        median, ordered = statistics.median(took), sorted(took)
        late = ordered[min(int(len(took) * 0.99), len(took) - 1)]
        bound = SIDES_MS if "/dyad/" in path or "/actor/" in path else MEDIAN_MS
        bad = median > bound or late > MOST_MS
        over |= bad
        print(f"{median:8.0f} {late:8.0f} {max(took):8.0f} ms {'!' if bad else ' '} {path}")
    every = sorted(t for took in times.values() for t in took)
    if every:
        print(
            f"all: {len(every)} requests, median {statistics.median(every):.0f}, "
            f"99 % within {every[int(len(every) * 0.99)]:.0f} ms"
        )
    return over


def known_already(port: int) -> bool:
    """The milliseconds of an answer that the reader has already."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    path = "/api/v1/events?limit=1"
    took = []
    for _ in range(20):
        connection.request("HEAD", path)
        answer = connection.getresponse()
        answer.read()
        tag = answer.headers["ETag"]
        begun = time.perf_counter()
        connection.request("GET", path, headers={"If-None-Match": tag})
        answer = connection.getresponse()
        answer.read()
        if answer.status == 304:
            took.append((time.perf_counter() - begun) * 1000)
    median = statistics.median(took)
    print(f"304: median {median:.1f} ms of {len(took)}")
    return median > KNOWN_MS


def exported(port: int, pid: int) -> bool:
    """Rows a CPU second of the server, and what memory it took."""
    begun, before = cpu_of(pid), resident_mb(pid)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request("GET", "/api/v1/events.jsonl?on=2022")
    answer = connection.getresponse()
    rows, most = 0, before
    while part := answer.read(1 << 20):
        rows += part.count(b"\n")
        most = max(most, resident_mb(pid))
    spent = cpu_of(pid) - begun
    print(f"export: {rows:,} rows, {rows / spent:,.0f} a CPU second, {before:.0f} -> {most:.0f} MB")
    return rows / spent < ROWS_A_SECOND


def cpu_of(pid: int) -> float:
    """The CPU seconds of a process and those that it began, so far."""
    ticks = (int(stat[11]) + int(stat[12]) for stat in _stats(pid))
    return sum(ticks) / os.sysconf("SC_CLK_TCK")


def resident_mb(pid: int) -> float:
    """What a process and those that it began hold in memory."""
    return sum(int(stat[21]) for stat in _stats(pid)) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _stats(pid: int) -> Iterator[list[str]]:
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            stat = each.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        if pid in (int(each.parent.name), int(stat[1])):
            yield stat


if __name__ == "__main__":
    main()
