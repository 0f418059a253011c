"""The command `legation`, and how its errors are told."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from legation import __version__
from legation.cli.exits import Exit, epilog, exit_of
from legation.errors import LegationError
from legation.late import Late
from legation.telling.safe import clean

# By its module: a command is imported when it is asked for, and the forty others are not.
_MODULES = {
    "read": "read",
    "ingest": "ingest",
    "watch": "watch",
    "reread": "keeping",
    "versions": "keeping",
    "forget": "keeping",
    "skips": "skipping",
    "coverage": "coverage",
    "ask": "in_words",
    "verify": "in_words",
    "said": "questions",
    "events": "questions",
    "met": "questions",
    "new": "questions",
    "holds": "questions",
    "series": "export",
    "export": "export",
    "load": "export",
    "codes": "export",
    "show": "show",
    "serve": "serve",
    "tokens": "tokens",
    "mcp": "mcp",
    "explain": "explain",
    "stats": "stats",
    "backup": "backup",
    "restore": "backup",
    "doctor": "backup",
    "actors": "actors",
    "facts": "facts",
    "commitments": "commitments",
    "lexicon": "lexicon",
    "timeline": "timeline",
    "judge": "timeline",
    "correct": "corrections",
    "corrections": "corrections",
    "stories": "stories",
    "check": "check",
    "flips": "lexicon",
    "spark": "spark",
}


class Commands(click.Group):
    """A group that, run as a program, tells errors in our way."""

    def main(self, *given: Any, **options: Any) -> Any:
        """Run as `legation` does, and exit with its code; only parse where not standalone."""
        if not options.get("standalone_mode", True):
            return super().main(*given, **options)
        arguments = given[0] if given else options.get("args")
        sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def _made(name: str, modules: Sequence[str]) -> click.Command:
    command = getattr(import_module(f"legation.cli.{modules[-1]}"), name)
    assert isinstance(command, click.Command)
    return command


def _commands() -> Late[click.Command]:
    commands = Late(_made)
    for name, module in _MODULES.items():
        commands.wait(name, module)
    return commands


@click.group(
    cls=Commands,
    commands=_commands(),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=epilog(),
)
@click.version_option(__version__, message="legation %(version)s")
def main() -> None:
    """Read news on international affairs and keep the record.

    Who met whom, who said what, who did what to whom, what holds since when: every line with the
    words it came from.

    \b
    Examples:
      legation read story.html                    one page, for the eye
      legation read --json https://example.org/1  one page, for a program
      legation ingest stories/ wire.jsonl.gz      many pages into legation.db
      legation ask "Who recognises Somaliland?"   one of 25 questions in words
      legation said Guterres                      who said what, in which words
      legation met India Pakistan                 when they met last, and all times
      legation export csv --out events.csv        the record for other tools
      legation show e1f0c2a                       a record again, by its id
      legation explain e1f0c2a                    why there is an event
      legation stats                              what the store holds
      legation actors show "Vučić" --on 2016-05-01  who is meant by a name

    Settings come from legation.toml and from variables such as LEGATION_STORE.
    """  # noqa: D301


def run(arguments: Sequence[str]) -> int:
    """Run the command line and give its exit code; errors are one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")  # a terminal that lacks a letter is no reason to stop
    debug = "--debug" in arguments
    try:
        ended = main.main(list(arguments), prog_name="legation", standalone_mode=False)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # click exits where its output is closed
        # Whoever read our output has seen enough; keep Python from flushing into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.PIPE_CLOSED
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else error.format_message())
        return Exit.OK
    except click.UsageError as error:
        return _tell(_usage(error), Exit.USAGE)
    except click.ClickException as error:
        return _tell(error.format_message(), Exit.INPUT)
    except (KeyboardInterrupt, click.Abort):
        typed = shlex.join(["legation", *arguments])
        return _tell(f"stopped; what was written is kept, to go on: {typed}", Exit.INTERRUPTED)
    except LegationError as error:
        if debug:
            raise
        return _tell(str(error), exit_of(error))
    except Exception as error:
        if debug:
            raise
        told = f"{type(error).__name__}: {error}".strip(": ")
        return _tell(f"unexpected {told}; run it again with --debug to see where", Exit.FAULT)
    return int(ended or Exit.OK)


def _usage(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx else "legation"
    message = error.format_message().rstrip(".")
    return f"{message}{' See' if message.endswith('?') else '; see'} `{command} --help`"


def _tell(message: str, code: Exit) -> int:
    click.echo(f"error: {clean(message)}", err=True)
    return code
