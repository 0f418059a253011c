"""Score who is known to hold the leading offices against the governments of October 2019.

    python scripts/score_holders.py --source DIR [--misses] [--without SOURCE]

DIR holds `cabinets_cia_2019-10.csv` (CIA World Leaders, public domain), collected in October 2019.
Its pages are of different days, some older than a year (`holder_pages.py`), so somebody of the list
counts as known by day when the people table or the table of holders has a person of that name in an
office of that kind of the country on the day of the page; `--day 2019-10-15` counts that day alone.
`--without` leaves a source of the table of holders out: score `cia-2019` never against itself.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from build_people import ACTORS, read_table
from holder_offices import posts_of
from holder_pages import Known, is_of, page_of
from holder_people import day_of
from holder_sources import cia_people

KINDS = {
    "head of state": (
        "President|King|Queen|Emir|Sultan|Emperor|Grand Duke|Prince|Co-Prince|Pope|Monarch|"
        "Supreme Leader|Head of State|Governor-General|Governor General|Yang di-Pertuan Agong|"
        "Captain Regent|Chairman of the Presidency|Presidency Member|Sovereign Council Chair|"
        "Druk Gyalpo|Chairman of the Transitional Sovereignty Council|Acting President|"
        "Interim President"
    ),
    "head of government": (
        "Prime Minister|Premier|Chancellor|Taoiseach|Acting Prime Minister|Chief Executive|"
        "Chairman of the Council of Ministers|Minister of State|Interim Prime Minister"
    ),
    "foreign": "Foreign Minister",
    "defence": "Defence Minister",
    "interior": "Interior Minister",
    "finance": "Finance Minister",
}
KIND_OF = {office: kind for kind, offices in KINDS.items() for office in offices.split("|")}
ALSO = {"head of government": "head of state"}  # presidents who lead the government


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder(Known):
    """Somebody our tables have in an office of a kind, and whether a source can be cited."""

    citable: bool


def main() -> None:
    """Print what is known of each kind."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--source", type=Path, required=True, help="folder of the open tables")
    parser.add_argument("--misses", action="store_true", help="list who is not known")
    parser.add_argument("--without", action="append", default=[], help="sources to leave out")
    parser.add_argument("--day", type=date.fromisoformat, help="one day instead of the pages'")
    arguments = parser.parse_args()
    ours: dict[tuple[str, str], list[Holder]] = defaultdict(list)
    for country, kind, holder in _holders(set(arguments.without)):
        ours[country, kind].append(holder)
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for country, listed in sorted(_listed(arguments.source).items()):
        held = {one: _in_office(ours, country, one[0]) for one in listed}
        day = arguments.day or page_of((one[2], held[one]) for one in listed).last
        for kind, title, names in listed:
            there = [h for h in held[kind, title, names] if h.first <= day <= h.last]
            met = [h for h in there if is_of(h, names)]
            told = "known" if met else "other" if there else "nobody"
            counts[kind][told] += 1
            counts[kind]["citable"] += any(h.citable for h in met)
            if arguments.misses and not met:
                others = ", ".join(sorted({h.names[0] for h in there}))
                print(f"{told} {country} {kind} {day}: {names[0]} ({title}) {others}")
    _print(counts)


def _in_office(ours: dict[tuple[str, str], list[Holder]], country: str, kind: str) -> list[Holder]:
    return ours[country, kind] + ours[country, ALSO.get(kind, "")]


def _print(counts: dict[str, Counter[str]]) -> None:
    print(
        f"{'':20} {'listed':>7} {'known':>7} {'share':>7} {'citable':>8} {'other':>7} {'nobody':>7}"
    )
    total = sum(counts.values(), Counter[str]())
    for kind, count in [*counts.items(), ("all", total)]:
        listed = count["known"] + count["other"] + count["nobody"]
        share = count["known"] / listed if listed else 0
        print(
            f"{kind:20} {listed:7} {count['known']:7} {share:7.3f} {count['citable']:8} "
            f"{count['other']:7} {count['nobody']:7}"
        )


Listed = tuple[str, str, tuple[str, ...]]  # kind of office, title, spellings


def _listed(folder: Path) -> dict[str, list[Listed]]:
    """Who is listed, by country; who has an office beside others only where nobody has it alone."""
    found: dict[str, dict[Listed, bool]] = defaultdict(dict)
    for country, title, names in cia_people(folder):
        for post in posts_of(title, country):
            kind = KIND_OF.get(post.office)
            if kind:
                found[country].setdefault((kind, title, names), post.main)
    return {
        country: [
            one for one, main in listed.items()
            if main or not any(m for other, m in listed.items() if other[0] == one[0])
        ]
        for country, listed in found.items()
    }  # fmt: skip


def _holders(without: set[str]) -> Iterator[tuple[str, str, Holder]]:
    for table in ("people.csv", "holders.csv"):
        for row in read_table(ACTORS / table):
            if row["source"] in without:
                continue
            offices = row["office"].split("|")
            posts = offices if table == "holders.csv" else [
                p.office for p in posts_of(row["office"], row["country"])
            ]  # fmt: skip
            until = row["to"] or row.get("seen") or row.get("checked") or ""
            holder = Holder(
                names=(row["name"], *(n for n in row["names"].split("|") if n)),
                first=day_of(row["from"], last=False),
                last=day_of(until, last=True),
                citable=table == "holders.csv" or row["ground"].startswith("table"),
            )
            for kind in {KIND_OF[o] for o in (*posts, row["office"]) if o in KIND_OF}:
                yield row["country"], kind, holder


if __name__ == "__main__":
    main()
