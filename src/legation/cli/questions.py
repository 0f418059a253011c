"""`legation said`, `events`, `met`, `new` and `holds`: questions to a store."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from legation.cli.asking import (
    KINDS,
    asked_of,
    console_of,
    filter_options,
    filters_from,
    limit_of,
    output_options,
    told_form,
    write_form,
)
from legation.cli.exits import Exit
from legation.cli.terminal import is_there, settings_from, shared_options, store_option

if TYPE_CHECKING:
    from legation.ask.met import Met
    from legation.ask.query import Query

_SAID = ("day_first", "speaker", "act", "words", "chain", "outlet", "url", "file")
_EVENTS = (
    "when_first", "type", "status", "actors", "recipients", "sentence", "outlet", "url", "file",
)  # fmt: skip
_MET = ("when_first", "status", "level", "place", "actors", "sentence", "links")
_NEW = ("published_first", "title", "outlet", "url", "file")


@click.command(short_help="Show who said what, in which words.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@filter_options(*KINDS["statements"])
@output_options
def said(
    names: tuple[str, ...],
    form: str | None,
    limit: int | None,
    store: str | None,
    settings_file: Path | None,
    debug: bool,
    **given: Any,
) -> int:
    """Show who said what, in which words, where, and who reports it; the newest first.

    NAME is a full name, a surname, a country, a body or an office. The chain goes from whom the
    outlet has it to whose words they are.

    \b
    Examples:
      legation said Guterres
      legation said "Israeli foreign minister" --since 2026-01 --csv
      legation said --act accuses --addressee Rwanda --md
    """  # noqa: D301
    from legation.ask.said import said as find
    from legation.ask.tabular.schemas import STATEMENTS
    from legation.cli.show_answers import show_said

    given["f_speaker"] = (*names, *given["f_speaker"])
    with asked_of(store, settings_file, debug=debug) as query:
        filters = filters_from(query, given)
        found = find(query.store, query.names, filters, limit=limit_of(limit, form))
    if form:
        write_form(form, STATEMENTS, found.quotations, columns=_SAID)
        told_form(form, found.counted.total, len(found.quotations))
    else:
        show_said(found, console_of())
    return Exit.OK


@click.command(short_help="Show who did what to whom.")
@filter_options(*KINDS["events"])
@output_options
def events(
    form: str | None,
    limit: int | None,
    store: str | None,
    settings_file: Path | None,
    debug: bool,
    **given: Any,
) -> int:
    """Show who did what to whom, report by report, the latest day first.

    A country takes in all who act for it. Events without a day are counted where days are asked
    for, and left out. `legation codes` tells what the codes mean.

    \b
    Examples:
      legation events --actor Israel --type REQUEST
      legation events --from Russia --to Ukraine --on 2022-09
      legation events --actor SRB --since 2018 --status planned --csv
    """  # noqa: D301
    from legation.ask.events import events as find
    from legation.ask.tabular.schemas import EVENTS
    from legation.cli.show_answers import show_events

    with asked_of(store, settings_file, debug=debug) as query:
        filters = filters_from(query, given)
        found = find(query.store, query.names, filters, limit=limit_of(limit, form))
    if form:
        write_form(form, EVENTS, found.deeds, columns=_EVENTS)
        told_form(form, found.counted.total, len(found.deeds), undated=found.counted.undated)
    else:
        show_events(found, console_of())
    return Exit.OK


@click.command(short_help="Show when two sides met or spoke.")
@click.argument("parties", nargs=-1, required=True, metavar="A [B]...")
@filter_options("outlet", "on", "told")
@output_options
def met(
    parties: tuple[str, ...],
    form: str | None,
    limit: int | None,
    store: str | None,
    settings_file: Path | None,
    debug: bool,
    **given: Any,
) -> int:
    """Show when two sides met, visited or called each other: the last time, then all times.

    With the level (head, minister, envoy, officials), the place and links. What was only planned
    stands apart.

    \b
    Examples:
      legation met Israel Somaliland
      legation met India Pakistan --since 2025-05 --json
    """  # noqa: D301
    from legation.ask.tabular.rows import occurrence_rows
    from legation.ask.tabular.schemas import OCCURRENCES
    from legation.cli.show_answers import show_met

    with asked_of(store, settings_file, debug=debug) as query:
        found = query_met(query, parties, given)
        if form:
            meetings = (*found.held, *found.planned, *found.other)[:limit]
            items = occurrence_rows(
                [m.occurrence for m in meetings], found.timeline, query.names.registry
            )
            write_form(form, OCCURRENCES, items, columns=_MET)
            told_form(form, found.counted.total, len(meetings))
        else:
            show_met(found, parties, console_of(), limit=limit_of(limit, form))
    return Exit.OK


def query_met(query: Query, parties: tuple[str, ...], given: dict[str, Any]) -> Met:
    """The meetings of the parties that fit the options."""
    from legation.ask.met import met as find

    return find(query.names, parties, filters_from(query, given))


@click.command(short_help="Show what came in since a day.")
@click.option("--since", default="1d", show_default=True, metavar="DAY", help="1d, yesterday ...")
@click.option("--about", multiple=True, metavar="NAME", help="That mention any of these.")
@output_options
def new(
    since: str,
    about: tuple[str, ...],
    form: str | None,
    limit: int | None,
    store: str | None,
    settings_file: Path | None,
    debug: bool,
) -> int:
    """Show articles published since a day, each with its link or file, its story and origins.

    An article without a day of publication counts by the day it came into the store, and says so.
    Of several copies one is told with its origins, the others as copies.

    \b
    Examples:
      legation new
      legation new --since 2024-01-01 --about Niger --about SOM
      legation new --since "last Monday" --json
    """  # noqa: D301
    from legation.ask.tabular.schemas import ARTICLES
    from legation.cli.show_answers import show_new

    names = tuple(name for each in about for name in each.split(","))
    with asked_of(store, settings_file, debug=debug) as query:
        found = query.new(since, about=names, limit=limit_of(limit, form))
    if form:
        write_form(form, ARTICLES, found.articles, columns=_NEW)
        told_form(form, found.total, len(found.articles))
    else:
        show_new(found, since, console_of())
    return Exit.OK


@click.command(short_help="Show who holds an office, on a day.")
@click.argument("office")
@click.option("--on", metavar="DAY", help="The day that counts, by default today.")
@click.option("--json", "as_json", is_flag=True, help="One holder a line, as JSON.")
@store_option
@shared_options
def holds(
    office: str,
    on: str | None,
    as_json: bool,
    store: str | None,
    settings_file: Path | None,
    debug: bool,
) -> int:
    """Show who holds an office on a day, by the tables and by the store's articles.

    Where nobody is known on that day, those known last before it are told, with how long. Without
    a store the tables alone answer.

    \b
    Examples:
      legation holds "Danish foreign minister"
      legation holds "NATO Secretary General" --on 2018-06-17
      legation holds "head of MONUSCO" --on 2025-02
    """  # noqa: D301
    from legation.ask.days import days_of
    from legation.ask.holds import holds as find
    from legation.ask.names import Names
    from legation.cli.show_answers import holders_json, show_holds
    from legation.registry.load import load_registry
    from legation.store import Store

    settings = settings_from(settings_file, debug=debug)
    today = date.today()
    day = (days_of(on, today=today).last if on else None) or today
    name = store or (settings.store if is_there(settings.store) else None)
    registry = load_registry(settings.actors_file(), settings.learned_file())
    with ExitStack() as stack:
        opened = stack.enter_context(Store.open(name, readonly=True)) if name else None
        found = find(Names(registry, opened), office, on=day)
    if as_json:
        for line in holders_json(found):
            click.echo(line)
    else:
        show_holds(found, console_of())
    return Exit.OK
