"""Every file that is given is read, skipped with its reason, or counted as another kind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from legation.documents.sources import find_sources
from legation.fetch.files import look_through, path_shown, read_file, shown_path
from legation.records import Page, Skipped, SkipReason


def test_files_of_other_kinds_are_counted_one_by_one(tmp_path: Path) -> None:
    for name in ("a.html", "b.jpg", "c", "d.php", "e.md", "sub/f.txt", "sub/g.mp4"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<html><body>words" if name in ("c", "d.php") else "words")
    found = list(find_sources([str(tmp_path)]).items())
    read = [Path(i.origin.path).name for i in found if isinstance(i, Page)]
    other = [Path(i.origin.path).name for i in found if isinstance(i, Skipped) and i.origin]
    assert read == ["a.html", "c", "d.php", "f.txt"]
    assert other == ["b.jpg", "e.md", "g.mp4"]


def test_a_folder_that_cannot_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "shut").mkdir()
    opened = os.scandir

    def scandir(path: str) -> object:
        if os.fspath(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", path)
        return opened(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = look_through([tmp_path], suffixes=frozenset({".txt"}))
    assert ["the folder cannot be opened" in each.detail for each in found.others] == [True]


def test_a_name_that_is_no_utf_8_is_read_and_found_again(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/bad\xff\n\x1b.txt"
    with open(name, "wb") as file:
        file.write(b"words")
    (page,) = find_sources([str(tmp_path)]).items()
    assert isinstance(page, Page)
    page.origin.path.encode("utf-8")
    assert os.fsencode(path_shown(page.origin.path)) == name
    assert path_shown(shown_path(tmp_path)) == tmp_path


def test_a_pipe_without_an_end_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.html")
    skipped = read_file(tmp_path / "p.html")
    assert isinstance(skipped, Skipped)
    assert skipped.reason is SkipReason.UNREADABLE
    assert "no regular file" in skipped.detail
