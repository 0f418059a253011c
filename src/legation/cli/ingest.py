"""`legation ingest`: pages into the store."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from legation.cli.exits import Exit, exit_of_skipped
from legation.cli.skips import skipped_line
from legation.cli.terminal import make_console, settings_from, shared_options, store_option
from legation.telling.safe import clean

if TYPE_CHECKING:
    from legation.ingest import IngestReport

TOLD = 10  # problems named at the end; the store keeps all


@click.command(short_help="Read pages into the store.")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@store_option
@click.option("--json-report", is_flag=True, help="The counts as JSON on standard output.")
@shared_options
def ingest(
    sources: Sequence[str],
    store: str | None,
    json_report: bool,
    settings_file: Path | None,
    debug: bool,
) -> int:
    """Read pages into the store, once each.

    A source is a file or folder of HTML and text, a table of stories (JSON lines or CSV with a
    column `text`, packed with gzip or not), an address, or `-`. What the store has is not read
    again, so a run that was stopped goes on where it was. A page that cannot be read is counted
    and named; it never stops the run.

    \b
    Examples:
      legation ingest stories/
      legation ingest wire-2024.jsonl.gz --store wire.db
      legation ingest stories/ --store postgresql://reader@db/legation
      legation ingest stories/ --json-report | jq .failed
    """  # noqa: D301
    from legation.extract.article import extract
    from legation.fetch.sources import find_sources
    from legation.ingest import ingest as run_ingest
    from legation.read import Reader
    from legation.store import Store

    settings = settings_from(settings_file, debug=debug)
    found = find_sources(
        sources,
        max_bytes=settings.max_page_bytes,
        timeout_s=settings.timeout_s,
        stdin=sys.stdin.buffer,
    )
    begun = time.monotonic()
    name = store or settings.store
    with Store.open(name, busy_timeout_s=settings.busy_timeout_s) as opened:
        with _progress(found.pages) as progress:
            report = run_ingest(
                found.items(),
                extract=extract,
                reader=Reader(settings),
                store=opened,
                named=sources,
                batch_size=settings.batch_size,
                progress=progress,
            )
        seconds = time.monotonic() - begun
        if json_report:
            click.echo(_as_json(report, store=opened.name, seconds=seconds))
        else:
            click.echo(_as_line(report, store=opened.name, seconds=seconds))
    _tell_problems(report)
    return _exit(report)


@contextmanager
def _progress(total: int | None) -> Iterator[Callable[[IngestReport], None] | None]:
    """A progress bar on a terminal; nothing where standard error goes elsewhere."""
    console = make_console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", style="dim"),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total)

        def update(report: IngestReport) -> None:
            counts = ", ".join(f"{n} {name}" for name, n in report.counts().items() if n)
            bar.update(task, completed=report.items, description=counts)

        yield update


def _as_json(report: IngestReport, *, store: str, seconds: float) -> str:
    return json.dumps(
        {
            "store": store,
            "items": report.items,
            **report.counts(),
            "reasons": dict(sorted(report.reasons.items())),
            "seconds": round(seconds, 2),
        },
        ensure_ascii=False,
    )


def _as_line(report: IngestReport, *, store: str, seconds: float) -> str:
    reasons = ", ".join(f"{n} {reason}" for reason, n in sorted(report.reasons.items()))
    counts = ", ".join(f"{n} {name}" for name, n in report.counts().items())
    told = f"{counts} ({reasons})" if reasons else counts
    return clean(f"{store}: {told}, in {seconds:.1f} s")


def _tell_problems(report: IngestReport) -> None:
    for problem in report.problems[:TOLD]:
        click.echo(f"skipped: {clean(skipped_line(problem))}", err=True)
    rest = report.skipped + report.failed - TOLD
    if rest > 0:
        click.echo(f"skipped: and {rest} more; the table `skipped` of the store has all", err=True)


def _exit(report: IngestReport) -> Exit:
    if report.kept:
        return Exit.OK
    return Exit.FAULT if report.failed else exit_of_skipped(report.problems)
