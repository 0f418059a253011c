"""A standalone cluster of two workers gives the readings of a single process."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from legation.codec import encode
from legation.extract.article import extract
from legation.fetch.files import HTML, TEXT, find_files, read_file
from legation.records import Article, Page
from legation.tables import data_path

if TYPE_CHECKING:
    from legation import Reader

CI = os.environ.get("CI") == "true"
pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(
        not CI and (not find_spec("pyspark") or not os.environ.get("TEST_SPARK")),
        reason="Spark takes minutes: runs with CI=true or TEST_SPARK=1",
    ),
]
LOCAL = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_NO_DAEMONIZE": "1", "PYSPARK_PYTHON": sys.executable}
SPARK = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.scheduler.minRegisteredResourcesRatio": "1.0",  # both workers before the first part
    "spark.scheduler.maxRegisteredResourcesWaitingTime": "300s",
    "spark.executor.memory": "1g",
    "spark.eventLog.enabled": "true",
    "spark.eventLog.compress": "false",
}


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    import pyspark

    place = tmp_path_factory.mktemp("cluster")
    run = [str(Path(pyspark.__file__).parent / "bin" / "spark-class")]
    class_ = "org.apache.spark.deploy."
    started: list[subprocess.Popen[bytes]] = []

    def start(name: str, *arguments: str) -> Path:
        log = place / f"{name}.log"
        with log.open("wb") as file:
            started.append(
                subprocess.Popen(
                    [*run, *arguments], stdout=file, stderr=file, env={**os.environ, **LOCAL}
                )
            )
        return log

    try:
        at = ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0"]
        log = start("master", f"{class_}master.Master", *at)
        url = waited(log, r"spark://127\.0\.0\.1:\d+")
        for i in range(2):
            work = ["-c", "1", "-m", "1g", "-d", str(place / f"work{i}")]
            log = start(f"worker{i}", f"{class_}worker.Worker", *at, *work, url)
            waited(log, "Successfully registered with master")
        yield url
    finally:
        for process in started:
            process.terminate()
            process.wait()


def waited(log: Path, pattern: str, most_s: float = 240) -> str:
    """What a log says, as soon as it does."""
    end = time.monotonic() + most_s
    while time.monotonic() < end:
        if found := re.search(pattern, log.read_text(encoding="utf-8", errors="replace")):
            return found[0]
        time.sleep(0.3)
    raise AssertionError(f"{log.name} never says {pattern}: {log.read_text()[-2000:]}")


def legation(*arguments: str) -> str:
    run = subprocess.run(
        [sys.executable, "-m", "legation", *arguments],
        capture_output=True, text=True, env={**os.environ, **LOCAL}, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-3000:]
    return run.stdout


def test_two_workers_read_as_one_process_does(master: str, reader: Reader, tmp_path: Path) -> None:
    files = find_files([data_path("stories")], suffixes=HTML | TEXT)
    found = [extract(page) for file in files if isinstance(page := read_file(file), Page)]
    texts = [a.text for a in found if isinstance(a, Article)]
    rows = [{"text": text, "outlet": f"Outlet {i}"} for i in range(3) for text in texts]
    source, events = tmp_path / "corpus.jsonl", tmp_path / "events"
    events.mkdir()
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    settings = {**SPARK, "spark.eventLog.dir": events.as_uri()}
    given = [part for name, value in settings.items() for part in ("--set", f"{name}={value}")]
    out = str(tmp_path / "readings")
    legation("spark", "read", str(source), out, "--master", master, "--parts", "12", *given)

    from legation.engine.spark import readings_of

    alone = {encode(reading) for reading in reader.read_many(
        Article.from_text(row["text"], outlet=row["outlet"]) for row in rows
    )}  # fmt: skip
    assert {encode(reading) for reading in readings_of(out)} == alone
    assert len(alone) == len(rows)
    share = shares(events)
    assert len(share) == 2, share
    assert min(share.values()) >= 0.25 * sum(share.values()), share  # 0.4 on an idle machine

    name = str(tmp_path / "a.db")
    assert f"{len(rows)} written" in legation("spark", "load", out, "--store", name)
    assert f"{len(rows)} unchanged" in legation("spark", "load", out, "--store", name)


def shares(events: Path) -> Counter[str]:
    """Parts read by each executor, from Spark's log of events."""
    files = (path for path in events.rglob("[!.]*") if path.is_file())
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines())
    ended = [e for e in map(json.loads, lines) if e["Event"] == "SparkListenerTaskEnd"]
    last = max(event["Stage ID"] for event in ended)
    return Counter(e["Task Info"]["Executor ID"] for e in ended if e["Stage ID"] == last)
