"""The ways to ask for fewer records: the same of a store and of a server."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Self

from legation.errors import InputError


class Narrowing(ABC):
    """Records that can be narrowed; each method gives new ones and leaves these as they are."""

    @abstractmethod
    def where(self, **values: Any) -> Self:
        """With further filters: actor, from_, to, with_, type, cameo, quad, status, speaker ...

        A value is a text or a list of which one must fit; a leading `!` means not. `on` and `told`
        take days as people write them, and dates of Python and pandas. Raises `InputError` for a
        filter that these records do not have, with the nearest that they have.
        """

    @abstractmethod
    def sort(self, by: str = "day", *, newest: bool = True) -> Self:
        """In the order of their own day, the day they were `told`, or how `sure` they are."""

    @abstractmethod
    def limit(self, most: int) -> Self:
        """At most so many; `count` still tells how many there are."""

    def between(self, left: str, right: str) -> Self:
        """With both taking part, on whatever side."""
        return self.where(actor=left, with_=right)

    def actor(self, *names: str) -> Self:
        """With one of those named taking part."""
        return self.where(actor=list(names))

    def from_(self, *names: str) -> Self:
        """With one of those named acting."""
        return self.where(from_=list(names))

    def to(self, *names: str) -> Self:
        """With one of those named acted upon."""
        return self.where(to=list(names))

    def with_(self, *names: str) -> Self:
        """With each of those named taking part besides."""
        return self.where(with_=list(names))

    def speaker(self, *names: str) -> Self:
        """Said by one of those named."""
        return self.where(speaker=list(names))

    def type(self, *types: str) -> Self:
        """Of one of the PLOVER types, each with a mode after a point if wanted."""
        return self.where(type=list(types))

    def status(self, *statuses: str) -> Self:
        """Of one of the statuses."""
        return self.where(status=list(statuses))

    def outlet(self, *outlets: str) -> Self:
        """Published by one of the outlets."""
        return self.where(outlet=list(outlets))

    def depth(self, least: int, most: int | None = None) -> Self:
        """Told through so many speakers: exactly `least`, or up to `most`."""
        return self.where(depth=f"{least}" if most is None else f"{least}..{most}")

    def on(self, days: Any) -> Self:
        """Whose own time has a day in common with these."""
        return self.where(on=days)

    def told(self, days: Any) -> Self:
        """Published on these days."""
        return self.where(told=days)

    def known(self, day: Any, *, clock: str = "store") -> Self:
        """As known at the end of a day: by the store, or by what was `published` by then."""
        return self.where(known=day, clock=clock)


def pairs_of(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Names and values as an address has them; several of one name are a list."""
    for name, value in values.items():
        for each in _several(value):
            yield name.rstrip("_"), told_value(each)


def told_value(value: Any) -> str:
    """A value of a filter as text; a date of Python or pandas as an ISO day.

    Raises `InputError` for a day that is not known (NaT).
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        if value != value:
            raise InputError("a day that is not known (NaT) is asked for; leave the filter out")
        return value.isoformat()[:10]
    return str(value)


def _several(value: Any) -> Iterable[Any]:
    if value is None:
        return ()
    return value if isinstance(value, list | tuple | set | frozenset) else (value,)
