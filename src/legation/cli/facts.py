"""`legation facts`: what is claimed to hold, on a day, as known on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from legation.cli.day_type import DAY
from legation.cli.exits import Exit
from legation.cli.terminal import make_console, settings_from, shared_options, store_option
from legation.errors import InputError
from legation.records import Predicate
from legation.telling.phrases import day
from legation.telling.safe import clean

if TYPE_CHECKING:
    from legation.ask.names import Names
    from legation.ledger.views import View
    from legation.store import Asked, Ledger


@click.command(short_help="Show what is claimed to hold, and as known when.")
@click.option("--about", metavar="NAME", help="A name, country code or id, on either side.")
@click.option("--predicate", type=click.Choice([str(p) for p in Predicate]), metavar="KIND",
              help=f"Of one kind: {', '.join(Predicate)}.")  # fmt: skip
@click.option("--as-of", type=DAY, metavar="DATE", help="The day that claims must speak of.")
@click.option("--known-on", type=DAY, metavar="DATE", help="As the store knew it on that day.")
@click.option("--diff-from", type=DAY, metavar="DATE", help="What came and went since that day.")
@click.option(
    "--by-publication", is_flag=True, help="Take the day of publication for the day of knowing."
)
@click.option("--by", "holder", metavar="NAME", help="Only claims of this speaker, or `outlets`.")
@click.option(
    "--order", type=click.Choice(["recent", "rank"]), default="recent", help="Who decides."
)
@click.option("--limit", type=click.IntRange(1), default=50, help="Facts at most.")
@click.option("--json", "as_json", is_flag=True, help="One fact a line, as JSON.")
@store_option
@shared_options
def facts(
    about: str | None,
    predicate: str | None,
    as_of: datetime | None,
    known_on: datetime | None,
    diff_from: datetime | None,
    by_publication: bool,
    holder: str | None,
    order: str,
    limit: int,
    as_json: bool,
    store: str | None,
    settings_file: Path | None,
    debug: bool,
) -> int:
    """Show what is claimed to hold, and as known when.

    A fact is a slot, such as who commands KFOR, with all claims about it. Claims that contradict
    each other are all kept; the view says which of them decides: the one told last (recent), or
    what outlets tell in their own words before what they have from speakers (rank).

    A claim without dates of its own counts from the day it was told. With `--predicate
    holds_office`, a country or body stands for all of its offices.

    \b
    Examples:
      legation facts --about KFOR
      legation facts --about KFOR --as-of 2023-10-25 --known-on 2023-11-01
      legation facts --predicate recognizes --about Kosovo --by SRB
      legation facts --predicate holds_office --about Denmark
      legation facts --about KFOR --diff-from 2023-10-01 --known-on 2023-11-01 --by-publication
    """  # noqa: D301
    from legation.ask.names import Names
    from legation.registry.load import load_registry
    from legation.store import Asked, Ledger, Store

    if about is None and predicate is None:
        raise click.UsageError("Name somebody with --about, or a kind of fact with --predicate")
    settings = settings_from(settings_file, debug=debug)
    name = store or settings.store
    with Store.open(name, readonly=True, busy_timeout_s=settings.busy_timeout_s) as opened:
        ledger = Ledger(opened)
        names = Names(load_registry(settings.actors_file(), settings.learned_file()), opened)
        asked = Asked(
            parties=_about(names, ledger, about, predicate) if about else (),
            predicate=Predicate(predicate) if predicate else None,
            as_of=_date(as_of),
            known_on=_date(known_on),
            by_publication=by_publication,
        )
        if diff_from is not None:
            _show_changes(ledger, asked, since=diff_from.date(), as_json=as_json)
        else:
            view = _view(names, ledger, holder, order)
            _show_facts(ledger, asked, view, limit=limit, as_json=as_json)
    return Exit.OK


def _show_facts(ledger: Ledger, asked: Asked, view: View, *, limit: int, as_json: bool) -> None:
    from legation.cli.show_facts import show_choices
    from legation.codec import encode_record
    from legation.ledger.gather import gather
    from legation.ledger.views import choose

    found = gather(ledger.entries(asked, facts=limit + 1))
    chosen = choose(found[:limit], view, on=asked.as_of)
    if as_json:
        for each in chosen:
            click.echo(encode_record(each))
        return
    console = make_console()
    show_choices(chosen, console, more=len(found) > limit)
    if not chosen and asked.predicate is not None:
        others = ledger.predicates(asked)
        if others:
            told = ", ".join(f"{name} {count}" for name, count in others.items())
            console.print(f"None is of the kind {asked.predicate}; of other kinds: {told}.")
    if not chosen and asked.known_on is not None:
        first = ledger.first_known(asked)
        if first is not None:
            console.print(
                f"The first of it came to be known on {day(first.date())}; --by-publication takes "
                "the day of publication instead."
            )


def _show_changes(ledger: Ledger, asked: Asked, *, since: date, as_json: bool) -> None:
    from legation.cli.show_facts import show_changes
    from legation.codec import encode_record

    until = asked.known_on or date.today()
    if until < since:
        raise click.UsageError("--diff-from is after --known-on; give the earlier day first")
    came, went = ledger.changes(replace(asked, known_on=until), since=since)
    if as_json:
        for entry in (*came, *went):
            click.echo(encode_record(entry))
    else:
        show_changes(came, went, make_console())


def _view(names: Names, ledger: Ledger, holder: str | None, order: str) -> View:
    from legation.ledger.views import OUTLETS, Order, View

    perspective = holder
    if holder is not None and holder != OUTLETS:
        keys = _keys(names, ledger, holder)
        if len(keys) > 1:
            known = [key for key in keys if ledger.parties(key)]
            if len(known) != 1:
                raise InputError(f"{clean(holder)!r} may be {', '.join(keys)}; name one of them")
            keys = tuple(known)
        perspective = keys[0]
    return View(perspective=perspective, order=Order(order))


def _about(names: Names, ledger: Ledger, name: str, predicate: str | None) -> tuple[str, ...]:
    """The keys of those called so; asked who holds office, also of their offices."""
    keys = _keys(names, ledger, name)
    return (*keys, *ledger.offices(keys)) if predicate == Predicate.HOLDS_OFFICE else keys


def _keys(names: Names, ledger: Ledger, name: str) -> tuple[str, ...]:
    """The keys of those called so, of whom the ledger may know nothing."""
    from legation.ask.filters import ledger_keys

    known = ledger.parties(name)
    those = () if known else names.find(name).those()
    meant = {key for each in those for key in ledger_keys(each)}
    return tuple(sorted({*known, *meant}))


def _date(moment: datetime | None) -> date | None:
    return moment.date() if moment is not None else None
