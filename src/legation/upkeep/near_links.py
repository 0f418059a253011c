"""What new articles are to be linked to, by the hashes that they have in common with others.

All of a batch is done at once, in arrays: a row for each hash of the batch and each article under
it. See `legation.stories.forest` for which of the earlier texts a text is linked to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from legation.records import Fingerprint
from legation.store import near, shingles
from legation.store.near import Numbered
from legation.store.shingles import Holders, Numbers
from legation.stories.forest import owners
from legation.stories.relation import JOINED, MIN_HASHES, SHARED, link, precedence

# Of the hashes two texts must share, how many must be found: under a hash stand only some.
SURE = 0.5

MOST_PAIRS = 20_000_000  # that have room each, whether they share a hash or not: 160 MB


@dataclass(frozen=True, slots=True)
class _Pairs:
    """An article of the batch, another one, and how many hashes they were found to share."""

    one: Numbers
    other: Numbers
    shared: Numbers
    of_row: Numbers  # for each row the pair it is of
    row_hash: Numbers  # and the hash, by its place among all of the batch


def take_in(connection: Connection, texts: Mapping[int, Fingerprint]) -> None:
    """Add the hashes of some articles, by number, to the index, and link them to others."""
    hashes, of = _flat(texts)
    distinct, places = np.unique(hashes, return_inverse=True)
    before = shingles.held(connection, distinct)
    after = _first_ones(before, places, of, len(distinct))
    shingles.enter(connection, distinct, before, after)
    pairs = _pairs(places, of, after, len(distinct))
    others = set(np.unique(pairs.other).tolist()) - texts.keys()
    known = {**texts, **near.prints(connection, others)}
    order = {n: place for place, n in enumerate(sorted(known, key=lambda n: precedence(known[n])))}
    size = _Lookup({n: len(text.hashes) for n, text in known.items()})
    place = _Lookup(order)
    least = np.minimum(size(pairs.one), size(pairs.other))
    likely = pairs.shared >= np.maximum(MIN_HASHES, SHARED * least) * SURE
    earlier = place(pairs.other) < place(pairs.one)
    best = _owned(pairs, likely & earlier, pairs.shared < JOINED * least, place(pairs.other))
    found = _linked(sorted(best), known)
    near.replace_links(connection, (), found)
    here = set(zip(pairs.one.tolist(), pairs.other.tolist(), strict=True))
    anew: dict[int, set[int]] = defaultdict(set)
    turned = np.flatnonzero(likely & ~earlier)
    for one, later in zip(pairs.one[turned].tolist(), pairs.other[turned].tolist(), strict=True):
        if (later, one) not in here:
            anew[later].add(one)
    _link_anew(connection, anew, known, texts.keys() - {n for pair in best for n in pair})


def _link_anew(
    connection: Connection,
    anew: Mapping[int, set[int]],
    known: dict[int, Fingerprint],
    alone: set[int],
) -> None:
    """Link articles that came in before, now that earlier texts have come in after them.

    A text that is no longer an article's owner is compared with the one that is, and so is one of
    those that are still `alone`: under their hashes the two may not have met.
    """
    while anew:
        linked = near.links_of(connection, anew)
        absent = {n for ends in linked.values() for n in ends} - known.keys()
        known |= near.prints(connection, absent)
        numbers = {text.article_id: number for number, text in known.items()}
        changed: list[int] = []
        found: list[Numbered] = []
        then: dict[int, set[int]] = defaultdict(set)
        for later, new in sorted(anew.items()):
            before = {*linked.get(later, ())}
            ends = owners(known[later], (known[n] for n in sorted(before | new)))
            now = [numbers[each.earlier] for each in ends]
            if {*now} != before:
                changed.append(later)
                found += zip([later] * len(now), now, ends, strict=True)
            alone -= {later, *now}
            for lost in sorted(before | (new & alone)):
                if lost not in now and now:
                    one, other = sorted((lost, now[0]), key=lambda n: precedence(known[n]))
                    then[other].add(one)
        near.replace_links(connection, changed, found)
        anew = then


def _flat(texts: Mapping[int, Fingerprint]) -> tuple[Numbers, Numbers]:
    """All hashes of some texts, and beside each the number of its article."""
    lengths = [len(text.hashes) for text in texts.values()]
    hashes = np.fromiter((h for t in texts.values() for h in t.hashes), np.int64, sum(lengths))
    return hashes, np.repeat(np.array(list(texts), np.int64), lengths)


def _first_ones(before: Holders, places: Numbers, of: Numbers, size: int) -> Holders:
    """What stands under each hash when a batch is added: the first to come, by place."""
    places = np.concatenate([before.places, places])
    articles = np.concatenate([before.articles, of])
    order = np.argsort(places, kind="stable")
    places, articles = places[order], articles[order]
    many = np.bincount(places, minlength=size)
    within = np.arange(len(places)) - np.repeat(np.cumsum(many) - many, many)
    kept = within < shingles.MOST
    return Holders(places[kept], articles[kept])


def _pairs(places: Numbers, of: Numbers, held: Holders, size: int) -> _Pairs:
    """Every article of the batch with each that stands under one of its hashes."""
    many = np.bincount(held.places, minlength=size)
    first = (np.cumsum(many) - many)[places]
    many = many[places]
    within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    rows = np.repeat(first, many) + within
    # Articles by their place among the few there are: pairs are counted so, and not sorted.
    mine, one = np.unique(of, return_inverse=True)
    theirs, other = np.unique(held.articles, return_inverse=True)
    pair = np.repeat(one * len(theirs), many) + other[rows]
    row_hash = np.repeat(np.arange(len(places)), many)
    apart = np.repeat(of, many) != held.articles[rows]
    pair, row_hash = pair[apart], row_hash[apart]
    if len(mine) * len(theirs) > MOST_PAIRS:
        both, of_row, shared = np.unique(pair, return_inverse=True, return_counts=True)
    else:
        times = np.bincount(pair, minlength=len(mine) * len(theirs))
        both = np.flatnonzero(times)
        shared, order = times[both], np.zeros(len(times), np.int64)
        order[both] = np.arange(len(both))
        of_row = order[pair]
    return _Pairs(mine[both // len(theirs)], theirs[both % len(theirs)], shared, of_row, row_hash)


def _owned(
    pairs: _Pairs, fit: NDArray[np.bool_], apart: NDArray[np.bool_], came: Numbers
) -> set[tuple[int, int]]:
    """The pairs in which the other one owns a part of the one."""
    order = np.lexsort((came, -pairs.shared, apart))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    rows = np.flatnonzero(fit[pairs.of_row])
    if not len(rows):
        return set()
    hashes, ranks = pairs.row_hash[rows], rank[pairs.of_row[rows]]
    starts = np.flatnonzero(np.diff(hashes, prepend=-1))
    best, owned = np.unique(np.minimum.reduceat(ranks, starts), return_counts=True)
    kept = order[best[owned >= MIN_HASHES]]
    return set(zip(pairs.one[kept].tolist(), pairs.other[kept].tolist(), strict=True))


def _linked(pairs: Iterable[tuple[int, int]], known: Mapping[int, Fingerprint]) -> list[Numbered]:
    found = []
    for later, earlier in pairs:
        each = link(known[later], known[earlier])
        if each is not None:
            found.append((later, earlier, each))
    return found


class _Lookup:
    """Values by the number of an article, for arrays of numbers."""

    def __init__(self, values: Mapping[int, int]) -> None:
        self._numbers = np.array(sorted(values), np.int64)
        self._values = np.array([values[n] for n in self._numbers.tolist()], np.int64)

    def __call__(self, numbers: Numbers) -> Numbers:
        return self._values[np.searchsorted(self._numbers, numbers)]
