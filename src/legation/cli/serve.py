"""`legation serve`: the pages of a store in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from legation.cli.exits import Exit
from legation.cli.terminal import settings_from, shared_options, store_option
from legation.errors import SettingsError


@click.command(short_help="Open the record in a browser.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--name", "hosts", multiple=True, metavar="HOST", help="A name to answer under.")
@store_option
@shared_options
def serve(
    host: str,
    port: int,
    hosts: tuple[str, ...],
    store: str | None,
    settings_file: Path | None,
    debug: bool,
) -> int:
    """Show a store as pages, to be opened in a browser on this machine.

    Nothing can be written through them, and nothing is asked from outside. Other machines are
    answered only with --host, and then under the names given with --name.

    \\b
    Examples:
      legation serve --store demo.db
      legation serve --store wire.db --port 8080
    """  # noqa: D301
    try:
        import uvicorn

        from legation.web.app import LOCAL, make_app
    except ModuleNotFoundError as missing:
        raise SettingsError(
            f"the pages need {missing.name}; install them with: pip install 'legation[web]'"
        ) from missing
    from legation.store import Store

    settings = settings_from(settings_file, debug=debug)
    name = store or settings.store
    with Store.open(name, readonly=True, busy_timeout_s=settings.busy_timeout_s) as opened:
        app = make_app(opened, settings=settings, hosts=(*LOCAL, *hosts))
        shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
        click.echo(f"The record of {name} is at http://{shown}:{port}/ (Ctrl-C ends it)")
        uvicorn.run(app, host=host, port=port, log_level="warning" if not debug else "info")
    return Exit.OK
