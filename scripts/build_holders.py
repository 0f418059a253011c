"""Make the table of dated office holders from open tables.

    python scripts/build_holders.py --source DIR [--only wikidata] [--conflicts FILE]

DIR holds `holders_wikidata_2000_2022.csv` (Wikidata, CC0), `cabinets_cia_2019-10.csv` (CIA World
Leaders, public domain) and `factbook_leaders_2026-05.csv` (World Factbook, public domain). States
that these lack are beside this script: `holders_states.csv` (Wikidata, CC0) and `holders_read.csv`
(facts from public pages, one address a row). Titles become our offices by `holder_titles.csv`,
rows known to be false are left out by `holders_resolved.csv`, doubles are merged. `--conflicts`
writes who is told to have held an office that one holds at a time together with somebody else. Run
it again after the people table changes.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from build_people import ACTORS, HERE, read_table
from build_people import COLUMNS as PEOPLE_COLUMNS
from holder_sources import SOURCES, Told, people_index, told_by, wikidata_items
from holder_spells import Conflict, settled

COLUMNS = "id,name,names,country,organisation,office,sector,from,to,seen,source".split(",")
HEAD = """\
# Who held which office from when to when, by open tables; made by scripts/build_holders.py.
# id is the Wikidata item of the person, or an id of people.csv, where who has the item is the same.
# office holds our names of the office, parted by |; organisation is the body or the
# unrecognised state whose office it is. from and to are days, months or years; without `to` the end
# is not told, and seen is the last day on which the source bears the row out, or the day before the
# next holder. source is a code of holder_sources.csv, which gives name, licence and day.
# Source: open tables, see there. Licence: CC0. Checked: 2026-11-30
"""


def main() -> None:
    """Make the table in its place and tell what was left out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--source", type=Path, required=True, help="folder of the open tables")
    parser.add_argument("--only", choices=sorted(SOURCES), action="append", help="sources to take")
    parser.add_argument("--table", type=Path, default=ACTORS / "holders.csv")
    parser.add_argument("--conflicts", type=Path, help="where to list the conflicts")
    arguments = parser.parse_args()
    found: list[Told] = []
    left = Counter[str]()
    note_items(ACTORS / "people.csv", wikidata_items(arguments.source))
    index = people_index()
    for code in SOURCES:
        if not arguments.only or code in arguments.only:
            found += told_by(code, arguments.source, index, left)
    kept = list(_without_false(found))
    spells, conflicts = settled(kept)
    rows = sorted(_rows(spells))
    with arguments.table.open("w", encoding="utf-8", newline="") as out:
        out.write(HEAD)
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    if arguments.conflicts:
        _list(arguments.conflicts, conflicts)
    people = len({row[0] for row in rows})
    print(f"{arguments.table}: {len(rows)} spells of {people} people, {len(conflicts)} conflicts")
    print(f"left out: {sum(left.values())} source rows of {len(left)} titles", file=sys.stderr)
    for title, count in left.most_common(20):
        print(f"  {count:5} {title}", file=sys.stderr)


def note_items(table: Path, items: dict[str, str]) -> None:
    """Write the Wikidata items of its people into the people table."""
    lines = table.read_text(encoding="utf-8").splitlines()
    rows = list(read_table(table))
    with table.open("w", encoding="utf-8", newline="") as out:
        out.write("\n".join(line for line in lines if line.startswith("#")) + "\n")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(PEOPLE_COLUMNS)
        for row in rows:
            row["wikidata"] = items.get(row["id"], "")
            writer.writerow([row.get(column, "") for column in PEOPLE_COLUMNS])


def _without_false(found: Iterable[Told]) -> Iterator[Told]:
    """All but the rows that are known to be false."""
    false = {
        (r["country"], r["office"], r["id"], r["from"])
        for r in read_table(HERE / "holders_resolved.csv")
    }
    for told in found:
        row = (told.country, told.title, told.id)
        if not {(*row, ""), (*row, told.first)} & false:
            yield told


def _rows(spells: Iterable[Told]) -> Iterator[list[str]]:
    """Rows, the offices that one person has over one time in one row."""
    joined: dict[tuple[str, ...], list[str]] = defaultdict(list)
    names: dict[str, tuple[str, str]] = {}
    ordered = sorted(spells, key=lambda t: (t.id, t.source, t.first, t.rank, t.office))
    for told in ordered:
        names.setdefault(told.id, (told.name, told.names))
        offices = joined[
            told.id, told.country, told.organisation, told.sector, told.first, told.last,
            told.seen, told.source,
        ]  # fmt: skip
        if told.office not in offices:
            offices.append(told.office)
    for key, offices in joined.items():
        person, country, organisation, sector, *days, source = key
        yield [
            person, *names[person], country, organisation, "|".join(offices), sector, *days, source
        ]  # fmt: skip


def _list(path: Path, conflicts: Iterable[Conflict]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("country", "office", "one", "other", "from", "to", "sources"))
        for c in sorted(conflicts):
            writer.writerow(c)


if __name__ == "__main__":
    main()
