"""Small words of lines and lists: before whom an act is told, by which channel, why not read."""

from __future__ import annotations

from functools import lru_cache

from legation.tables import rows
from legation.telling.safe import clean


def act_before(act: str) -> str:
    """An act as it stands before whom it is said to: "says to", "thanks"."""
    return clean(_table("acts", "act", "before").get(act, act))


def by_channel(channel: str) -> str:
    """How something was said: "in a statement", "on television"; "by" with what no table has."""
    return clean(_table("channels", "channel", "words").get(channel, f"by {channel}"))


def skipped_because(reason: str) -> str:
    """Why a page was not read."""
    return _table("skipped", "reason", "words").get(reason, clean(reason).replace("_", " "))


def filter_label(name: str) -> str:
    """What a filter is called."""
    return _table("filters", "filter", "label").get(name, name.replace("_", " ").capitalize())


def filter_example(name: str) -> str:
    """A value as it is written in a filter; empty where there is no use in one."""
    return _table("filters", "filter", "example").get(name, "")


@lru_cache(maxsize=8)
def _table(name: str, key: str, value: str) -> dict[str, str]:
    return {row[key]: row[value] for row in rows(f"telling/{name}.csv", needs=(key, value))}
