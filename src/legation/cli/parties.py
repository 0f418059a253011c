"""Who is in a story: a name in a line, and the table of all with how often they are meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from legation.cli.layout import SHORT_ID, indented, short_id
from legation.cli.phrases import aside_of, codes_of, name_of
from legation.cli.terminal import clean
from legation.keys import name_key
from legation.records import Kind, Mention
from legation.store.rows import mention_id


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
    names = {name_key(m.name) for m in mentions if m.kind is Kind.PERSON}
    parties = [m for m in mentions if not (_is_office(m) and name_key(m.role or "") in names)]
    named = _gathered(m for m in parties if m.kind is not Kind.PLACE and not _is_common(m))
    common = _gathered(m for m in parties if m.kind is not Kind.PLACE and _is_common(m))
    places = _gathered(m for m in parties if m.kind is Kind.PLACE)
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=3, justify="right", style="dim", no_wrap=True)
    grid.add_column(ratio=5)
    grid.add_column(ratio=6)
    grid.add_column(min_width=7, no_wrap=True, style="cyan")
    grid.add_column(width=SHORT_ID, no_wrap=True, style="dim")
    for one in named:
        grid.add_row(
            Text(f"{one.times}×"),
            Text(one.name, "bold"),
            Text(one.role),
            Text(one.codes),
            short_id(one.id),
        )
    rows = [grid] if named else []
    return Group(*rows, *_in_a_line("also", common), *_in_a_line("places", places))


def _is_office(mention: Mention) -> bool:
    return mention.kind is Kind.OFFICE


def _is_common(mention: Mention) -> bool:
    """Whether somebody is told by a common noun: "protesters", "the two neighbours"."""
    return mention.name[:1].islower()


def _in_a_line(title: str, found: Sequence[_Gathered]) -> list[RenderableType]:
    """Several in one line, each with its codes and count; nothing for none."""
    if not found:
        return []
    told = Text(f"{title}: ", "dim")
    for number, one in enumerate(found):
        told.append(", " if number else "").append(one.name, "not dim")
        told.append(f" {one.codes}".rstrip() + f" {one.times}×")
    return [indented(told)]


@dataclass(slots=True)
class _Gathered:
    """One actor with all its mentions."""

    name: str
    id: str
    kinds: dict[Kind, None] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)
    roles: list[str] = field(default_factory=list)

    @property
    def times(self) -> int:
        return self.seen.total()

    @property
    def codes(self) -> str:
        """The codes of most mentions, the fuller ones of those as common."""
        return max(self.seen, key=lambda codes: (self.seen[codes], len(codes)))

    @property
    def role(self) -> str:
        return "; ".join(self.roles[:2]) or ", ".join(self.kinds)

    def add(self, mention: Mention) -> None:
        self.seen[codes_of(mention)] += 1
        self.kinds.setdefault(mention.kind)
        role = clean(mention.role or "")
        if role and role.casefold() not in {each.casefold() for each in (*self.roles, self.name)}:
            self.roles.append(role)


def _gathered(mentions: Iterable[Mention]) -> list[_Gathered]:
    """Actors with their mentions counted; of those named as often, the first in the text first.

    A state and its government stand in one row.
    """
    found: dict[tuple[str, str | None], _Gathered] = {}
    for mention in mentions:
        actor = (mention.actor_id or name_key(mention.name)).removesuffix("-gov")
        key = (actor, mention.country)
        if key not in found:
            found[key] = _Gathered(clean(mention.name), mention_id(mention))
        found[key].add(mention)
    return sorted(found.values(), key=lambda one: -one.times)
