"""A dictionary whose values are made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")
Default = TypeVar("Default")


class Late(MutableMapping[str, Value], Generic[Value]):
    """A dictionary of which some values wait, as what they are made of, until asked for.

    `make` gives a value from its key and the things that wait under it, in the order they came.
    Keys are in order and there from the beginning.
    """

    __slots__ = ("_held", "_make")

    def __init__(self, make: Callable[[str, list[Any]], Value] | None = None) -> None:
        self._held: dict[str, Any] = {}
        self._make: Callable[[str, list[Any]], Value] = make or _nothing

    def wait(self, key: str, thing: Any) -> bool:
        """Let a thing wait under a key, behind others; false where the value is made already."""
        found = self._held.get(key)
        if found is None:
            self._held[key] = _Waiting((thing,))
        elif type(found) is _Waiting:
            found.append(thing)
        else:
            return False
        return True

    def present(self) -> Iterator[Value]:
        """The values that wait no more."""
        return (each for each in list(self._held.values()) if type(each) is not _Waiting)

    def __getitem__(self, key: str) -> Value:
        found = self._held[key]
        if type(found) is _Waiting:
            found = self._held[key] = self._make(key, found)
        made: Value = found
        return made

    @overload
    def get(self, key: str, /) -> Value | None: ...
    @overload
    def get(self, key: str, /, default: Value) -> Value: ...
    @overload
    def get(self, key: str, /, default: Default) -> Value | Default: ...
    def get(self, key: str, /, default: Any = None) -> Any:
        """The value of a key, or the default."""
        found = self._held.get(key, default)
        return self[key] if type(found) is _Waiting else found

    def __setitem__(self, key: str, value: Value) -> None:
        self._held[key] = value

    def __delitem__(self, key: str) -> None:
        del self._held[key]

    def __contains__(self, key: object) -> bool:
        return key in self._held

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


class _Waiting(list[Any]):
    """What a value is made of."""


def _nothing(key: str, _: list[Any]) -> Any:
    raise TypeError(f"{key!r} waits for nothing; give Late how values are made")
