"""Of what sort a body is, by the words of its name."""

from __future__ import annotations

from legation.folding import name_key
from legation.registry.known import Registry
from legation.registry.wordings import Agent

_LONGEST = 3  # words of an agent noun that ends a name ("self defence forces")
_WORDS = {"party": "PTY", "front": "REB", "office": "GOV", "authority": "GOV", "airlines": "BUS"}
_FIELDS = {  # what a body without a telling noun works on ("Medical Alliance Upper Nile")
    "agricultural": "AGR",
    "clinical": "MED",
    "educational": "EDU",
    "electoral": "GOV",
    "farmers'": "AGR",
    "growers'": "AGR",
    "health": "MED",
    "judicial": "JUD",
    "medical": "MED",
    "nurses'": "MED",
    "parliamentary": "LEG",
    "students'": "EDU",
    "teachers'": "EDU",
    "workers'": "LAB",
}


def split_name(registry: Registry, name: str) -> tuple[str, str | None]:
    """The part of a name before the noun that says of what sort the body is, and its sector."""
    words = name_key(name).replace("-", " - ").split()
    for i in range(max(0, len(words) - _LONGEST), len(words)):
        for entry in registry.phrasing(words[i:]):
            if isinstance(entry, Agent) and entry.sector and not entry.human:
                return " ".join(words[:i]), entry.sector
    if words and words[-1] in _WORDS:
        return " ".join(words[:-1]), _WORDS[words[-1]]
    return name, None


def sort_of(registry: Registry, name: str) -> str | None:
    """The sector that the last words of a name tell, those before its "of", or its field."""
    found = split_name(registry, name)[1] or split_name(registry, name.split(" of ")[0])[1]
    return found or next((_FIELDS[w] for w in name_key(name).split() if w in _FIELDS), None)
