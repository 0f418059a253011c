"""`legation skips`: what gave no article, and why."""

from __future__ import annotations

import json
from pathlib import Path

import click

from legation.cli.exits import Exit
from legation.cli.skips import skipped_line
from legation.cli.terminal import settings_from, shared_options, store_option
from legation.records import Skipped, SkipReason
from legation.telling.safe import clean


@click.command(short_help="Show what gave no article, and why.")
@click.argument("path", required=False)
@click.option("--reason", type=click.Choice([each.value for each in SkipReason]), metavar="REASON",
              help=f"Only these: {', '.join(each.value for each in SkipReason)}.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), default=100, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One a line, as JSON.")
@store_option
@shared_options
def skips(
    path: str | None,
    reason: str | None,
    limit: int,
    as_json: bool,
    store: str | None,
    settings_file: Path | None,
    debug: bool,
) -> int:
    """Show what gave no article and why, the newest first.

    A page that was read in a later run is not shown. PATH is a part of where it came from.

    \b
    Examples:
      legation skips
      legation skips wire-2024 --reason encoding
      legation ingest --retry
    """  # noqa: D301
    from itertools import islice

    from legation.store import Store
    from legation.store.counts import turned_down

    settings = settings_from(settings_file, debug=debug)
    name = store or settings.store
    with Store.open(name, readonly=True, busy_timeout_s=settings.busy_timeout_s) as opened:
        asked = SkipReason(reason) if reason else None
        found = list(islice(turned_down(opened, reason=asked, path=path), limit + 1))
    for skipped in found[:limit]:
        click.echo(_as_json(skipped) if as_json else clean(skipped_line(skipped)))
    if len(found) > limit:
        click.echo(f"and more; --limit {2 * limit} shows them", err=True)
    if not found:
        click.echo("nothing was skipped", err=True)
    return Exit.OK


def _as_json(skipped: Skipped) -> str:
    origin = skipped.origin
    return json.dumps(
        {
            "path": origin.path if origin else None,
            "offset": origin.offset if origin else None,
            "stage": skipped.stage,
            "reason": skipped.reason,
            "detail": skipped.detail,
            "sha256": skipped.sha256,
        },
        ensure_ascii=False,
    )
