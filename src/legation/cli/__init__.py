"""The command line: it parses what was typed, calls, and shows. No logic of its own."""

from legation.cli.app import main

__all__ = ["main"]
