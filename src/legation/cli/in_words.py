"""`legation ask` and `legation verify`: questions in words, and their answers found again."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from legation.cli.asking import asked_of
from legation.cli.exits import Exit
from legation.cli.terminal import make_console, shared_options, store_option, text_of

if TYPE_CHECKING:
    from legation.ask.inwords.answer_types import Answer


@click.command(short_help="Ask a question in words.")
@click.argument("words", nargs=-1, metavar="[QUESTION]...")
@click.option("--known", metavar="DAY", help="As the record was known on that day.")
@click.option(
    "--clock", type=click.Choice(["store", "published"]), default="store",
    help="By when this store had it, or by when it was published.",
)  # fmt: skip
@click.option("--certificate", type=click.Path(path_type=Path), metavar="FILE",
              help="Write what the record held to a file.")  # fmt: skip
@click.option("--examples", is_flag=True, help="Show a way to ask each of the questions.")
@click.option("--json", "as_json", is_flag=True, help="The answer as JSON, with ids.")
@store_option
@shared_options
def ask(
    words: tuple[str, ...],
    known: str | None,
    clock: str,
    certificate: Path | None,
    examples: bool,
    as_json: bool,
    store: str | None,
    settings_file: Path | None,
    debug: bool,
) -> int:
    """Answer one of 25 questions in words, each sentence with the records that it stands on.

    There is no language model: a question is laid along patterns, and what was not understood is
    said. Where it may mean several things you are given the choice, and what no record tells is
    said to be not told. `--certificate` keeps the answer for `legation verify`.

    \b
    Examples:
      legation ask "Who recognises Somaliland, and who says so?"
      legation ask When did India and Pakistan last meet
      legation ask --examples
    """  # noqa: D301
    from legation.ask.inwords.answer_items import answer_item
    from legation.ask.inwords.answering import examples as ways

    if examples:
        for number, way in ways().items():
            click.echo(f"{number:>3}  {way}")
        return Exit.OK
    if not words:
        raise click.UsageError("write the question, or see --examples")
    with asked_of(store, settings_file, debug=debug) as query:
        asked = query.as_asked(query.today.isoformat(), known=known, clock=clock)
        answer = asked.ask(" ".join(words))
        told = answer.certificate() if certificate else None
    if certificate is not None:
        certificate.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if as_json:
        click.echo(json.dumps(answer_item(answer), ensure_ascii=False))
    else:
        _show(answer)
    return Exit.OK


@click.command(short_help="Check that an answer is found again in the record.")
@click.option("--answer", "path", required=True, metavar="FILE",
              type=click.Path(path_type=Path), help="A certificate of `legation ask`.")  # fmt: skip
@store_option
@shared_options
def verify(path: Path, store: str | None, settings_file: Path | None, debug: bool) -> int:
    """Ask again what a certificate says was asked, and say whether the answer is the same.

    It proves what this record held, also that it held nothing; it proves nothing of the world.

    \b
    Example:
      legation ask --certificate answer.json "Does Serbia recognise Kosovo?"
      legation verify --answer answer.json
    """  # noqa: D301
    from legation.ask.inwords.certificates import read_certificate, verified
    from legation.telling.phrases import counted

    told = read_certificate(text_of(path))
    with asked_of(store, settings_file, debug=debug) as query:
        found = verified(query, told)
    if not found.whole:
        click.echo("changed: the certificate is not as it was written")
    elif found.found:
        many = "nothing told" if not told["count"] else counted(int(told["count"]), "record")
        click.echo(f"found again: {many}, {told['question']}")
    else:
        click.echo(f"not found again: {len(found.gone):,} records gone, {len(found.added):,} added")
        click.echo(found.answer_now)
    if not found.ledger_same:
        click.echo("The record has changed since the certificate was written.", err=True)
    return Exit.OK if found.found and found.whole else Exit.INPUT


def _show(answer: Answer) -> None:
    """The answer for the eye: sentences with the ids of their records."""
    from rich.text import Text

    from legation.telling.phrases import SHORT_ID
    from legation.telling.safe import clean

    console = make_console()
    for each in answer.sentences:
        ids = " ".join(clean(record)[:SHORT_ID] for record in each.records[:4])
        more = f" and {len(each.records) - 4:,} more" if len(each.records) > 4 else ""
        told = f"  {each.basis}: {ids}" if each.basis == "tables" else f"  {ids}"
        console.print(Text(clean(each.text)))
        console.print(Text(f"{told}{more}", style="dim"))
    shown = len(answer.sentences)
    for line in answer.text.split("\n")[shown:]:
        console.print(Text(clean(line)))
    sys.stdout.flush()
