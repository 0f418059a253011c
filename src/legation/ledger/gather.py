"""Claims to facts: all that was claimed about one slot, by whom, when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from legation.keys import fact_id, slot_of
from legation.records import Entry, Fact, Predicate


def gather(entries: Iterable[Entry]) -> tuple[Fact, ...]:
    """The facts the claims are about, each claim once, whatever their order.

    Facts come by predicate, subject and object; the claims of one, the first told first, those
    without a day last. Nothing is left out and nothing decided.
    """
    slots: dict[tuple[str, str, str | None], dict[tuple[str, str], Entry]] = {}
    for entry in entries:
        slots.setdefault(slot_of(entry.claim), {})[entry.article_id, entry.claim.id] = entry
    return tuple(
        Fact(
            id=fact_id(slot),
            subject=slot[0],
            predicate=Predicate(slot[1]),
            object=slot[2],
            entries=tuple(sorted(found.values(), key=told_order)),
        )
        for slot, found in sorted(slots.items(), key=lambda item: _by_predicate(item[0]))
    )


def told_order(entry: Entry) -> tuple[bool, date, str, str]:
    """Sorts claims by the day they were told, those without one last."""
    return entry.told_on is None, entry.told_on or date.max, entry.article_id, entry.claim.id


def _by_predicate(slot: tuple[str, str, str | None]) -> tuple[str, str, str]:
    return slot[1], slot[0], slot[2] or ""
