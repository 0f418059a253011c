"""Who does what an infinitive or gerund says, by the word above it.

The table `language/en/control.csv`; where it has no row, the object of the word above acts, and
its subject where there is none (the principle of minimal distance, Rosenbaum 1967).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from legation.errors import DataError
from legation.language.embedding import CELLS, check_cells
from legation.tables import numbered_rows, values

TABLE = "language/en/control.csv"
COLUMNS = ("lemma", "pos", "complement", "actor", "kind", "example")
ACTORS = ("subject", "object", "both", "none")
KINDS = {"pos": CELLS["pos"], "kind": frozenset({"control", "raising"})}


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Who acts in a complement: `actor` is subject, object, both, none or `prep:` with its word.

    With `raises` that phrase is no party of the word above ("is said to have fled").
    """

    actor: str
    raises: bool = False


def control(lemma: str, pos: str, complement: str) -> Control | None:
    """The row of a word for one form of complement; `None` where the table has none."""
    if pos not in CELLS["pos"]:
        raise DataError(f"{pos!r} is no part of speech of control", path=TABLE, line=1)
    return _table().get((lemma, pos, complement))


def actor_of(lemma: str, pos: str, complement: str) -> str:
    """Who acts in the complement, by the table or else by the form of the complement."""
    row = control(lemma, pos, complement)
    if row is not None:
        return row.actor
    first, plus, _ = complement.partition("+")
    if not plus or first == "passive":
        return "subject"
    return "object" if first == "obj" else f"prep:{first}"


@cache
def _table() -> dict[tuple[str, str, str], Control]:
    made: dict[tuple[str, str, str], Control] = {}
    for line, row in numbered_rows(TABLE, needs=COLUMNS):
        check_cells(row, KINDS, path=TABLE, line=line)
        actor = row["actor"]
        if actor not in ACTORS and not actor.startswith("prep:"):
            hint = ", ".join(ACTORS)
            raise DataError(
                f"actor {actor!r} is not one of {hint} or prep:word", path=TABLE, line=line
            )
        one = Control(actor=actor, raises=row["kind"] == "raising")
        made |= {(lemma, row["pos"], row["complement"]): one for lemma in values(row["lemma"])}
    return made
