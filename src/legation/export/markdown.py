"""Tables in Markdown, for a page or a message; text of articles stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import IO, Any

from legation.ask.tabular.flat import Table, plain
from legation.export.loss import LossReport, Tally
from legation.telling.safe import clean

_MARKS = re.compile(r"([\\`*_\[\]<>|#~!&])")


def write(
    items: Iterable[Any], out: IO[str], *, table: Table, columns: Sequence[str] = ()
) -> LossReport:
    """Write a table of the columns named, by default all; every mark of Markdown is escaped."""
    names = tuple(columns) or tuple(column.name for column in table.columns)
    tally = Tally("md", names)
    out.write(f"| {' | '.join(names)} |\n|{' --- |' * len(names)}\n")
    for row in table.rows(items):
        cells = [_MARKS.sub(r"\\\1", clean(plain(row[name]))) for name in names]
        tally.records += 1
        tally.row(cells)
        out.write(f"| {' | '.join(cells)} |\n")
    return tally.report()
