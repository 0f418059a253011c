"""Ids from content: the same parts give the same id, in any run, process or engine."""

from __future__ import annotations

import hashlib
import json
from datetime import date

from legation.errors import InputError
from legation.records import Article, How, Precision, When

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


def article_from_text(
    text: str,
    *,
    title: str | None,
    published: date | str | None,
    url: str | None,
    outlet: str | None,
    agency: str | None,
    section: str | None,
    language: str | None,
) -> Article:
    """What `Article.from_text` promises."""
    if not text.strip():
        raise InputError("the text is empty; give the body of an article")
    raw = sha256_of("\n".join((title or "", text)).encode("utf-8", "surrogatepass"))
    parts = [raw, url, str(published) if published else None]
    if url is None and outlet is not None:
        parts.append(outlet)  # who printed it stands for the address
    return Article(
        id=content_id("article", *parts),
        text=text,
        raw_sha256=raw,
        title=title,
        url=url,
        outlet=outlet,
        agency=agency,
        section=section,
        published=published_on(published),
        language=language,
    )


def published_on(published: date | str | None) -> When | None:
    """A publication day as an interval; raises `InputError` for a text that is no ISO date."""
    if published is None:
        return None
    if isinstance(published, str):
        try:
            published = date.fromisoformat(published[:10])
        except ValueError as error:
            raise InputError(
                f"published: {published!r} is not an ISO date; write it like 2024-03-09"
            ) from error
    return When(first=published, last=published, precision=Precision.DAY, how=How.EXPLICIT)
