"""Comma-separated tables that a spreadsheet may open: no cell of a text is taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from typing import IO, Any

from legation.ask.tabular.flat import Table, Type, plain
from legation.export.loss import LossReport, Tally

# What spreadsheets take for the beginning of a formula, and the line ends they look past.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_TOLD = "texts that look like a formula: an apostrophe stands before them"


def write(items: Iterable[Any], out: IO[str], *, table: Table) -> LossReport:
    """Write a header and one row for each item; lists are joined by "; ", unknown is empty."""
    names = tuple(column.name for column in table.columns)
    texts = {c.name for c in table.columns if c.type in (Type.TEXT, Type.TEXTS)}
    tally = Tally("csv", names)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in table.rows(items):
        cells = [_cell(row, name, texts, tally) for name in names]
        tally.records += 1
        tally.row(cells)
        writer.writerow(cells)
    return tally.report()


def cells_of(table: Table, row: Mapping[str, Any]) -> list[str]:
    """The cells of one row as they are written."""
    texts = {c.name for c in table.columns if c.type in (Type.TEXT, Type.TEXTS)}
    tally = Tally("csv", ())
    return [_cell(row, column.name, texts, tally) for column in table.columns]


def defused(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _cell(row: Mapping[str, Any], name: str, texts: set[str], tally: Tally) -> str:
    told = plain(row[name]).replace("\x00", "")
    if name not in texts:
        return told
    safe = defused(told)
    if safe != told:
        tally.lost(_TOLD, name)
    return safe
