"""A run that is stopped with Ctrl-C keeps what it wrote and says how to go on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from legation.store import Store, count

# The command line with a reader that needs no model and takes its time.
PROGRAM = """
import os, signal, sys, time
from types import ModuleType
from legation.records import Reading

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it

class Slow:
    version = "slow 1"
    def __init__(self, settings=None): pass
    def read_many(self, articles):
        for article in articles:
            time.sleep(float(os.environ["SECONDS_A_PAGE"]))
            yield Reading(article=article, reader=self.version)

module = ModuleType("legation.read")
module.Reader = Slow
sys.modules["legation.read"] = module
from legation.cli.app import run
sys.exit(run(sys.argv[1:]))
"""
STORY = "The minister of ports said on day {n} that the treaty would be signed soon. " * 4
PAGES = 200


def test_ctrl_c_says_how_to_go_on(tmp_path: Path) -> None:
    (tmp_path / "my pages").mkdir()
    for n in range(PAGES):
        (tmp_path / "my pages" / f"{n:03}.txt").write_text(STORY.format(n=n))
    typed = ["ingest", "my pages", "--store", "x.db"]
    command = [sys.executable, "-c", PROGRAM, *typed]
    environ = {**os.environ, "LEGATION_BATCH_SIZE": "2", "SECONDS_A_PAGE": "0.3"}
    process = subprocess.Popen(
        command, cwd=tmp_path, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline and written(tmp_path / "x.db") == 0:
        time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=180)
    assert process.returncode == 130
    assert "to go on: legation ingest 'my pages' --store x.db" in err
    before = written(tmp_path / "x.db")
    assert 0 < before < PAGES
    environ["SECONDS_A_PAGE"] = "0"
    done = subprocess.run(
        command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=True
    )
    assert f"{PAGES - before} written, 0 replaced, {before} unchanged" in done.stdout
    assert written(tmp_path / "x.db") == PAGES


def written(path: Path) -> int:
    if not path.exists():
        return 0
    with Store.open(str(path)) as store:
        return count(store).articles
