"""`legation commitments`: who promised or demanded what, by when, and what became of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from legation.cli.day_type import DAY, EXACT_DAY
from legation.cli.exits import Exit, exit_of_skipped
from legation.cli.terminal import make_console, settings_from, shared_options, store_option
from legation.records import Standing, Undertaking

if TYPE_CHECKING:
    from legation.records import Reading, Skipped
    from legation.settings import Settings


@click.command(short_help="Show promises and demands, and how they stand.")
@click.argument("sources", nargs=-1, metavar="[PATH | URL | -]...")
@click.option("--about", metavar="NAME", help="Of stories that mention this name or actor id.")
@click.option("--kind", type=click.Choice([str(k) for k in Undertaking]), help="Of one kind.")
@click.option("--status", type=click.Choice([str(s) for s in Standing]), help="Of one status.")
@click.option("--as-of", type=DAY, metavar="DATE", help="As they stood on that day.")
@click.option(
    "--published", type=EXACT_DAY, metavar="DATE", help="The day the pages were published."
)
@click.option("--articles", type=click.IntRange(1), default=2000, help="Articles at most.")
@click.option("--json", "as_json", is_flag=True, help="One commitment a line, as JSON.")
@store_option
@shared_options
def commitments(
    sources: Sequence[str],
    about: str | None,
    kind: str | None,
    status: str | None,
    as_of: datetime | None,
    published: datetime | None,
    articles: int,
    as_json: bool,
    store: str | None,
    settings_file: Path | None,
    debug: bool,
) -> int:
    """Show promises and demands, and how they stand.

    Of the pages named or, with none, of the newest articles of the store. A commitment is open,
    repeated by the same side, claimed done, disputed, or lapsed: its deadline is over, and nobody
    said that it is done. Each comes with its words, and with those of the later statements.

    \b
    Examples:
      legation commitments story.html
      legation commitments --about Serbia --kind demand
      legation commitments --status lapsed --as-of 2024-03-01
    """  # noqa: D301
    from legation.ledger.follow_ups import follow

    settings = settings_from(settings_file, debug=debug)
    skipped: list[Skipped] = []
    if sources:
        readings = _of_pages(sources, settings, skipped, published)
    else:
        readings = _of_store(store or settings.store, settings, about, as_of, articles)
    found = follow(readings, as_of=as_of.date() if as_of else None)
    chosen = [c for c in found if kind in (None, c.kind) and status in (None, c.status)]
    if as_json:
        from legation.codec import encode_record

        for each in chosen:
            click.echo(encode_record(each))
    else:
        from legation.cli.show_commitments import show_commitments

        show_commitments(chosen, make_console())
    return exit_of_skipped(skipped) if sources and skipped and not readings else Exit.OK


def _of_pages(
    sources: Sequence[str], settings: Settings, skipped: list[Skipped], published: datetime | None
) -> list[Reading]:
    from legation.cli.read import articles_of, readings_of
    from legation.documents.sources import find_sources

    found = find_sources(
        sources,
        max_bytes=settings.max_page_bytes,
        timeout_s=settings.timeout_s,
        stdin=sys.stdin.buffer,
    )
    return list(readings_of(articles_of(found, skipped, published=published), settings))


def _of_store(
    name: str, settings: Settings, about: str | None, as_of: datetime | None, articles: int
) -> list[Reading]:
    from legation.store import Query, Store

    with Store.open(name, readonly=True, busy_timeout_s=settings.busy_timeout_s) as opened:
        until = as_of.date() if as_of else None
        return [
            found.record
            for found in Query(opened).articles(actor=about, until=until, limit=articles)
        ]
