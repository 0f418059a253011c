"""`legation ingest`: pages into the store."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from legation.cli.bringing import bringing
from legation.cli.exits import Exit, exit_of_skipped
from legation.cli.progress import shown_progress
from legation.cli.skips import skipped_line
from legation.cli.terminal import settings_from, shared_options, store_option
from legation.records import Skipped, SkipReason
from legation.telling.safe import clean

if TYPE_CHECKING:
    from legation.ingest import IngestReport
    from legation.store import Store

TOLD = 10  # problems named at the end; the store keeps all
FEW = 4  # files of other kinds that are told by name


@click.command(short_help="Read pages into the store.")
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option("--retry", is_flag=True, help="Try again what gave no article in earlier runs.")
@click.option("--map", "mapping", multiple=True, metavar="FIELD=COLUMN",
              help="Which column of a table has a field: --map date=published_at.")  # fmt: skip
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, metavar="N",
              help="How many processes read; one writes.")  # fmt: skip
@store_option
@click.option("--json-report", is_flag=True, help="The counts as JSON on standard output.")
@shared_options
def ingest(
    sources: Sequence[str],
    retry: bool,
    mapping: Sequence[str],
    jobs: int,
    store: str | None,
    json_report: bool,
    settings_file: Path | None,
    debug: bool,
) -> int:
    """Read pages into the store, once each.

    A source is a file or folder of pages, mail, PDF, DOCX, RTF, exports of newspaper databases and
    feeds, a table of stories (JSON lines, JSON, CSV, Parquet), an address, or `-`. The pages that a
    feed, a site map or a text of addresses names are fetched, politely, where it is named itself.
    What the store has is not read again, so a run that was stopped goes on where it was. A page
    that cannot be read is counted and named (`legation skips` has all); it never stops the run.

    \b
    Examples:
      legation ingest stories/
      legation ingest wire-2024.jsonl.gz --store wire.db
      legation ingest stories/ --store postgresql://reader@db/legation
      legation ingest scraped.csv --map date=published_at --map text=words
      legation ingest --retry
      legation ingest stories/ --json-report | jq .failed
    """  # noqa: D301
    from legation.documents.sources import find_sources
    from legation.fetch.files import shown_path

    settings = settings_from(settings_file, debug=debug)
    if not sources and not retry:
        raise click.UsageError("Missing argument 'SOURCE...'")
    begun = time.monotonic()
    find = partial(
        find_sources,
        max_bytes=settings.max_page_bytes,
        stdin=sys.stdin.buffer,
        mapping=_mapping(mapping),
        follow=True,
    )
    found = find(sources)  # what is not there is told before there is a store
    with bringing(settings, store=store, jobs=jobs) as given:
        if retry:
            found = find([*sources, *_turned_down(given.store)])
        found = replace(found, unpack=given.unpack, fetch=given.fetcher.page)
        with shown_progress(found.pages) as progress:
            report = given.ingest(
                found.items(),
                named=[shown_path(source) for source in sources],
                again=retry,
                progress=progress,
            )
        seconds = time.monotonic() - begun
        if json_report:
            click.echo(_as_json(report, store=given.store.name, seconds=seconds))
        else:
            click.echo(as_line(report, store=given.store.name, seconds=seconds))
    tell_problems(report)
    return _exit(report)


def _turned_down(store: Store) -> Sequence[str]:
    """Where the pages lie that gave no article; those that are gone are told and passed over."""
    from legation.fetch.files import path_shown
    from legation.store.counts import turned_down

    named = dict.fromkeys(each.origin.path for each in turned_down(store) if each.origin)
    found = []
    for name in named:
        if name.lower().startswith(("http://", "https://")):
            found.append(name)
        elif name != "-" and path_shown(name).exists():
            found.append(str(path_shown(name)))
        else:
            click.echo(f"{clean(name)}: it is no longer there and is not tried again", err=True)
    return found


def _mapping(options: Sequence[str]) -> dict[str, str]:
    pairs = [option.partition("=") for option in options]
    for field, _, column in pairs:
        if not field or not column:
            raise click.UsageError(f"--map {field}: write it as FIELD=COLUMN")
    return {field.strip(): column for field, _, column in pairs}


def _as_json(report: IngestReport, *, store: str, seconds: float) -> str:
    return json.dumps(
        {
            "store": store,
            "given": report.given,
            "items": report.items,
            **report.counts(),
            "not_read": report.not_read,
            "reasons": dict(sorted(report.reasons.items())),
            "seconds": round(seconds, 2),
        },
        ensure_ascii=False,
    )


def as_line(report: IngestReport, *, store: str, seconds: float) -> str:
    """The counts of a run in a line."""
    counted = {name: n for name, n in report.reasons.items() if name != SkipReason.OTHER_KIND}
    reasons = ", ".join(f"{n} {reason}" for reason, n in sorted(counted.items()))
    counts = ", ".join(f"{n} {name}" for name, n in report.counts().items())
    counts += f", {report.not_read} of other kinds" if report.not_read else ""
    given = f" of {report.given} given" if report.reasons else ""
    return clean(
        f"{store}: {counts}{given}{f' ({reasons})' if reasons else ''}, in {seconds:.1f} s"
    )


def tell_problems(report: IngestReport) -> None:
    """Say on standard error what gave no article, and whether all that was given is counted."""
    others = [each for each in report.problems if each.reason is SkipReason.OTHER_KIND]
    problems = [each for each in report.problems if each.reason is not SkipReason.OTHER_KIND]
    for problem in problems[:TOLD]:
        click.echo(f"skipped: {clean(skipped_line(problem))}", err=True)
    rest = report.skipped + report.failed - TOLD
    if rest > 0:
        click.echo(f"skipped: and {rest} more; `legation skips` has all", err=True)
    if report.not_read:
        click.echo(f"not read: {clean(_others_told(others, report.not_read))}", err=True)
    if report.given != report.items:
        lost = report.given - report.items
        click.echo(f"error: {lost} items are not accounted for; please report this", err=True)


def _others_told(others: Sequence[Skipped], count: int) -> str:
    """The files of other kinds in a line: by name where they are few, else by suffix."""
    names = [Path(each.origin.path).name for each in others if each.origin is not None]
    if count > len(names) or count > FEW:
        kinds = Counter(Path(name).suffix or "without a suffix" for name in names)
        told = ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items()))
        more = ", ..." if count > len(names) else ""
        return (
            f"{count} files of other kinds ({told}{more}); `legation skips --reason other_kind` "
            "has all; name one to have it read"
        )
    return f"{', '.join(names)} (of another kind; name a file to have it read)"


def _exit(report: IngestReport) -> Exit:
    if report.kept:
        return Exit.OK
    return Exit.FAULT if report.failed else exit_of_skipped(report.problems)
