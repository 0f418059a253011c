"""The commands and Python of the tutorial and how-tos, run over a kept record of the stories.

The record is kept (`tests/how_to_record.jsonl.xz`), so that the pages stay true when the reader
gets better; `scripts/refresh_how_tos.py` makes it anew and fills the pages with what is printed.
"""

from __future__ import annotations

import contextlib
import io
import json
import lzma
import os
import re
import shlex
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from legation.codec import decode
from legation.records import Origin
from legation.store import Provenance, Run, Store

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "docs/tutorial.md", *sorted((ROOT / "docs/how-to").glob("*.md")))
RECORD = ROOT / "tests/how_to_record.jsonl.xz"
READ_ON = datetime(2026, 11, 30, 8, tzinfo=UTC)
NEEDS_MODEL = ("make ", ". ", "legation ingest", "legation read")
_BLOCK = re.compile(r"```(console|python)\n(.*?)```\n(?:\n```text\n(.*?)```\n)?", re.S)


def fill_store(path: Path, record: Path = RECORD) -> None:
    """Write kept readings into a store, each with its file."""
    with Store.open(str(path)) as store:
        run = Run(reader="kept")
        for line in lzma.decompress(record.read_bytes()).decode("utf-8").splitlines():
            kept = json.loads(line)
            reading = decode(json.dumps(kept["reading"]))
            origin = Origin(kind="file", path=kept["path"])
            provenance = Provenance(sha256=reading.article.raw_sha256, origin=origin)
            store.write(reading, provenance=provenance, run=run, at=READ_ON)


def filled(page: str, folder: Path) -> str:
    """The page with the output of each command and Python block, run in a folder with a store."""
    names: dict[str, object] = {}
    with inside(folder):
        return _BLOCK.sub(lambda found: _block(found, names), page)


def _block(found: re.Match[str], names: dict[str, object]) -> str:
    kind, body = found[1], found[2]
    if kind == "console":
        commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
        return "```console\n" + "".join(map(_told, commands)) + "```\n"
    told = _of_python(body, names)
    return f"```python\n{body}```\n\n```text\n{told}```\n"


def _told(command: str) -> str:
    """A command with what it prints, errors and reports after the rest."""
    if command.startswith(NEEDS_MODEL):
        return f"$ {command}\n"
    from legation.cli.app import run

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        run(shlex.split(command)[1:])
    printed = out.getvalue() + err.getvalue()
    return f"$ {command}\n" + "".join(f"{line.rstrip()}\n" for line in printed.splitlines())


def _of_python(code: str, names: dict[str, object]) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "how-to", "exec"), names)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


@contextlib.contextmanager
def inside(folder: Path) -> Iterator[None]:
    """In a folder, with plain surroundings: no settings, no colours, 100 columns."""
    before, given = Path.cwd(), dict(os.environ)
    for name in ("LEGATION_STORE", "LEGATION_SETTINGS", "FORCE_COLOR", "COLUMNS"):
        os.environ.pop(name, None)
    os.environ["POLARS_FMT_MAX_COLS"] = "8"
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
        os.environ.clear()
        os.environ.update(given)
        sys.stdout.flush()
