"""A corpus on Apache Spark: rows of Parquet or JSON lines to readings in Parquet.

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

from legation.codec import decode
from legation.engine.partition import FIELDS, read_rows
from legation.errors import InputError
from legation.records import Reading
from legation.settings import Settings

SCHEMA = "article string, reader string, reading binary, skipped binary"
COLUMNS = ("text", "html", "date", *FIELDS)
BATCH = 256  # rows of a result written at a time
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
    """The rows of a corpus: JSON lines where the name ends so, else Parquet.

    Raises `InputError` where it has neither a column `text` nor `html`.
    """
    lines = source.removesuffix(".gz").endswith((".jsonl", ".ndjson", ".json"))
    frame = spark.read.json(source) if lines else spark.read.parquet(source)
    if not {"text", "html"} & set(frame.columns):
        told = ", ".join(frame.columns)
        raise InputError(f"{source}: no column text or html among {told}", path=source)
    return frame


def read_corpus(frame: DataFrame, settings: Settings, *, parts: int | None = None) -> DataFrame:
    """What a corpus says: `article` (id), `reader`, and `reading` or `skipped` as one JSON line.

    `parts` cuts the corpus anew: some times the number of cores keeps all of them at work.
    """
    chosen = frame.select(*(name for name in COLUMNS if name in frame.columns))
    if parts:
        chosen = chosen.repartition(parts)
    return chosen.mapInArrow(partial(_read_batches, settings=settings), SCHEMA)


def _read_batches(
    batches: Iterable[pa.RecordBatch], *, settings: Settings
) -> Iterator[pa.RecordBatch]:
    results = read_rows((row for batch in batches for row in batch.to_pylist()), settings)
    while chunk := list(islice(results, BATCH)):
        yield pa.RecordBatch.from_pylist(chunk, schema=_ARROW)


def write_readings(readings: DataFrame, folder: str) -> None:
    """Run the job and leave its rows in Parquet files of a new folder.

    Raises `InputError` where the folder is there already.
    """
    try:
        readings.write.parquet(folder)
    except AnalysisException as error:
        if error.getCondition() != "PATH_ALREADY_EXISTS":
            raise
        raise InputError(f"{folder}: is there already; name a new folder", path=folder) from error


def readings_of(folder: Path | str) -> Iterator[Reading]:
    """The readings of a finished job, by article: one each, in the order of their ids.

    Raises `InputError` for a folder without a finished job.
    """
    place = Path(folder)
    if not (place / "_SUCCESS").is_file():
        raise InputError(f"{place}: no finished job; run it to its end first", path=str(place))
    table = pq.read_table(place, columns=["article", "reading"])
    last = None
    for batch in table.sort_by("article").to_batches(max_chunksize=BATCH):
        for row in batch.to_pylist():
            if row["reading"] is not None and row["article"] != last:
                last = row["article"]
                yield decode(row["reading"])
