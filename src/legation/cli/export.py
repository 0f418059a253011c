"""`legation export`, `load`, `series` and `codes`: ways out of the store, and back into one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from legation.cli.asking import (
    asked_of,
    filter_options,
    filters_from,
    output_options,
    write_form,
)
from legation.cli.exits import Exit
from legation.cli.terminal import settings_from, shared_options, store_option
from legation.errors import InputError

if TYPE_CHECKING:
    from legation.ask.query import Query
    from legation.export.loss import LossReport

FIELD = ("polecat", "gdelt", "ftm")  # formats of other tools, which hold events
FORMATS = ("csv", "jsonl", "parquet", "polecat", "gdelt", "ftm", "readings")
RECORDS = ("events", "dyads", "statements", "claims")
_ALL = (
    "actor from to with type cameo quad status speaker addressee act kind predicate subject object "
    "outlet text on told dated"
).split()


@click.command(short_help="Write records to a file that other tools read.")
@click.argument("kind", metavar="FORMAT", type=click.Choice([*FORMATS, "months", "codebook"]))
@click.option("--of", "of", type=click.Choice(RECORDS), default="events", show_default=True)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write; a new folder for months.",
)
@filter_options(*_ALL)
@store_option
@shared_options
def export(
    kind: str,
    of: str,
    out: Path | None,
    store: str | None,
    settings_file: Path | None,
    debug: bool,
    **given: Any,
) -> int:
    """Write records to a file that other tools read, with a report of what could not be carried.

    csv, jsonl and parquet hold one row for each record, with the columns of the codebook. polecat
    and gdelt (2.0 events) are column by column those of the field, ftm holds events as entities of
    FollowTheMoney. readings holds everything,
    whole, one article a line, and `legation load` takes it back. months is a folder of Parquet
    files of the whole store, one for each table and month of publication, to be counted in place
    with `open_months` in Python or with DuckDB. The report goes to standard error.

    \b
    Examples:
      legation export csv --of dyads --out dyads.csv
      legation export parquet --of statements --told 2024 --out said.parquet
      legation export polecat --out week.txt
      legation export readings > all.jsonl
      legation export months --out months
      legation export codebook --out codebook.md
    """  # noqa: D301
    if kind == "codebook":
        from legation.export.codebook import codebook

        with _file(out) as file:
            file.write("\n".join(codebook()) + "\n")
        return Exit.OK
    if kind == "months":
        return _months(out, store, settings_file, debug=debug, filtered=any(given.values()))
    with asked_of(store, settings_file, debug=debug) as query:
        report = _written(query, kind, of, out, given)
    # Our own tables hold all that there is; of the field's formats it must be known what they hold.
    for line in report.lines(shares=kind in FIELD):
        click.echo(line, err=True)
    return Exit.OK


def _months(
    out: Path | None, store: str | None, settings_file: Path | None, *, debug: bool, filtered: bool
) -> int:
    from legation.store.keeping.month_files import write_months

    if out is None:
        raise click.UsageError("months is a folder of files; name a new one with --out")
    if filtered:
        raise click.UsageError("months holds the whole store; leave the filters out")
    with asked_of(store, settings_file, debug=debug) as query:
        rows = write_months(query.store, out)
    told = ", ".join(f"{number:,} {name}" for name, number in rows.items() if number)
    click.echo(f"{out}: {told or 'an empty store'}", err=True)
    return Exit.OK


def _written(
    query: Query, kind: str, of: str, out: Path | None, given: dict[str, Any]
) -> LossReport:
    from legation.export import (
        csv_tables,
        followthemoney,
        gdelt,
        json_lines,
        parquet_files,
        polecat,
    )

    if kind == "readings":
        with _file(out) as file:
            return json_lines.write_readings(query.readings(), file)
    filters = filters_from(query, given)
    asked = {
        "events": query.events,
        "dyads": query.dyads,
        "statements": query.statements,
        "claims": query.claims,
    }[of]()
    records = type(asked)(query=query, table=asked.table, filters=filters)
    if kind in FIELD:
        if of != "events":
            raise click.UsageError(f"{kind} holds events; leave --of {of} out")
        with _file(out) as file:
            writers = {
                "polecat": polecat.write,
                "gdelt": gdelt.write,
                "ftm": followthemoney.write,
            }
            return writers[kind](records, file)
    if kind == "parquet":
        with _bytes(out) as file:
            return parquet_files.write(records, file, table=records.table)
    with _file(out) as file:
        write_rows = csv_tables.write if kind == "csv" else json_lines.write
        return write_rows(records, file, table=records.table)


@click.command(short_help="Take readings that were exported into a store.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.File("rb"))
@store_option
@shared_options
def load(
    files: tuple[IO[bytes], ...], store: str | None, settings_file: Path | None, debug: bool
) -> int:
    """Take readings that `legation export readings` or `read --json` wrote into a store.

    Every passage is checked against its article's text. What is there already is left as it is.

    \b
    Examples:
      legation load all.jsonl --store copy.db
    """  # noqa: D301
    from collections import Counter

    from legation.codec import decode_lines
    from legation.store import Store
    from legation.upkeep import update_stories

    settings = settings_from(settings_file, debug=debug)
    counts: Counter[str] = Counter()
    with Store.open(store or settings.store, busy_timeout_s=settings.busy_timeout_s) as opened:
        for file in files:
            for reading in decode_lines(file, path=file.name):
                counts[str(opened.write(reading))] += 1
        update_stories(opened)
        told = ", ".join(f"{counts[name]} {name}" for name in sorted(counts)) or "nothing to load"
        click.echo(f"{opened.name}: {told}")
    return Exit.OK


@click.command(short_help="Show how two sides dealt with each other, month by month.")
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@filter_options("type", "status", "outlet", "on", "told")
@output_options
def series(
    left: str,
    right: str,
    form: str | None,
    limit: int | None,
    store: str | None,
    settings_file: Path | None,
    debug: bool,
    **given: Any,
) -> int:
    """Show how two sides dealt with each other, month by month and by quad class.

    Beside each count stands how many articles of that month were read. A month of which nothing
    was read is a gap: unknown, not quiet. Occurrences without a day stand beside the counts.

    \b
    Examples:
      legation series India Pakistan
      legation series ISR SOM --on 2025..2026 --csv
    """  # noqa: D301
    from legation.ask.series import SERIES, dyad_series

    with asked_of(store, settings_file, debug=debug) as query:
        found = dyad_series(query.store, query.names, left, right, filters_from(query, given))
    write_form(form or "md", SERIES, found.points[:limit])
    if limit is not None and limit < len(found.points):
        click.echo(f"{limit:,} of {len(found.points):,} written", err=True)
    if found.unplaced:
        click.echo(f"{found.unplaced:,} could not be put in any month", err=True)
    return Exit.OK


@click.command(short_help="Tell what a code means.")
@click.argument("codes", nargs=-1, metavar="[CODE | WORD]...")
@click.option("--json", "as_json", is_flag=True, help="One code a line, as JSON.")
def codes(codes: tuple[str, ...], as_json: bool) -> int:
    """Tell what codes mean: types, modes, statuses, sectors, contexts, predicates, CAMEO codes.

    Without one, all but CAMEO's codes are told.

    \b
    Examples:
      legation codes
      legation codes ASSAULT UAF ELI
      legation codes 042
      legation codes ceasefire
    """  # noqa: D301
    import json
    from dataclasses import asdict

    from legation.export.codebook import codes as all_codes

    known = list(all_codes())
    found = [c for c in known if c.kind != "CAMEO"] if not codes else []
    for asked in codes:
        word = asked.casefold()
        exact = [c for c in known if word in (c.code.casefold(), c.code.casefold().split(".")[0])]
        matches = exact or [c for c in known if word in c.meaning.casefold()]
        if not matches:
            raise InputError(f"{asked!r} is no code, and no code means it; see `legation codes`")
        found += matches
    for code in found:
        if as_json:
            click.echo(json.dumps(asdict(code), ensure_ascii=False))
        else:
            click.echo(f"{code.code:<28} {code.kind:<10} {code.meaning}")
    return Exit.OK


@contextmanager
def _file(out: Path | None) -> Iterator[IO[str]]:
    """The file to write text to, or standard output."""
    if out is None:
        yield sys.stdout
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            yield file
    except OSError as error:
        raise InputError(f"{out}: {error.strerror}; name another file with --out") from error


@contextmanager
def _bytes(out: Path | None) -> Iterator[IO[bytes]]:
    """The file to write bytes to; a terminal takes none."""
    if out is None:
        if sys.stdout.isatty():
            raise click.UsageError("parquet is no text; name a file with --out")
        yield sys.stdout.buffer
        return
    try:
        with out.open("wb") as file:
            yield file
    except OSError as error:
        raise InputError(f"{out}: {error.strerror}; name another file with --out") from error
