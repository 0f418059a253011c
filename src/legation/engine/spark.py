"""A corpus on Apache Spark: rows of Parquet or JSON lines, or web archives, to readings in Parquet.

Spark hands parts of the corpus to Python as Arrow batches (`mapInArrow`); each Python worker makes
its own reader, once, and keeps it. Nothing of a reading depends on the part it stood in, so the
result is the same however the corpus is cut, and a part that is lost is read again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

from legation.codec import decode, decode_skipped
from legation.documents.archives import is_archive
from legation.engine.crawl import pages_of
from legation.engine.partition import FIELDS, read_rows
from legation.errors import InputError
from legation.records import Reading, Skipped
from legation.settings import Settings

SCHEMA = "article string, reader string, reading binary, skipped binary"
COLUMNS = ("text", "html", "date", *FIELDS)
BATCH = 256  # rows of a result written at a time
FILES = 64  # of the readings of a job
_ARROW = pa.schema(
    [
        ("article", pa.string()),
        ("reader", pa.string()),
        ("reading", pa.binary()),
        ("skipped", pa.binary()),
    ]
)


def open_session(master: str, options: Mapping[str, str] | None = None) -> SparkSession:
    """A Spark session with what reading needs: one BLAS thread a worker, this very Python.

    `master` is what Spark calls so: `local[4]`, `spark://host:7077`, `yarn`, `k8s://...`.
    """
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("legation").master(master)
    known = {
        "spark.executorEnv.OPENBLAS_NUM_THREADS": "1",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "64",  # a worker holds so many texts
        "spark.ui.showConsoleProgress": "false",
    }
    for name, value in {**known, **(options or {})}.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def open_corpus(spark: SparkSession, source: str) -> DataFrame:
    """The rows of a corpus: web archives and JSON lines where the name ends so, else Parquet.

    Of archives (`crawl/*.warc.gz`) there is a row for each, `archive`, in the order of their names.
    Raises `InputError` where there is neither this nor a column `text` or `html`.
    """
    if is_archive(Path(source)):
        found = spark.read.format("binaryFile").load(source).select("path").collect()
        return spark.createDataFrame(sorted((row.path,) for row in found), "archive string")
    lines = source.removesuffix(".gz").endswith((".jsonl", ".ndjson", ".json"))
    frame = spark.read.json(source) if lines else spark.read.parquet(source)
    if not {"text", "html"} & set(frame.columns):
        told = ", ".join(frame.columns)
        raise InputError(f"{source}: no column text or html among {told}", path=source)
    return frame


def read_corpus(frame: DataFrame, settings: Settings, *, parts: int | None = None) -> DataFrame:
    """What a corpus says: `article` (id), `reader`, and `reading` or `skipped` as one JSON line.

    `parts` cuts the corpus anew: some times the number of cores keeps all of them at work. An
    archive is never cut.
    """
    if "archive" in frame.columns:
        chosen = frame.repartitionByRange(parts or frame.count(), "archive")
    else:
        chosen = frame.select(*(name for name in COLUMNS if name in frame.columns))
        chosen = chosen.repartition(parts) if parts else chosen
    return chosen.mapInArrow(partial(_read_batches, settings=settings), SCHEMA)


def _read_batches(
    batches: Iterable[pa.RecordBatch], *, settings: Settings
) -> Iterator[pa.RecordBatch]:
    rows = (row for batch in batches for row in batch.to_pylist())
    items = (
        item for row in rows for item in (pages_of(row["archive"]) if "archive" in row else (row,))
    )
    results = read_rows(items, settings)
    while chunk := list(islice(results, BATCH)):
        yield pa.RecordBatch.from_pylist(chunk, schema=_ARROW)


def write_readings(readings: DataFrame, folder: str, *, files: int = FILES) -> None:
    """Run the job and leave its rows in Parquet files of a new folder, sorted by article in each.

    An article is always in the same file, so the files are the same however the corpus was cut.
    Raises `InputError` where the folder is there already.
    """
    place = f.coalesce("article", f.sha2("skipped", 256))
    rows = readings.repartition(files, place).sortWithinPartitions("article", "reading", "skipped")
    write(rows, folder)


def write(rows: DataFrame, folder: str) -> None:
    """Run a job and leave its rows in Parquet files of a new folder.

    Raises `InputError` where the folder is there already.
    """
    try:
        rows.write.parquet(folder, compression="zstd")  # half of what Spark's own choice takes
    except AnalysisException as error:
        if error.getCondition() != "PATH_ALREADY_EXISTS":
            raise
        raise InputError(f"{folder}: is there already; name a new folder", path=folder) from error


def read_finished(spark: SparkSession, folder: str) -> DataFrame:
    """What a job left in a folder.

    Raises `InputError` where nothing did.
    """
    try:
        return spark.read.parquet(folder)
    except AnalysisException as error:
        raise InputError(f"{folder}: no finished job; run it to its end first") from error


def results_of(folder: Path | str) -> Iterator[tuple[str, Reading | Skipped]]:
    """The readings of a finished job, one of each article, and what gave none, file by file.

    Each comes with the version of the reader.

    Raises `InputError` for a folder without a finished job.
    """
    place = Path(folder)
    if not (place / "_SUCCESS").is_file():
        raise InputError(f"{place}: no finished job; run it to its end first", path=str(place))
    for path in sorted(place.glob("*.parquet")):
        last = None
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(BATCH):
                for row in batch.to_pylist():
                    if row["reading"] is None:
                        yield row["reader"], decode_skipped(row["skipped"])
                    elif row["article"] != last:
                        last = row["article"]
                        yield row["reader"], decode(row["reading"])
