"""The bytes of pages by their hash, in files beside the database.

A file is written beside its place and moved there, so that it is there whole or not at all; the
same bytes are one file, whoever brought them.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sqlalchemy import URL

from legation.errors import StoreError
from legation.ids import sha256_of
from legation.store.opening import store_url

BESIDE = "beside"
NONE = "none"
_ENDING = ".gz"
_LEVEL = 3  # of packing: pages shrink to a quarter, at a tenth of the cost of the best


class RawFiles:
    """Bytes by hash under a folder, which is made with the first of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, body: bytes, sha256: str) -> None:
        """Keep some bytes; raises `StoreError` where the disk does not take them."""
        place = self._place(sha256)
        if place.exists():
            return
        part = place.with_name(f"{place.name}.{os.getpid()}.part")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(gzip.compress(body, _LEVEL, mtime=0))
            part.replace(place)
        except OSError as error:
            with suppress(OSError):
                part.unlink()
            raise StoreError(
                f"raw pages {self.folder} cannot be written: {error.strerror}; free some space or "
                "set raw_pages to another folder"
            ) from error

    def get(self, sha256: str) -> bytes | None:
        """The bytes of a hash; `None` where they are not there, or are no longer those."""
        try:
            body = gzip.decompress(self._place(sha256).read_bytes())
        except (OSError, EOFError, zlib.error):
            return None
        return body if sha256_of(body) == sha256 else None

    def remove(self, sha256: str) -> bool:
        """Take bytes away; whether they were there."""
        try:
            self._place(sha256).unlink()
        except FileNotFoundError:
            return False
        return True

    def hashes(self) -> Iterator[str]:
        """The hashes of all that is kept, in order."""
        for path in sorted(self.folder.glob(f"??/*{_ENDING}")):
            yield path.name.removesuffix(_ENDING)

    def _place(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / f"{sha256}{_ENDING}"


def raw_files(store: str, setting: str) -> RawFiles | None:
    """Where the raw bytes of a store are kept: beside its file, in a folder that is named, nowhere.

    A store on a server, and one in memory, has no place beside it: name a folder.
    """
    if setting == NONE:
        return None
    if setting != BESIDE:
        return RawFiles(Path(setting))
    url: URL = store_url(store)
    path = url.database
    if url.get_backend_name() != "sqlite" or not path or path == ":memory:":
        return None
    return RawFiles(Path(f"{path}.raw"))
