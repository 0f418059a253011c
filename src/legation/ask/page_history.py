"""What stood at an address over time: the versions that were read, and what changed in between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from legation.store import Query, Store
from legation.store.intake.page_versions import PageVersion, versions_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A version of a page beside the one before it; paragraphs are whole.

    `headline` says whether the title was changed. The first version has nothing before it.
    """

    version: PageVersion
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    headline: bool = False


def page_history(store: Store, url: str) -> tuple[Change, ...]:
    """The versions of the page at an address, the oldest first; none where it was never read."""
    return tuple(_changes(Query(store), versions_of(store, url)))


def _changes(query: Query, versions: Sequence[PageVersion]) -> Iterator[Change]:
    before: list[str] | None = None
    title: str | None = None
    for version in versions:
        article = query.reading(version.article_id).article
        paragraphs = [line for line in article.text.split("\n") if line.strip()]
        if before is None:
            yield Change(version=version)
        else:
            added, removed = _compared(before, paragraphs)
            yield Change(
                version=version, added=added, removed=removed, headline=title != article.title
            )
        before, title = paragraphs, article.title


def _compared(old: list[str], new: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    added: list[str] = []
    removed: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            removed += old[a:b]
            added += new[c:d]
    return tuple(added), tuple(removed)
