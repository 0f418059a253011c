"""Make `data/actors/given_names.csv`: first names that tell a woman or a man.

    python scripts/build_given_names.py dist.male.first dist.female.first

The files are the lists of first names of the United States census of 1990 (public domain): a name,
its share in percent and its rank a line. A name counts for the gender that bears it twenty times
as often. Names of three letters and fewer, and those that elsewhere are given to the other gender
or to both (a class of `words.csv`), are left out; so are those of `first_names.csv`, which wins.
"""

from __future__ import annotations

import sys
from pathlib import Path

from legation.language.words import members
from legation.tables import rows

DATA = Path(__file__).parents[1] / "src" / "legation" / "data" / "actors"
SHARE = 20
SHORTEST = 4
HEAD = (
    "# First names that tell a woman or a man, besides those of first_names.csv; made by "
    "scripts/build_given_names.py.\n"
    "# Source: first names of the United States census of 1990 (1990 Census of Population). "
    "Licence: public domain. Checked: 2026-11-30\n"
)


def shares(path: str) -> dict[str, float]:
    """The share of people of each name, folded, in percent."""
    lines = Path(path).read_text("ascii").split("\n")
    return {cells[0].lower(): float(cells[1]) for line in lines if (cells := line.split())}


def main(men: str, women: str) -> None:
    both = members("first_names_of_both")
    known = {row["name"] for row in rows("actors/first_names.csv")}
    male, female = shares(men), shares(women)
    told = {n: "m" for n, share in male.items() if share >= SHARE * female.get(n, 0)}
    told |= {n: "f" for n, share in female.items() if share >= SHARE * male.get(n, 0)}
    kept = sorted(n for n in told if len(n) >= SHORTEST and n not in both | known)
    lines = "".join(f"{name},{told[name]}\n" for name in kept)
    (DATA / "given_names.csv").write_text(f"{HEAD}name,gender\n{lines}", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
