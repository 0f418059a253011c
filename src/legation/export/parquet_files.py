"""Parquet files with typed columns, their meaning in the schema; written batch by batch."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

from legation.ask.tabular.flat import Table
from legation.ask.tabular.frames import arrow_batches, arrow_schema
from legation.export.loss import LossReport, Tally


def write(items: Iterable[Any], out: IO[bytes], *, table: Table) -> LossReport:
    """Write one row for each item; raises `InputError` where pyarrow is not installed."""
    schema = arrow_schema(table)
    from pyarrow import parquet

    tally = Tally("parquet", tuple(schema.names))
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in arrow_batches(table, items):
            writer.write_batch(batch)
            for row in batch.to_pylist():
                tally.records += 1
                tally.row("" if cell in (None, []) else "x" for cell in row.values())
    return tally.report()
