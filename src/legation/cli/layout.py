"""The shapes a printed record is made of: numbered entries, quoted words behind a bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from legation.telling.phrases import SHORT_ID
from legation.telling.safe import clean


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the article, behind a bar on every line they fill: no mark is added to them."""

    text: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        bar = Segment("| " if options.ascii_only else "│ ", Style(dim=True))
        inner = options.update(width=max(options.max_width - 2, 1))
        for line in console.render_lines(self.text, inner, pad=False):
            yield bar
            yield from line
            yield Segment.line()


def words(text: str) -> Words:
    """A stretch of the article, quoted."""
    return Words(Text(clean(text), "green"))


def section(title: str) -> Rule:
    """The head of a section."""
    return Rule(Text(title, "bold"), align="left", style="dim")


def entry(
    number: int | None, lines: Sequence[RenderableType], record_id: str, *, depth: int = 0
) -> RenderableType:
    """A numbered entry: what it says, then its details, with its id at the end of the first line.

    `depth` is how far it is set in.
    """
    head, *rest = lines
    body = Group(head, *(Padding(line, (0, 0, 0, 2)) for line in rest))
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=3, justify="right", style="dim", no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_column(width=SHORT_ID, no_wrap=True, style="dim")
    grid.add_row(
        Text("" if number is None else str(number)),
        Padding(body, (0, 0, 0, 4 * min(depth, 6))),
        short_id(record_id),
    )
    return grid


def beside_id(block: RenderableType, record_id: str) -> RenderableType:
    """A block over the whole width, with an id at the end of its first line."""
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(ratio=1)
    grid.add_column(width=SHORT_ID, no_wrap=True, style="dim")
    grid.add_row(block, short_id(record_id))
    return grid


def indented(line: RenderableType) -> Padding:
    """A line below the entries' text."""
    return Padding(line, (0, 0, 0, 5))


def short_id(record_id: str) -> Text:
    """As much of an id as `legation show` needs."""
    return Text(clean(record_id)[:SHORT_ID])
