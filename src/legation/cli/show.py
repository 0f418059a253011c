"""`legation show`: a record of the store, by its id."""

from __future__ import annotations

from pathlib import Path

import click

from legation.cli.exits import Exit
from legation.cli.terminal import make_console, settings_from, shared_options, store_option


@click.command(short_help="Show a record of the store by its id.")
@click.argument("record_id", metavar="ID")
@store_option
@click.option("--json", "as_json", is_flag=True, help="The whole reading it stands in, as JSON.")
@shared_options
def show(
    record_id: str, store: str | None, as_json: bool, settings_file: Path | None, debug: bool
) -> int:
    """Show a record of the store: an article, statement, event, claim or mention.

    ID is the beginning of an id, four characters or more, as printed at the end of lines.

    \b
    Examples:
      legation show a8cfd68b
      legation show e41d --store wire.db
      legation show a8cfd68b --json > reading.json
    """  # noqa: D301
    from legation.cli.show_reading import show_reading, show_record
    from legation.codec import encode
    from legation.store import Query, Store

    settings = settings_from(settings_file, debug=debug)
    name = store or settings.store
    with Store.open(name, readonly=True, busy_timeout_s=settings.busy_timeout_s) as opened:
        found = Query(opened).find(record_id)
    if as_json:
        click.echo(encode(found.reading))
    elif found.kind == "article":
        show_reading(found.reading, make_console())
    else:
        show_record(found.reading, found.record, make_console())
    return Exit.OK
