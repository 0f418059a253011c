"""`legation serve`: the pages of a store in a browser."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from legation.cli.exits import Exit
from legation.cli.terminal import settings_from, shared_options, store_option
from legation.errors import SettingsError


@click.command(short_help="Open the record in a browser.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--name", "hosts", multiple=True, metavar="HOST", help="A name to answer under.")
@click.option("--prefix", default="", metavar="PATH", help="Where a proxy has it: /record.")
@click.option("--tokens", type=click.Path(path_type=Path), help="Let those in the file correct.")
@click.option("--rate", default=20.0, show_default=True, help="Requests a second; 0: no bound.")
@click.option("--seconds", default=5.0, show_default=True, help="How long an answer may take.")
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes that answer; about 250 MB each.",
)
@store_option
@shared_options
def serve(
    host: str,
    port: int,
    hosts: tuple[str, ...],
    prefix: str,
    tokens: Path | None,
    rate: float,
    seconds: float,
    workers: int,
    store: str | None,
    settings_file: Path | None,
    debug: bool,
) -> int:
    """Show a store as pages, and as data under /api/v1, to a browser on this machine.

    Nothing can be written but corrections and judgements, by those who have a token in the file of
    --tokens, and nothing is asked from outside. Other machines are answered only with --host, and
    then under the names given with --name.

    With --workers several processes answer: one answer that takes long holds up no other.

    \b
    Examples:
      legation serve --store demo.db
      legation serve --store wire.db --port 8080
      legation serve --store wire.db --workers 4
    """  # noqa: D301
    try:
        import uvicorn

        from legation.web.api.guarding import Bounds
        from legation.web.api.sharing import shared_by_processes
        from legation.web.app import LOCAL, make_app, served_app
    except ModuleNotFoundError as missing:
        raise SettingsError(
            f"the pages need {missing.name}; install them with: pip install 'legation[web]'"
        ) from missing
    from legation.store import Store

    settings = settings_from(settings_file, debug=debug)
    name = store or settings.store
    reads = tokens is None
    opening: dict[str, Any] = {"readonly": reads, "busy_timeout_s": settings.busy_timeout_s}
    bounds = Bounds(rate=rate, answer_s=seconds)
    known = (*LOCAL, *hosts)
    with ExitStack() as open_now:
        # Opened here too where processes of their own ask: what is wrong with it is told once.
        opened = open_now.enter_context(Store.open(name, **opening))
        make: Any
        if workers > 1:
            opened.close()
            folder = Path(open_now.enter_context(TemporaryDirectory(prefix="legation-")))
            make = partial(
                served_app,
                name,
                opening,
                settings=settings,
                hosts=known,
                bounds=bounds,
                tokens=tokens,
                shared=shared_by_processes(bounds, folder),
            )
        else:
            make = make_app(opened, settings=settings, hosts=known, bounds=bounds, tokens=tokens)
        shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
        config = uvicorn.Config(
            make,
            factory=workers > 1,
            workers=workers,
            host=host,
            port=port,
            root_path=prefix.rstrip("/"),
            log_level="info" if debug else "warning",
            timeout_worker_healthcheck=60,  # a process that counts much answers late
        )
        # The socket first: the port that is told is listened on already, also one taken for 0.
        listening = config.bind_socket()
        listening.listen(128)
        port = listening.getsockname()[1]
        click.echo(
            f"The record of {name} is at http://{shown}:{port}{config.root_path}/ (Ctrl-C ends it)"
        )
        if workers > 1:
            from uvicorn.supervisors import Multiprocess

            Multiprocess(config, sockets=[listening]).run()
        else:
            uvicorn.Server(config).run(sockets=[listening])
    return Exit.OK
