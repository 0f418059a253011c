"""Pages that gave no article, told in a line."""

from __future__ import annotations

import click

from legation.records import Skipped, SkipReason
from legation.telling.safe import clean

TOLD = {
    SkipReason.EMPTY: "it is empty; give a page with a story",
    SkipReason.BINARY: "it is not text; give HTML or plain text",
    SkipReason.NOT_AN_ARTICLE: "no article on the page; give the address of one story",
    SkipReason.LANGUAGE: "not in English; only English is read",
    SkipReason.ENCODING: "its letters cannot be told; save it as UTF-8",
    SkipReason.TOO_LARGE: "it is too large",
    SkipReason.UNREADABLE: "it cannot be read",
    SkipReason.FORGOTTEN: "it was taken out and stays out",
    SkipReason.OTHER_KIND: "a file of a kind that is not read",
}
BY_BYTES = frozenset({"warc", "arc"})  # whose offsets are places in the file


def skipped_line(skipped: Skipped) -> str:
    """Which page was skipped and why, with the next step."""
    line = f"{TOLD[skipped.reason]} ({skipped.reason}: {skipped.detail})"
    origin = skipped.origin
    if origin is None:
        return line
    unit = "byte" if origin.kind in BY_BYTES else "line"
    place = f"{origin.path} {unit} {origin.offset}" if origin.offset else origin.path
    return f"{'standard input' if place == '-' else place}: {line}"


def tell_skipped(skipped: Skipped) -> None:
    """Say on standard error that a page was skipped."""
    click.echo(f"error: {clean(skipped_line(skipped))}", err=True)
