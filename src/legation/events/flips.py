"""What changes between two readings of the same article: events gone, new, or told otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from legation.records import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """An event before and after; `None` for before is a new one, for after one that is gone.

    `what` names the parts that differ where both are there.
    """

    before: Event | None
    after: Event | None
    what: tuple[str, ...] = ()


PARTS = ("type", "mode", "cameo", "status", "actors", "recipients", "when", "place")


def flips(before: Sequence[Event], after: Sequence[Event]) -> tuple[Flip, ...]:
    """The events that differ, in text order; those alike in all that is told are left out.

    Events are paired where their triggers share a character, those that differ least first.
    """
    pairs = sorted(
        (len(differing(a, b)), i, j)
        for i, a in enumerate(before)
        for j, b in enumerate(after)
        if a.trigger.overlaps(b.trigger)
    )
    partner: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in partner and j not in partner.values():
            partner[i] = j
    out: list[tuple[int, Flip]] = []
    for i, event in enumerate(before):
        other = after[partner[i]] if i in partner else None
        what = differing(event, other) if other is not None else ()
        if other is None or what:
            out.append((event.trigger.start, Flip(before=event, after=other, what=what)))
    taken = set(partner.values())
    out += [
        (event.trigger.start, Flip(before=None, after=event))
        for j, event in enumerate(after)
        if j not in taken
    ]
    out.sort(key=lambda pair: pair[0])
    return tuple(flip for _, flip in out)


def differing(a: Event, b: Event) -> tuple[str, ...]:
    """The parts in which two events differ; the rule that made them is none."""
    return tuple(name for name in PARTS if _part(a, name) != _part(b, name))


def _part(event: Event, name: str) -> object:
    if name in {"actors", "recipients"}:
        return sorted({(m.name, m.country or "") for m in getattr(event, name)})
    if name == "place":
        return event.place.name if event.place else None
    return getattr(event, name)
