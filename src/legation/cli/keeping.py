"""`legation reread`, `versions` and `forget`: what is done with pages that were brought in."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from legation.cli.bringing import bringing
from legation.cli.exits import Exit
from legation.cli.ingest import as_line, tell_problems
from legation.cli.progress import shown_progress
from legation.cli.terminal import settings_from, shared_options, store_option
from legation.telling.safe import clean

FEW = 5  # articles named before they are taken out


@click.command(short_help="Read kept pages again after the reader has changed.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, metavar="N",
              help="How many processes read; one writes.")  # fmt: skip
@store_option
@shared_options
def reread(jobs: int, store: str | None, settings_file: Path | None, debug: bool) -> int:
    """Read kept pages again after the reader has changed.

    Every page that another version of the reader has read is made an article and read anew, from
    the bytes kept beside the store; nothing is fetched. The old readings stay, so that what was
    known before can still be asked for (`legation facts --known-on`). A run that was stopped goes
    on where it was.

    \b
    Examples:
      legation reread
      legation reread --store wire.db --jobs 2
    """  # noqa: D301
    from legation.store.intake.held_pages import held_pages, read_before

    settings = settings_from(settings_file, debug=debug)
    begun = time.monotonic()
    with bringing(settings, store=store, jobs=jobs) as given:
        left = read_before(given.store, reader=given.version)
        with shown_progress(left) as progress:
            report = given.ingest(
                held_pages(given.store, given.raw, reader=given.version),
                named=["reread"],
                again=True,
                progress=progress,
            )
        seconds = time.monotonic() - begun
        click.echo(as_line(report, store=given.store.name, seconds=seconds))
    tell_problems(report)
    return Exit.OK


@click.command(short_help="How a page changed between the times it was read.")
@click.argument("address")
@store_option
@shared_options
def versions(address: str, store: str | None, settings_file: Path | None, debug: bool) -> int:
    """How a page changed between the times it was read.

    \b
    Examples:
      legation versions https://example.org/2024/ports
    """  # noqa: D301
    from legation.ask.page_history import page_history
    from legation.errors import InputError
    from legation.store import Store

    settings = settings_from(settings_file, debug=debug)
    name = store or settings.store
    with Store.open(name, readonly=True, busy_timeout_s=settings.busy_timeout_s) as opened:
        found = page_history(opened, address)
    if not found:
        raise InputError(f"{address}: no page of this address was read; check it, or ingest it")
    for change in found:
        version = change.version
        at = f"{version.fetched_at:%Y-%m-%d %H:%M}" if version.fetched_at else "at an unknown time"
        title = f" (headline changed) {version.title}" if change.headline else f" {version.title}"
        click.echo(clean(f"{at} {version.article_id}{title}"))
        for mark, paragraphs in (("-", change.removed), ("+", change.added)):
            for paragraph in paragraphs:
                click.echo(f"  {mark} {clean(paragraph)}")
    return Exit.OK


@click.command(short_help="Take a page or a person out of the store for good.")
@click.argument("targets", nargs=-1, metavar="[ADDRESS | ID]...")
@click.option("--person", metavar="NAME", help="Every article in which this name is mentioned.")
@click.option("--why", metavar="TEXT", help="Kept with the sign that something was taken out.")
@click.option("--yes", is_flag=True, help="Do it; without it only what would go is told.")
@store_option
@shared_options
def forget(
    targets: Sequence[str],
    person: str | None,
    why: str | None,
    yes: bool,
    store: str | None,
    settings_file: Path | None,
    debug: bool,
) -> int:
    """Take a page or a person out of the store for good.

    The articles go with everything that was made of them, older readings and the kept bytes too.
    What stays is a sign that something was taken out, when and why, and hashes by which it is known
    and kept out when it comes again. Copies in other files, exports and backups are not touched.

    \b
    Examples:
      legation forget https://example.org/2024/ports
      legation forget a3c1f20e9b7d4a55 --why "asked by the outlet" --yes
      legation forget --person "Amina Odhiambo" --yes
    """  # noqa: D301
    from legation.errors import InputError
    from legation.fetch.addresses import is_url
    from legation.store import Store
    from legation.store.intake.raw_files import raw_files
    from legation.store.intake.tombstones import articles_at, articles_naming, take_out

    settings = settings_from(settings_file, debug=debug)
    if not targets and not person:
        raise click.UsageError("Name an address, an article's id or a --person")
    name = store or settings.store
    with Store.open(name, busy_timeout_s=settings.busy_timeout_s) as opened:
        wanted: dict[str, None] = {}
        for target in targets:
            found = articles_at(opened, target)
            if not found and not is_url(target):
                raise InputError(f"{target}: no article of this id or address; check it")
            if len(found) > 1 and not is_url(target):
                raise InputError(f"{target}: {len(found)} articles begin so; give more of the id")
            wanted.update(dict.fromkeys(found))
        if person:
            wanted.update(dict.fromkeys(articles_naming(opened, person)))
        if not yes:
            some = ", ".join([*list(wanted)[:FEW], *(["..."] if len(wanted) > FEW else [])])
            click.echo(clean(f"would take out {len(wanted)} articles: {some or 'none'}; say --yes"))
            return Exit.OK
        raw = raw_files(name, settings.raw_pages)
        addresses = [target for target in targets if is_url(target)]
        now = datetime.now(UTC)
        gone = take_out(opened, list(wanted), at=now, raw=raw, person=person, addresses=addresses,
                        why=why)  # fmt: skip
    click.echo(f"took out {gone} articles; what was taken out is kept out from now on")
    return Exit.OK
