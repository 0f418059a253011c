"""Ids from content: the same parts give the same id, in any run, process or engine."""

from __future__ import annotations

import hashlib
import json

_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_LENGTH = 16  # hex digits: 64 bits, one clash expected in about four billion records


def content_id(kind: str, *parts: object) -> str:
    """A short id: the kind's first letter and the hash of a JSON array of the parts.

    Parts are texts, numbers, booleans, `None` or sequences of these.
    """
    packed = ",".join(map(_packed, (kind, *parts)))
    digest = hashlib.sha256(f"[{packed}]".encode()).hexdigest()
    return f"{kind[0]}{digest[:_LENGTH]}"


def _packed(part: object) -> str:
    """A part as JSON without spaces: an encoder made for each id costs more than the hash."""
    if isinstance(part, str):
        return json.encoder.encode_basestring(part)
    if part is None:
        return "null"
    if isinstance(part, int) and not isinstance(part, bool):
        return int.__repr__(part)
    if isinstance(part, list | tuple):
        return f"[{','.join(map(_packed, part))}]"
    return _encoder.encode(part)


def sha256_of(data: bytes) -> str:
    """The SHA-256 of some bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def article_id(*, raw_sha256: str, url: str | None) -> str:
    """The id of a page's article: of its bytes and address, so another edition is another article.

    Where the file lies does not count: the same bytes are the same article on every machine.
    """
    return content_id("article", raw_sha256, url)
