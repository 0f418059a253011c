"""A plain-text page as blocks: paragraphs, headings, menu entries, each with its raw lines.

A page may have blank lines between its blocks or none, and may be hard-wrapped. Where it is wrapped
the lines of one paragraph become one block; otherwise a line is a block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

_BULLET = re.compile(r"[*•▪►■●◦‣·]\s+")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_FAR = "\u3040"
_WORD = re.compile(r"\w+")

WRAPPED_AT_MOST = 110  # columns: wider lines are paragraphs, not wrapped text
LONG_LINE = 45  # columns: a shorter line says nothing about the width of the page
WIDER_SHARE = 0.1  # of the long lines may stand over the width (addresses, tables)
RAGGED = 8  # columns that the three fullest lines may differ by: the length of a word
LOWER_SHARE = 0.35  # of full lines must go on in lower case; 0.1 in menus, over 0.6 in prose


class Line(NamedTuple):
    """A line without the space around it: its place in the raw text and its column."""

    start: int
    end: int
    text: str
    column: int
    bullet: bool
    after_blank: bool

    @property
    def width(self) -> int:
        """The column after the last character, as the wrapping program counted."""
        return self.column + len(self.text)


@lru_cache(maxsize=1024)  # the lines of a page and its paragraphs are mostly the same
def lower_words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case and without punctuation."""
    return tuple(_WORD.findall(text.lower()))


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, caption or menu entry; `text` has one space between the lines."""

    lines: tuple[Line, ...]
    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words in lower case and without punctuation."""
        return lower_words(self.text)

    @cached_property
    def size(self) -> int:
        """How many words there are, two characters as one where words are not spaced."""
        unspaced = 0 if self.text.isascii() else _unspaced(self.text)
        return len(self.words) if unspaced < 3 else len(self.words) + unspaced // 2

    @property
    def start(self) -> int:
        """Where the block begins in the raw text."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Where the block ends in the raw text."""
        return self.lines[-1].end

    @property
    def bullet(self) -> bool:
        """Whether the block is an item of a list."""
        return self.lines[0].bullet


def _unspaced(text: str) -> int:
    """How many characters are of scripts that do not part words."""
    form = _THAI if max(text, default="") < _FAR else _all_unspaced()
    return len(form.findall(text))


@cache  # few pages need it, and compiling it takes milliseconds
def _all_unspaced() -> re.Pattern[str]:
    return re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


def split_blocks(raw: str) -> tuple[Block, ...]:
    """The blocks of a page in order; blank lines are in none of them."""
    lines = _lines(raw)
    width = _wrap_width(lines)
    if width is None:
        return tuple(_block([line]) for line in lines)
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and _goes_on(blocks[-1][-1], line, width):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return tuple(map(_block, blocks))


def _block(lines: list[Line]) -> Block:
    return Block(tuple(lines), " ".join([line.text for line in lines]))


def _lines(raw: str) -> list[Line]:
    found, at, blank = [], 0, False
    for full in raw.splitlines(keepends=True):
        text = full.strip()
        if text:
            column = full.index(text)
            mark = _BULLET.match(text)
            skip = mark.end() if mark else 0
            start = at + column + skip
            found.append(
                Line(start, at + column + len(text), text[skip:], column + skip, bool(mark), blank)
            )
        blank = not text
        at += len(full)
    return found


def _wrap_width(lines: list[Line]) -> int | None:
    """The width the text was wrapped at, or `None` for a page that is not wrapped."""
    long = sorted((ln.width for ln in lines if len(ln.text) >= LONG_LINE), reverse=True)
    if len(long) < 4 or long[int(len(long) * WIDER_SHARE)] > WRAPPED_AT_MOST:
        return None
    margins = (a for a, b in zip(long, long[2:], strict=False) if a - b <= RAGGED)
    width = next(margins, WRAPPED_AT_MOST + 1)
    if width > WRAPPED_AT_MOST:
        return None
    full = [b for a, b in pairwise(lines) if _goes_on(a, b, width)]
    lower = sum(line.text[:1].islower() for line in full)
    return width if len(full) >= 3 and lower >= LOWER_SHARE * len(full) else None


def _goes_on(line: Line, following: Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this one."""
    if following.after_blank or following.bullet:
        return False
    if line.width + 1 + len(following.text.split(None, 1)[0]) > width:
        return True
    broken = following.text[0].islower() and line.text[-1] not in ".!?:;…"
    return broken and len(line.text) >= LONG_LINE  # a headline wrapped by hand
