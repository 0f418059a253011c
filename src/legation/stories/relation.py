"""What one text is to another: a copy, a shorter or a later form, or a text that shares some."""

from __future__ import annotations

from legation.records import Fingerprint, Link, Relation

# Of the shorter text's sample, how much the longer must have. Unrelated stories share below .05, a
# story with one word in ten changed keeps .66. Swept .3 to .4 in scripts/bench_stories.py: at .3
# stories of one genre are joined, at .4 three copies of a thousand are not.
JOINED = 0.35
SHARED = 0.15  # a paragraph in common: worth telling, and no reason to join
MIN_HASHES = 4  # fewer shared hashes are a name and a title that both texts spell out

NEW_RUN = 5  # hashes in a row that the earlier text lacks: some twenty words, a sentence
NEW_PART = 0.12  # of the later text in such runs: an update, and no copy
STRETCHES = 60  # what is told of a text's places is a number of that many bits

SHORTER = 0.8  # of the earlier one's words, without new ones: cut


def link(one: Fingerprint, other: Fingerprint) -> Link | None:
    """How two texts relate, the same whichever is given first; `None` where they hardly do."""
    earlier, later = sorted((one, other), key=precedence)
    has = frozenset(earlier.hashes)
    kept = bytes(map(has.__contains__, later.hashes))
    shared = kept.count(1)
    least = min(len(has), len(kept))
    if shared < least_shared(one, other):
        return None
    if shared < JOINED * least:
        relation = Relation.SHARES_TEXT
    elif _in_new_runs(kept) >= NEW_PART * len(kept):
        relation = Relation.UPDATED
    elif later.words < SHORTER * earlier.words:
        relation = Relation.TRUNCATED
    else:
        relation = Relation.COPY
    return Link(
        later=later.article_id,
        earlier=earlier.article_id,
        relation=relation,
        share_of_later=round(shared / len(kept), 4),
        share_of_earlier=round(shared / len(has), 4),
        stretch=_stretch(later, earlier) if len(kept) > len(has) else _stretch(earlier, later),
    )


def least_shared(one: Fingerprint, other: Fingerprint) -> float:
    """How many hashes two texts must have in common to be linked at all."""
    return max(MIN_HASHES, SHARED * min(len(one.hashes), len(other.hashes)))


def precedence(text: Fingerprint) -> tuple[bool, str, int, str]:
    """Sorts texts by who is taken to come first: the earlier day, then the longer text.

    Of one day the longer text is the likelier source, since outlets cut what they take over; a text
    without a date comes after those with one.
    """
    return (text.day is None, str(text.day or ""), -text.words, text.article_id)


def _in_new_runs(kept: bytes) -> int:
    """How many hashes stand in runs that the earlier text lacks, which are the zeros."""
    return sum(len(run) for run in kept.split(b"\1") if len(run) >= NEW_RUN)


def _stretch(whole: Fingerprint, part: Fingerprint) -> int:
    """In which sixtieths of a text the hashes stand that another has as well."""
    has, size, found = frozenset(part.hashes), len(whole.hashes), 0
    for place, value in enumerate(whole.hashes):
        if value in has:
            found |= 1 << place * STRETCHES // size
    return found
