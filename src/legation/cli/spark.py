"""`legation spark`: a corpus on a cluster, and its readings into a store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import click

from legation.cli.exits import Exit
from legation.cli.terminal import settings_from, shared_options, store_option
from legation.errors import InputError
from legation.telling.safe import clean

AT_ONCE = 250  # readings in one transaction


_master = click.option("--master", default="local[*]", show_default=True, help="As Spark calls it.")
_options = click.option(
    "--set", "options", multiple=True, metavar="NAME=VALUE", help="A setting of Spark."
)


@click.group(short_help="Read a corpus on Apache Spark.")
def spark() -> None:
    """Read a corpus on Apache Spark. Needs `pip install legation[spark]` and Java 17."""


@spark.command(short_help="A corpus to readings in Parquet.")
@click.argument("source", metavar="SOURCE")
@click.argument("out", metavar="FOLDER")
@_master
@click.option("--parts", type=click.IntRange(min=1), help="Cut the corpus into so many parts.")
@_options
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
    `title`, `url`, `outlet`, `agency`, `section`, `language`; or web archives by their names.

    \b
    Examples:
      legation spark read wire.parquet readings --master local[8]
      legation spark read 'crawl/*.warc.gz' readings --master spark://head:7077
      legation spark read s3a://news/2024 s3a://news/read --master yarn --parts 2000
    """  # noqa: D301
    engine = _engine("spark")
    settings = settings_from(settings_file, debug=debug)
    with _session(master, options) as session:
        rows = engine.open_corpus(session, source)
        engine.write_readings(engine.read_corpus(rows, settings, parts=parts), out)
    click.echo(clean(f"{out}: done"))
    return Exit.OK


@spark.command(short_help="Near copies and stories of finished readings.")
@click.argument("readings", metavar="READINGS")
@click.argument("out", metavar="FOLDER")
@_master
@_options
@shared_options
def stories(
    readings: str,
    out: str,
    master: str,
    options: Sequence[str],
    settings_file: Path | None,
    debug: bool,
) -> int:
    """Find which articles are copies and updates of one another, in Parquet below FOLDER.

    READINGS is what `legation spark read` left. FOLDER, which must be new, gets `fingerprints`,
    `links` (an article, the earlier one it has text of, and how much) and `stories`.

    \b
    Examples:
      legation spark stories readings stories --master local[8]
    """  # noqa: D301
    engine, near = _engine("spark"), _engine("near_jobs")
    settings_from(settings_file, debug=debug)
    with _session(master, options) as session:
        session.sparkContext.setCheckpointDir(f"{out}/_checkpoints")
        found = engine.read_finished(session, readings)
        engine.write(near.fingerprints(found), f"{out}/fingerprints")
        prints = engine.read_finished(session, f"{out}/fingerprints")
        engine.write(near.find_links(prints), f"{out}/links")
        links = engine.read_finished(session, f"{out}/links")
        engine.write(near.find_stories(prints, links), f"{out}/stories")
        told = session.read.parquet(f"{out}/stories").count()
    click.echo(clean(f"{out}: {told} stories of several articles"))
    return Exit.OK


@spark.command(short_help="The readings of a finished job into a store.")
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@store_option
@shared_options
def load(folder: Path, store: str | None, settings_file: Path | None, debug: bool) -> int:
    """Keep what `legation spark read` left in FOLDER; what is there already stays as it is."""
    engine = _engine("spark")
    from legation.records import Skipped
    from legation.store import Run, Store
    from legation.upkeep import update_stories

    settings = settings_from(settings_file, debug=debug)
    counts: Counter[str] = Counter()
    found = engine.results_of(folder)
    with Store.open(store or settings.store, busy_timeout_s=settings.busy_timeout_s) as opened:
        run: Run | None = None
        while some := list(islice(found, AT_ONCE)):
            for reader, each in some:
                run = run or Run(reader=reader, sources=(str(folder),))
                if isinstance(each, Skipped):
                    opened.skip(each, reader=reader, run=run)
                    counts["skipped"] += 1
            readings = [(each, None) for _, each in some if not isinstance(each, Skipped)]
            counts.update(outcome.value for outcome in opened.write_many(readings, run=run))
        update_stories(opened)
        if run:
            opened.end(run, counts)
    told = ", ".join(f"{n} {name}" for name, n in sorted(counts.items())) or "no readings"
    click.echo(clean(f"{folder}: {told}"))
    return Exit.OK


@contextmanager
def _session(master: str, options: Sequence[str]) -> Iterator[Any]:
    """A Spark session with the settings given as NAME=VALUE, stopped in the end."""
    given = dict(option.partition("=")[::2] for option in options)
    session = _engine("spark").open_session(master, given)
    try:
        yield session
    finally:
        session.stop()


def _engine(name: str) -> Any:
    """A module that names Spark; only those who ask for it need to have it."""
    try:
        return import_module(f"legation.engine.{name}")
    except ImportError as error:
        raise InputError(
            f"Spark is not installed ({error.name}); pip install 'legation[spark]'"
        ) from error
