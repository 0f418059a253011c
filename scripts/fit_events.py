"""Fit how sure an event line is, and write `ontology/event_weights.csv`.

    PYTHONPATH=src:eval python scripts/fit_events.py FOLDER [--out WEIGHTS.csv]

FOLDER has the sets of wire stories (`wire/*.dev.jsonl`) and their scorers. A line is right if the
scorer pairs it with one of the gold, of the same type, and each party of both sides fits one there;
an unknown country is not a wrong one. Lines that the gold leaves open say nothing. The model is a
logistic regression over the traits of `legation/sureness.py`. Only weights and counts are written:
no word of an article.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from legation import Reader
from legation.sureness import traits

OUT = Path("src/legation/data/ontology/event_weights.csv")
SIDES = ("source", "target")
WORD = re.compile(r"[^\W_]+")
SETS = ("leads2", "ag", "stories2", "guardian")
MIN_COUNT = 6  # a trait seen less often gets no weight
PENALTY = 4.0  # on squared weights
STEPS = 60
FOLDS = 5
HEADER = (
    "# How sure an event line is: weights in log odds of its traits, to add up; right if\n"
    "# the type and both sides are. Last how many lines had the trait.\n"
    "# Source: fitted by scripts/fit_events.py on the open halves of the sets of wire stories\n"
    "# (figures only, no text). Licence: Apache-2.0. Checked: 2026-11-30.\n"
    "trait,weight,count\n"
)
Line = tuple[str, list[str], bool]


def lines_in(gold: Path) -> Iterator[Line]:
    """Each line that the gold judges: its article, its traits, and whether it is right."""
    sys.path.insert(0, str(gold))
    import predict
    import score_wire
    import score_wire2

    reader = Reader()
    for name in SETS:
        path = gold / "wire" / f"{name}.dev.jsonl"
        known = score_wire.load(str(path))
        given = (predict.given(line) for line in path.read_text("utf-8").splitlines())
        for row, reading in predict.readings(given, reader):
            told = known[row["id"]]
            written = predict.as_written(reading)
            made = [predict.wire_event(event, written) for event in reading.events]
            likeness = score_wire2.ev_anchor(told["text"])
            pairs = score_wire.pair(told.get("events", []), made, likeness)
            right = {id(m): _same_sides(m, score_wire2.options(g)) for g, m in pairs}
            rest = [one for one in made if id(one) not in right]
            free = told.get("optional", {}).get("events", [])
            left = {id(mine) for _, mine in score_wire.pair(free, rest, likeness)}
            for event, one in zip(reading.events, made, strict=True):
                if id(one) not in left:
                    length = len(reading.article.text)
                    yield row["id"], traits(event, length), right.get(id(one), False)


def _same_sides(mine: dict, options: list[dict]) -> bool:
    return any(
        all(_same_side(mine.get(side) or [], one.get(side) or []) for side in SIDES)
        for one in options
    )


def _same_side(mine: list[dict], gold: list[dict]) -> bool:
    """Whether each party fits one of the other list, both ways."""
    return all(any(_fits(m, g) for g in gold) for m in mine) and all(
        any(_fits(m, g) for m in mine) for g in gold
    )


def _fits(mine: dict, gold: dict) -> bool:
    """Whether a party may be that of the gold: an unknown country is not a wrong one."""
    if mine["country"]:
        return mine["country"] == gold.get("country")
    known = {word for word in WORD.findall(gold.get("name", "").lower()) if len(word) > 2}
    called = not known.isdisjoint(WORD.findall(mine["name"].lower()))
    return called or (mine["sector"] != "UNK" and mine["sector"] == gold.get("sector"))


def fitted(lines: list[Line]) -> dict[str, float]:
    """The weight of each trait seen often enough, by Newton's method."""
    counts = Counter(trait for _, own, _ in lines for trait in own)
    names = sorted(trait for trait, n in counts.items() if n >= MIN_COUNT)
    table = np.array([[trait in own for trait in names] for _, own, _ in lines], dtype=float)
    right = np.array([label for *_, label in lines], dtype=float)
    free = np.array([trait == "any" for trait in names])
    penalty = np.where(free, 1e-6, PENALTY)
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        sure = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (right - sure) - penalty * weights
        curve = (table * (sure * (1 - sure))[:, None]).T @ table + np.diag(penalty)
        weights = weights + np.linalg.solve(curve, slope)
    return dict(zip(names, map(float, weights), strict=True))


def judged(lines: list[Line]) -> str:
    """What the weights are worth on articles they were not fitted on, share by share."""
    articles = sorted({article for article, *_ in lines})
    fold = {article: at % FOLDS for at, article in enumerate(articles)}
    scored = []
    for k in range(FOLDS):
        weights = fitted([line for line in lines if fold[line[0]] != k])
        for article, own, label in lines:
            if fold[article] == k:
                total = sum(weights.get(trait, 0.0) for trait in own)
                scored.append((1 / (1 + np.exp(-total)), label))
    scored.sort(key=lambda one: -one[0])
    everything = sum(label for _, label in scored)
    out = [f"{len(lines)} lines, {everything / len(lines):.2f} right"]
    for share in (0.3, 0.5, 0.7, 0.8, 0.9):
        kept = scored[: int(share * len(scored))]
        right = sum(label for _, label in kept)
        out.append(
            f"the surest {share:.0%} (from {kept[-1][0]:.2f}): {right / len(kept):.2f} right,"
            f" {right / everything:.2f} of all right ones"
        )
    return "\n".join(out)


def table_of(weights: dict[str, float], lines: list[Line]) -> str:
    """The rows of the data file; weights that round to nothing are left out."""
    counts = Counter(trait for _, own, _ in lines for trait in own)
    told = ((trait, f"{weight:.2f}") for trait, weight in sorted(weights.items()))
    rows = [f"{t},{w},{counts[t]}\n" for t, w in told if w not in {"0.00", "-0.00"}]
    return HEADER + "".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    lines = list(lines_in(args.gold))
    print(judged(lines))
    args.out.write_text(table_of(fitted(lines), lines), encoding="utf-8")


if __name__ == "__main__":
    main()
