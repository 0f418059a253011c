"""Pages of what is not in one table: a token says after which item the next page begins.

It holds what the items are ordered by, so that items which come in or go between two pages shift
nothing.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable
from typing import TypeVar

from legation.errors import InputError

Key = tuple[int | str, ...]
Item = TypeVar("Item")


def page_after(
    items: Iterable[Item], key: Callable[[Item], Key], *, after: str, size: int
) -> tuple[list[Item], str]:
    """The items of a page in the order of their keys, and the token of the next; empty for none.

    Raises `InputError` for a token that is none of ours.
    """
    ordered = sorted(items, key=key)
    if after:
        last = _key_of(after, like=key(ordered[0]) if ordered else ())
        ordered = [each for each in ordered if key(each) > last]
    shown = ordered[:size]
    return shown, _token_of(key(shown[-1])) if len(ordered) > size else ""


def _token_of(key: Key) -> str:
    told = json.dumps(key, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(told).decode().rstrip("=")


def _key_of(token: str, *, like: Key) -> Key:
    try:
        told = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except ValueError:
        told = None
    if not isinstance(told, list) or (
        like and [type(each) for each in told] != [type(each) for each in like]
    ):
        raise InputError(f"after={token[:40]!r} is no token of ours; begin again without it")
    return tuple(told)
