"""A PostgreSQL server for tests, started in a folder of its own and stopped at the end.

with server(folder) as url: ...

Its programs are those of Debian's package; as root they run as the user `postgres`. It listens on
loopback alone, and its data need not outlast a crash of the machine.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

OFF = "-c fsync=off -c full_page_writes=off -c max_connections=60"


def programs() -> Path | None:
    """The folder with the server's programs; `None` where it is not installed."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


@contextmanager
def server() -> Iterator[str]:
    """The URL of a database on a server that runs as long as the block."""
    bin_, folder = programs(), Path(mkdtemp(prefix="legation-pg-"))
    assert bin_ is not None
    as_root = os.geteuid() == 0
    if as_root:
        shutil.chown(folder, "postgres")

    def run(*command: str) -> None:
        user = ["runuser", "-u", "postgres", "--"] if as_root else []
        subprocess.run([*user, *command], check=True, cwd=folder, capture_output=True)

    data, port = folder / "data", _free_port()
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} {OFF}"
    try:
        run(
            f"{bin_}/initdb", "-A", "trust", "-E", "UTF8", "--locale=C", "-U", "postgres", str(data)
        )
        run(f"{bin_}/pg_ctl", "-w", "-D", str(data), "-o", options, "-l", f"{folder}/log", "start")
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        finally:
            run(f"{bin_}/pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def empty(url: str) -> None:
    """Take everything out of the database."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
