"""`legation commitments`: who promised or demanded what, by when, and what became of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from legation.cli.day_type import DAY, EXACT_DAY
from legation.cli.exits import Exit, exit_of_skipped
from legation.cli.terminal import make_console, settings_from, shared_options, store_option
from legation.records import Standing, Undertaking

if TYPE_CHECKING:
    from legation.records import Commitment, Reading, Skipped
    from legation.settings import Settings


@click.command(short_help="Show promises and demands, and how they stand.")
@click.argument("sources", nargs=-1, metavar="[PATH | URL | -]...")
@click.option("--about", metavar="NAME", help="Of articles that mention this name.")
@click.option("--by", multiple=True, metavar="NAME", help="Who promises or demands.")
@click.option("--of", multiple=True, metavar="NAME", help="To whom it is promised, or of whom.")
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
    by: tuple[str, ...],
    of: tuple[str, ...],
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
    readings: list[Reading] = []
    found: Sequence[Commitment]
    if sources:
        if by or of or about:
            raise click.UsageError("--about, --by and --of are for the store; leave out the pages")
        readings = _of_pages(sources, settings, skipped, published)
        found = follow(readings, as_of=as_of.date() if as_of else None)
    else:
        asked = _Asked((about,) if about else (), by, of, as_of.date() if as_of else None, articles)
        found = _of_store(store or settings.store, settings, asked)
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


class _Asked(NamedTuple):
    """What is asked of the store."""

    about: tuple[str, ...]
    by: tuple[str, ...]
    of: tuple[str, ...]
    as_of: date | None
    articles: int


def _of_store(name: str, settings: Settings, asked: _Asked) -> tuple[Commitment, ...]:
    from legation.ask.names import Names
    from legation.ask.undertakings_told import undertakings
    from legation.registry.load import load_registry
    from legation.store import Store

    registry = load_registry(settings.actors_file(), settings.learned_file())
    with Store.open(name, readonly=True, busy_timeout_s=settings.busy_timeout_s) as opened:
        return undertakings(opened, Names(registry, opened), **asked._asdict())
