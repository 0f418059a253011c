"""By which single word a person may be called once the full name has stood in the text."""

from __future__ import annotations

import re
from functools import lru_cache

from legation.folding import key_words
from legation.language.words import members
from legation.registry.gender import is_first_name
from legation.tables import rows

_ARTICLES = ("al-", "el-", "as-", "ar-", "an-", "ad-", "at-", "az-")
_FAMILY_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK", "HKG", "MAC"})  # and called by it
_OWN_NAME = frozenset("VNM KHM SGP ETH ERI MYS THA LAO BTN MMR".split())  # or by the last word


def called_by(name: str, country: str | None = None) -> tuple[str, ...]:
    """Words, folded, that alone may stand for the person, the likeliest first.

    "Abiy Ahmed" of Ethiopia is Abiy, "Sun Li-fang" is Sun, "Musaad al-Aiban" also Aiban.
    """
    words = key_words(without_rank(name))
    found = [words[-1]]
    if len(words) > 1:
        if country in _FAMILY_FIRST and words[0] in _family_names():
            found = [words[0]]
        elif _is_called_by_first(words, country):
            found.insert(0, words[0])
    found += [w[3:] for w in found if w.startswith(_ARTICLES)]
    return tuple(dict.fromkeys(found))


def _is_called_by_first(words: list[str], country: str | None) -> bool:
    """Whether the first word alone may be meant too: Abiy, but not the Donald of Donald Tsang."""
    if words[0].endswith("."):
        return False
    if country in _FAMILY_FIRST:  # "Harry Tseng" has the family name last
        return not (is_first_name(words[0]) or words[-1] in _family_names())
    return country in _OWN_NAME or _begins_with_family(words)


def numbered(name: str) -> bool:
    """Whether a sovereign's number ends the name: "Abdullah II", but "World War II" is no name."""
    return name[-1] in "IVX" and bool(_NUMBER.search(name))


def without_rank(name: str) -> str:
    """The name without a number or "Jr." at the end: "Robert F. Kennedy Jr." is Kennedy."""
    if name[-1] not in _LAST:
        return name  # nearly all names, and this is asked of each
    return _NUMBER.sub("", _JUNIOR.sub("", name))


_LAST = frozenset("IVXr.")
_NUMBER = re.compile(r"(?<=\w) [IVX]+$")
_JUNIOR = re.compile(r"(?<=\w),? [JS]r\.?$")


def _begins_with_family(words: list[str]) -> bool:
    """Whether a name of unknown country has its family name first, by that name and its form."""
    if words[0] not in _family_names():
        return False
    joined = "-" in words[1] and len(words) == 2
    return joined or not (is_first_name(words[0]) or words[0] in members("surnames_also_first"))


@lru_cache(maxsize=1)
def _family_names() -> frozenset[str]:
    return frozenset(row["name"] for row in rows("actors/family_names.csv", needs=("name",)))
