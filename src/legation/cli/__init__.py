"""The command line: it parses what was typed, calls, and shows. No logic of its own."""

from typing import NoReturn


def main() -> NoReturn:
    """What the command `legation` runs."""
    import sys

    from legation.cli.app import run

    sys.exit(run(sys.argv[1:]))
