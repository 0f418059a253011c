"""`legation correct` and `legation corrections`: what people say of records."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from legation.cli.exits import Exit
from legation.cli.terminal import settings_from, shared_options, store_option, text_of
from legation.records import CorrectionKind, Scope

if TYPE_CHECKING:
    from legation.records import Correction
    from legation.store import Store

_VERDICTS = tuple(str(kind).replace(" ", "-") for kind in CorrectionKind)
_SCOPES = {
    "passage": "this passage",
    "rule": "this rule here",
    "alias": "this alias everywhere",
}


@click.command(short_help="Say that a record is right or wrong, or what it should say.")
@click.argument("record")
@click.argument("verdict", type=click.Choice(_VERDICTS), metavar="|".join(_VERDICTS))
@click.argument("what", required=False, metavar="[FIELD=VALUE | ID]")
@click.option("--scope", type=click.Choice([*_SCOPES]), default="passage", show_default=True,
              help="This record, its rule in the article, or an alias everywhere.")  # fmt: skip
@click.option("--by", metavar="NAME", help="Who says so, by default who is logged in.")
@click.option("--note", metavar="TEXT", help="Why.")
@click.option("--preview", "look", is_flag=True, help="Only show what else it would change.")
@store_option
@shared_options
def correct(
    record: str,
    verdict: str,
    what: str | None,
    scope: str,
    by: str | None,
    note: str | None,
    look: bool,
    store: str | None,
    settings_file: Path | None,
    debug: bool,
) -> int:
    """Correct the record whose id begins with RECORD.

    A correction is kept beside the reading and laid over it whenever the article is read again. It
    names the words and their place: where these are gone it is listed as an orphan, and never
    moved to others. `legation corrections --undo ID` takes it back.

    \b
    Fields: events status, day, cameo; statements act, polarity, day, deadline; claims holds, valid;
    mentions actor, name, kind, country, sector, role. A value of - is: not told.

    \b
    Examples:
      legation correct e41d33 reject --note "a film"
      legation correct e41d33 edit day=2024-03
      legation correct m90b12 edit country=KEN --scope alias --preview
      legation correct e41d33 same e90b12
      legation correct m90b12 not-same m41d33
    """  # noqa: D301
    from legation.store import Store
    from legation.telling.phrases import counted
    from legation.telling.safe import clean
    from legation.upkeep.correcting_records import keep, make_correction, preview

    kind = CorrectionKind(verdict.replace("-", " "))
    field, new = _field(what) if kind is CorrectionKind.EDIT else (None, None)
    other = what if kind in (CorrectionKind.SAME, CorrectionKind.NOT_SAME) else None
    if what and field is None and other is None:
        raise click.UsageError(f"{verdict} takes nothing after it")
    settings = settings_from(settings_file, debug=debug)
    name = store or settings.store
    with Store.open(name, busy_timeout_s=settings.busy_timeout_s) as opened:
        given = make_correction(
            opened, record, kind, by=by or getpass.getuser(), at=datetime.now(UTC),
            scope=Scope(_SCOPES[scope]), other=other, field=field, new=new, note=note,
        )  # fmt: skip
        wide = preview(opened, given)
        if not look:
            keep(opened, given)
    if wide.records:
        would = "would change" if look else "changed"
        many = counted(wide.records, "other record")
        click.echo(f"it {would} {many} in {counted(wide.articles, 'article')}, such as:")
        for each in wide.examples:
            click.echo(f"  {each.label}: {clean(each.passage.text)}")
    elif look:
        click.echo("it would change no other record")
    if not look:
        click.echo(f"{_line(given)}; undo: legation corrections --undo {given.id[:9]}")
    return Exit.OK


@click.command(short_help="Show what was corrected, take it back, carry it over.")
@click.option("--orphans", "which", flag_value="orphans", help="Those whose words are gone.")
@click.option("--disputed", "which", flag_value="disputed", help="Where people differ.")
@click.option("--rules", "which", flag_value="rules", help="How often each rule was right.")
@click.option("--undo", metavar="ID", help="Take one back.")
@click.option("--by", metavar="NAME", help="Who takes it back, by default who is logged in.")
@click.option("--export", "to", type=click.Path(path_type=Path), metavar="FILE",
              help="Write those that stand, a line of JSON each.")  # fmt: skip
@click.option("--import", "source", type=click.Path(path_type=Path), metavar="FILE",
              help="Take in such lines.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One a line, as JSON.")
@store_option
@shared_options
def corrections(
    which: str | None,
    undo: str | None,
    by: str | None,
    to: Path | None,
    source: Path | None,
    as_json: bool,
    store: str | None,
    settings_file: Path | None,
    debug: bool,
) -> int:
    """Show what people said of records: who, when, of what, how far it goes, and why.

    \b
    Examples:
      legation corrections
      legation corrections --orphans
      legation corrections --rules
      legation corrections --undo v41d33
      legation corrections --export gold.jsonl
    """  # noqa: D301
    from legation.store import Store
    from legation.upkeep import correcting_records as kept

    settings = settings_from(settings_file, debug=debug)
    name = store or settings.store
    changes = bool(undo or source)
    with Store.open(name, readonly=not changes, busy_timeout_s=settings.busy_timeout_s) as opened:
        if undo:
            who = by or getpass.getuser()
            told = kept.undo(opened, undo, by=who, at=datetime.now(UTC))
            click.echo(f"taken back: {_line(told)}")
        elif source is not None:
            counts = kept.from_gold(opened, text_of(source).splitlines())
            click.echo(", ".join(f"{n:,} {what}" for what, n in sorted(counts.items())) or "none")
        elif to is not None:
            lines = [*kept.to_gold(opened)]
            to.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
            click.echo(f"{to}: {len(lines):,} corrections")
        elif which == "rules":
            for rule in kept.precision_of(kept.corrections_of(opened)):
                share = rule.right / (rule.right + rule.wrong)
                click.echo(
                    f"{rule.rule}: {share:.2f} ({rule.low:.2f} to {rule.high:.2f}), "
                    f"{rule.right} right, {rule.wrong} wrong"
                )
        else:
            for each in _chosen(which, opened):
                told_as = kept.correction_item(each)
                click.echo(json.dumps(told_as, ensure_ascii=False) if as_json else _line(each))
    return Exit.OK


def _chosen(which: str | None, opened: Store) -> Iterable[Correction]:
    from legation.upkeep.correcting_records import corrections_of, disputed, orphans_of

    if which == "orphans":
        return orphans_of(opened)
    every = corrections_of(opened)
    return [c for several in disputed(every) for c in several] if which == "disputed" else every


def _field(what: str | None) -> tuple[str, str]:
    name, equals, value = (what or "").partition("=")
    if not equals:
        raise click.UsageError("an edit is written FIELD=VALUE, as in day=2024-03")
    return name.strip(), value.strip()


def _line(each: Correction) -> str:
    from legation.telling.safe import clean

    edit = f" {each.field} from {each.old or '-'} to {each.new or '-'}" if each.field else ""
    other = f" as {each.other.record[:9]}" if each.other else ""
    note = f" ({clean(each.note)})" if each.note else ""
    back = f", taken back by {clean(each.undone_by or '')}" if each.undone_at else ""
    target = each.target
    return (
        f"{each.id[:9]} {each.at:%Y-%m-%d} {clean(each.by)}: {each.kind} {target.kind} "
        f"{target.record[:9]} ({target.label}, “{clean(target.passage.text)}”)"
        f"{clean(edit)}{other}, {each.scope}{note}{back}"
    )
