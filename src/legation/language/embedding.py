"""What words make of the deeds that stand under them: told as done, as planned, as not done.

The table `language/en/embedding.csv`, after the signatures of Karttunen ("Implicative
verbs", Language 1971) and of FactBank (Sauri and Pustejovsky 2009).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from legation.errors import DataError
from legation.tables import numbered_rows, values

TABLE = "language/en/embedding.csv"
COLUMNS = ("lemma", "pos", "complement", "class", "affirmed", "negated", "whose", "example")
CELLS = {
    "pos": frozenset(
        "verb noun adjective auxiliary adverb preposition conjunction participle".split()
    ),
    "class": frozenset(
        "implicative factive attitude saying mention aspect ending avoidance attempt modality "
        "causing purpose ability permission demand condition unreal".split()
    ),
    "affirmed": frozenset("certain probable possible intended demanded improbable not".split()),
    "negated": frozenset("certain probable possible intended demanded improbable not".split()),
    "whose": frozenset("unchanged subject object someone".split()),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedding:
    """What one word makes of one form of complement.

    `affirmed` and `negated` are certain, probable, possible, intended, demanded, improbable or
    not: what becomes of the complement when the word is told as true and when it is denied.
    `whose` is unchanged, subject, object or someone: by whose word it is so.
    """

    lemma: str
    pos: str
    complement: str
    sort: str
    affirmed: str
    negated: str
    whose: str

    @property
    def factive(self) -> bool:
        """Whether the complement stays certain under "not", "if" and "may"."""
        return self.sort == "factive"


def embeddings(lemma: str, pos: str) -> tuple[Embedding, ...]:
    """Every row of a word, in the order of the table; nothing for a word that embeds nothing.

    A lemma of two words is a verb with its particle or fixed noun ("rule out", "have right").
    Raises `DataError` for a part of speech that the table does not have.
    """
    if pos not in CELLS["pos"]:
        raise DataError(f"{pos!r} is no part of speech of embeddings", path=TABLE, line=1)
    return _table().get((lemma, pos), ())


def embedding(lemma: str, pos: str, complement: str) -> Embedding | None:
    """The row of a word for one form of complement."""
    return next((e for e in embeddings(lemma, pos) if e.complement == complement), None)


@cache
def _table() -> dict[tuple[str, str], tuple[Embedding, ...]]:
    made: dict[tuple[str, str], list[Embedding]] = {}
    for line, row in numbered_rows(TABLE, needs=COLUMNS):
        check_cells(row, CELLS, path=TABLE, line=line)
        for lemma in values(row["lemma"]):
            one = Embedding(
                lemma=lemma,
                pos=row["pos"],
                complement=row["complement"],
                sort=row["class"],
                affirmed=row["affirmed"],
                negated=row["negated"],
                whose=row["whose"],
            )
            made.setdefault((lemma, row["pos"]), []).append(one)
    return {key: tuple(found) for key, found in made.items()}


def check_cells(
    row: dict[str, str], known: dict[str, frozenset[str]], *, path: str, line: int
) -> None:
    """Raise `DataError` with file and line for a value that its column does not have."""
    for column, names in known.items():
        if row[column] not in names:
            hint = ", ".join(sorted(names))
            raise DataError(
                f"{column} {row[column]!r} is not one of {hint}; mend the row", path=path, line=line
            )
