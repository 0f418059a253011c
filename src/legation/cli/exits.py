"""How commands end: exit codes, and which error gives which."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from legation.errors import DataError, InputError, LegationError, SettingsError, StoreError
from legation.records import Skipped, SkipReason


class Exit(IntEnum):
    """Exit codes; scripts may rely on them."""

    OK = 0
    FAULT = 1
    USAGE = 2
    INPUT = 3
    NO_ARTICLE = 4
    STORE = 5
    SETTINGS = 6
    INTERRUPTED = 130
    PIPE_CLOSED = 141


MEANING = {
    Exit.OK: "done; of several pages, at least one gave its record",
    Exit.FAULT: "a fault of Legation's own; --debug shows where",
    Exit.USAGE: "the command was not typed as it must be",
    Exit.INPUT: "the input cannot be read: missing, empty, binary, encoding, too large",
    Exit.NO_ARTICLE: "the page holds no article, or not one in English",
    Exit.STORE: "the store cannot be opened, read or written: locked, full disk, newer version",
    Exit.SETTINGS: "a setting or a data file is wrong, or the language model is missing",
    Exit.INTERRUPTED: "stopped with Ctrl-C; what was written is kept",
}

_NO_ARTICLE = frozenset({SkipReason.NOT_AN_ARTICLE, SkipReason.LANGUAGE})


def exit_of(error: LegationError) -> Exit:
    """The exit code of one of our errors."""
    if isinstance(error, InputError):
        return Exit.INPUT
    if isinstance(error, StoreError):
        return Exit.STORE
    if isinstance(error, SettingsError | DataError):
        return Exit.SETTINGS
    return Exit.FAULT


def exit_of_skipped(skipped: Iterable[Skipped]) -> Exit:
    """The exit code where no page gave a record."""
    reasons = {each.reason for each in skipped}
    return Exit.NO_ARTICLE if reasons & _NO_ARTICLE else Exit.INPUT


def epilog() -> str:
    """The exit codes as the end of a help page."""
    # Click fills paragraphs, except where they begin so.
    return "\b\nExit codes:\n" + "\n".join(
        f"  {code.value:<4} {meaning}" for code, meaning in MEANING.items()
    )
