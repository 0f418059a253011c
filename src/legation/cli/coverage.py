"""`legation coverage`: what was read, of what was there to read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from legation.cli.exits import Exit
from legation.cli.terminal import settings_from, shared_options, store_option
from legation.telling.safe import clean

if TYPE_CHECKING:
    from datetime import datetime

    from legation.ask.coverage import Coverage, Watched, WatchedAll

MOST_OUTLETS = 10


@click.command(short_help="What was read, of what feeds offered.")
@store_option
@click.option("--json", "as_json", is_flag=True, help="The same as JSON, with every gap.")
@shared_options
def coverage(store: str | None, as_json: bool, settings_file: Path | None, debug: bool) -> int:
    """What was read, of what feeds offered.

    Articles by year and outlet; and for the feeds that `legation watch` asks: how often each was
    asked, what failed and since when, the times in which it was not answered, and how many of the
    stories that it offered are in the store. A low count of a month means little where few of the
    stories that were offered in it were had.

    \b
    Examples:
      legation coverage
      legation coverage --json | jq .months
    """  # noqa: D301
    from legation.ask.coverage import what_was_read, what_was_watched
    from legation.store import Store

    settings = settings_from(settings_file, debug=debug)
    name = store or settings.store
    with Store.open(name, readonly=True, busy_timeout_s=settings.busy_timeout_s) as opened:
        read, seen = what_was_read(opened), what_was_watched(opened)
    if as_json:
        click.echo(json.dumps(_as_json(read, seen), ensure_ascii=False))
    else:
        for line in _lines(read, seen):
            click.echo("  " * line.startswith("  ") + clean(line.strip()))
    return Exit.OK


def _lines(read: Coverage, seen: WatchedAll) -> list[str]:
    years = ", ".join(f"{year} {number:,}" for year, number in read.years.items())
    undated = f", without a day {read.undated:,}" if read.undated else ""
    lines = [f"{read.counts.articles:,} articles: {years or 'none with a day'}{undated}"]
    for shelf in read.outlets[:MOST_OUTLETS]:
        lines.append(f"  {shelf.articles:,} {shelf.outlet or 'outlet not told'}")
    skipped = ", ".join(f"{reason} {number:,}" for reason, number in read.counts.skipped)
    if skipped:
        lines.append(f"skipped: {skipped}")
    for gone in read.taken_out:
        why = f": {gone.why}" if gone.why else ""
        lines.append(f"{gone.articles:,} articles were taken out on {gone.at:%Y-%m-%d}{why}")
    for month in seen.months:
        had = f"{month.got:,} of {month.offered:,} stories ({month.got / month.offered:.0%})"
        lines.append(f"{month.period}: {had} that feeds offered")
    lines.extend(line for each in seen.feeds for line in _feed_lines(each))
    if not seen.feeds:
        lines.append("no feed is watched; what else was there to read is not known")
    return lines


def _feed_lines(watched: Watched) -> list[str]:
    feed = watched.polled.feed
    lines = [
        f"{feed.url}: asked {watched.asked:,} times since {_moment(feed.added_at)}, "
        f"{watched.polled.polls.get('unchanged', 0):,} unchanged, {watched.failed:,} failed; "
        f"{watched.got:,} of {watched.offered:,} stories are in the store"
    ]
    if feed.address != feed.url:
        lines.append(f"  has moved to {feed.address}")
    if feed.ended_at:
        lines.append(f"  is gone since {_moment(feed.ended_at)} and is not asked again")
    elif feed.failing_since:
        why = watched.polled.last_failure or "no answer"
        lines.append(f"  has failed since {_moment(feed.failing_since)}: {why}")
    for first, last in watched.gaps[-3:]:
        lines.append(f"  was not answered from {_moment(first)} to {_moment(last)}")
    return lines


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def _as_json(read: Coverage, seen: WatchedAll) -> dict[str, Any]:
    return {
        "articles": read.counts.articles,
        "years": read.years,
        "undated": read.undated,
        "skipped": dict(read.counts.skipped),
        "taken_out": [
            {"at": g.at.isoformat(timespec="seconds"), "articles": g.articles, "why": g.why}
            for g in read.taken_out
        ],
        "months": [{"period": m.period, "offered": m.offered, "got": m.got} for m in seen.months],
        "feeds": [_feed_as_json(each) for each in seen.feeds],
    }


def _feed_as_json(watched: Watched) -> dict[str, Any]:
    feed = watched.polled.feed

    def told(at: datetime | None) -> str | None:
        return at.isoformat(timespec="seconds") if at else None

    return {
        "feed": feed.url,
        "address": feed.address,
        "since": told(feed.added_at),
        "asked": watched.asked,
        "polls": watched.polled.polls,
        "answered_at": told(feed.answered_at),
        "failing_since": told(feed.failing_since),
        "last_failure": watched.polled.last_failure,
        "ended_at": told(feed.ended_at),
        "gaps": [[told(first), told(last)] for first, last in watched.gaps],
        "offered": watched.offered,
        "got": watched.got,
        "stories": watched.polled.offered,
    }
