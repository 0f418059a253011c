"""Parties as printed: a name in a line, and the table of all with how often they are meant."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from legation.cli.layout import indented, short_id
from legation.records import Mention
from legation.telling.parties import Gathered, cast_of
from legation.telling.phrases import SHORT_ID, aside_of, codes_of, name_of


def party(mention: Mention | None, *, unknown: str = "somebody", role: bool = True) -> Text:
    """A name with its role, country and sector in brackets; without the role where asked."""
    if mention is None:
        return Text().append(unknown, "italic dim")
    told = Text().append(name_of(mention), "bold")
    aside = aside_of(mention) if role else codes_of(mention)
    return told.append(f" ({aside})", "cyan") if aside else told


def parties(mentions: Sequence[Mention], *, unknown: str = "somebody") -> Text:
    """Names in a row, each with country and sector."""
    if not mentions:
        return party(None, unknown=unknown)
    return Text(", ").join(party(mention, role=False) for mention in mentions)


def who_table(mentions: Sequence[Mention]) -> RenderableType:
    """Everybody named, most mentioned first; below them those without a name, and the places.

    An office stands in the row of its holder, where the text names one.
    """
    cast = cast_of(mentions)
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=3, justify="right", style="dim", no_wrap=True)
    grid.add_column(ratio=5)
    grid.add_column(ratio=6)
    grid.add_column(min_width=7, no_wrap=True, style="cyan")
    grid.add_column(width=SHORT_ID, no_wrap=True, style="dim")
    for one in cast.named:
        grid.add_row(
            Text(f"{one.times}×"),
            Text(one.name, "bold"),
            Text(one.role),
            Text(one.codes),
            short_id(one.id),
        )
    rows = [grid] if cast.named else []
    return Group(*rows, *_in_a_line("also", cast.common), *_in_a_line("places", cast.places))


def _in_a_line(title: str, found: Sequence[Gathered]) -> list[RenderableType]:
    """Several in one line, each with its codes and count; nothing for none."""
    if not found:
        return []
    told = Text(f"{title}: ", "dim")
    for number, one in enumerate(found):
        told.append(", " if number else "").append(one.name, "not dim")
        told.append(f" {one.codes}".rstrip() + f" {one.times}×")
    return [indented(told)]
