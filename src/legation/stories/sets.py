"""Things joined to sets, two at a time."""

from __future__ import annotations

from collections.abc import Iterable


class Sets:
    """Disjoint sets of ids; the outcome does not depend on the order of joining."""

    def __init__(self, members: Iterable[str]) -> None:
        self._above = {member: member for member in sorted(members)}

    def of(self, member: str) -> str:
        """The id that stands for the set of a member."""
        above = self._above
        while above[member] != member:
            above[member] = above[above[member]]
            member = above[member]
        return member

    def join(self, one: str, other: str) -> None:
        """Make one set of two; the smaller id stands for it."""
        first, second = sorted((self.of(one), self.of(other)))
        self._above[second] = first

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The sets, each sorted, by their first member."""
        found: dict[str, list[str]] = {}
        for member in self._above:
            found.setdefault(self.of(member), []).append(member)
        return tuple(tuple(members) for members in found.values())
