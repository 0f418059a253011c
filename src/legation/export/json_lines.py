"""JSON lines: flat rows for other programs, or whole readings that can be loaded again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

from legation.ask.tabular.flat import Table, Type, plain
from legation.codec import encode
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
    return next(lines_of(table, (row,)))


def lines_of(table: Table, rows: Iterable[Any]) -> Iterator[str]:
    """Rows as lines of JSON, without the ends of lines."""
    days = [c.name for c in table.columns if c.type in (Type.DAY, Type.MOMENT)]
    for row in rows:
        cells = dict(row)
        for name in days:
            value = cells[name]
            cells[name] = None if value is None else plain(value) or None
        line = _encoded(cells)
        yield line if line.isascii() else line.encode("utf-8", "replace").decode("utf-8")


def write_readings(readings: Iterable[Reading], out: IO[str]) -> LossReport:
    """Write whole readings, one a line: all of the record, and nothing is lost."""
    tally = Tally("jsonl", ("article", "statements", "events", "claims"))
    for reading in readings:
        out.write(encode(reading).decode("utf-8") + "\n")
        tally.records += 1
        parts = (reading.article, reading.statements, reading.events, reading.claims)
        tally.row("x" if part else "" for part in parts)
    return tally.report()


_encoded = json.JSONEncoder(ensure_ascii=False).encode  # one for all rows: to make it costs more
