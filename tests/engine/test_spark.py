"""A standalone cluster of two workers gives what one process gives, also when one is killed."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from legation.ask.stories import all_stories
from legation.codec import encode, encode_record
from legation.documents.archives import read_archive
from legation.extract.article import article_of, extract
from legation.fetch.files import HTML, TEXT, find_files, read_file
from legation.records import Article, Page, Reading
from legation.store import Store
from legation.stories.fingerprint import fingerprint
from legation.stories.group import find_stories
from legation.stories.index import find_links
from legation.tables import data_path

if TYPE_CHECKING:
    from legation import Reader

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(
        os.environ.get("CI") != "true" and not (find_spec("pyspark") and shutil.which("java")),
        reason="needs the extra 'spark' and Java",
    ),
]
LEAST_SHARE = 0.4  # of the rows that each of two workers reads
LOCAL = {
    "SPARK_LOCAL_IP": "127.0.0.1",
    "SPARK_NO_DAEMONIZE": "1",
    "PYSPARK_PYTHON": sys.executable,
    "JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",  # nothing runs for long
}
SPARK = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.scheduler.minRegisteredResourcesRatio": "1.0",  # both workers before the first part
    "spark.scheduler.maxRegisteredResourcesWaitingTime": "300s",
    "spark.executor.memory": "1g",
    "spark.eventLog.enabled": "true",
    "spark.eventLog.compress": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.codegen.wholeStage": "false",
    "spark.ui.enabled": "false",
}


@dataclass(slots=True)
class Cluster:
    """A master and two workers of one core each, and where they write."""

    url: str
    place: Path
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    import pyspark

    place = tmp_path_factory.mktemp("cluster")
    run = [str(Path(pyspark.__file__).parent / "bin" / "spark-class")]
    class_ = "org.apache.spark.deploy."
    started: list[subprocess.Popen[bytes]] = []

    def start(name: str, *arguments: str) -> Path:
        log = place / f"{name}.log"
        local = {**os.environ, **LOCAL, "SPARK_LOCAL_DIRS": str(place / f"{name}-local")}
        with log.open("wb") as file:
            started.append(
                subprocess.Popen([*run, *arguments], stdout=file, stderr=file, env=local)
            )
        return log

    try:
        at = ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0"]
        url = waited(start("master", f"{class_}master.Master", *at), r"spark://127\.0\.0\.1:\d+")
        logs = []
        for i in range(2):
            work = ["-c", "1", "-m", "1g", "-d", str(place / f"work{i}")]
            logs.append(start(f"worker{i}", f"{class_}worker.Worker", *at, *work, url))
        for log in logs:
            waited(log, "Successfully registered with master")
        yield Cluster(url, place, started[1:])
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
        time.sleep(0.1)
    raise AssertionError(f"{log.name} never says {pattern}: {log.read_text()[-2000:]}")


def legation(*arguments: str) -> str:
    run = subprocess.run(
        [sys.executable, "-m", "legation", *arguments],
        capture_output=True, text=True, env={**os.environ, **LOCAL}, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-3000:]
    return run.stdout


def on(cluster: Cluster, events: Path, master: str = "") -> list[str]:
    """How a command is told of the cluster, and where it logs what happens."""
    events.mkdir()
    settings = {**SPARK, "spark.eventLog.dir": events.as_uri()}
    given = [part for name, value in settings.items() for part in ("--set", f"{name}={value}")]
    return ["--master", master or cluster.url, *given]


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    files = find_files([data_path("stories")], suffixes=HTML | TEXT)
    return [page for file in files if isinstance(page := read_file(file), Page)]


def read_back(folder: str) -> list[bytes]:
    from legation.engine.spark import results_of

    return [encode(found) for _, found in results_of(folder) if isinstance(found, Reading)]


def test_parquet_is_read_and_gathered_as_by_one_process(
    cluster: Cluster, reader: Reader, pages: list[Page], tmp_path: Path
) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    texts = [a.text for a in map(extract, pages) if isinstance(a, Article)]
    rows = [
        {"text": text if i % 2 else text[: len(text) * 2 // 3], "outlet": f"Outlet {i}"}
        for i in range(4)
        for text in texts
    ]
    rows.append({"text": "", "outlet": "Nobody"})
    source, events, out = tmp_path / "wire.parquet", tmp_path / "events", str(tmp_path / "read")
    pq.write_table(pa.Table.from_pylist(rows), source)
    legation("spark", "read", str(source), out, "--parts", "2", *on(cluster, events))
    articles = [Article.from_text(row["text"], outlet=row["outlet"]) for row in rows[:-1]]
    alone = {encode(reading) for reading in reader.read_many(articles)}
    found = read_back(out)
    assert len(found) == len(alone) == len(rows) - 1
    assert set(found) == alone
    share = shares(events)
    assert sum(share.values()) == len(rows)
    assert min(share.values()) >= LEAST_SHARE * len(rows), share

    gathered = str(tmp_path / "gathered")
    legation("spark", "stories", out, gathered, *on(cluster, tmp_path / "more", "local[1]"))
    prints = [fingerprint(article) for article in articles]
    stories = [s for s in find_stories(prints, find_links(prints)) if len(s.articles) > 1]
    lines = pq.read_table(f"{gathered}/stories").column("story").to_pylist()
    assert sorted(lines) == sorted(map(encode_record, stories))
    assert len(stories) > 10

    name = str(tmp_path / "a.db")
    assert f"1 skipped, {len(alone)} written" in legation("spark", "load", out, "--store", name)
    with Store.open(name) as store:
        assert sorted(lines) == sorted(map(encode_record, all_stories(store)))


def test_archives_are_read_to_the_end_though_a_worker_is_killed(
    cluster: Cluster, reader: Reader, pages: list[Page], tmp_path: Path
) -> None:
    crawl, events, out = tmp_path / "crawl", tmp_path / "events", str(tmp_path / "read")
    crawl.mkdir()
    for n in range(12):
        (crawl / f"{n:02}.warc.gz").write_bytes(archive(n, pages[:9]))
    killer = threading.Thread(target=kill_one, args=(cluster,))
    killer.start()
    legation("spark", "read", f"{crawl}/*.warc.gz", out, *on(cluster, events))
    killer.join()
    found = [article_of(item) for path in sorted(crawl.iterdir()) for item in read_archive(path)]
    alone = {encode(r) for r in reader.read_many(a for a in found if isinstance(a, Article))}
    assert set(read_back(out)) == alone
    assert len(alone) > 50
    assert any(event["Event"] == "SparkListenerExecutorRemoved" for event in logged(events))


def archive(number: int, pages: Sequence[Page]) -> bytes:
    """A crawl of the pages at addresses of its own."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    for n, page in enumerate(pages):
        http = StatusAndHeaders("200 OK", [("Content-Type", page.media_type)], protocol="HTTP/1.1")
        url = f"https://crawl{number}.example/{n}"
        body = BytesIO(page.body.replace(b"canonical", b"elsewhere"))
        writer.write_record(writer.create_warc_record(url, "response", body, http_headers=http))
    return out.getvalue()


def kill_one(cluster: Cluster) -> None:
    """Kill -9 the executor of a worker as soon as it has ended a part of what it reads."""
    worker, local = cluster.workers[0], cluster.place / "worker0-local"
    known = set(local.rglob("shuffle_*.data"))
    end = time.monotonic() + 300
    while time.monotonic() < end:
        if set(local.rglob("shuffle_*.data")) - known:
            for pid in children(worker.pid):
                os.kill(pid, signal.SIGKILL)
            return
        time.sleep(0.02)


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(stat.parent.name))
    return found


def shares(events: Path) -> Counter[str]:
    """Rows read by each executor: those that the last stage but one handed on."""
    read: dict[int, Counter[str]] = {}
    for event in logged(events):
        if event["Event"] == "SparkListenerTaskEnd" and "Task Metrics" in event:
            rows = event["Task Metrics"]["Shuffle Write Metrics"]["Shuffle Records Written"]
            read.setdefault(event["Stage ID"], Counter())[event["Task Info"]["Executor ID"]] += rows
    return read[max(stage for stage, each in read.items() if each.total())]


def logged(events: Path) -> list[dict[str, Any]]:
    """What Spark's log of events says."""
    files = (path for path in events.rglob("[!.]*") if path.is_file())
    return [
        json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()
    ]
