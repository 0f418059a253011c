"""`legation watch`: feeds asked on a schedule."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from legation.cli.bringing import bringing
from legation.cli.exits import Exit
from legation.cli.progress import told
from legation.cli.terminal import settings_from, shared_options, store_option
from legation.telling.safe import clean

if TYPE_CHECKING:
    from legation.cli.bringing import Bringing
    from legation.ingest import IngestReport
    from legation.records import Poll
    from legation.settings import Settings
    from legation.upkeep.webhooks import Teller, Told

_EVERY = re.compile(r"(\d+)\s*(s|m|h|d)?")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
LEAST_S = 60
LONGEST_SLEEP_S = 60.0  # so that a feed added meanwhile is seen


@click.command(short_help="Ask feeds on a schedule and bring in what is new.")
@click.argument("feeds", nargs=-1, metavar="[FEED | FILE]...")
@click.option("--every", default="15m", show_default=True, metavar="TIME",
              help="How often a feed is asked: 90s, 15m, 2h, 1d.")  # fmt: skip
@click.option("--once", is_flag=True, help="Ask the feeds whose turn it is, and end.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, metavar="N",
              help="How many processes read; one writes.")  # fmt: skip
@click.option("--webhooks", type=click.Path(path_type=Path), metavar="FILE",
              help="Tell the addresses in a TOML file what comes in.")  # fmt: skip
@store_option
@shared_options
def watch(
    feeds: Sequence[str],
    every: str,
    once: bool,
    jobs: int,
    webhooks: Path | None,
    store: str | None,
    settings_file: Path | None,
    debug: bool,
) -> int:
    """Ask feeds on a schedule and bring in what is new.

    A feed is the address of an RSS, Atom or JSON feed or of a news site map; a FILE has one a line,
    or is OPML. The store remembers them, so that without any it goes on with those it knows. What
    stands whole in a feed is read from it; of a summary the page is fetched, politely. When each
    feed was asked, what failed and since when, and what was had of what it offered is kept:
    `legation coverage` tells it. Set `contact` first, so that hosts know whom to write to.

    \b
    Examples:
      legation watch https://example.org/world.rss
      legation watch feeds.opml --every 30m
      legation watch --once
    """  # noqa: D301
    from legation.errors import SettingsError
    from legation.settings import NONE
    from legation.watch import Watch

    settings = settings_from(settings_file, debug=debug)
    every_s = _seconds(every)
    named = _feeds(feeds, settings.max_page_bytes)
    if settings.contact == NONE:
        raise SettingsError(
            "contact is not set; name an address or page where you can be reached: "
            "LEGATION_CONTACT=desk@example.org"
        )
    with bringing(settings, store=store, jobs=jobs) as given:
        watching = Watch(
            store=given.store,
            fetcher=given.fetcher,
            bring_in=lambda items: given.ingest(items, named=["watch"]),
            unpack=given.unpack,
            every_s=every_s,
        )
        teller = _teller(webhooks, given, settings)
        watching.add(named)
        while True:
            for poll, report in watching.round():
                click.echo(clean(_line(poll, report)))
            for each in teller.round() if teller else ():
                click.echo(clean(_told(each)))
            next_s = watching.next_s()
            if next_s is None:
                click.echo("no feed to watch; name one: legation watch ADDRESS", err=True)
                return Exit.OK if named or once else Exit.INPUT
            if once:
                return Exit.OK
            time.sleep(min(next_s, LONGEST_SLEEP_S))


def _feeds(named: Sequence[str], max_bytes: int) -> list[str]:
    """The addresses that were named, or that stand in the files that were."""
    from legation.errors import InputError
    from legation.fetch.addresses import is_url
    from legation.fetch.files import read_file
    from legation.records import Skipped
    from legation.watch import feeds_named

    found: list[str] = []
    for each in named:
        if is_url(each):
            found.append(each)
            continue
        page = read_file(Path(each), max_bytes=max_bytes)
        if isinstance(page, Skipped):
            raise InputError(f"{each}: {page.detail}; name a feed or a file of feeds", path=each)
        inside = feeds_named(page.body)
        if not inside:
            raise InputError(
                f"{each}: no feeds in it; write one address a line, or give OPML", path=each
            )
        found.extend(inside)
    return found


def _teller(path: Path | None, given: Bringing, settings: Settings) -> Teller | None:
    """What tells the webhooks of a file; those that are new begin with what comes in now."""
    if path is None:
        return None
    from datetime import date

    from legation.ask.query import Query
    from legation.upkeep.webhooks import Teller, webhooks_in

    found = webhooks_in(path, today=date.today())
    names = Query(given.store, settings=settings).names
    teller = Teller(store=given.store, names=names, asker=given.fetcher.asker, webhooks=found)
    teller.begin()
    return teller


def _told(each: Told) -> str:
    """What came of telling a webhook."""
    wrong = f" ({each.detail})" if each.detail else ""
    return f"{each.webhook.url} told {each.records} {each.webhook.kind}{wrong}"


def _seconds(every: str) -> float:
    match = _EVERY.fullmatch(every.strip())
    seconds = int(match[1]) * _SECONDS[match[2] or "s"] if match else 0
    if seconds < LEAST_S:
        raise click.UsageError(f"--every {every}: write a time of a minute or more, as in 15m")
    return float(seconds)


def _line(poll: Poll, report: IngestReport) -> str:
    """One poll and what came of it."""
    parts = [f"{poll.at:%H:%M:%S}", poll.feed, poll.outcome.value]
    if poll.detail:
        parts.append(f"({poll.detail})")
    if poll.offered:
        parts.append(f"{poll.offered} offered, {poll.fresh} new")
    if report.given:
        parts.append(f"-> {told(report)}")
    return " ".join(parts)
