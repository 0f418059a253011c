"""How far a run is: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from legation.cli.terminal import make_console

if TYPE_CHECKING:
    from legation.ingest import IngestReport

EVERY_S = 5.0  # between two lines where there is no terminal
Update = Callable[["IngestReport"], None]


@contextmanager
def shown_progress(total: int | None) -> Iterator[Update]:
    """What to call with the counts after each step; `total` is how many items there will be."""
    console = make_console(stderr=True)
    if not console.is_terminal:
        yield _Lines(total)
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", style="dim"),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total)
        begun = time.monotonic()

        def update(report: IngestReport) -> None:
            rate = report.items / max(0.001, time.monotonic() - begun)
            bar.update(task, completed=report.items, description=f"{rate:.1f}/s {told(report)}")

        yield update


def told(report: IngestReport) -> str:
    """The counts that are not 0."""
    counts = {**report.counts(), "of other kinds": report.not_read}
    return ", ".join(f"{n} {name}" for name, n in counts.items() if n)


class _Lines:
    """A quiet line every few seconds, with the rate and the time left where that is known."""

    def __init__(self, total: int | None) -> None:
        self.total = total
        self.begun = self.last = time.monotonic()

    def __call__(self, report: IngestReport) -> None:
        now = time.monotonic()
        if now - self.last < EVERY_S:
            return
        self.last = now
        rate = report.items / (now - self.begun)
        of, left = "", ""
        if self.total is not None and report.items <= self.total:
            of = f" of {self.total}"
            left = f", about {(self.total - report.items) / rate:.0f} s left" if rate else ""
        click.echo(f"{report.items}{of} done, {rate:.1f}/s{left}: {told(report)}", err=True)
