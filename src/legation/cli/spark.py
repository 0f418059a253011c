"""`legation spark`: a corpus on a cluster, and its readings into a store."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from legation.cli.exits import Exit
from legation.cli.terminal import settings_from, shared_options, store_option
from legation.errors import InputError
from legation.telling.safe import clean


@click.group(short_help="Read a corpus on Apache Spark.")
def spark() -> None:
    """Read a corpus on Apache Spark. Needs `pip install legation[spark]` and Java 17."""


@spark.command(short_help="A corpus to readings in Parquet.")
@click.argument("source", metavar="SOURCE")
@click.argument("out", metavar="FOLDER")
@click.option("--master", default="local[*]", show_default=True, help="As Spark calls it.")
@click.option("--parts", type=click.IntRange(min=1), help="Cut the corpus into so many parts.")
@click.option("--set", "options", multiple=True, metavar="NAME=VALUE", help="A setting of Spark.")
@shared_options
def read(
    source: str,
    out: str,
    master: str,
    parts: int | None,
    options: Sequence[str],
    settings_file: Path | None,
    debug: bool,
) -> int:
    """Read the rows of SOURCE into Parquet files in FOLDER, which must be new.

    SOURCE is Parquet, or JSON lines by its name, with a column `text` or `html`, and maybe `date`,
    `title`, `url`, `outlet`, `agency`, `section`, `language`.

    \b
    Examples:
      legation spark read wire.parquet readings --master local[8]
      legation spark read s3a://news/2024 s3a://news/read --master yarn --parts 2000
    """  # noqa: D301
    engine = _engine()
    settings = settings_from(settings_file, debug=debug)
    given = dict(option.partition("=")[::2] for option in options)
    session = engine.open_session(master, given)
    try:
        rows = engine.open_corpus(session, source)
        engine.write_readings(engine.read_corpus(rows, settings, parts=parts), out)
    finally:
        session.stop()
    click.echo(clean(f"{out}: done"))
    return Exit.OK


@spark.command(short_help="The readings of a finished job into a store.")
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@store_option
@shared_options
def load(folder: Path, store: str | None, settings_file: Path | None, debug: bool) -> int:
    """Keep the readings that `legation spark read` left in FOLDER; what is there stays as it is."""
    engine = _engine()
    from legation.store import Run, Store
    from legation.upkeep import update_stories

    settings = settings_from(settings_file, debug=debug)
    counts: dict[str, int] = {}
    with Store.open(store or settings.store, busy_timeout_s=settings.busy_timeout_s) as opened:
        run: Run | None = None
        for reading in engine.readings_of(folder):
            run = run or Run(reader=reading.reader, sources=(str(folder),))
            outcome = opened.write(reading, run=run).value
            counts[outcome] = counts.get(outcome, 0) + 1
        update_stories(opened)
        if run:
            opened.end(run, counts)
    told = ", ".join(f"{n} {name}" for name, n in sorted(counts.items())) or "no readings"
    click.echo(clean(f"{folder}: {told}"))
    return Exit.OK


def _engine() -> Any:
    """The module that names Spark; only those who ask for it need to have it."""
    try:
        from legation.engine import spark as engine
    except ImportError as error:
        raise InputError(
            f"Spark is not installed ({error.name}); pip install 'legation[spark]'"
        ) from error
    return engine
