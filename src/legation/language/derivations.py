"""Which nouns tell of a verb's deed, of who does it and of whom it is done to.

The table `language/en/derivations.csv`: *expulsion* of *expel*, "Chad's expulsion of the envoy".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from legation.errors import DataError
from legation.language.embedding import check_cells
from legation.tables import numbered_rows, values

TABLE = "language/en/derivations.csv"
COLUMNS = ("verb", "noun", "kind", "agent", "patient", "others", "source", "sure")
CELLS = {"kind": frozenset({"event", "agent", "patient"}), "sure": frozenset({"yes", "doubtful"})}


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A verb and a noun of it: `kind` is event, agent or patient of the deed.

    `agent` and `patient` are the places of the two beside the noun, best first: `poss` ("Chad's
    expulsion"), `adj` ("the Chadian expulsion"), `comp` ("prisoner exchange"), or a preposition;
    `both:` and a preposition where the parties act together ("talks between"). `others` are
    further roles with their preposition. A pair that is not `sure` comes from a source unlooked at.
    """

    verb: str
    noun: str
    kind: str
    agent: tuple[str, ...]
    patient: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    sure: bool

    @property
    def is_mutual(self) -> bool:
        """Whether all parties are agents ("talks between Serbia and Kosovo")."""
        return self.agent[:1] == ("both:between",)


def event_nouns(verb: str, *, doubtful: bool = False) -> tuple[Derivation, ...]:
    """The nouns of what a verb tells, in alphabetic order; with `doubtful`, those too."""
    found = _by_verb().get(verb, ())
    return tuple(d for d in found if d.kind == "event" and (d.sure or doubtful))


def nouns_of(verb: str, kind: str) -> tuple[Derivation, ...]:
    """The nouns of one kind (event, agent, patient) of a verb, doubtful ones too."""
    if kind not in CELLS["kind"]:
        raise DataError(f"{kind!r} is no kind of derivation", path=TABLE, line=1)
    return tuple(d for d in _by_verb().get(verb, ()) if d.kind == kind)


def verbs_of(noun: str) -> tuple[Derivation, ...]:
    """The verbs that a noun is made of, sure ones first."""
    return _by_noun().get(noun, ())


@cache
def _rows() -> tuple[Derivation, ...]:
    made = []
    for line, row in numbered_rows(TABLE, needs=COLUMNS):
        check_cells(row, CELLS, path=TABLE, line=line)
        made.append(
            Derivation(
                verb=row["verb"],
                noun=row["noun"],
                kind=row["kind"],
                agent=_slots(row["agent"]),
                patient=_slots(row["patient"]),
                others=tuple(_pair(cell, line) for cell in values(row["others"])),
                sure=row["sure"] == "yes",
            )
        )
    return tuple(made)


def _slots(cell: str) -> tuple[str, ...]:
    """The places of a cell; `both:` holds for all that follow it."""
    both = cell.startswith("both:")
    names = values(cell.removeprefix("both:"))
    return tuple(f"both:{name}" for name in names) if both else names


def _pair(cell: str, line: int) -> tuple[str, str]:
    role, sign, slot = cell.partition("=")
    if not sign:
        raise DataError(f"{cell!r} is not role=preposition; mend the row", path=TABLE, line=line)
    return role, slot


@cache
def _by_verb() -> dict[str, tuple[Derivation, ...]]:
    made: dict[str, list[Derivation]] = {}
    for one in _rows():
        made.setdefault(one.verb, []).append(one)
    return {verb: tuple(found) for verb, found in made.items()}


@cache
def _by_noun() -> dict[str, tuple[Derivation, ...]]:
    made: dict[str, list[Derivation]] = {}
    for one in sorted(_rows(), key=lambda d: not d.sure):
        made.setdefault(one.noun, []).append(one)
    return {noun: tuple(found) for noun, found in made.items()}
