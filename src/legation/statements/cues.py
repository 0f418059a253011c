"""The words that report speech, and what each of them takes.

A cue is a lemma with its part of speech, the act it names, the polarity of that act, and the frames
in which content stands: a clause, an infinitive, a noun phrase, the object of a preposition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from legation.errors import DataError
from legation.records import Polarity
from legation.statements.tree import LEMMA_FIXES
from legation.tables import rows, values

ACTS = frozenset(
    "accuses admits agrees announces apologises argues asks assures believes claims condemns "
    "confirms congratulates criticises demands denies describes discusses doubts expects explains "
    "fears finds hopes insists invites knows offers opposes orders praises predicts promises "
    "proposes refuses rejects requests says shows stresses suggests supports thanks threatens "
    "urges wants warns welcomes".split()
)
# What is thought or felt rather than said; a report of speech has another act.
ATTITUDES = frozenset(
    "believes doubts expects fears finds hopes knows opposes shows suggests supports wants".split()
)


def not_done(act: str) -> str:
    """The act that is told as not done: "says" is "does not say"."""
    if act.endswith("ies"):
        return f"does not {act[:-3]}y"
    return f"does not {act[: -2 if act.endswith('sses') else -1]}"


def not_yet(act: str, modal: str) -> str:
    """The act that is told as to come or possible: "says" is "will say" or "may say"."""
    return not_done(act).replace("does not", modal, 1)


MODALS = ("will", "may", "should")


FRAMES = frozenset(
    "appears as blames clause passive_to question quote tells thing to_addr to_do to_doing "
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
    def forms(self) -> frozenset[str]:
        """All words to look for, as the parse spells them."""
        forms = {cue.lemma for cue in self} | {"according", "accord"}
        return frozenset(forms | {slip for slip, lemma in LEMMA_FIXES.items() if lemma in forms})


def in_frame(cue: Cue, word: str) -> Cue:
    """The cue as it is with a preposition or "to", where that names another act: "call for"."""
    return cue_lexicon().get(f"{cue.lemma} {word}", cue.pos) or cue


@lru_cache(maxsize=1)
def cue_lexicon() -> Lexicon:
    """The cues of the data file; raises `DataError` for a row that cannot be used."""
    path = "language/en/cues.csv"
    out: list[Cue] = []
    for line, row in enumerate(rows(path, needs=("lemma", "pos", "act", "polarity", "frames")), 1):
        frames = frozenset(values(row["frames"]))
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
