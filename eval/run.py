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
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))  # predict.py stands beside this file

import score_countries  # noqa: E402
from gold import gold_folder, lines_of  # noqa: E402
from predict import given, predict  # noqa: E402

from legation import Reader  # noqa: E402

OUT = HERE / "out"
FLOORS = HERE / "baseline.json"
SLACK = 0.005  # the same code scores alike to the digit; this forgives a tie broken otherwise

Scores = dict[str, float]


@dataclass(frozen=True)
class GoldSet:
    """One gold file, how it is predicted and scored, and its measures in order."""

    name: str
    path: str
    task: str
    score: Callable[[Path, Path], Scores]
    # measure: (best peer, target, human agreement), as far as there are any. Peers were measured on
    # the test halves in one harness.
    measures: dict[str, tuple[float | None, float | None, float | None]]


def scorer(script: Path, *words: object) -> str:
    """What a scorer prints."""
    run = subprocess.run(
        [sys.executable, str(script), *map(str, words)], capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise SystemExit(f"{script.name} failed: {run.stderr.strip() or run.stdout.strip()}")
    return run.stdout


def score_events(gold: Path, told: Path) -> Scores:
    found = json.loads(scorer(gold.parents[1] / "score_events.py", gold, told, "--json"))["scores"]
    scores = {key: value["F1"] or 0.0 for key, value in found.items()}
    return scores | {"type P": found["type"]["P"] or 0.0}


def score_quotes(gold: Path, told: Path) -> Scores:
    script, out = gold.parents[1] / "score_quotes.py", told.with_suffix(".scores.json")
    scorer(script, gold, told, "--json", out)
    every = json.loads(out.read_text())
    scorer(script, gold, told, "--speech-only", "--json", out)
    scores = {k: v["F1"] / 100 for k, v in every.items() if isinstance(v, dict)}
    scores["source right"] = every["source_acc"] / 100
    scores["speech only"] = json.loads(out.read_text())["attribution"]["F1"] / 100
    return scores


def score_wire(gold: Path, told: Path) -> Scores:
    found = json.loads(scorer(gold.parents[1] / "score_wire.py", gold, told, "--json"))
    scores = {k: v["F1"] for k, v in found.items() if k != "status"}
    return (
        scores
        | {"status": found["status"]["accuracy"], "type P": found["type"]["P"]}
        | quiet(lines_of(gold), lines_of(told))
        | score_countries.score(lines_of(gold), lines_of(told))
    )


def quiet(golds: list[dict[str, Any]], tolds: list[dict[str, Any]]) -> Scores:
    """The share of texts without any gold event that have none in the prediction either."""
    without = {gold["id"] for gold in golds if not gold["events"]}
    kept = [not told["events"] for told in tolds if told["id"] in without]
    return {"no false event": sum(kept) / len(kept)} if kept else {}


def score_dumps(gold: Path, told: Path) -> Scores:
    out = told.with_suffix(".scores.json")
    scorer(gold.parents[1] / "score_dumps.py", "--gold", gold, "--pred", told, "--json", out)
    found = json.loads(out.read_text())
    english = found["lang=en"]
    return {"all body": found["all"]["f1"], "English body": english["f1"]} | {
        f"English {kind.replace('_', ' ')}": english[kind]
        for kind in ("title_gold", "title_silver")
        if kind in english
    }


def score_actors(gold: Path, told: Path) -> Scores:
    return json.loads(scorer(HERE / "score_actors.py", gold, told, "--json"))


SETS = (
    GoldSet(
        "plover_gsr", "events/plover_gsr.dev.jsonl", "events", score_events,
        {
            "type": (0.519, 0.70, None), "type P": (0.607, 0.70, None),
            "quad": (0.623, 0.78, None), "source": (0.486, 0.65, None),
            "target": (0.390, 0.55, None), "triple": (0.296, 0.50, None),
        },
    ),
    GoldSet(
        "cameo_examples", "events/cameo_examples.dev.jsonl", "events", score_events,
        {
            "type": (0.502, None, None), "cameo_root": (0.463, 0.62, None),
            "cameo": (0.153, 0.30, None),
        },
    ),
    GoldSet(
        "petr2_gsr", "events/petr2_gsr.dev.jsonl", "events", score_events,
        {
            "type": (None, None, None), "type P": (None, None, None),
            "triple": (None, None, None),
        },
    ),
    GoldSet(
        "polnear", "quotes/polnear.dev.jsonl", "quotes", score_quotes,
        {
            "attribution": (0.440, 0.55, 0.751), "speech only": (0.616, 0.78, 0.933),
            "attribution_direct": (0.642, 0.88, 0.973),
            "attribution_indirect": (0.361, 0.48, 0.667),
            "attribution_mixed": (0.537, 0.70, 0.894), "source right": (None, 0.92, None),
        },
    ),
    GoldSet(
        "wire leads", "wire/ag.dev.jsonl", "wire", score_wire,
        {
            "type": (None, 0.58, None), "anchored": (None, 0.52, None),
            "triple": (None, 0.42, None), "status": (None, 0.90, None),
            "no false event": (None, 0.833, None), "content": (None, 0.75, None),
            "attribution": (None, 0.70, None), "fact": (None, 0.60, None),
            "speaker country": (None, 0.90, None), "actor country": (None, 0.90, None),
            "country P": (None, 0.95, None),
        },
    ),
    GoldSet(
        "wire stories", "wire/guardian.dev.jsonl", "wire", score_wire,
        {
            "type": (None, 0.55, None), "anchored": (None, 0.48, None),
            "triple": (None, 0.38, None), "status": (None, 0.90, None),
            "content": (None, 0.80, None), "attribution": (None, 0.72, None),
            "fact": (None, 0.50, None), "speaker country": (None, 0.90, None),
            "actor country": (None, 0.90, None), "country P": (None, 0.95, None),
        },
    ),
    GoldSet(
        "dumps", "dumps/dumps.dev.jsonl", "dumps", score_dumps,
        {
            "English body": (0.923, None, 0.989), "all body": (None, None, None),
            "English title gold": (None, None, None),
        },
    ),
    GoldSet(
        "actors", "actors/ngec.dev.jsonl", "actors", score_actors,
        {"right": (None, 0.90, None), "strict": (None, None, None)},
    ),
)  # fmt: skip


def measure(gold_set: GoldSet, gold: Path, reader: Reader) -> tuple[Scores, float]:
    """The set's scores and the CPU seconds its reading took."""
    rows = [given(line) for line in gold.read_text("utf-8").splitlines() if line.strip()]
    told = OUT / f"{gold_set.name.replace(' ', '_')}.jsonl"
    began = time.process_time()
    with told.open("w", encoding="utf-8") as out:
        for row in predict(gold_set.task, rows, reader):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    spent = time.process_time() - began
    return gold_set.score(gold, told), spent


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
