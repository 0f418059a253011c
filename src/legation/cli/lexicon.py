"""`legation lexicon`: try, compare, import; `legation flips`: what a changed table would flip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from legation.cli.exits import Exit
from legation.cli.terminal import make_console, settings_from, shared_options, store_option
from legation.telling.safe import clean

if TYPE_CHECKING:
    from legation.events.lexicon import Lexicon

BUNDLED = "bundled"


@click.group(short_help="Try, compare and import event lexicons.")
def lexicon() -> None:
    """Try, compare and import event lexicons.

    A lexicon is a folder with tables as in `data/language/en` (verbs.csv, nouns.csv, ...); a table
    that is not there is the bundled one. The word `bundled` means the lexicon that comes along.

    \b
    Examples:
      legation lexicon try "France recalled its ambassador from Niger."
      legation lexicon diff bundled my-lexicon/ stories/
      legation lexicon import CAMEO.verbs.txt --out petrarch/
    """  # noqa: D301


@lexicon.command("try", short_help="What the lexicon makes of a sentence, and why.")
@click.argument("sentence")
@click.option("--lexicon", "folder", default=BUNDLED, metavar="FOLDER", help="Another lexicon.")
@click.option("--published", metavar="DATE", help="The day of publication (2024-03-09).")
@shared_options
def try_sentence(
    sentence: str, folder: str, published: str | None, settings_file: Path | None, debug: bool
) -> int:
    """Show the events of a sentence with the entries tried for each word, and the silent words.

    \b
    Examples:
      legation lexicon try "France recalled its ambassador from Niger."
      legation lexicon try "The storm hit Fiji." --lexicon my-lexicon/
    """  # noqa: D301
    from legation.cli.show_explained import event_line, show_words
    from legation.read import Reader
    from legation.records import Article

    settings = settings_from(settings_file, debug=debug)
    chosen = _lexicon(folder)
    article = Article.from_text(sentence, published=published)
    reader = Reader(settings)
    explained, silent = reader.try_events(article, chosen)
    console = make_console()
    for each in explained:
        console.print(event_line(each.event))
        show_words(each.words, console)
        console.print()
    if not explained:
        click.echo("no event")
    show_words(silent, console)
    if unknown := reader.unknown_verbs(article, chosen):
        told = ", ".join(dict.fromkeys(f"“{clean(verb.text)}”" for verb in unknown))
        click.echo(f"not in the lexicon: {told}")
    return Exit.OK


@lexicon.command(short_help="What another lexicon changes over a corpus.")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.argument("corpus", nargs=-1, required=True, metavar="CORPUS...")
@shared_options
def diff(old: str, new: str, corpus: Sequence[str], settings_file: Path | None, debug: bool) -> int:
    """Show the events that change from the lexicon OLD to NEW: gone (-), new (+), told otherwise.

    CORPUS is pages, folders, tables of stories, or stores (`.db`, `postgresql://...`).

    \b
    Examples:
      legation lexicon diff bundled my-lexicon/ stories/
      legation lexicon diff before/ after/ wire.jsonl.gz legation.db
    """  # noqa: D301
    from legation.cli.corpus import articles_of
    from legation.cli.show_explained import show_flips
    from legation.read import Reader

    settings = settings_from(settings_file, debug=debug)
    before, after = _lexicon(old), _lexicon(new)
    console = make_console()
    counts: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    articles = articles_of(corpus, settings)
    for article, changed in Reader(settings).flips(articles, before, after):
        counts["articles"] += 1
        if changed:
            show_flips(article.title or article.text[:80], changed, console)
        for flip in changed:
            kind = "new" if flip.before is None else "gone" if flip.after is None else "changed"
            counts[kind] += 1
            rules.update(
                f"{sign}{event.rule}"
                for sign, event in (("-", flip.before), ("+", flip.after))
                if event is not None
            )
    for rule, count in sorted(rules.items(), key=lambda pair: (-pair[1], pair[0]))[:20]:
        click.echo(f"{count:5} {rule}")
    told = ", ".join(f"{counts[name]} {name}" for name in ("gone", "new", "changed"))
    click.echo(f"{told}, in {counts['articles']} articles")
    return Exit.OK


@lexicon.command("import", short_help="A PETRARCH verb dictionary as a lexicon.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="FOLDER"
)
@click.option("--add", is_flag=True, help="Write the bundled verbs too; they win where both code.")
@click.option("--debug", is_flag=True, hidden=True)
def import_dictionary(file: Path, out: Path, add: bool, debug: bool) -> int:
    """Write the verb patterns of a PETRARCH or TABARI dictionary as the verbs.csv of a lexicon.

    What cannot be said in our frames is named with its line and counted.

    \b
    Examples:
      legation lexicon import CAMEO.2.0.txt --out petrarch/
      legation lexicon diff bundled petrarch/ stories/
    """  # noqa: D301
    from legation.importing.petrarch import read_petrarch, write_verbs

    found = read_petrarch(file.read_text(encoding="utf-8", errors="replace"))
    written = write_verbs(found.rows, out, add=add)
    for loss in found.losses:
        click.echo(f"{file} line {loss.line}: {loss.reason}: {loss.pattern}", err=True)
    reasons = Counter(loss.reason for loss in found.losses)
    for reason, count in sorted(reasons.items()):
        click.echo(f"{count:6} left out: {reason}")
    click.echo(
        f"{out / 'verbs.csv'}: {written} rows; "
        f"{found.patterns - len(found.losses)} of {found.patterns} patterns of {found.verbs} verbs"
    )
    return Exit.OK if written else Exit.INPUT


def _lexicon(name: str) -> Lexicon:
    from legation.events.lexicon import load_lexicon

    if name == BUNDLED:
        return load_lexicon()
    folder = Path(name)
    if not any(folder.glob("*.csv")):
        raise click.UsageError(f"{name} is no folder with tables; name one, or `{BUNDLED}`")
    return load_lexicon(folder)


@click.command(short_help="What a changed table would flip in the store.")
@click.option(
    "--actors", "own", type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE", help="Your actors as they would be.",
)  # fmt: skip
@click.option(
    "--lexicon", "folder", type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER", help="The lexicon as it would be.",
)  # fmt: skip
@store_option
@shared_options
def flips(
    own: Path | None,
    folder: Path | None,
    store: str | None,
    settings_file: Path | None,
    debug: bool,
) -> int:
    """Show the records that would be new (+), gone (-) or changed (~); nothing is written.

    The articles that have words of a changed row are read twice: with the tables that the settings
    name, and with those given.

    \b
    Examples:
      legation flips --actors changed-actors.csv
      legation flips --lexicon my-lexicon/ --store wire.db
    """  # noqa: D301
    from legation.read import Reader
    from legation.store import Store
    from legation.store.correcting.fields_told import label_of
    from legation.store.correcting.laying_over import main_passage
    from legation.upkeep.would_flip import changed_rows, irregular_forms, words_of, would_flip

    if own is None and folder is None:
        raise click.UsageError("name the changed table: --actors FILE or --lexicon FOLDER")
    now = settings_from(settings_file, debug=debug)
    then = replace(
        now, actors=str(own) if own else now.actors, lexicon=str(folder) if folder else now.lexicon
    )
    rows = [
        row
        for old, new in _tables(now.actors_file(), own, now.lexicon_folder(), folder)
        for row in changed_rows(old, new)
    ]
    before, after = Reader(now), Reader(then)
    words = words_of(rows, irregular_forms(before.parser.nlp))
    counts: Counter[str] = Counter()
    with Store.open(store or now.store, readonly=True) as opened:
        for article, found in would_flip(opened, words, before.read, after.read):
            counts["articles"] += 1
            if found:
                click.echo(clean(article.title or article.text[:80]))
            for each in found:
                record = each.before if each.after is None else each.after
                sign = "+" if each.before is None else "-" if each.after is None else "~"
                counts[sign] += 1
                told = f"{sign} {each.kind} {label_of(record)} “{main_passage(record).text}”"
                click.echo(f"  {clean(told)}" + (f" · {', '.join(each.what)}" if each.what else ""))
    click.echo(
        f"{counts['+']} new, {counts['-']} gone, {counts['~']} changed; "
        f"{len(rows)} rows differ, {counts['articles']} articles may have their words"
    )
    return Exit.OK


def _tables(
    old_own: Path | None, new_own: Path | None, old: Path | None, new: Path | None
) -> Iterator[tuple[list[dict[str, str]], list[dict[str, str]]]]:
    """The rows of each table before and after."""
    from legation.registry.own import own_rows
    from legation.tables import data_path, rows

    if new_own is not None:
        before, after = (
            [dict(r.cells) for r in own_rows(f)] if f else [] for f in (old_own, new_own)
        )
        yield before, after
    if new is not None:
        for path in sorted(new.glob("*.csv")):
            bundled = data_path(f"language/en/{path.name}")
            there = old / path.name if old else bundled
            if bundled.is_file():  # another file is no table of a lexicon
                yield list(rows(there if there.is_file() else bundled)), list(rows(path))
