"""Bytes of a page to text: the encoding it declares, or the one its bytes fit."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{2,40})"
)
_IN_TYPE = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_MAGIC = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"RIFF",
    b"\x7fELF", b"MZ\x90", b"\xd0\xcf\x11\xe0", b"OggS", b"ID3", b"\x00\x00\x00\x18ftyp",
    b"\x00\x00\x00\x20ftyp", b"SQLite format 3", b"7z\xbc\xaf", b"Rar!", b"PAR1", b"\xfd7zXZ",
)  # fmt: skip
_HEAD = 4096  # bytes searched for a declaration
_SAMPLE = 60_000  # bytes an encoding is sniffed from
_STRANGE_SHARE = 0.02  # of control or replacement characters; text has none, binary a fifth
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f\ufffd]")


def is_binary(data: bytes) -> bool:
    """Whether bytes are no text: a known kind of file, or zero bytes outside UTF-16 and UTF-32."""
    if data.startswith(_MAGIC):
        return True
    if any(data.startswith(bom) for bom, _ in _BOMS):
        return False
    sample = data[:_HEAD]
    return b"\x00" in sample and not _looks_wide(sample)


def decode(data: bytes, media_type: str = "") -> str | None:
    """The text of the bytes, or `None` where no encoding gives one.

    A byte order mark wins, then UTF-8 if the bytes are valid, then what the media type or the page
    declares, then what the bytes look like. A declaration that does not fit is passed over.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _sound(_decoded(data, encoding, "replace"))
    text = _decoded(data, "utf-8", "strict") if b"\x00" not in data[:_HEAD] else None
    if text is not None:
        return _sound(text)
    for name in _declared(data, media_type):
        text = _sound(_decoded(data, name, "strict"))
        if text is not None:
            return text
    return _sound(_nearly_utf8(data)) or _sniffed(data)


def _declared(data: bytes, media_type: str) -> list[str]:
    """The encodings named for a page; Latin-1 means Windows-1252, as in browsers."""
    names = _IN_TYPE.findall(media_type)
    names += [name.decode("ascii") for name in _DECLARED.findall(data[:_HEAD].lower())]
    latin = {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"}
    return ["cp1252" if name.lower() in latin else name for name in names]


def _decoded(data: bytes, encoding: str, errors: str) -> str | None:
    try:
        return data.decode(encoding, errors)
    except (LookupError, UnicodeError, ValueError):  # an unknown name, or bytes that do not fit
        return None


def _nearly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes: cut off or damaged on its way."""
    text = data.decode("utf-8", "replace")
    beyond = sum(ch > "\x7f" for ch in text)
    return text if 4 * text.count("\ufffd") < beyond else None


def _sniffed(data: bytes) -> str | None:
    best = from_bytes(data[:_SAMPLE], cp_isolation=None).best()
    for name in ([best.encoding] if best else []) + ["cp1252"]:
        text = _sound(_decoded(data, name, "replace"))
        if text is not None:
            return text
    return None


def _sound(text: str | None) -> str | None:
    """The text, if it has few enough characters that no text has."""
    if text is None:
        return None
    strange = len(_CONTROL.findall(text[:_SAMPLE]))
    return text if strange <= max(3, _STRANGE_SHARE * min(len(text), _SAMPLE)) else None


def _looks_wide(sample: bytes) -> bool:
    """Whether every second byte of mostly Latin text is zero, as in UTF-16 without a mark."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    return max(even, odd) > 0.7 * half and min(even, odd) < 0.1 * half
