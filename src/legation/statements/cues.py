"""The words that report speech, and what each of them takes.

A cue is a lemma with its part of speech, the act it names, the polarity of that act, and the frames
in which content stands: a clause, an infinitive, a noun phrase, the object of a preposition.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

import numpy as np
from spacy.strings import hash_string

from legation.errors import DataError
from legation.records import Polarity
from legation.statements.tree import LEMMA_FIXES

ACTS = frozenset(
    "accuses admits agrees announces apologises argues asks assures believes claims condemns "
    "confirms congratulates criticises demands denies describes discusses expects explains fears "
    "finds hopes insists invites knows offers opposes orders praises predicts promises proposes "
    "refuses rejects requests says shows stresses suggests supports thanks threatens urges wants "
    "warns welcomes".split()
)
FRAMES = frozenset(
    "appears as blames clause own passive_to question quote tells thing to_addr to_do to_doing "
    "to_other".split()
)
PREPOSITIONS = frozenset(
    "about against at by for from in into of on over regarding to toward towards with".split()
)
_POS = {"verb": "VERB", "noun": "NOUN", "adjective": "ADJ"}


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word: `frames` holds frame names and prepositions."""

    lemma: str
    pos: str
    act: str
    polarity: Polarity
    frames: frozenset[str]


ACCORDING = Cue(
    lemma="according",
    pos="VERB",
    act="says",
    polarity=Polarity.NEUTRAL,
    frames=frozenset({"quote", "clause"}),
)


NO_CUE = Cue(
    lemma="", pos="VERB", act="says", polarity=Polarity.NEUTRAL, frames=frozenset({"quote"})
)


class Lexicon:
    """All cues, by lemma and part of speech."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._cues = {(cue.lemma, cue.pos): cue for cue in cues}

    def get(self, lemma: str, pos: str) -> Cue | None:
        """The cue a word is, if it is one."""
        return self._cues.get((lemma, pos))

    def __iter__(self) -> Iterator[Cue]:
        return iter(self._cues.values())

    @cached_property
    def ids(self) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
        """Hashes of all forms to look for, as a parse holds them (the same in every vocabulary)."""
        forms = {cue.lemma for cue in self} | {"according", "accord"}
        forms |= {slip for slip, lemma in LEMMA_FIXES.items() if lemma in forms}
        return np.array(sorted(hash_string(form) for form in forms), dtype=np.uint64)


@lru_cache(maxsize=1)
def cue_lexicon() -> Lexicon:
    """The cues of the data file; raises `DataError` for a row that cannot be used."""
    path = "language/en/cues.csv"
    out: list[Cue] = []
    for line, row in data_rows(path):
        frames = frozenset(f for f in row["frames"].split("|") if f)
        if unknown := frames - FRAMES - PREPOSITIONS:
            raise DataError(f"unknown frame {min(unknown)!r}", path=path, line=line)
        if row["act"] not in ACTS:
            raise DataError(f"unknown act {row['act']!r}", path=path, line=line)
        if row["pos"] not in _POS or row["polarity"] not in set(Polarity):
            raise DataError("part of speech or polarity not known", path=path, line=line)
        out.append(
            Cue(
                lemma=row["lemma"],
                pos=_POS[row["pos"]],
                act=row["act"],
                polarity=Polarity(row["polarity"]),
                frames=frames,
            )
        )
    return Lexicon(out)


def data_rows(path: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a data file with their line numbers, comment lines left out."""
    text = files("legation").joinpath("data", path).read_text(encoding="utf-8")
    lines = text.splitlines()
    skip = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    for line, row in enumerate(csv.DictReader(lines[skip:]), start=skip + 2):
        yield line, row
