"""`legation stats`: what a store holds."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from legation.cli.exits import Exit
from legation.cli.terminal import make_console, settings_from, shared_options, store_option
from legation.telling.safe import clean

if TYPE_CHECKING:
    from legation.store import Counts


@click.command(short_help="Count what the store holds.")
@store_option
@click.option("--json", "as_json", is_flag=True, help="The counts as JSON.")
@shared_options
def stats(store: str | None, as_json: bool, settings_file: Path | None, debug: bool) -> int:
    """Count what the store holds.

    \b
    Examples:
      legation stats
      legation stats --store wire.db --json
    """  # noqa: D301
    from legation.store import Store, count

    settings = settings_from(settings_file, debug=debug)
    name = store or settings.store
    with Store.open(name, readonly=True, busy_timeout_s=settings.busy_timeout_s) as opened:
        counts = count(opened)
        if as_json:
            click.echo(json.dumps({"store": opened.name, **asdict(counts)}, default=str))
        else:
            _show(counts, opened.name)
    return Exit.OK


def _show(counts: Counts, name: str) -> None:
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2))
    grid.add_column(justify="right", style="bold")
    grid.add_column()
    for kind in ("articles", "statements", "events", "claims", "mentions"):
        grid.add_row(f"{getattr(counts, kind):,}", kind)
    console = make_console()
    span = f"published {counts.first} to {counts.last}" if counts.first else "no dates"
    console.print(Text.assemble((clean(name), "bold"), (f" · {span}", "dim")))
    console.print(grid)
    for title, pairs in (
        ("event types", counts.types),
        ("countries", counts.countries),
        ("skipped pages", counts.skipped),
        ("readers", counts.readers),
    ):
        if pairs:
            told = ", ".join(f"{clean(what)} {number:,}" for what, number in pairs)
            console.print(Text.assemble((f"{title}: ", "dim"), told))
