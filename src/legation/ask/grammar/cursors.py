"""Tokens that say where a page ended, bound to the question they were made for."""

from __future__ import annotations

import base64
import hashlib
import json
import re

from legation.errors import InputError
from legation.store.asking.wanted import Mark, Place

_LONGEST = 400  # characters of a token; ours have some 150


def token_of(mark: Mark, *, question: str) -> str:
    """The token for the page after a record; `question` is what was asked, in one form."""
    parts = [mark.key, mark.place.article_id, mark.place.position, digest_of(question)]
    told = json.dumps(parts, ensure_ascii=True, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(told).decode().rstrip("=")


def mark_of(token: str, *, question: str) -> Mark:
    """Where the page before ended; raises `InputError` for a token of another question."""
    found = _parts(token)
    if found is None:
        raise InputError(
            "after: this is no token of ours; take it from the `next` of the page before"
        )
    key, article_id, position, asked = found
    if asked != digest_of(question):
        raise InputError(
            "after: the token is of another question; ask the same one, or start without `after`"
        )
    return Mark(key=key, place=Place(article_id=article_id, position=position))


def digest_of(question: str) -> str:
    """Twelve characters that stand for a question."""
    return hashlib.sha256(question.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _parts(token: str) -> tuple[str, str, int, str] | None:
    if len(token) > _LONGEST or not re.fullmatch(r"[A-Za-z0-9_-]+", token):
        return None
    try:
        told = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except ValueError:
        return None
    if not isinstance(told, list) or [type(part) for part in told] != [str, str, int, str]:
        return None
    key, article_id, position, asked = told
    if not 0 <= position < 2**31:
        return None
    return key, article_id, position, asked
