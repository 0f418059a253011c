"""What the commands that ask have in common: filters, forms of output, names and days."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from legation.cli.terminal import make_console, settings_from, shared_options, store_option

if TYPE_CHECKING:
    from rich.console import Console

    from legation.ask.filters import Filters
    from legation.ask.query import Query
    from legation.ask.tabular.flat import Table

Command = TypeVar("Command", bound=Callable[..., Any])
SHOWN = 50  # records on a screen where no --limit is given; files get all

_FILTERS = {
    "actor": ("NAME", "Takes part on any side; twice means either, a leading ! means not."),
    "from": ("NAME", "Acts."),
    "to": ("NAME", "Is acted upon."),
    "with": ("NAME", "Takes part besides."),
    "type": ("TYPE", "PLOVER type, with a mode if wanted: CONSULT, CONSULT.visit."),
    "cameo": ("CODE", "CAMEO code, or its beginning: 042, 04*."),
    "quad": ("1..4", "1 words with, 2 deeds with, 3 words against, 4 deeds against."),
    "status": ("STATUS", "happened, ongoing, planned, possible or denied."),
    "speaker": ("NAME", "Says it."),
    "addressee": ("NAME", "Is told it."),
    "act": ("ACT", "says, demands, accuses, denies, promises ..."),
    "kind": ("KIND", "quoted, partly or reported."),
    "predicate": ("NAME", "Of this kind: holds_office, recognizes ..."),
    "subject": ("NAME", "Of whom it is claimed."),
    "object": ("NAME", "Of what."),
    "outlet": ("NAME", "Published there."),
    "text": ("WORDS", "With these words in it."),
    "on": ("DAYS", "A day, month, year or range: 2024-03, yesterday, 2023-05..2023-07, ../2006."),
    "told": ("DAYS", "Published on these days."),
    "dated": ("yes|no", "Only with a day, or only without one."),
}
_OF_EVENTS = "actor from to with type cameo quad status outlet text on told dated".split()
_OF_STATEMENTS = "speaker addressee act kind outlet text on told dated".split()
_OF_CLAIMS = "actor predicate subject object outlet text on told dated".split()
KINDS = {"events": _OF_EVENTS, "statements": _OF_STATEMENTS, "claims": _OF_CLAIMS}


def filter_options(*names: str) -> Callable[[Command], Command]:
    """The options of some filters; `--since` and `--until` stand for `--on` with an open end."""

    def added(command: Command) -> Command:
        if "on" in names:
            command = click.option("--until", metavar="DAY", help="On that day or earlier.")(
                command
            )
            command = click.option("--since", metavar="DAY", help="On that day or later.")(command)
        for name in reversed(names):
            metavar, told = _FILTERS[name]
            option = click.option(
                f"--{name}", f"f_{name}", multiple=True, metavar=metavar, help=told
            )
            command = option(command)
        return command

    return added


def output_options(command: Command) -> Command:
    """In which form, how many and from which store."""
    for option in (
        shared_options,
        store_option,
        click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many."),
        click.option("--md", "form", flag_value="md", help="A table in Markdown."),
        click.option("--csv", "form", flag_value="csv", help="Comma-separated, with a header."),
        click.option("--json", "form", flag_value="json", help="One record a line, as JSON."),
    ):
        command = option(command)
    return command


@contextmanager
def asked_of(store: str | None, settings_file: Path | None, *, debug: bool) -> Iterator[Query]:
    """A query to the store of a command, opened for reading."""
    from legation.ask.query import Query
    from legation.store import Store

    settings = settings_from(settings_file, debug=debug)
    name = store or settings.store
    with Store.open(name, readonly=True, busy_timeout_s=settings.busy_timeout_s) as opened:
        yield Query(opened, settings=settings)


def filters_from(query: Query, given: dict[str, Any]) -> Filters:
    """The filters of a command's options."""
    values = {name.removeprefix("f_"): v for name, v in given.items() if name.startswith("f_")}
    since, until = given.get("since"), given.get("until")
    if since or until:
        if values.get("on"):
            raise click.UsageError("--on and --since or --until ask the same; give one of them")
        values["on"] = (days_between(since, until, today=query.today),)
    for name in ("on", "told", "dated"):
        if len(values.get(name, ())) > 1:
            raise click.UsageError(f"--{name} stands twice; give one, as a range if need be")
    return query.filters(of=None, **{name: list(several) for name, several in values.items()})


def days_between(since: str | None, until: str | None, *, today: date) -> str:
    """Two days as people write them as one range."""
    from legation.ask.days import days_of

    first = days_of(since, today=today).first if since else None
    last = days_of(until, today=today).last if until else None
    return f"{first or ''}..{last or ''}"


def limit_of(limit: int | None, form: str | None) -> int | None:
    """How many records to ask for: all for a file, a screenful for the eye."""
    return limit if limit is not None or form in ("csv", "json") else SHOWN


def write_form(
    form: str, table: Table, items: Iterable[Any], *, columns: Sequence[str] = ()
) -> None:
    """Write items to standard output in a form."""
    from legation.export import csv_tables, json_lines, markdown

    out: IO[str] = sys.stdout
    if form == "json":
        json_lines.write(items, out, table=table)
    elif form == "csv":
        csv_tables.write(items, out, table=table)
    else:
        markdown.write(items, out, table=table, columns=columns)


def console_of() -> Console:
    """The console that answers are printed on."""
    return make_console()


def told_form(form: str | None, total: int, shown: int, *, undated: int = 0) -> None:
    """Say on standard error that a form holds less than there is, or leaves out what has no day."""
    if form is not None and shown < total:
        click.echo(f"{shown:,} of {total:,} written; raise --limit for the rest", err=True)
    if form is not None and undated:
        click.echo(f"{undated:,} without a day left out", err=True)
