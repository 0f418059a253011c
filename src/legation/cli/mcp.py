"""`legation mcp`: the record as tools for a program that speaks the Model Context Protocol."""

from __future__ import annotations

from pathlib import Path

import click

from legation.cli.exits import Exit
from legation.cli.terminal import settings_from, shared_options, store_option
from legation.errors import SettingsError


@click.command(short_help="Offer the record as tools to another program.")
@store_option
@shared_options
def mcp(store: str | None, settings_file: Path | None, debug: bool) -> int:
    """Answer on standard input and output as a server of the Model Context Protocol.

    Eight tools look things up in the store (resolve, said, events, timeline, facts, commitments,
    meetings, ask) and write nothing; each answer has its words and ids. There is no model inside.

    \b
    Example of a client's settings:
      {"command": "legation", "args": ["mcp", "--store", "/path/to/demo.db"]}
    """  # noqa: D301
    try:
        from legation.agents.protocol import serve_tools
    except ModuleNotFoundError as missing:
        raise SettingsError(
            f"the tools need {missing.name}; install them with: pip install 'legation[mcp]'"
        ) from missing
    from legation.ask.query import Query
    from legation.store import open_store

    settings = settings_from(settings_file, debug=debug)
    with open_store(store or settings.store) as opened:
        serve_tools(Query(opened, settings=settings))
    return Exit.OK
