"""JSON lines: flat rows for other programs, or whole readings that can be loaded again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

from legation.ask.tabular.flat import Table, Type, plain
from legation.codec import encode, encode_row
from legation.export.loss import LossReport, Tally
from legation.records import Reading


def write(items: Iterable[Any], out: IO[str], *, table: Table) -> LossReport:
    """Write one object a line with the columns of the table; unknown is `null`."""
    names = tuple(column.name for column in table.columns)
    tally = Tally("jsonl", names)
    for row in table.rows(items):
        tally.records += 1
        tally.row(plain(cell) for cell in row.values())
        out.write(line_of(table, row) + "\n")
    return tally.report()


def line_of(table: Table, row: Any) -> str:
    """A row as one line of JSON; days and moments are ISO texts."""
    return next(lines_of(table, (row,))).decode("utf-8")


def lines_of(table: Table, rows: Iterable[Any]) -> Iterator[bytes]:
    """Rows as lines of JSON, without the ends of lines."""
    moments = [c.name for c in table.columns if c.type is Type.MOMENT]
    for row in rows:
        for name in moments:
            if row[name] is not None:
                row = {**row, name: plain(row[name]) or None}
        yield encode_row(row)


def write_readings(readings: Iterable[Reading], out: IO[str]) -> LossReport:
    """Write whole readings, one a line: all of the record, and nothing is lost."""
    tally = Tally("jsonl", ("article", "statements", "events", "claims"))
    for reading in readings:
        out.write(encode(reading).decode("utf-8") + "\n")
        tally.records += 1
        parts = (reading.article, reading.statements, reading.events, reading.claims)
        tally.row("x" if part else "" for part in parts)
    return tally.report()
