"""The order in which statements are printed: each followed by what is reported in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legation.records import Statement
from legation.telling.phrases import SHORT_ID, name_of
from legation.telling.safe import clean


@dataclass(frozen=True, slots=True)
class Place:
    """A statement with its printed number and its depth in the chain of reports."""

    statement: Statement
    number: int
    depth: int


class Chain:
    """The statements of a reading with their places."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._places: dict[int, Place] = {}  # by index in the reading, in printed order
        ids = {statement.id: index for index, statement in enumerate(statements)}
        children: dict[int | None, list[int]] = {}
        for index, statement in enumerate(statements):
            parent = ids.get(statement.reported_in or "")
            children.setdefault(parent, []).append(index)
        # A chain that bites its tail has no first link: its statements come last, as they stand.
        waiting = [(index, 0) for index in reversed(range(len(statements)))]
        waiting += [(index, 0) for index in reversed(children.get(None, []))]
        while waiting:
            index, depth = waiting.pop()
            if index not in self._places:
                self._places[index] = Place(statements[index], len(self._places) + 1, depth)
                waiting += [(child, depth + 1) for child in reversed(children.get(index, []))]
        self._by_id = {place.statement.id: place for place in self._places.values()}

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places.values())

    def place(self, statement_id: str) -> Place | None:
        """Where a statement stands; `None` for one that the reading does not have."""
        return self._by_id.get(statement_id)

    def told_in(self, statement_id: str) -> str:
        """In which statement something is told."""
        place = self.place(statement_id)
        return f"told in statement {place.number if place else clean(statement_id)[:SHORT_ID]}"

    def as_reported(self, statement_id: str) -> str:
        """In which statement another is reported, and whose words those are."""
        place = self.place(statement_id)
        if place is None:
            return f"as reported in {clean(statement_id)[:SHORT_ID]}"
        speaker = place.statement.speaker
        by = f", the words of {name_of(speaker)}" if speaker else ""
        return f"↳ as reported in {place.number}{by}"
