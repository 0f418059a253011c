"""`legation tokens`: who may write through `legation serve`."""

from __future__ import annotations

from pathlib import Path

import click

from legation.cli.exits import Exit

_FILE = click.option(
    "--file",
    "path",
    default="legation-tokens.csv",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The file of tokens.",
)


@click.group(short_help="Say who may write through the server.")
def tokens() -> None:
    """Say who may write through `legation serve --tokens FILE`, one token a person.

    The file holds hashes: a token is shown once, when it is made.
    """


@tokens.command()
@click.argument("name")
@_FILE
def add(name: str, path: Path) -> int:
    """Make a token for somebody and show it."""
    from legation.web.api.bearers import add_bearer

    click.echo(add_bearer(path, name))
    click.echo(f"This is the token of {name}, shown once; {path} holds its hash.", err=True)
    return Exit.OK


@tokens.command()
@click.argument("name")
@_FILE
def remove(name: str, path: Path) -> int:
    """Take somebody's token back; a running server knows at once."""
    from legation.web.api.bearers import remove_bearer

    remove_bearer(path, name)
    click.echo(f"The token of {name} is no longer taken.")
    return Exit.OK


@tokens.command("list")
@_FILE
def list_(path: Path) -> int:
    """Show who has a token, and since when."""
    from legation.web.api.bearers import read_bearers

    for each in read_bearers(path):
        click.echo(f"{each.since}  {each.name}")
    return Exit.OK
