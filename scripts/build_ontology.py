"""Write src/legation/data/ontology from a folder of the tables as they were gathered.

    python scripts/build_ontology.py FOLDER --checked 2026-11-24

The folder holds the CSV files named below, `formats/` among them. What this does to them: the
comment lines at the top, rows sorted, several values in a cell separated with `|`, Unix line ends.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

OUT = Path(__file__).parents[1] / "src/legation/data/ontology"
PLOVER = (
    "github.com/openeventdata/PLOVER, PLOVER_MANUAL.tex (draft 2.0), Open Event Data Alliance",
    "CC BY-SA 4.0",
)
# file: (what it is, source, licence, sort columns, {column: separator of several values})
TABLES: dict[str, tuple[str, str, str, tuple[str, ...], dict[str, str]]] = {
    "cameo_codes.csv": (
        "CAMEO event codes with quad class and the Goldstein scale of GDELT and of ICEWS",
        "names and ICEWS intensities: github.com/andybega/icews data-raw/cameo-codes.csv; "
        "GDELT scale: CAMEO.goldsteinscale.txt of the GDELT Project",
        "MIT (andybega/icews); GDELT tables open with attribution",
        ("code",),
        {},
    ),
    "cameo_quad_classes.csv": (
        "CAMEO root codes of each quad class",
        "as cameo_codes.csv",
        "as cameo_codes.csv",
        ("quad",),
        {"root_codes": " "},
    ),
    "cameo_to_plover.csv": (
        "The PLOVER type, mode and contexts of each CAMEO code; 08 has two rows",
        "github.com/openeventdata/PLOVER, CAMEO2PLOVER-2021.txt (manual 0.8)",
        "CC BY-SA 4.0",
        ("cameo_code", "plover_event"),
        {"plover_contexts": ";"},
    ),
    "entity_code_traps.csv": (
        "The codes one entity carries in the schemes of the field, where they differ",
        "named in each row",
        "facts",
        ("entity", "scheme"),
        {},
    ),
    "plover_contexts.csv": ("PLOVER contexts and auxiliary modes", *PLOVER, ("context",), {}),
    "plover_events.csv": (
        "PLOVER event types with quad class and score",
        *PLOVER,
        ("event",),
        {"cameo_roots": " "},
    ),
    "plover_modes.csv": (
        "PLOVER modes of each event type with their scores",
        *PLOVER,
        ("event", "mode"),
        {},
    ),
    "plover_sectors.csv": (
        "PLOVER sector codes and international non-state codes; the labels are ours",
        *PLOVER,
        ("code",),
        {},
    ),
}


def rewrite(
    source: Path, out: Path, head: list[str], by: tuple[str, ...], several: dict[str, str]
) -> int:
    """Copy one table in our form; the number of its records."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for column, separator in several.items():
            row[column] = "|".join(row[column].split(separator)).strip("|")
    rows.sort(
        key=lambda row: [
            int(row[c]) if row[c].isdigit() and c == "position" else row[c] for c in by
        ]
    )
    with out.open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"# {line}\n" for line in head)
        table = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    return len(rows)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("folder", type=Path)
    ask.add_argument("--checked", required=True, help="the ISO date the sources were checked")
    given = ask.parse_args()
    (OUT / "formats").mkdir(parents=True, exist_ok=True)
    for name, (what, source, licence, by, several) in TABLES.items():
        head = [what, f"source: {source}", f"licence: {licence}", f"checked: {given.checked}"]
        print(name, rewrite(given.folder / name, OUT / name, head, by, several), file=sys.stderr)
    for path in sorted((given.folder / "formats").glob("*.csv")):
        index = path.name == "FORMATS.csv"
        what = "The file formats of the field" if index else f"The columns of {path.stem}, in order"
        source = "named in each row" if index else "named in FORMATS.csv"
        head = [what, f"source: {source}", "licence: facts", f"checked: {given.checked}"]
        by = ("format",) if index else ("position",)
        print(path.name, rewrite(path, OUT / "formats" / path.name, head, by, {}), file=sys.stderr)


if __name__ == "__main__":
    main()
