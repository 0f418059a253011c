"""India's ministers by the orders on the Union Council of Ministers (Orgpedia, MIT)."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

PACKAGE = "orgpedia_cabsec-0.0.12-py3-none-any.whl"
OFFICES = {
    "Ministry of External Affairs": "External Affairs Minister",
    "Ministry of Defence": "Defence Minister",
    "Ministry of Home Affairs": "Home Minister",
    "Ministry of Finance": "Finance Minister",
    "Ministry of Commerce and Industry": "Commerce Minister",
    "Ministry of Petroleum and Natural Gas": "Petroleum Minister",
}
STILL = "9999"


def tenures(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """Office, name, first and last day (empty: in office in 2024), in order.

    Spells of one person that touch are one: every order on a cabinet opens a new one. Nothing
    where the package is not in the folder.
    """
    path = folder / PACKAGE
    if not path.is_file():
        return
    with zipfile.ZipFile(path) as wheel:
        inner = wheel.read("orgpedia_cabsec/data.zip")
    with zipfile.ZipFile(io.BytesIO(inner)) as data:
        table = io.StringIO(data.read("data/tenures.csv").decode())
    spells: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in csv.DictReader(table):
        if row["role"] not in {"Cabinet Minister", "Prime Minister"}:
            continue
        spell = (row["start_date"], row["end_date"].replace("to_date", STILL))
        for office in (OFFICES.get(row["post_id"].partition(">")[2]), row["role"]):
            if office not in (None, "Cabinet Minister"):
                spells.setdefault((office, row["officer_name"]), []).append(spell)
    for (office, name), parts in sorted(spells.items()):
        for first, last in _joined(sorted(parts)):
            yield office, name, first, last.replace(STILL, "")


def _joined(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Spells in order of beginning, those that follow within three days as one."""
    found: list[tuple[str, str]] = []
    for first, last in parts:
        if found and (found[-1][1] == STILL or _days(found[-1][1], first) <= 3):
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
