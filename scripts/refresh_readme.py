"""Run the commands of README.md and put what they print into it.

    PYTHONPATH=src python scripts/refresh_readme.py [--eval]

A block between `<!-- output: NAME -->` and `<!-- end -->` is replaced by what the command of that
name prints now; `--eval` fills in the scores as well, which needs the gold sets.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BIN = Path(sys.executable).parent
STORY = "src/legation/data/stories/yemen-bus-strike.html"
LINES = 60  # of the record; the rest is left out with its own line


def printed(*words: str) -> str:
    """What a command prints to both outputs, 100 columns wide and without colour."""
    env = os.environ | {"COLUMNS": "100", "NO_COLOR": "1", "OPENBLAS_NUM_THREADS": "1"}
    run = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return (run.stdout + run.stderr).rstrip()


def record() -> str:
    lines = printed(str(BIN / "legation"), "read", STORY).splitlines()
    return "\n".join([*lines[:LINES], f"... {len(lines) - LINES} lines more"])


def kept(store: str) -> dict[str, str]:
    """What the commands over a store print, by the name of their block."""
    program = str(BIN / "legation")
    runs = (program, "ingest", "src/legation/data/stories", "--store", store)
    about = ("--about", "UNIFIL", "--as-of", "2024-10-12")
    blocks = {
        "ingest": "\n\n".join(printed(*runs) for _ in range(2)),
        "facts": printed(program, "facts", *about, "--store", store),
        "timeline": printed(program, "timeline", "Israel", "Somaliland", "--store", store),
    }
    return {name: text.replace(store, "demo.db") for name, text in blocks.items()}


def scores() -> str:
    return printed(sys.executable, "eval/run.py")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        blocks = {"read": record(), **kept(str(Path(folder) / "demo.db"))}
    if "--eval" in sys.argv:
        blocks["eval"] = scores()
    text = README.read_text(encoding="utf-8")
    for name, output in blocks.items():
        mark = f"<!-- output: {name} -->"
        pattern = re.compile(re.escape(mark) + r"(?:.*?<!-- end -->)?", re.DOTALL)
        block = f"{mark}\n\n```text\n{output}\n```\n\n<!-- end -->"
        text = pattern.sub(lambda _, block=block: block, text, count=1)
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
