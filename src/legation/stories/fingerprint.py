"""A text as a sample of its word shingles, and how much of one text stands in another.

Every run of `SHINGLE` words is hashed, and the hashes that a fixed number divides are kept, so the
same run is kept or left out in every text alike. The share of a sample that another sample has is
then an even estimate of the share of the text, whatever the two lengths are: a text cut to a third
is still wholly contained in the one it was cut from, where resemblance by Jaccard would be a third.

Sampling by modulus and containment after Broder, "On the resemblance and containment of documents"
(1997).
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from legation.records import Article, Fingerprint

VERSION = 2  # raised whenever the same text would give other hashes

SHINGLE = 4  # words: with one word in ten changed two thirds survive; of 3, stock phrases collide
SAMPLE = 4  # keeps one hash in four: a brief of 60 words has 14 to be known by

_ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)
_BASE = 0x100000001B3  # odd, so that no character is lost by multiplying
_USUAL = 0x3000  # characters below it are looked up at once, the others one by one

Codes = NDArray[np.uint64]


def fingerprint(article: Article) -> Fingerprint:
    """The fingerprint of an article's body, with what lineage asks of its head.

    Case, punctuation and the headline do not count. A text shorter than a shingle has no hashes,
    and stands in no other.
    """
    words = _words(article.text)
    published = article.published
    return Fingerprint(
        article_id=article.id,
        words=len(words),
        hashes=_sample(words),
        outlet=article.outlet,
        agency=article.agency,
        day=published.first if published else None,
    )


def _words(text: str) -> Codes:
    """A number for each word: each run of letters and digits, in text order.

    All characters of a text are taken at once, which is several times as fast as word by word.
    """
    letters = _letters(text)
    inside = letters != 0
    begins = inside.copy()
    begins[1:] &= ~inside[:-1]
    starts = np.flatnonzero(begins[inside])
    if not len(starts):
        return np.zeros(0, np.uint64)
    letters = letters[inside]
    lengths = np.append(starts[1:], len(letters)) - starts
    places = np.arange(len(letters)) - np.repeat(starts, lengths)
    letters *= _powers(int(lengths.max()))[places]
    return _mixed(np.add.reduceat(letters, starts))


def _letters(text: str) -> Codes:
    """Each character in lower case, as its number; 0 where it is no letter and no digit."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    letters: Codes = _usual()[np.minimum(codes, _USUAL)]
    for place in np.flatnonzero(codes >= _USUAL):
        letters[place] = _letter(int(codes[place]))
    return letters


@cache
def _usual() -> Codes:
    return np.fromiter(map(_letter, range(_USUAL + 1)), np.uint64, _USUAL + 1)


def _letter(code: int) -> int:
    character = chr(code)
    lower = character.lower()
    return ord(lower if len(lower) == 1 else character) if character.isalnum() else 0


def _powers(count: int) -> Codes:
    factors = np.full(count, _BASE, np.uint64)
    factors[0] = 1
    return np.cumprod(factors, dtype=np.uint64)


def _sample(words: Codes) -> tuple[int, ...]:
    """The kept hashes in the order of the text, each once."""
    if len(words) < SHINGLE:
        return ()
    count = len(words) - SHINGLE + 1
    mixed = np.zeros(count, np.uint64)
    for place in range(SHINGLE):
        mixed += words[place : place + count] * np.uint64(_ODD[place])
    mixed = _mixed(mixed)
    mixed >>= np.uint64(1)  # what a signed column of a database holds
    return tuple(dict.fromkeys(mixed[mixed % np.uint64(SAMPLE) == 0].tolist()))


def _mixed(numbers: Codes) -> Codes:
    """Numbers of which every bit depends on all bits of those given."""
    numbers ^= numbers >> np.uint64(31)
    numbers *= np.uint64(0xBF58476D1CE4E5B9)
    numbers ^= numbers >> np.uint64(29)
    return numbers
