"""Bytes of a page to text: the encoding it declares, or the one its bytes fit."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from legation.tables import rows

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
_LANGUAGE = re.compile(rb"<html\b[^>]{0,400}?\slang\s*=\s*[\"']?([a-zA-Z-]{2,10})", re.IGNORECASE)
_HIGH = re.compile(rb"[\xc0-\xff]")  # letters in the single-byte encodings; the rest is marks
_LATIN_SHARE = 0.15  # of a page; an English one full of accents has 0.02, a Russian one 0.5
# ğ Ğ ı İ ş Ş in Windows-1254 are Icelandic letters in Windows-1252, which come with á, ó or æ.
_TURKISH = frozenset(bytes([n]) for n in (0xF0, 0xD0, 0xFD, 0xDD, 0xFE, 0xDE))
_IN_TURKISH = _TURKISH | frozenset(bytes([n]) for n in (0xE7, 0xC7, 0xF6, 0xD6, 0xFC, 0xDC))
_ESCAPED = re.compile("[\udc80-\udcff]")
_BYTE_OF = {
    ch: n for n in range(0x80, 0xA0) if (ch := bytes([n]).decode("cp1252", "replace")) != "\ufffd"
}
_CONTINUED = "[\x80-\xbf" + "".join(_BYTE_OF) + "]"
_TWICE = re.compile(f"[\u00c2\u00c3]{_CONTINUED}|\u00e2{_CONTINUED}{{2}}")
_HEAD = 4096  # bytes searched for a declaration
_SAMPLE = 60_000  # bytes an encoding is sniffed from
FEW_NULS = 2  # in the first 4 KB of a damaged page
_NUL_SHARE = 0.001  # of a damaged page; random bytes have 0.004
_STRANGE_SHARE = 0.02  # of control or replacement characters; text has none, binary a fifth
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f\ufffd]")


def is_binary(data: bytes) -> bool:
    """Whether bytes are no text: a known kind of file, or many zero bytes but no UTF-16 or -32."""
    if data.startswith(_MAGIC):
        return True
    if any(data.startswith(bom) for bom, _ in _BOMS):
        return False
    sample = data[:_HEAD]
    few = max(FEW_NULS, _NUL_SHARE * len(sample))
    return sample.count(0) > few and not _looks_wide(sample)


def decode(data: bytes, media_type: str = "") -> str | None:
    """The text of the bytes, or `None` where no encoding gives one.

    A byte order mark wins, then UTF-8 if the bytes are valid, then what the media type or the page
    declares, then UTF-8 with passages of Windows-1252 in it, then what browsers take for pages in
    the page's language. A declaration that does not fit is passed over.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _sound(_decoded(data, encoding, "replace"))
    if _looks_wide(data[:_HEAD]):
        return _wide(data)
    data = data.replace(b"\x00", b" ")
    text = _decoded(data, "utf-8", "strict")
    if text is not None:
        return _sound(mend_twice_encoded(text))
    for name in _declared(data, media_type):
        text = _sound(_decoded(data, name, "strict"))
        if text is not None:
            return text
    return _sound(_nearly_utf8(data)) or _undeclared(data)


def mend_twice_encoded(text: str) -> str:
    """A text without UTF-8 that was read as Windows-1252 on its way (`Japanâ€™s`)."""
    if "\u00c3" not in text and "\u00e2" not in text and "\u00c2" not in text:
        return text
    return _TWICE.sub(_once, text)


def _once(match: re.Match[str]) -> str:
    written = bytes(_BYTE_OF.get(ch, ord(ch)) for ch in match[0])
    try:
        meant = written.decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
    return meant if meant >= "\xa0" else match[0]


@lru_cache(maxsize=2)
def _encodings(kind: str) -> dict[str, str]:
    table = rows("extract/encodings.csv", needs=("kind", "name", "encoding"))
    return {row["name"]: row["encoding"] for row in table if row["kind"] == kind}


def _declared(data: bytes, media_type: str) -> list[str]:
    """The encodings named for a page, as browsers understand the names."""
    names = _IN_TYPE.findall(media_type)
    names += [name.decode("ascii") for name in _DECLARED.findall(data[:_HEAD].lower())]
    return [_encodings("label").get(name.lower(), name) for name in names]


def _decoded(data: bytes, encoding: str, errors: str) -> str | None:
    try:
        return data.decode(encoding, errors)
    except (LookupError, UnicodeError, ValueError):  # an unknown name, or bytes that do not fit
        return None


def _nearly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few other bytes in it, which are read as Windows-1252 as they stand."""
    text = data.decode("utf-8", "surrogateescape")
    beyond = sum(ch > "\x7f" for ch in text)
    strange = _ESCAPED.findall(text)
    if 4 * len(strange) >= beyond:
        return None
    return _ESCAPED.sub(lambda m: bytes([ord(m[0]) - 0xDC00]).decode("cp1252", "replace"), text)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark; big-endian where the even bytes are the zeros."""
    even, odd = data[:_HEAD:2].count(0), data[1:_HEAD:2].count(0)
    return _sound(_decoded(data, "utf-16-be" if even > odd else "utf-16-le", "replace"))


def _undeclared(data: bytes) -> str | None:
    """What browsers would take: by the page's language, Windows-1252 for the west of Europe.

    Only where much of the page is in no Latin script do the bytes have to tell.
    """
    sample = data[:_SAMPLE]
    high = len(_HIGH.findall(sample))
    if high > _LATIN_SHARE * len(sample):
        from charset_normalizer import from_bytes  # of few pages asked, and slow to import

        best = from_bytes(sample, cp_isolation=None).best()
        if best and (text := _sound(_decoded(data, best.encoding, "replace"))):
            return text
    found = _LANGUAGE.search(data[:_HEAD])
    language = found[1].decode("ascii").lower() if found else ""
    defaults = _encodings("default")
    name = defaults.get(language) or defaults.get(language.partition("-")[0], "cp1252")
    letters = set(_HIGH.findall(sample))
    if name == "cp1252" and len(letters & _TURKISH) > 1 and letters <= _IN_TURKISH:
        name = "cp1254"
    return _sound(_decoded(data, name, "replace"))


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
