"""Who is in a story: all its actors, each with how often and as what it is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from legation.folding import name_key
from legation.keys import mention_id
from legation.records import Kind, Mention
from legation.telling.phrases import codes_of
from legation.telling.safe import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody in a story: who has a name, who is told by a common noun, and the places."""

    named: Sequence[Gathered]
    common: Sequence[Gathered]
    places: Sequence[Gathered]


def cast_of(mentions: Sequence[Mention]) -> Cast:
    """The actors of a reading, most mentioned first.

    An office stands in the row of its holder, where the text names one.
    """
    names = {name_key(m.name) for m in mentions if m.kind is Kind.PERSON}
    parties = [m for m in mentions if not (_is_office(m) and name_key(m.role or "") in names)]
    return Cast(
        named=_gathered(m for m in parties if m.kind is not Kind.PLACE and not _is_common(m)),
        common=_gathered(m for m in parties if m.kind is not Kind.PLACE and _is_common(m)),
        places=_gathered(m for m in parties if m.kind is Kind.PLACE),
    )


@dataclass(slots=True)
class Gathered:
    """One actor with all its mentions."""

    name: str
    id: str
    kinds: dict[Kind, None] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)
    roles: list[str] = field(default_factory=list)

    @property
    def times(self) -> int:
        """How often the actor is meant."""
        return self.seen.total()

    @property
    def codes(self) -> str:
        """The codes of most mentions, the fuller ones of those as common."""
        return max(self.seen, key=lambda codes: (self.seen[codes], len(codes)))

    @property
    def role(self) -> str:
        """The first two roles told, else the kinds."""
        return "; ".join(self.roles[:2]) or ", ".join(self.kinds)

    def add(self, mention: Mention) -> None:
        """Count one more mention."""
        self.seen[codes_of(mention)] += 1
        self.kinds.setdefault(mention.kind)
        role = clean(mention.role or "")
        if role and role.casefold() not in {each.casefold() for each in (*self.roles, self.name)}:
            self.roles.append(role)


def _gathered(mentions: Iterable[Mention]) -> list[Gathered]:
    """Actors with their mentions counted; of those named as often, the first in the text first.

    A state and its government stand in one row.
    """
    found: dict[tuple[str, str | None], Gathered] = {}
    for mention in mentions:
        actor = (mention.actor_id or name_key(mention.name)).removesuffix("-gov")
        key = (actor, mention.country)
        if key not in found:
            found[key] = Gathered(clean(mention.name), mention_id(mention))
        found[key].add(mention)
    return sorted(found.values(), key=lambda one: -one.times)


def _is_office(mention: Mention) -> bool:
    return mention.kind is Kind.OFFICE


def _is_common(mention: Mention) -> bool:
    """Whether somebody is told by a common noun: "protesters", "the two neighbours"."""
    return mention.name[:1].islower()
