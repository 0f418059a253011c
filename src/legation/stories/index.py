"""Fingerprints by their hashes, growing as texts come in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from legation.records import Fingerprint, Link
from legation.stories.relation import least_shared, link


class Index:
    """Finds the texts that have text in common with another; kept in memory."""

    def __init__(self) -> None:
        self._by_id: dict[str, Fingerprint] = {}
        self._postings: dict[int, list[str]] = {}

    def add(self, text: Fingerprint) -> tuple[Link, ...]:
        """Take a text in and give its links to those taken in before; once for each text."""
        if text.article_id in self._by_id:
            return ()
        found = tuple(self._links(text))
        self._by_id[text.article_id] = text
        for value in text.hashes:
            self._postings.setdefault(value, []).append(text.article_id)
        return found

    def _links(self, text: Fingerprint) -> Iterator[Link]:
        postings = self._postings
        shared = Counter(chain.from_iterable(postings.get(v, ()) for v in text.hashes))
        for article_id, count in sorted(shared.items()):
            other = self._by_id[article_id]
            if count >= least_shared(text, other):
                found = link(text, other)
                if found is not None:
                    yield found


def find_links(texts: Iterable[Fingerprint]) -> tuple[Link, ...]:
    """The links between all texts, in a fixed order whatever theirs."""
    index = Index()
    return tuple(
        sorted(
            (found for text in texts for found in index.add(text)),
            key=lambda f: (f.later, f.earlier),
        )
    )
