"""Which earlier texts a text is linked to: for each stretch of it, the best one that has it.

Were every two texts that share something linked, a running story would have as many links as the
square of its texts. What stories and origins ask is kept by less: of the earlier texts that have a
hash of a text, the best owns it, and a text is linked to the owners of its hashes. A copy has one
link so, a text put together from three has three. Better is what joins to one story, then what
shares more, then what came first; so the owners are the same in whatever order texts come.
"""

from __future__ import annotations

from collections.abc import Iterable

from legation.records import Fingerprint, Link
from legation.stories.relation import JOINED, MIN_HASHES, least_shared, link, precedence


def owners(text: Fingerprint, others: Iterable[Fingerprint]) -> tuple[Link, ...]:
    """The links of a text to those of the others that own a part of it, by their ids.

    Others that come later by `precedence` are passed over, and so is the text itself.
    """
    mine = precedence(text)
    ranked: list[tuple[tuple[object, ...], Fingerprint, bytes]] = []
    linked: set[str] = set()
    for other in others:
        if precedence(other) < mine:
            has = frozenset(other.hashes)
            kept = bytes(map(has.__contains__, text.hashes))
            shared = kept.count(1)
            if shared >= least_shared(text, other):
                apart = shared < JOINED * min(len(has), len(kept))
                ranked.append(((apart, -shared, precedence(other)), other, kept))
    ranked.sort(key=lambda each: each[0])
    left = list(range(len(text.hashes)))
    for _, other, kept in ranked:
        rest = [place for place in left if not kept[place]]
        if len(left) - len(rest) >= MIN_HASHES:
            linked.add(other.article_id)
        left = rest
    found = (link(text, other) for _, other, _ in ranked if other.article_id in linked)
    return tuple(sorted((f for f in found if f is not None), key=lambda f: f.earlier))
