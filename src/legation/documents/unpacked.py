"""The bytes of a file that may be made of gzip members, with the place of each in the file.

A member that is damaged is passed over: reading stops there, the range of bytes is told, and it
goes on at the next one that is whole at its beginning.
"""

from __future__ import annotations

import zlib
from collections import deque
from dataclasses import dataclass
from typing import BinaryIO

_CHUNK = 1 << 18
_MOST_OUT = 1 << 20  # unfolded at a time
_MEMBER = b"\x1f\x8b\x08"
_GZIP = 31  # zlib's code for a gzip member with its check


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes `start` to `end` (excluded) of the file that could not be used, and why."""

    start: int
    end: int
    why: str


class Unpacked:
    """A file read from its beginning; `buffer` holds what was unpacked and not taken yet.

    `barrier` is the damage that the buffer ends at; nothing more comes until `pass_barrier`.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._raw = b""
        self._raw_at = 0  # of the first byte of `_raw` in the file
        self._unzip: zlib._Decompress | None = None
        self._marks: deque[tuple[int, int]] = deque()  # unpacked place, place in the file
        self._member_at = 0
        self._made = 0  # bytes unpacked in all
        self.buffer = bytearray()
        self.barrier: Damage | None = None
        self._load()
        self.is_packed = self._raw.startswith(_MEMBER[:2])
        self.ended = not self._raw

    @property
    def place(self) -> int:
        """Where in the file the first byte of the buffer is from: its member, where packed."""
        while len(self._marks) > 1 and self._marks[1][0] <= self._made - len(self.buffer):
            self._marks.popleft()
        return self.place_of(0)

    def place_of(self, index: int) -> int:
        """Where in the file a byte of the buffer is from."""
        at = self._made - len(self.buffer) + index
        if not self.is_packed:
            return at
        return max((place for made, place in self._marks if made <= at), default=self._raw_at)

    @property
    def file_place(self) -> int:
        """How far the file has been read."""
        return self._raw_at

    def pass_barrier(self) -> None:
        """Go on behind the damage, without what was unpacked before it."""
        self.buffer.clear()
        self.barrier = None

    def take(self, size: int) -> bytes:
        """The first bytes of the buffer, which they leave."""
        found = bytes(self.buffer[:size])
        del self.buffer[:size]
        return found

    def fill(self, size: int) -> bool:
        """Have so many bytes in the buffer; whether there are, before damage and the end."""
        while len(self.buffer) < size and not self.ended and self.barrier is None:
            self._more()
        return len(self.buffer) >= size

    def skip(self, size: int) -> bool:
        """Leave out so many bytes without keeping them; whether there were as many."""
        while size:
            if not self.buffer and not self.fill(1):
                return False
            step = min(size, len(self.buffer))
            del self.buffer[:step]
            size -= step
        return True

    def _load(self) -> None:
        if not self._raw:
            self._raw = self._file.read(_CHUNK)

    def _more(self) -> None:
        self._load()
        if not self._raw:
            self._end()
            return
        if not self.is_packed:
            self._keep(self._raw)
            self._advance(len(self._raw))
            return
        if self._unzip is None and not self._begin():
            return
        assert self._unzip is not None
        before = len(self._raw)
        try:
            made = self._unzip.decompress(self._raw, _MOST_OUT)
        except zlib.error as error:
            self._resynchronise(str(error))
            return
        left = self._unzip.unused_data if self._unzip.eof else self._unzip.unconsumed_tail
        self._advance(before - len(left))
        self._keep(made)
        if self._unzip.eof:
            self._unzip = None

    def _begin(self) -> bool:
        """Begin a member; zeros that pad the file are passed over."""
        bare = self._raw.lstrip(b"\0")
        self._advance(len(self._raw) - len(bare))
        if not bare:
            return False
        if len(self._raw) < len(_MEMBER):
            self._raw += self._file.read(_CHUNK)
        if not self._raw.startswith(_MEMBER):
            self._member_at = self._raw_at
            self._resynchronise("no gzip member begins here")
            return False
        self._start(self._raw_at)
        return True

    def _start(self, at: int) -> None:
        self._unzip = zlib.decompressobj(_GZIP)
        self._member_at = at
        self._marks.append((self._made, at))

    def _keep(self, made: bytes) -> None:
        self.buffer += made
        self._made += len(made)

    def _advance(self, size: int) -> None:
        self._raw = self._raw[size:]
        self._raw_at += size

    def _end(self) -> None:
        """The end of the file; inside a member it is cut short."""
        self.ended = True
        if self._unzip is not None:
            self._unzip = None
            self.barrier = Damage(self._member_at, self._raw_at, "the file is cut short")

    def _resynchronise(self, why: str) -> None:
        """Go to the next member that can be unpacked at its beginning, and tell the damage."""
        start = self._member_at
        self._unzip = None
        self._advance(min(1, len(self._raw)) if self._raw_at == start else 0)
        while True:
            at = self._raw.find(_MEMBER)
            if at < 0:
                self._advance(max(0, len(self._raw) - len(_MEMBER) + 1))
                more = self._file.read(_CHUNK)
                if not more:
                    self._advance(len(self._raw))
                    self.ended = True
                    break
                self._raw += more
                continue
            self._advance(at)
            if len(self._raw) < _CHUNK:
                self._raw += self._file.read(_CHUNK)
            if self._is_member():
                break
            self._advance(1)
        self.barrier = Damage(start, self._raw_at, why)

    def _is_member(self) -> bool:
        """Whether a member begins here: its first bytes unpack to those of a record."""
        try:
            made = zlib.decompressobj(_GZIP).decompress(self._raw[:4096], 64)
        except zlib.error:
            return False
        return made[:5] == b"WARC/" or b"://" in made
