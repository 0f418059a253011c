"""`legation explain`: why there is an event."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from legation.cli.exits import Exit
from legation.cli.terminal import make_console, settings_from, shared_options, store_option

if TYPE_CHECKING:
    from legation.read import Reader
    from legation.records import Event, Reading


@click.command(short_help="Explain an event: entries tried, exclusions, runners-up.")
@click.argument("event_id", metavar="EVENT_ID", required=False)
@click.option(
    "--page",
    metavar="PATH",
    help="A page that is not in the store; without EVENT_ID all its events are explained.",
)
@click.option(
    "--propositions",
    "text",
    metavar="TEXT",
    help="Print who does what to whom in TEXT, and how far each is told as true.",
)
@store_option
@shared_options
def explain(
    event_id: str | None,
    page: str | None,
    text: str | None,
    store: str | None,
    settings_file: Path | None,
    debug: bool,
) -> int:
    """Explain an event: the words that made it, and each entry of the lexicon under them.

    EVENT_ID is the beginning of an event's id, as `legation show` prints it. The article is read
    again by its text, so an event of an older version may be explained by another entry now.

    \b
    Examples:
      legation explain e7d018ee
      legation explain e7d018ee --store wire.db
      legation explain --page story.html
      legation explain --propositions "Peru accused Chile of arming the rebels."
    """  # noqa: D301
    from legation.cli.show_explained import show_explained, show_propositions
    from legation.read import Reader
    from legation.records import Article

    if event_id is None and page is None and text is None:
        raise click.UsageError("Give an event's id, a page with --page, or --propositions TEXT")
    settings = settings_from(settings_file, debug=debug)
    if text is not None:
        show_propositions(Reader(settings).propositions(Article.from_text(text)), make_console())
        return Exit.OK
    if page is None:
        reading, events = _from_store(
            event_id or "", store or settings.store, settings.busy_timeout_s
        )
        reader = Reader(settings)
    else:
        reader = Reader(settings)
        reading, events = _from_page(page, event_id, reader)
    console = make_console()
    for event in events:
        show_explained(reader.explain(reading.article, event), reading, console)
    if not events:
        click.echo(
            "no events on the page; `legation lexicon try` says why for a sentence", err=True
        )
    return Exit.OK


def _from_store(event_id: str, name: str, timeout_s: float) -> tuple[Reading, tuple[Event, ...]]:
    from legation.records import Event
    from legation.store import Query, Store

    with Store.open(name, readonly=True, busy_timeout_s=timeout_s) as opened:
        found = Query(opened).find(event_id)
    if not isinstance(found.record, Event):
        raise click.UsageError(f"{event_id} is a record of kind {found.kind}; give an event's id")
    return found.reading, (found.record,)


def _from_page(
    page: str, event_id: str | None, reader: Reader
) -> tuple[Reading, tuple[Event, ...]]:
    from legation.cli.corpus import articles_of

    article = next(articles_of([page], reader.settings), None)
    if article is None:
        raise click.ClickException(f"{page} holds no article; see `legation read {page}`")
    reading = reader.read(article)
    wanted = (event_id or "").lower()
    events = tuple(e for e in reading.events if e.id.startswith(wanted))
    if event_id is not None and not events:
        raise click.ClickException(f"no event of {page} has an id that begins with {event_id}")
    return reading, events
