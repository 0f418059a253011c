"""Promises and demands, printed with their words and with what was said of them later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import Console, RenderableType
from rich.text import Text

from legation.cli.layout import entry, section, words
from legation.cli.show_parties import parties, party
from legation.records import Commitment, Reply, Standing, Undertaking
from legation.telling.phrases import day, when_phrase
from legation.telling.safe import clean

_VERBS = {
    Undertaking.PROMISE: (" promised", " to "),
    Undertaking.DEMAND: (" demanded", " of "),
}
_COLOURS = {
    Standing.OPEN: "magenta",
    Standing.REPEATED: "magenta",
    Standing.CLAIMED_DONE: "green",
    Standing.DISPUTED: "yellow",
    Standing.LAPSED: "red",
}


def show_commitments(found: Sequence[Commitment], console: Console) -> None:
    """Print each with its words and those of its replies."""
    console.print(section(f"promises and demands: {len(found):,}"))
    for number, each in enumerate(found, 1):
        console.print(entry(number, list(_lines(each)), each.id))


def _lines(commitment: Commitment) -> Iterator[RenderableType]:
    verb, towards = _VERBS[commitment.kind]
    head = parties(commitment.by).append(verb, "magenta")
    if commitment.of:
        head.append(towards).append_text(parties(commitment.of))
    head.append(f" · {commitment.status}", _COLOURS[commitment.status])
    if commitment.due is not None:
        head.append(f" · {when_phrase(commitment.due).replace('until', 'by', 1)}", "dim")
    yield head
    if commitment.process is not None:
        yield Text(f"in the {clean(commitment.process.name)}", "dim")
    yield Text(_told(commitment.told_on), "dim")
    yield words(commitment.content.text)
    for reply in commitment.replies:
        yield _reply(reply)
        yield words(reply.passage.text)


def _reply(reply: Reply) -> Text:
    head = Text(f"{reply.standing}: ", _COLOURS[reply.standing])
    whose = party(reply.by, unknown="the outlet", role=False)
    return head.append_text(whose).append(f" · {_told(reply.told_on)}", "dim")


def _told(on: date | None) -> str:
    return f"told {day(on)}" if on else "day unknown"
