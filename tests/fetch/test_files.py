from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from legation.documents.sources import SUFFIXES, find_sources
from legation.errors import InputError
from legation.fetch.files import find_files, look_through, media_type_of, read_file, read_stdin
from legation.ids import sha256_of
from legation.records import Origin, Page, Skipped, SkipReason


def made(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"words of {name}")


def names(folder: Path, paths: tuple[Path, ...]) -> list[str]:
    return [str(path.relative_to(folder)) for path in paths]


def test_folder_gives_its_pages_in_sorted_order_to_the_bottom(tmp_path: Path) -> None:
    made(tmp_path, "b.txt", "a.HTML", "z/1.htm", "c/2.txt", "c/x.jsonl.gz", "photo.jpg", "README")
    made(tmp_path, ".hidden.txt", ".git/a.txt")
    found = look_through([tmp_path], suffixes=SUFFIXES)
    assert names(tmp_path, found.files) == [
        "a.HTML", "b.txt", "c/2.txt", "c/x.jsonl.gz", "z/1.htm",
    ]  # fmt: skip
    told = [(each.origin.path, each.reason) for each in found.others if each.origin]
    assert told == [
        (str(tmp_path / "README"), SkipReason.OTHER_KIND),
        (str(tmp_path / "photo.jpg"), SkipReason.OTHER_KIND),
    ]


def test_named_file_is_taken_whatever_its_name(tmp_path: Path) -> None:
    made(tmp_path, "story", ".hidden.txt")
    found = find_files([tmp_path / "story", tmp_path / ".hidden.txt"], suffixes=SUFFIXES)
    assert names(tmp_path, found) == ["story", ".hidden.txt"]


def test_missing_file_is_an_input_error_before_anything_is_read(tmp_path: Path) -> None:
    made(tmp_path, "a.txt")
    with pytest.raises(InputError, match=r"b\.txt: no such file or folder; check the name"):
        find_files([tmp_path / "a.txt", tmp_path / "b.txt"], suffixes=SUFFIXES)


def test_folder_without_a_page_is_an_input_error(tmp_path: Path) -> None:
    made(tmp_path, "photo.jpg")
    with pytest.raises(InputError, match="no file to read in this folder"):
        find_files([tmp_path], suffixes=SUFFIXES)


def test_page_says_where_it_came_from_and_what_it_holds(tmp_path: Path) -> None:
    made(tmp_path, "a.txt")
    page = read_file(tmp_path / "a.txt")
    assert isinstance(page, Page)
    assert (page.body, page.sha256) == (b"words of a.txt", sha256_of(b"words of a.txt"))
    assert page.origin == Origin(kind="file", path=str(tmp_path / "a.txt"))
    assert page.media_type == "text/plain"
    assert page.fetched_at.tzinfo is not None


@pytest.mark.parametrize(
    ("body", "suffix", "expected"),
    [
        (b"Words", ".html", "text/html"),
        (b"Words", ".txt", "text/plain"),
        (b"Words", "", "text/plain"),
        (b"\n <!DOCTYPE html><p>", ".txt", "text/html"),  # a saved page under another name
        (b"<HTML lang=en>", "", "text/html"),
        (b"Use <b>bold</b> words", "", "text/plain"),
        (b"", "", "text/plain"),
    ],
)
def test_media_type_follows_name_and_first_bytes(body: bytes, suffix: str, expected: str) -> None:
    assert media_type_of(body, suffix=suffix) == expected


def test_file_over_the_limit_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    skipped = read_file(tmp_path / "a.txt", max_bytes=10)
    assert isinstance(skipped, Skipped)
    assert skipped.reason is SkipReason.TOO_LARGE
    assert "raise max_page_bytes" in skipped.detail
    assert isinstance(read_file(tmp_path / "a.txt", max_bytes=11), Page)


@pytest.mark.parametrize("kind", ["folder", "gone", "forbidden"])
def test_file_that_cannot_be_read_is_skipped(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    if kind == "folder":
        path.mkdir()
    elif kind == "forbidden":
        if os.geteuid() == 0:
            pytest.skip("root may read everything")
        path.touch(mode=0)
    skipped = read_file(path)
    assert isinstance(skipped, Skipped)
    assert (skipped.stage, skipped.reason) == ("fetch", SkipReason.UNREADABLE)
    assert skipped.origin == Origin(kind="file", path=str(path))


def test_standard_input_is_a_page() -> None:
    page = read_stdin(io.BytesIO(b"<html>Words"))
    assert isinstance(page, Page)
    assert page.origin == Origin(kind="stdin", path="-")
    assert page.media_type == "text/html"
    assert isinstance(read_stdin(io.BytesIO(b"xx"), max_bytes=1), Skipped)


def test_sources_come_in_the_order_they_were_named(tmp_path: Path) -> None:
    made(tmp_path, "dir/b.txt", "dir/a.txt", "z.txt")
    (tmp_path / "t.jsonl").write_text('{"text": "Row one."}\n')
    sources = find_sources(
        ["-", str(tmp_path / "z.txt"), str(tmp_path / "dir")], stdin=io.BytesIO(b"piped")
    )
    assert sources.pages == 4
    paths = [item.origin.path for item in sources.items() if isinstance(item, Page)]
    assert [Path(path).name for path in paths] == ["-", "z.txt", "a.txt", "b.txt"]
    with_table = find_sources([str(tmp_path)])
    assert with_table.pages is None
    assert len(list(with_table.items())) == 4


def test_address_on_a_private_network_is_skipped_and_the_next_is_read(tmp_path: Path) -> None:
    made(tmp_path, "a.txt")
    items = list(find_sources(["http://127.0.0.1:9/x", str(tmp_path / "a.txt")]).items())
    assert isinstance(items[0], Skipped)
    assert "no public address" in items[0].detail
    assert isinstance(items[1], Page)
