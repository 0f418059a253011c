"""What the words and parties of a deed bear: arms, a truce, trade, prisoners, reform.

The kinds of evidence are rows of `language/en/evidence.csv`; several rows of one name are
alternatives. A code asks for them by name and never for words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from legation.errors import DataError
from legation.nlp.constraints import Constraint, read_classes, read_constraint
from legation.nlp.tokens import Token
from legation.ontology import sectors
from legation.propositions.reach import instruments, reach
from legation.records import Kind, Mention
from legation.tables import numbered_rows, rows, values

TABLE = "language/en/evidence.csv"
_STATES = frozenset({Kind.STATE, Kind.GOVERNMENT})
_ANY_STATE, _ANYBODY = "state", "any"
_NAMES = frozenset({"GPE", "PERSON"})


class _Told(NamedTuple):
    """Words of a deed, made ready for many questions."""

    words: frozenset[str]
    nouns: tuple[str, ...]
    parts: frozenset[str]
    text: str


class Deed:
    """What is looked at: the words that tell a deed, who does it and whom it is done to."""

    __slots__ = ("_told", "actors", "recipients", "words")

    def __init__(
        self, words: Sequence[Token], actors: Sequence[Mention], recipients: Sequence[Mention]
    ) -> None:
        self.words, self.actors, self.recipients = words, actors, recipients
        self._told: dict[str, _Told] = {}

    def told(self, where: str) -> _Told:
        """The words of one place: among the means, in the deed, in its sentence."""
        known = self._told.get(where)
        if known is None:
            known = self._told[where] = _told(_WHERE[where](self.words))
        return known


@dataclass(frozen=True, slots=True)
class _Row:
    where: str
    words: Constraint
    actors: frozenset[str]
    recipients: frozenset[str]


def bears(name: str, deed: Deed) -> bool:
    """Whether a deed bears a kind of evidence; `DataError` where no kind has the name.

    All that a row asks for must be there: its words, one of its actors, one of its recipients.
    """
    if name not in _kinds():
        raise DataError(f"evidence {name} is not there; add it", path=TABLE, line=1)
    return any(_fits(row, deed) for row in _kinds()[name])


def _fits(row: _Row, deed: Deed) -> bool:
    for wanted, parties in ((row.actors, deed.actors), (row.recipients, deed.recipients)):
        if wanted and not any(_ANYBODY in wanted or _is_one(m, wanted) for m in parties):
            return False
    return not row.where or _has(row.words, deed.told(row.where))


def _is_one(mention: Mention, wanted: frozenset[str]) -> bool:
    if mention.kind in _STATES and mention.sector in {None, "GOV"}:
        return _ANY_STATE in wanted
    return mention.sector in wanted


def _told(tokens: Iterable[Token]) -> _Told:
    kept = [t for t in tokens if t.ent_type_ not in _NAMES]  # "the Democratic Republic of Congo"
    lemmas = [t.lemma_.lower() for t in kept]
    parts = " ".join(lemmas).replace("-", " ").split()
    return _Told(
        frozenset((*lemmas, *(t.lower_ for t in kept))),
        tuple(t.lemma_.lower() for t in kept if t.pos_ == "NOUN"),
        frozenset(parts),
        f" {' '.join(parts)} ",
    )


def _has(wanted: Constraint, told: _Told) -> bool:
    if not wanted.words.isdisjoint(told.words):
        return True
    if wanted.nouns and any(wanted.has_noun(noun) for noun in told.nouns):
        return True
    if wanted.heads.isdisjoint(told.parts):
        return False
    return any(f" {' '.join(phrase)} " in told.text for phrase in wanted.phrases)


def _sentence(words: Iterable[Token]) -> list[Token]:
    return [t for word in words for t in word.sent]


_WHERE: dict[str, Callable[[Iterable[Token]], list[Token]]] = {
    "deed": reach,
    "means": instruments,
    "sentence": _sentence,
}


@cache
def _kinds() -> dict[str, tuple[_Row, ...]]:
    classes = read_classes(rows("language/en/classes.csv"))
    known = frozenset(sectors()) | {_ANY_STATE, _ANYBODY}
    kinds: dict[str, tuple[_Row, ...]] = {}
    for line, row in numbered_rows(TABLE, needs=("evidence", "where", "words")):
        if row["where"] not in {"", *_WHERE} or bool(row["where"]) != bool(row["words"]):
            message = f"where is {row['where']!r}; use deed, means or sentence, with words"
            raise DataError(message, path=TABLE, line=line)
        sides = [frozenset(values(row[side])) for side in ("actors", "recipients")]
        for code in frozenset.union(*sides) - known:
            raise DataError(f"{code!r} is no sector", path=TABLE, line=line)
        one = _Row(row["where"], read_constraint(row["words"], classes), *sides)
        kinds[row["evidence"]] = (*kinds.get(row["evidence"], ()), one)
    return kinds
