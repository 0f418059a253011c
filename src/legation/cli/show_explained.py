"""An explained event or word for the eye."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from legation.cli.layout import section
from legation.cli.show_parties import parties
from legation.cli.show_reading import show_record
from legation.events.explain import Explanation, Flip, Tried, Word
from legation.propositions.proposition import Proposition
from legation.records import Event, Reading
from legation.telling.safe import clean

MOST = 8  # entries of a word that do not fit; the others are counted


def show_explained(explanation: Explanation, reading: Reading, console: Console) -> None:
    """Print an event of a reading with the words that made it and the entries tried for each."""
    show_record(reading, explanation.event, console)
    show_words(explanation.words, console)


def show_propositions(found: Sequence[Proposition], console: Console) -> None:
    """Print propositions: predicate, roles with whom they mean, factuality and what decided it."""
    for one in found:
        head = Text(clean(one.predicate.text), "bold").append(f" ({one.sort}) ", "dim")
        head.append(str(one.factuality), "magenta")
        if one.teller is not None:
            head.append(f", says {clean(one.teller.text)}")
        if one.factuality.trace:
            head.append(f"  [{'; '.join(one.factuality.trace)}]", "dim")
        console.print(head)
        for role, fillers in one.roles:
            line = Text(f"{role}: ", "dim")
            line.append(clean(", ".join(f.passage.text for f in fillers)), "green")
            meant = tuple(dict.fromkeys(m for f in fillers for m in f.mentions))
            if meant:
                line.append(" = ", "dim").append_text(parties(meant))
            console.print(Padding(line, (0, 0, 0, 4)))


def show_words(words: Sequence[Word], console: Console) -> None:
    """Print words with the entries under them."""
    for word in words:
        head = Text("“", "dim").append(clean(word.passage.text), "green").append("”", "dim")
        if word.no_event is not None:
            head.append(f" gives no event: {word.no_event}", "yellow")
        console.print()
        console.print(Padding(head, (0, 0, 0, 5)))
        console.print(Padding(_table(word), (0, 0, 0, 7)))


def _table(word: Word) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(3):
        grid.add_column()
    fits = [t for t in word.tried if t.why_not is None]
    unfit = [t for t in word.tried if t.why_not is not None]
    for place, tried in enumerate(fits):
        grid.add_row(*_cells(tried, "taken" if place == 0 else "runner-up", word.margin))
    for tried in unfit[:MOST]:
        grid.add_row(*_cells(tried, tried.why_not or "", None))
    if len(unfit) > MOST:
        grid.add_row("", Text(f"and {len(unfit) - MOST} entries more that do not fit", "dim"), "")
    return grid


def _cells(tried: Tried, verdict: str, margin: int | None) -> tuple[Text, Text, Text]:
    if verdict == "taken" and tried.table == "operators":
        verdict = "may take an event under it"
    elif verdict == "taken" and margin is not None:
        verdict = f"taken, by {margin}"
    weight = f", weight {tried.weight}" if tried.table != "operators" else ""
    style = "bold" if verdict.startswith(("taken", "may")) else "dim"
    return (
        Text(f"{tried.rule} ({tried.table}.csv {tried.line})", style),
        Text(f"{tried.code}{weight}", "magenta"),
        Text(verdict, style),
    )


def event_line(event: Event) -> Text:
    """An event on one line: type, mode, code, status, parties and the entry."""
    line = Text().append(event.type, "bold magenta").append(f" {event.mode}" if event.mode else "")
    line.append(f" {event.cameo} · {event.status} · ")
    line.append_text(parties(event.actors, unknown="somebody not named"))
    if event.recipients:
        line.append(" → ").append_text(parties(event.recipients))
    line.append(" · “", "dim").append(clean(event.trigger.text), "green")
    return line.append(f"” · {event.rule}", "dim")


def show_flips(title: str, flips: Sequence[Flip], console: Console) -> None:
    """Print what changes in one article."""
    console.print(section(clean(title)))
    for flip in flips:
        if flip.before is not None:
            console.print(Text("- ", "red").append_text(event_line(flip.before)))
        if flip.after is not None:
            line = Text("+ ", "green").append_text(event_line(flip.after))
            console.print(
                line.append(f" · differs in {', '.join(flip.what)}") if flip.what else line
            )
