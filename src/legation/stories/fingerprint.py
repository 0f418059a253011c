"""A text as a sample of its word shingles, and how much of one text stands in another.

Every run of `SHINGLE` words is hashed, and the hashes that a fixed number divides are kept, so the
same run is kept or left out in every text alike. The share of a sample that another sample has is
then an even estimate of the share of the text, whatever the two lengths are: a text cut to a third
is still wholly contained in the one it was cut from, where resemblance by Jaccard would be a third.

Sampling by modulus and containment after Broder, "On the resemblance and containment of documents"
(1997).
"""

from __future__ import annotations

import re
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from legation.records import Article, Fingerprint

VERSION = 1  # raised whenever the same text would give other hashes

SHINGLE = 4  # words: with one word in ten changed two thirds survive; of 3, stock phrases collide
SAMPLE = 4  # keeps one hash in four: a brief of 60 words has 14 to be known by

_WORD = re.compile(r"[^\W_]+")
_ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)


def fingerprint(article: Article) -> Fingerprint:
    """The fingerprint of an article's body, with what lineage asks of its head.

    Case, punctuation and the headline do not count. A text shorter than a shingle has no hashes,
    and stands in no other.
    """
    words = _WORD.findall(article.text.casefold())
    published = article.published
    return Fingerprint(
        article_id=article.id,
        words=len(words),
        hashes=_sample(words),
        outlet=article.outlet,
        agency=article.agency,
        day=published.first if published else None,
    )


def _sample(words: list[str]) -> tuple[int, ...]:
    """The kept hashes in the order of the text, each once."""
    if len(words) < SHINGLE:
        return ()
    codes: NDArray[np.uint64] = np.fromiter(map(_code, words), np.uint64, len(words))
    count = len(words) - SHINGLE + 1
    mixed = np.zeros(count, np.uint64)
    for place in range(SHINGLE):
        mixed += codes[place : place + count] * np.uint64(_ODD[place])
    mixed ^= mixed >> np.uint64(31)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(29)
    mixed >>= np.uint64(1)  # what a signed column of a database holds
    return tuple(dict.fromkeys(mixed[mixed % np.uint64(SAMPLE) == 0].tolist()))


@lru_cache(maxsize=1 << 16)
def _code(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))
