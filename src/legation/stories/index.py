"""Fingerprints by their hashes, kept in memory: the links between all of some texts."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from legation.records import Fingerprint, Link
from legation.stories.forest import owners
from legation.stories.relation import precedence


def find_links(texts: Iterable[Fingerprint]) -> tuple[Link, ...]:
    """The links of all texts to the earlier ones that own a part of them, in a fixed order."""
    found: list[Link] = []
    by_id: dict[str, Fingerprint] = {}
    postings: dict[int, list[str]] = {}
    for text in sorted(texts, key=precedence):
        if text.article_id in by_id:
            continue
        near = set(chain.from_iterable(postings.get(value, ()) for value in text.hashes))
        found += owners(text, (by_id[article] for article in near))
        by_id[text.article_id] = text
        for value in text.hashes:
            postings.setdefault(value, []).append(text.article_id)
    return tuple(sorted(found, key=lambda each: (each.later, each.earlier)))
