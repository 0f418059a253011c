"""`legation timeline` and `legation judge`: what happened, with all reports of it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from legation.cli.asking import (
    asked_of,
    filter_options,
    filters_from,
    limit_of,
    output_options,
    told_form,
    write_form,
)
from legation.cli.exits import Exit
from legation.cli.terminal import make_console, settings_from, shared_options, store_option

_COLUMNS = ("when_first", "type", "status", "actors", "recipients", "place", "sentence", "links")


@click.command(short_help="Show what happened between parties, by day.")
@click.argument("parties", nargs=-1, required=True, metavar="A [B]...")
@filter_options("from", "to", "type", "cameo", "quad", "status", "outlet", "on", "told", "dated")
@output_options
def timeline(
    parties: tuple[str, ...],
    form: str | None,
    limit: int | None,
    store: str | None,
    settings_file: Path | None,
    debug: bool,
    **given: Any,
) -> int:
    """Show what happened between parties, by day, each occurrence with its reports.

    A and B are names, country codes, offices or ids; a country takes in all who act for it.
    Reports in many articles are merged to one occurrence by type, parties, day, place and words;
    why is shown. `legation judge` corrects a merge.

    \b
    Examples:
      legation timeline Serbia Türkiye
      legation timeline SRB TUR --since 2023-10-01 --until 2023-10-31
      legation timeline Vucic --status planned --csv
    """  # noqa: D301
    from legation.ask.tabular.rows import occurrence_rows
    from legation.ask.tabular.schemas import OCCURRENCES
    from legation.ask.timeline import timeline as find_timeline
    from legation.cli.show_timeline import show_timeline

    with asked_of(store, settings_file, debug=debug) as query:
        filters = filters_from(query, given)
        found = find_timeline(query.store, query.names, parties, filters)
        registry = query.names.registry
    most = limit_of(limit, form)
    if form:
        rows = occurrence_rows(found.occurrences[:most], found, registry)
        write_form(form, OCCURRENCES, rows, columns=_COLUMNS)
        shown = min(most or sys.maxsize, len(found.occurrences))
        told_form(form, len(found.occurrences), shown, undated=found.counted.undated)
    else:
        show_timeline(found, make_console(), most=most)
    return Exit.OK


@click.command(short_help="Say whether two reports are of one event.")
@click.argument("left", metavar="EVENT")
@click.argument("right", metavar="EVENT")
@click.argument("verdict", type=click.Choice(["same", "not-same", "unsure"]))
@click.option("--note", metavar="TEXT", help="Why, to be kept with it.")
@store_option
@shared_options
def judge(
    left: str,
    right: str,
    verdict: str,
    note: str | None,
    store: str | None,
    settings_file: Path | None,
    debug: bool,
) -> int:
    """Say whether two reports are of one event; it is kept and goes before the rules.

    EVENT is the beginning of an event's id, as a timeline shows it. The last word on a pair counts;
    `unsure` leaves the pair to the rules. Judgements hold over later runs and newer readers.

    \b
    Examples:
      legation judge e41d33 e90b12 same
      legation judge e41d33 e90b12 not-same --note "two rounds of talks"
    """  # noqa: D301
    from legation.records import Verdict
    from legation.store import Store
    from legation.upkeep import judge as keep

    settings = settings_from(settings_file, debug=debug)
    name = store or settings.store
    with Store.open(name, busy_timeout_s=settings.busy_timeout_s) as opened:
        told = Verdict(verdict.replace("-", " "))
        kept = keep(opened, left, right, told, at=datetime.now(UTC), note=note)
    click.echo(f"{kept.left.event[:9]} and {kept.right.event[:9]}: {kept.verdict}")
    return Exit.OK
