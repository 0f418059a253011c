"""Score Legation on the gold sets it finds, beside the peers, against the floors.

    python eval/run.py [--only SET] [--update]

The gold is a folder as `$LEGATION_GOLD` names it, else `../shared/gold` beside the project; without
one there is nothing to do. Predictions are left in eval/out. The exit code is 1 when a measure is
worse than its floor in eval/baseline.json by more than 0.005; `--update` raises floors, never
lowers one.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))  # predict.py stands beside this file

from gold import gold_folder  # noqa: E402
from predict import given, predict  # noqa: E402
from sets import SETS, GoldSet, Scores  # noqa: E402

from legation import Reader  # noqa: E402

OUT = HERE / "out"
FLOORS = HERE / "baseline.json"
SLACK = 0.005  # the same code scores alike to the digit; this forgives a tie broken otherwise


def measure(gold_set: GoldSet, gold: Path, reader: Reader) -> tuple[Scores, float]:
    """The set's scores and the CPU seconds its reading took."""
    told = OUT / f"{gold_set.name.replace(' ', '_')}.jsonl"
    began = spent_s()
    if gold_set.task is None:
        return gold_set.score(gold, told), spent_s() - began
    rows = [given(line) for line in gold.read_text("utf-8").splitlines() if line.strip()]
    with told.open("w", encoding="utf-8") as out:
        for row in predict(gold_set.task, rows, reader):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    spent = spent_s() - began
    return gold_set.score(gold, told), spent


def spent_s() -> float:
    """CPU seconds of this run until now, with the programs it ran."""
    return sum(os.times()[:4])


def number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def show_timings(console: Console, reader: Reader) -> None:
    """The share of CPU time of each stage, when the reader keeps it."""
    timings: dict[str, float] = getattr(reader, "timings", None) or {}
    total = sum(timings.values())
    if total:
        shares = sorted(timings.items(), key=lambda item: -item[1])
        told = ", ".join(f"{stage} {spent / total:.1%}" for stage, spent in shares)
        console.print(f"CPU time by stage ({total:.1f} s): {told}")


def raise_floors(floors: dict[str, Scores], gold_set: GoldSet, scores: Scores) -> None:
    """Raise the set's floors to scores that are better, in place."""
    of_set = floors.setdefault(gold_set.name, {})
    for name in gold_set.measures:
        if name in scores:
            of_set[name] = max(of_set.get(name, 0.0), round(scores[name], 3))


def asked() -> argparse.Namespace:
    names = [gold_set.name for gold_set in SETS]
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--only", action="append", choices=names, help="one set; may be repeated")
    ask.add_argument("--update", action="store_true", help="raise the floors to these scores")
    return ask.parse_args()


def add_rows(table: Table, gold_set: GoldSet, scores: Scores, floors: Scores, spent: float) -> bool:
    """Put the set's measures into the table; whether one fell below its floor."""
    fallen = False
    table.add_section()
    for at, name in enumerate(n for n in gold_set.measures if n in scores):
        value, floor = scores[name], floors.get(name)
        fell = floor is not None and value < floor - SLACK
        fallen = fallen or fell
        title = gold_set.name if at == 0 else f"  {spent:.1f} CPU s" if at == 1 else ""
        told = f"[red]{number(value)} fell[/]" if fell else number(value)
        peer, target, people = gold_set.measures[name]
        table.add_row(title, name, told, *map(number, (floor, target, peer, people)))
    return fallen


def main() -> int:
    options = asked()
    console = Console(width=None if sys.stdout.isatty() else 100)
    folder = gold_folder()
    if folder is None:
        console.print("no gold sets here; name their folder in LEGATION_GOLD")
        return 0
    OUT.mkdir(exist_ok=True)
    floors: dict[str, Scores] = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    reader, fallen = Reader(), False
    table = Table("set", "measure", "Legation", "floor", "target", "peer", "people")
    for gold_set in SETS:
        gold = folder / gold_set.path
        if not gold.exists() or (options.only and gold_set.name not in options.only):
            continue
        scores, spent = measure(gold_set, gold, reader)
        fell = add_rows(table, gold_set, scores, floors.get(gold_set.name, {}), spent)
        fallen = fallen or fell
        raise_floors(floors, gold_set, scores)
    console.print(table)
    show_timings(console, reader)
    if options.update:
        FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
