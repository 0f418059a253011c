"""`legation check`: what the record cannot all be right about, as questions."""

from __future__ import annotations

from pathlib import Path

import click

from legation.cli.exits import Exit
from legation.cli.terminal import make_console, settings_from, shared_options, store_option


@click.command(short_help="Ask what the record cannot all be right about.")
@click.option("--only", metavar="CODE", help="Checks whose code begins so: one, visit, overdue.")
@click.option("--json", "as_json", is_flag=True, help="One question a line, as JSON.")
@store_option
@shared_options
def check(
    only: str | None, as_json: bool, store: str | None, settings_file: Path | None, debug: bool
) -> int:
    """Ask what the record cannot all be right about, with both passages.

    One commander of a force and one holder of an office at a time, contributions within a force's
    strength, states that hold for both sides, visits that went one way, dates in order; and, where
    the days in question were read, answers that are overdue and sides that now say the contrary.
    A question says nothing of who is right; the claims stay as they are.

    \b
    Examples:
      legation check
      legation check --only one.holds_office --store wire.db
      legation check --only overdue
    """  # noqa: D301
    from legation.ask.doubts import doubts
    from legation.cli.show_facts import show_questions
    from legation.codec import encode_record
    from legation.store import Store

    settings = settings_from(settings_file, debug=debug)
    name = store or settings.store
    with Store.open(name, readonly=True, busy_timeout_s=settings.busy_timeout_s) as opened:
        every = doubts(opened)
    found = [q for q in every.questions if only is None or q.check.startswith(only)]
    if as_json:
        for each in found:
            click.echo(encode_record(each))
    else:
        show_questions(found, make_console(), unread=0 if only else every.unread)
    return Exit.OK
