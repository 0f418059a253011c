"""Whether a person's name or title tells a woman or a man; unknown is the rule."""

from __future__ import annotations

from functools import lru_cache

from legation.folding import name_key
from legation.tables import columns

_TITLES = {
    "mr": "m",
    "sir": "m",
    "lord": "m",
    "king": "m",
    "prince": "m",
    "emir": "m",
    "sultan": "m",
    "pope": "m",
    "chairman": "m",
    "spokesman": "m",
    "sheikh": "m",
    "crown": "m",
    "ayatollah": "m",
    "mrs": "f",
    "ms": "f",
    "miss": "f",
    "lady": "f",
    "queen": "f",
    "princess": "f",
    "chairwoman": "f",
    "spokeswoman": "f",
    "congresswoman": "f",
    "congressman": "m",
}


def _told(table: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, gender in columns(table, "name", "gender"):
        found[name] = gender
    return found


@lru_cache(maxsize=1)
def _first_names() -> dict[str, str]:
    return _told("actors/first_names.csv")


@lru_cache(maxsize=1)
def _given_names() -> dict[str, str]:
    """Many more names, some of them surnames too: they tell a gender, not that a word is a name."""
    return _told("actors/given_names.csv")


def is_first_name(word: str) -> bool:
    """Whether a folded word is known as a first name."""
    return word in _first_names()


def may_be_first_name(word: str) -> bool:
    """Whether a folded word is a first name, as it may be a surname or a word besides."""
    return word in _first_names() or word in _given_names()


@lru_cache(maxsize=4096)
def gender_of(name: str, role: str | None = None) -> str | None:
    """`"m"`, `"f"` or `None`, by a title or by a first name that is given to one gender only."""
    for word in name_key(f"{role or ''} {name}").replace(".", " ").split():
        if word in _TITLES:
            return _TITLES[word]
    words = name_key(name).split()
    if len(words) < 2:
        return None
    return _first_names().get(words[0]) or _given_names().get(words[0])
