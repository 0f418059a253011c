"""`legation timeline` and `legation judge`: what happened, with all reports of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from legation.cli.exits import Exit
from legation.cli.terminal import make_console, settings_from, shared_options, store_option

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(short_help="Show what happened between parties, by day.")
@click.argument("parties", nargs=-1, required=True, metavar="A [B]...")
@click.option("--since", type=_DAY, metavar="DATE", help="On that day or later.")
@click.option("--until", type=_DAY, metavar="DATE", help="On that day or earlier.")
@click.option("--json", "as_json", is_flag=True, help="One occurrence a line, as JSON.")
@store_option
@shared_options
def timeline(
    parties: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    as_json: bool,
    store: str | None,
    settings_file: Path | None,
    debug: bool,
) -> int:
    """Show what happened between parties, by day, each occurrence with its reports.

    A and B are names, country codes or ids; a country takes in all who act for it. Reports in many
    articles are merged to one occurrence by type, parties, day, place and words; why is shown.
    `legation judge` corrects a merge.

    \b
    Examples:
      legation timeline Serbia Türkiye
      legation timeline SRB TUR --since 2023-10-01 --until 2023-10-31
      legation timeline "Aleksandar Vucic" --json
    """  # noqa: D301
    from legation.ask.days import Days
    from legation.ask.filters import Filters
    from legation.ask.names import Names
    from legation.ask.timeline import timeline as find_timeline
    from legation.cli.show_timeline import show_timeline
    from legation.codec import encode_record
    from legation.registry.load import load_registry
    from legation.store import Store

    settings = settings_from(settings_file, debug=debug)
    name = store or settings.store
    with Store.open(name, readonly=True, busy_timeout_s=settings.busy_timeout_s) as opened:
        registry = load_registry(settings.actors_file(), settings.learned_file())
        days = Days(first=since.date() if since else None, last=until.date() if until else None)
        filters = Filters(on=days if since or until else None)
        found = find_timeline(opened, Names(registry, opened), parties, filters)
    if as_json:
        for each in found.occurrences:
            click.echo(encode_record(each))
    else:
        show_timeline(found, make_console())
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
