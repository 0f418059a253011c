"""Compiles the kernels of the parse where there is a C compiler; without one spaCy parses alone.

Each kind is one library beside its sources, called by address: no Python headers are needed, and
one build serves every Python. `kernels.py` there tells which kind is taken.
"""

from __future__ import annotations

import os
import platform
import shlex
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = Path("src", "legation", "nlp", "fast")
FLAGS = ["-O3", "-std=c11", "-fPIC", "-shared"]
KINDS = {"base": [], "avx2": ["-mavx2", "-mfma"]}


class CompiledKernels(BuildHookInterface[Any]):
    """Adds the libraries to a wheel, or leaves them beside the sources of an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; a wheel with libraries is for this kind of machine alone."""
        made = compile_kernels(Path(self.root, FOLDER))
        if not made:
            self.app.display_warning("no C compiler: the parse will be spaCy's, five times slower")
        elif version != "editable":
            kind = sysconfig.get_platform().replace("-", "_").replace(".", "_")
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{kind}"
            build_data["artifacts"] += [str(FOLDER / path.name) for path in made]


def compile_kernels(folder: Path) -> list[Path]:
    """The libraries made of a folder's C sources; none where there is no compiler."""
    compiler = os.environ.get("CC") or shutil.which("cc") or shutil.which("gcc")
    if not compiler:
        return []
    sources = sorted(map(str, folder.glob("*.c")))
    made = []
    for kind, flags in KINDS.items():
        if kind == "avx2" and platform.machine() not in ("x86_64", "AMD64"):
            continue
        path = folder / f"kernels-{kind}.so"
        command = [*shlex.split(compiler), *FLAGS, *flags, *sources, "-o", str(path), "-lm"]
        path.unlink(missing_ok=True)  # never written into: a running process may have it open
        if subprocess.run(command, check=False).returncode == 0:
            made.append(path)
    return made
