"""`legation actors`: the registry shown, checked, taught and measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from legation.cli.day_type import DAY
from legation.cli.exits import Exit
from legation.cli.terminal import is_there, settings_from, shared_options, store_option
from legation.telling.safe import clean

if TYPE_CHECKING:
    from legation.registry.known import Registry
    from legation.registry.sightings import Sighting
    from legation.settings import Settings


@click.group(short_help="Who is known: show, check, learn, coverage, import.")
def actors() -> None:
    """Who is known before a text is read: our tables, your own file, and what the news taught.

    \b
    Examples:
      legation actors show "Yaşar Güler" --on 2024-03-09
      legation actors check                       the tables against themselves and the store
      legation actors learn                       offices in the store's articles, into a file
      legation actors coverage balkan             which leading offices are known, by year
      legation actors import Phoenix.actors.txt   a PETRARCH or TABARI dictionary, as a table
    """  # noqa: D301


@actors.command(short_help="Show who a name or office stands for.")
@click.argument("name", metavar="NAME")
@click.option("--on", "day", type=DAY, metavar="DATE", help="The day that counts (2024-03-09).")
@click.option("--json", "as_json", is_flag=True, help="One actor a line, as JSON.")
@shared_options
def show(
    name: str, day: datetime | None, as_json: bool, settings_file: Path | None, debug: bool
) -> int:
    """Show who or what a name stands for, with all offices, or those of one day.

    NAME is a full name in any script, a surname, an id, or an office with its country.

    \b
    Examples:
      legation actors show "Вучић"
      legation actors show "Turkish defence minister" --on 2024-03-09
      legation actors show KFOR --json
    """  # noqa: D301
    from legation.ask.names import Names
    from legation.ask.resolving.meanings import nobody
    from legation.cli.show_actors import actor_json, actor_lines, office_lines, spell_lines
    from legation.errors import InputError
    from legation.registry.lookup import find_actors, office_called

    registry = _registry(settings_from(settings_file, debug=debug))
    on = day.date() if day else None
    found = find_actors(registry, name)
    office = None if found else office_called(registry, name)
    # Of a day on which nobody is known, those known last are told below.
    is_known = office is not None and (on is None or registry.holders_on(*office, on))
    if office is not None and is_known and not as_json:
        _print(office_lines(registry, *office, on))
        return Exit.OK
    asked = None if found else Names(registry).find(name)
    for meaning in asked.meanings if asked else ():
        if meaning.office is not None and not as_json:
            _print(spell_lines(meaning.office, on))
        elif actor := registry.actors.get(meaning.id or ""):
            found = (*found, actor)
    if asked is not None and not asked.meanings:
        raise InputError(nobody(name, asked.near))
    for actor in found:
        if as_json:
            click.echo(actor_json(actor, on))
        else:
            _print(actor_lines(actor, on))
    return Exit.OK


@actors.command(short_help="Check the registry against itself and the store.")
@store_option
@shared_options
def check(store: str | None, settings_file: Path | None, debug: bool) -> int:
    """Check who is known: against itself, and against what the articles of the store say.

    Told are two people in one office at one time, spellings of two people of a country, and
    articles that give an office to somebody else. Nothing is changed. Where there is no store, the
    tables alone are checked.

    \b
    Examples:
      legation actors check
      legation actors check --store wire.db
    """  # noqa: D301
    from legation.cli.show_actors import conflict_line, overlap_line, shared_name_line
    from legation.registry.check import conflicts, overlaps, shared_names

    settings = settings_from(settings_file, debug=debug)
    registry = _registry(settings)
    lines = [overlap_line(each) for each in overlaps(registry)]
    lines += [shared_name_line(each) for each in shared_names(registry)]
    _print(lines)
    told = f"tables: {_several(len(lines), 'conflict')} in {len(registry.actors)} actors"
    if store or is_there(settings.store):
        found = [conflict_line(c) for c in conflicts(registry, _sightings(store, settings))]
        _print(found)
        told += f"; articles: {_several(len(found), 'conflict')}"
    click.echo(told)
    return Exit.OK


@actors.command(short_help="Learn offices from the articles of the store.")
@store_option
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Where to write.")
@click.option("--dry-run", is_flag=True, help="Tell what would be learned; write nothing.")
@shared_options
def learn(
    store: str | None, out: Path | None, dry_run: bool, settings_file: Path | None, debug: bool
) -> int:
    """Learn who holds which office from what the articles of the store say.

    "Turkish Defence Minister Yaşar Güler" in an article of March 9 becomes a row: in office from
    that day, with the passage. The file is read with the tables from then on. What the tables have
    is not repeated; what they contradict is told and left out.

    \b
    Examples:
      legation actors learn --dry-run
      legation actors learn --store wire.db --out legation-learned.csv
    """  # noqa: D301
    from legation.cli.show_actors import conflict_line, lesson_line
    from legation.registry.learned import as_csv
    from legation.registry.learned import learn as learn_from
    from legation.registry.own import own_rows

    settings = settings_from(settings_file, debug=debug)
    path = out or Path(settings.learned)
    known = own_rows(path) if path.is_file() else ()
    lesson = learn_from(_registry(settings, learned=False), _sightings(store, settings), known)
    _print(conflict_line(each) for each in lesson.conflicts)
    if dry_run:
        _print(lesson_line(row) for row in lesson.rows)
    elif lesson.changed:
        path.write_text(as_csv(lesson.rows), encoding="utf-8")
    click.echo(
        f"{path}: {_several(len(lesson.rows), 'row')}, {lesson.changed} of them new or longer, "
        f"{_several(len(lesson.conflicts), 'conflict')} left out"
    )
    return Exit.OK


@actors.command(short_help="For which years the leading offices are known.")
@click.argument("which", nargs=-1, metavar="[GROUP | CODE]...")
@click.option("--since", default=2000, show_default=True, metavar="YEAR")
@click.option("--until", type=int, metavar="YEAR", help="By default this year.")
@click.option("--gaps", is_flag=True, help="Only lines with a year that is not wholly known.")
@shared_options
def coverage(
    which: Sequence[str],
    since: int,
    until: int | None,
    gaps: bool,
    settings_file: Path | None,
    debug: bool,
) -> int:
    """For which years head of state and government, foreign and defence minister are known.

    A line is a state and an office, a sign is a year: # all months known, + some, . none, a blank
    before the state was one. Groups are g20, eu, nato, balkan, middle-east and conflict.

    \b
    Examples:
      legation actors coverage
      legation actors coverage nato balkan --gaps
      legation actors coverage TUR --since 2010
    """  # noqa: D301
    from legation.cli.show_actors import coverage_lines
    from legation.registry.coverage import coverage as covered

    registry = _registry(settings_from(settings_file, debug=debug))
    found = list(covered(registry, since=since, until=until or date.today().year))
    wanted = {word.upper().replace("-", " ") for word in which}
    known = {c.country for c in found} | {g.upper() for c in found for g in c.groups}
    if wanted - known:
        raise click.UsageError(f"No such group or state: {', '.join(sorted(wanted - known))}")
    kept = [c for c in found if not wanted or {c.country, *(g.upper() for g in c.groups)} & wanted]
    _print(coverage_lines(kept, gaps=gaps))
    return Exit.OK


@actors.command("import", short_help="Turn PETRARCH or TABARI dictionaries into a table.")
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Where to write.")
@shared_options
def import_(
    files: Sequence[Path], out: Path | None, settings_file: Path | None, debug: bool
) -> int:
    """Turn actor and agent dictionaries of PETRARCH and TABARI into a table of your own actors.

    The table goes to standard output or to a file; name that in the settings (`actors`) and its
    rows win over ours. What could not be taken is told with file and line.

    \b
    Examples:
      legation actors import Phoenix.Countries.actors.txt Phoenix.agents.txt --out mine.csv
      legation actors import actors.2012.txt > mine.csv
    """  # noqa: D301
    from legation.importing.actor_dictionaries import as_csv, read_dictionaries

    found = read_dictionaries(files, _registry(settings_from(settings_file, debug=debug)))
    text = as_csv(found.rows)
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
    for loss in found.losses:
        click.echo(clean(f"not taken: {loss.path} line {loss.line}: {loss.reason}"), err=True)
    told = f"{_several(len(found.rows), 'row')}, {_several(len(found.losses), 'line')} not taken"
    click.echo(told, err=True)
    return Exit.OK


def _registry(settings: Settings, *, learned: bool = True) -> Registry:
    from legation.registry.load import load_registry

    return load_registry(settings.actors_file(), settings.learned_file() if learned else None)


def _sightings(store: str | None, settings: Settings) -> Iterator[Sighting]:
    from legation.records import Predicate
    from legation.registry.sightings import sightings_of
    from legation.store import Query, Store

    name = store or settings.store
    with Store.open(name, readonly=True, busy_timeout_s=settings.busy_timeout_s) as opened:
        for reading in Query(opened).readings_with(Predicate.HOLDS_OFFICE):
            yield from sightings_of(reading)


def _several(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _print(lines: Iterator[str] | Sequence[str]) -> None:
    for line in lines:
        click.echo(line)
