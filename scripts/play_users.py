"""Play what five users do, command by command, from a fresh store, and check the answers.

    python scripts/play_users.py             the bundled stories and a generated table of 2,000 rows
    python scripts/play_users.py --rows 200  a smaller table

Each line says what was typed and whether the answer was right; where one was not, it ends with 1.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import islice, product
from pathlib import Path

ROOT = Path(__file__).parents[1]
STORIES = ROOT / "src/legation/data/stories"
FIRST = date(2024, 1, 1)
OUTLETS = ("Sound Herald", "Cape Ledger", "Lake Monitor")
STATES = ("Peru", "Chile", "Ghana", "Togo", "Norway", "Iceland", "Fiji", "Tonga", "Nepal", "Bhutan")
DEEDS = (
    "{a} and {b} signed a trade agreement in Geneva on {day}.",
    "{a} expelled the ambassador of {b} on {day}.",
    "{a} accused {b} of spying on {day}.",
    "{a}'s foreign minister met {b}'s foreign minister in Vienna on {day}.",
    "{a} imposed sanctions on {b} on {day}.",
)
checks: list[bool] = []


def table(path: Path, rows: int) -> None:
    """A table of short stories, one deed each, over two years; no two are the same."""
    pairs = [(a, b) for a, b in product(STATES, STATES) if a != b]
    made = islice(product(range(730), range(len(DEEDS))), 0, None)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("title", "date", "outlet", "url", "text"))
        for number, (_, deed) in enumerate(islice(made, rows)):
            a, b = pairs[(number * 7) % len(pairs)]
            day = FIRST + timedelta(days=number * 730 // rows)
            words = DEEDS[deed].format(a=a, b=b, day=f"{day:%B} {day.day}, {day.year}")
            text = f"{words} Officials in both capitals gave no further details on file {number}."
            writer.writerow(
                (f"{a} and {b}, {number}", day.isoformat(), OUTLETS[number % 3],
                 f"https://{number % 3}.example/{number}", text)
            )  # fmt: skip


def legation(*arguments: str, code: int = 0) -> str:
    begun = time.monotonic()
    program = [sys.executable, "-m", "legation", *arguments]
    ran = subprocess.run(program, capture_output=True, text=True, check=False)
    print(f"\n$ legation {' '.join(arguments)}   ({time.monotonic() - begun:.1f} s)")
    right(f"ends with {code}", ran.returncode == code, ran.stderr[-300:])
    return ran.stdout + ran.stderr


def right(what: str, is_right: bool, told: str = "") -> None:
    checks.append(is_right)
    print(
        f"  {'right' if is_right else 'WRONG'}: {what}" + ("" if is_right else f" | {told[-400:]}")
    )


def holds(output: str, *words: str) -> None:
    for each in words:
        right(each, each in output, output)


def researcher(stories: str, wire: str, folder: Path, rows: int) -> None:
    told = legation("series", "Peru", "Chile", "--on", "2024-01..2025-12", "--csv", "--store", wire)
    points = list(csv.DictReader(line for line in told.splitlines() if "," in line))
    right("24 months of 4 quad classes", len(points) == 24 * 4)
    read = {p["period"]: int(p["articles_read"]) for p in points}
    right("the articles read are the rows", sum(read.values()) == rows, str(sum(read.values())))
    right("no month is a gap", {p["gap"] for p in points} == {"false"})
    told = legation(
        "series", "India", "Pakistan", "--on", "2025-04..2025-06", "--csv", "--store", stories
    )
    right(
        "June 2025, of which nothing was read, is a gap",
        told.count("2025-06,") == 4
        and all(line.endswith("true") for line in told.splitlines() if "2025-06," in line),
    )
    for kind in ("polecat", "gdelt"):
        out = folder / f"{kind}.txt"
        told = legation("export", kind, "--out", str(out), "--store", wire)
        made = re.search(r"([\d,]+) rows of ([\d,]+) records", told)
        lines = out.read_text(encoding="utf-8").splitlines()
        count = int(made[1].replace(",", "")) if made else -1
        right("rows are as reported", len(lines) - (kind == "polecat") == count, told[:200])
        width = {"polecat": 40, "gdelt": 61}[kind]
        right(f"{width} columns everywhere", {line.count("\t") + 1 for line in lines} == {width})
    import polars

    for kind, load in (("csv", polars.read_csv), ("parquet", polars.read_parquet)):
        out = folder / f"dyads.{kind}"
        legation("export", kind, "--of", "dyads", "--out", str(out), "--store", wire)
        right("polars reads it", load(out).height > rows // 2)


def watcher(stories: str) -> None:
    told = legation("new", "--since", "2025", "--about", "Rwanda,Somalia", "--store", stories)
    holds(told, "UN Security Council tells Rwanda", "saar-hargeisa", "1 independent origin")
    told = legation("timeline", "Niger", "--csv", "--store", stories)
    right("each line has its file", told.count("niger-ultimatum.txt") >= 5, told)
    holds(
        legation("timeline", "Xyzzy", "--store", stories, code=3), "nobody here is called 'Xyzzy'"
    )


def journalist(stories: str) -> None:
    holds(legation("said", "Guterres", "--store", stories), "by way of Farhan Haq", "the attack")
    for name in ("Lars Lokke Rasmussen", "Løkke Rasmussen", "Danish foreign minister"):
        told = legation("said", name, "--store", stories)
        holds(told, "Any attempt to interfere", "greenland-summons.txt")
    told = legation("said", "--speaker", "Saar", "--csv", "--store", stories)
    holds(told, "Gideon Saar", "somaliland-visit.html")
    holds(legation("said", "--act", "frobnicates", "--store", stories, code=3), "did you mean")


def officer(stories: str) -> None:
    told = legation("holds", "Danish foreign minister", "--on", "2025-08-27", "--store", stories)
    holds(told, "Lars Løkke Rasmussen")
    told = legation("holds", "NATO Secretary General", "--on", "2031-01-01", "--store", stories)
    holds(told, "last known: Mark Rutte, until")
    for office in ("UN secretary-general", "EU foreign policy chief", "KFOR commander"):
        holds(legation("holds", office, "--on", "2018-06-17", "--store", stories), "17 June 2018")
    holds(
        legation("met", "Israel", "Somaliland", "--store", stories), "6 January 2026", "ministers"
    )


def developer(stories: str) -> None:
    from legation import Query, open_store

    query = Query(open_store(stories))
    total = query.events().count()["reports"]
    right("all events come", len(query.events().to_pandas()) == total > 100, str(total))
    right("a repr is short", len(repr(query.events())) < 200)
    rows = [json.dumps(row, default=str) for row in query.statements(speaker="Guterres").rows()]
    right("rows are flat", len(rows) == 4)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=2000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stories, wire = str(folder / "stories.db"), str(folder / "wire.db")
        table(folder / "stories.csv", rows)
        holds(legation("ingest", str(STORIES), "--store", stories), "16 written")
        told = legation("ingest", str(folder / "stories.csv"), "--store", wire)
        holds(told, f"{rows:,} written".replace(",", ""))
        play: tuple[Callable[[], None], ...] = (
            lambda: researcher(stories, wire, folder, rows),
            lambda: watcher(stories),
            lambda: journalist(stories),
            lambda: officer(stories),
            lambda: developer(stories),
        )
        for each in play:
            each()
    print(f"\n{sum(checks)} of {len(checks)} right")
    return 0 if all(checks) else 1


if __name__ == "__main__":
    sys.exit(main())
