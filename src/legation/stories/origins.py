"""How many of some articles speak for themselves: lines of wires, copies and one outlet's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from legation.records import Fingerprint
from legation.stories.sets import Sets
from legation.tables import rows, values


class Origins:
    """Counts the independent origins of some of the articles; what joins them is gathered once.

    Articles with text from one another (`copied`, through articles that are not asked for as
    well), of one agency, or of one outlet count once.
    """

    def __init__(
        self, texts: Iterable[Fingerprint], copied: Iterable[tuple[str, str]] = ()
    ) -> None:
        self._texts = {text.article_id: text for text in texts}
        copied = tuple(copied)
        self._sets = Sets({*self._texts, *(article for pair in copied for article in pair)})
        for one, other in copied:
            self._sets.join(one, other)

    def count(self, articles: Iterable[str]) -> int:
        """How many origins the articles have together."""
        firsts: dict[tuple[str, str], str] = {}
        roots = {article: self._sets.of(article) for article in articles}
        sets = Sets(roots.values())
        for article, root in roots.items():
            text = self._texts[article]
            for name in (("agency", agency_of(text)), ("outlet", _folded(text.outlet))):
                if name[1]:
                    sets.join(firsts.setdefault((name[0], name[1]), root), root)
        return len(sets.groups())


def count_origins(texts: Sequence[Fingerprint], copied: Iterable[tuple[str, str]] = ()) -> int:
    """How many independent origins some articles have, asked for once."""
    return Origins(texts, copied).count([text.article_id for text in texts])


def agency_of(text: Fingerprint) -> str | None:
    """The agency an article is from: the one it names, or its outlet where that is an agency."""
    if text.agency:
        return _agencies().get(_folded(text.agency), text.agency)
    return _agencies().get(_folded(text.outlet)) if text.outlet else None


@cache
def _agencies() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows("language/agencies.csv", needs=("name", "abbreviations", "forms")):
        for form in (row["name"], *values(row["forms"]), *values(row["abbreviations"])):
            found.setdefault(_folded(form), row["name"])
    return found


@lru_cache(maxsize=10_000)
def _folded(name: str | None) -> str:
    return " ".join((name or "").casefold().split())
