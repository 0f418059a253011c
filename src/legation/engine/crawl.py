"""The pages of a web archive, wherever it lies."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from pyarrow.fs import FileSystem

from legation.documents.archives import read_archive
from legation.documents.item import Item
from legation.records import Origin, Skipped, SkipReason


def pages_of(archive: str) -> Iterator[Item]:
    """The pages of a web archive on a disk, or at an address that Arrow can open (`s3://`, `hdfs://`).

    Such a one is copied to the disk first. One that cannot be had gives a `Skipped`.
    """
    address = urlsplit(archive)
    if address.scheme in ("", "file"):
        yield from read_archive(Path(unquote(address.path)))
        return
    with TemporaryDirectory() as folder:
        copy = Path(folder, Path(address.path).name)
        try:
            _fetch(archive.replace("s3a://", "s3://", 1), copy)
        except (OSError, ValueError) as error:
            origin = Origin(kind="warc", path=archive)
            yield Skipped(
                origin=origin, stage="fetch", reason=SkipReason.UNREADABLE, detail=str(error)
            )
            return
        for item in read_archive(copy):
            place = item.origin and replace(item.origin, path=archive)
            yield replace(item, origin=place) if place else item


def _fetch(address: str, copy: Path) -> None:
    filesystem, path = FileSystem.from_uri(address)
    with filesystem.open_input_stream(path, compression=None) as there, copy.open("wb") as here:
        shutil.copyfileobj(there, here)
