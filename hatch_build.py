"""Compiles the kernels of the parse and its tokens where there is a C compiler.

Without one spaCy parses alone and the tokens are kept in Python. Each kind of kernels is one
library beside its sources, called by address: no Python headers are needed; `kernels.py` there
tells which kind is taken. The tokens, and constructors of records, are modules in Python's stable
interface, which needs the headers. One build of each serves every Python.
"""

from __future__ import annotations

import os
import platform
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = Path("src", "legation", "nlp", "fast")
FLAGS = ["-O3", "-std=c11", "-fPIC", "-shared"]
MODULES = {  # in Python's stable interface, by the folder of their sources
    Path("src", "legation", "nlp", "objects"): "compiled",
    Path("src", "legation", "records"): "quick",
}
KINDS = {"base": [], "avx2": ["-mavx2", "-mfma"]}


class CompiledKernels(BuildHookInterface[Any]):
    """Adds the libraries to a wheel, or leaves them beside the sources of an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; a wheel with libraries is for this kind of machine alone."""
        made = compile_kernels(Path(self.root, FOLDER))
        modules = [
            path
            for folder, name in MODULES.items()
            for path in compile_module(Path(self.root, folder), name)
        ]
        if not made:
            self.app.display_warning("no C compiler: the parse will be spaCy's, five times slower")
        elif len(modules) < len(MODULES):
            self.app.display_warning("no Python headers: what follows the parse is a tenth slower")
        if version != "editable" and (made or modules):
            kind = sysconfig.get_platform().replace("-", "_").replace(".", "_")
            build_data["pure_python"] = False
            build_data["tag"] = f"{'cp311-abi3' if modules else 'py3-none'}-{kind}"
            paths = [path.relative_to(self.root) for path in (*made, *modules)]
            build_data["artifacts"] += [path.as_posix() for path in paths]


def compile_kernels(folder: Path) -> list[Path]:
    """The libraries made of a folder's C sources; none where there is no compiler."""
    made = []
    for kind, flags in KINDS.items():
        if kind == "avx2" and platform.machine() not in ("x86_64", "AMD64"):
            continue
        made += _compiled(folder, f"kernels-{kind}.so", [*flags, "-lm"])
    return made


def compile_module(folder: Path, name: str) -> list[Path]:
    """The module made of a folder's C sources; none without a compiler or Python's headers."""
    headers = sysconfig.get_path("include")
    if not headers or not Path(headers, "Python.h").is_file():
        return []
    flags = [f"-I{headers}"]
    if sys.platform == "darwin":
        flags += ["-undefined", "dynamic_lookup"]
    return _compiled(folder, f"{name}.abi3.so", flags)


def _compiled(folder: Path, name: str, flags: list[str]) -> list[Path]:
    """One library of all C sources of a folder, in a list; an empty one where it cannot be."""
    compiler = os.environ.get("CC") or shutil.which("cc") or shutil.which("gcc")
    if not compiler:
        return []
    path = folder / name
    sources = sorted(map(str, folder.glob("*.c")))
    command = [*shlex.split(compiler), *FLAGS, *sources, "-o", str(path), *flags]
    path.unlink(missing_ok=True)  # never written into: a running process may have it open
    done = subprocess.run(command, check=False)
    return [path] if done.returncode == 0 else []
