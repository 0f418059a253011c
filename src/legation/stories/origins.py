"""How many of some articles speak for themselves: lines of wires, copies and one outlet's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from legation.records import Fingerprint
from legation.stories.sets import Sets
from legation.tables import rows, values


def count_origins(texts: Sequence[Fingerprint], copied: Iterable[tuple[str, str]] = ()) -> int:
    """How many independent origins the articles have.

    Articles with text from one another (`copied`), of one agency, or of one outlet count once.
    """
    known = {text.article_id for text in texts}
    sets = Sets(known)
    for one, other in copied:
        if one in known and other in known:
            sets.join(one, other)
    firsts: dict[tuple[str, str], str] = {}
    for text in texts:
        for name in (("agency", agency_of(text)), ("outlet", _folded(text.outlet))):
            if name[1]:
                sets.join(firsts.setdefault((name[0], name[1]), text.article_id), text.article_id)
    return len(sets.groups())


def agency_of(text: Fingerprint) -> str | None:
    """The agency an article is from: the one it names, or its outlet where that is an agency."""
    if text.agency:
        return _agencies().get(_folded(text.agency), text.agency)
    return _agencies().get(_folded(text.outlet)) if text.outlet else None


@cache
def _agencies() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows("extract/agencies.csv", needs=("name", "abbreviations", "forms")):
        for form in (row["name"], *values(row["forms"]), *values(row["abbreviations"])):
            found.setdefault(_folded(form), row["name"])
    return found


def _folded(name: str | None) -> str:
    return " ".join((name or "").casefold().split())
