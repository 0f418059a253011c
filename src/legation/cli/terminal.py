"""What goes to a terminal: safe text, a console of a sensible width, options all commands share."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar, cast

import click

from legation.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console

    from legation.settings import Settings

PIPED_WIDTH = 100
MAX_WIDTH = 120  # longer lines are hard to follow with the eye

_ENDS = re.compile(r" +(?=\n)")

Command = TypeVar("Command", bound=Callable[..., Any])


def make_console(*, stderr: bool = False) -> Console:
    """A console: as wide as the terminal up to a limit, 100 columns where there is none.

    Colours come only on a terminal, and not with `NO_COLOR`.
    """
    from rich.console import Console

    console = Console(stderr=stderr, markup=False, highlight=False, emoji=False)
    if console.is_terminal:
        console.width = min(console.width, MAX_WIDTH)
    else:
        console.width = PIPED_WIDTH
        console.file = cast(IO[str], _Trimmed(console.file))
    return console


class _Trimmed:
    """A file that gets no spaces at the ends of lines."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Write a text of whole lines."""
        return self._file.write(_ENDS.sub("", text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def shared_options(command: Command) -> Command:
    """The options of every command."""
    command = click.option(
        "--settings",
        "settings_file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="A TOML file of settings, in place of legation.toml.",
    )(command)
    return click.option("--debug", is_flag=True, help="Show tracebacks and more of the log.")(
        command
    )


def store_option(command: Command) -> Command:
    """Which store to use."""
    return click.option(
        "--store",
        metavar="URL",
        help="A file (legation.db) or postgresql://...; by default what the settings say.",
    )(command)


def settings_from(file: Path | None, *, debug: bool) -> Settings:
    """The settings of a command, with logging set up as they say."""
    from legation.settings import load_settings

    settings = load_settings(file)
    level = "INFO" if debug else settings.log_level
    logging.basicConfig(level=level, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    return settings


def text_of(path: Path) -> str:
    """The text of a file; raises `InputError` for one that cannot be read."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"file {path}: {error}", path=str(path)) from error


def is_there(store: str) -> bool:
    """Whether a store can be there: a server may, a file that is missing is not."""
    path = store.removeprefix("sqlite:///")
    return "://" in path or Path(path).is_file()
