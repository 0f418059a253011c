"""`legation backup`, `restore` and `doctor`: a store copied whole, and looked over."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from legation.cli.exits import Exit
from legation.cli.terminal import make_console, settings_from, shared_options, store_option
from legation.telling.safe import clean


@click.command(short_help="Copy the whole store to one file.")
@click.argument("file", type=click.Path(path_type=Path))
@store_option
@shared_options
def backup(file: Path, store: str | None, settings_file: Path | None, debug: bool) -> int:
    """Copy the whole store to FILE, while others may go on writing to it.

    FILE is a store itself, whichever database the store is in. Pages kept beside the store are not
    in it.

    \b
    Examples:
      legation backup wire-2024-03-01.db --store wire.db
      legation backup wire.db --store postgresql://server/wire
    """  # noqa: D301
    from legation.store import Store
    from legation.store.keeping.backup import back_up

    settings = settings_from(settings_file, debug=debug)
    name = store or settings.store
    with Store.open(name, readonly=True, busy_timeout_s=settings.busy_timeout_s) as opened:
        copied = back_up(opened, file)
        click.echo(_told(copied, opened.name, str(file)))
    return Exit.OK


@click.command(short_help="Fill a new store from a backup.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@store_option
@shared_options
def restore(file: Path, store: str | None, settings_file: Path | None, debug: bool) -> int:
    """Fill a store that holds nothing yet from FILE, which `legation backup` wrote.

    So a store moves from a file to a server as well, and back.

    \b
    Examples:
      legation restore wire-2024-03-01.db --store new.db
      legation restore wire.db --store postgresql://server/wire
    """  # noqa: D301
    from legation.store import Store
    from legation.store.keeping.backup import copy_all

    settings = settings_from(settings_file, debug=debug)
    name, wait_s = store or settings.store, settings.busy_timeout_s
    with (
        Store.open(str(file), readonly=True, busy_timeout_s=wait_s) as source,
        Store.open(name, busy_timeout_s=wait_s) as target,
    ):
        click.echo(_told(copy_all(source, target), str(file), target.name))
    return Exit.OK


@click.command(short_help="Look the store over for damage.")
@store_option
@click.option("--json", "as_json", is_flag=True, help="What was found, as JSON.")
@shared_options
def doctor(store: str | None, as_json: bool, settings_file: Path | None, debug: bool) -> int:
    """Look the store over: what is damaged or missing, and what to do about it.

    Every reading is checked against its hash and its rows; nothing is changed. The exit code says
    whether something is wrong.

    \b
    Examples:
      legation doctor
      legation doctor --store wire.db --json
    """  # noqa: D301
    from legation.store import Store
    from legation.store.keeping.doctor import examine

    settings = settings_from(settings_file, debug=debug)
    name = store or settings.store
    with Store.open(name, readonly=True, busy_timeout_s=settings.busy_timeout_s) as opened:
        found, called = examine(opened), opened.name
    if as_json:
        told = {"store": called, "found": [asdict(each) for each in found]}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        console = make_console()
        for each in found:
            example = f", such as {clean(each.example)}" if each.example else ""
            mark, style = ("wrong", "red") if each.fault else ("note", "yellow")
            console.print(f"{mark}: ", style=style, end="")
            console.print(f"{each.many:,} {clean(each.what)}{example}; {each.then}", markup=False)
        if not any(each.fault for each in found):
            console.print(f"{clean(called)}: nothing is wrong", markup=False)
    return Exit.STORE if any(each.fault for each in found) else Exit.OK


def _told(copied: dict[str, int], source: str, target: str) -> str:
    articles, readings = copied["articles"], copied["readings"]
    return f"{clean(source)} to {clean(target)}: {articles:,} articles, {readings:,} readings"
