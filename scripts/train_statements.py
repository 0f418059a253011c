"""Fit the weights of `legation.statements.weighing` on articles with annotated attributions.

    python scripts/train_statements.py GOLD.jsonl [--l2 5] [--out WEIGHTS.csv] [--folds 5]

GOLD has an article a line: {"text", "attributions": [{"source", "cue", "content": [[start, end]]}]}
A candidate is right if its content shares at least half of its words (intersection over union) with
a gold content whose source shares a word; each gold attribution is used once, best candidate first.
Candidates inside another's gold content say nothing: only outermost attributions are annotated.
Full-batch gradient steps from zero: the same data give the same file. With `--folds`, prints F1 on
held-out articles for several thresholds first.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from legation.nlp.parse import load_model, parse_many
from legation.records import Article
from legation.statements.find import candidates
from legation.statements.joining import Told
from legation.statements.quoted import Regions, quotations
from legation.statements.tree import Tree
from legation.statements.weighing import features

OUT = Path("src/legation/data/language/en/statement_weights.csv")
MIN_COUNT = 4  # a feature seen less often is noise
MIN_WEIGHT = 0.02
WORD = re.compile(r"[^\W_]+")
EMPTY = frozenset("a an the of and or in on at to for from by with as s".split())
HEADER = (
    "# Weights of the statement model (logistic regression) by feature; weighing.py names them.\n"
    "# Source: scripts/train_statements.py on articles with annotated attributions (PolNeAR, its\n"
    "# training part); no text of theirs is kept. Licence: Apache-2.0. Checked: 2026-05-01.\n"
    "feature,weight\n"
)


def weighed(doc, text: str) -> tuple[Tree, Regions, list[Told]]:
    """What the stage would weigh."""
    tree = Tree(doc, text)
    regions = Regions(quotations(text))
    return tree, regions, candidates(tree, regions)


def words_of(text: str) -> tuple[list[int], list[int]]:
    found = [(m.start(), m.end()) for m in WORD.finditer(text)]
    return [a for a, _ in found], [b for _, b in found]


def covered(starts: list[int], ends: list[int], spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Word tokens that share a character with the spans."""
    out: set[int] = set()
    for a, b in spans:
        first = int(np.searchsorted(ends, a, side="right"))
        last = int(np.searchsorted(starts, b, side="left"))
        out.update(range(first, last))
    return frozenset(out)


def labels(row: dict, tree: Tree, told: list[Told]) -> list[bool | None]:
    """Right, wrong or (inside a gold content) unknown, for each candidate."""
    text = row["text"]
    starts, ends = words_of(text)
    gold = [
        (
            covered(starts, ends, a["content"] or ()),
            covered(starts, ends, a["source"] or ()),
            a["content"] or (),
        )
        for a in row["attributions"]
    ]
    pairs = []
    for j, one in enumerate(told):
        content = covered(starts, ends, one.spans)
        source: frozenset[int] = frozenset()
        report = one.report
        if report is None and one.continues is not None:
            report = one.continues.report
        if report is not None and report.source is not None:
            source = covered(
                starts, ends, [tree.chars(*(report.label or tree.phrase(report.source)))]
            )
        for i, (gold_content, gold_source, _) in enumerate(gold):
            both = len(content & gold_content)
            if not both or 2 * both < len(content | gold_content):
                continue
            shared = {
                w for w in source & gold_source if text[starts[w] : ends[w]].lower() not in EMPTY
            }
            if shared or (not gold_source and not source):
                pairs.append((-both / len(content | gold_content), i, j))
    out: list[bool | None] = [False] * len(told)
    used: set[int] = set()
    for _, i, j in sorted(pairs):
        if i not in used and not out[j]:
            used.add(i)
            out[j] = True
    for j, one in enumerate(told):
        if not out[j]:
            at = tree.start[one.report.at] if one.report else one.spans[0][0]
            if any(a <= at < b for _, _, spans in gold for a, b in spans):
                out[j] = None
    return out


class Problem:
    """Candidates as rows of features, with their labels and articles."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.labels: list[bool | None] = []
        self.article: list[int] = []
        self.gold: list[int] = []

    def add(self, row: dict, doc) -> None:
        tree, regions, told = weighed(doc, row["text"])
        at = len(self.gold)
        self.gold.append(sum(bool(a["content"]) for a in row["attributions"]))
        for one, label in zip(told, labels(row, tree, told), strict=True):
            self.rows.append(features(tree, one, regions))
            self.labels.append(label)
            self.article.append(at)


def fit(rows: list[list[str]], right: np.ndarray, l2: float, steps: int = 400) -> dict[str, float]:
    """Weights by feature: L2-regularised logistic regression by Adam on the full batch."""
    counts = Counter(f for row in rows for f in set(row))
    names = sorted(f for f, n in counts.items() if n >= MIN_COUNT)
    index = {f: k for k, f in enumerate(names)}
    lists = [sorted({index[f] for f in row if f in index}) for row in rows]
    columns = np.array([k for row in lists for k in row])
    lines = np.repeat(np.arange(len(lists)), [len(row) for row in lists])
    w = np.zeros(len(names))
    m, v = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, steps + 1):
        z = np.bincount(lines, weights=w[columns], minlength=len(lists))
        p = 1 / (1 + np.exp(-z))
        g = np.bincount(columns, weights=(p - right)[lines], minlength=len(names)) + l2 * w
        m, v = 0.9 * m + 0.1 * g, 0.99 * v + 0.01 * g * g
        rate = 0.05 if step < steps * 0.7 else 0.01
        w -= rate * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-8)
    return {f: float(x) for f, x in zip(names, w, strict=True)}


def f1(right: int, said: int, gold: int) -> float:
    return 2 * right / (said + gold) if said + gold else 0.0


def cross_validate(problem: Problem, l2: float, folds: int) -> None:
    score = np.zeros(len(problem.rows))
    fold = np.array(problem.article) % folds
    known = np.array([label is not None for label in problem.labels])
    right = np.array([bool(label) for label in problem.labels], dtype=float)
    for k in range(folds):
        train = np.flatnonzero((fold != k) & known)
        weights = fit([problem.rows[i] for i in train], right[train], l2, steps=200)
        for i in np.flatnonzero(fold == k):
            score[i] = 1 / (1 + np.exp(-sum(weights.get(f, 0.0) for f in problem.rows[i])))
    gold = sum(problem.gold)
    for threshold in np.arange(0.3, 0.66, 0.05):
        said = (score >= threshold) & known
        hits = int(right[said].sum())
        print(
            f"l2 {l2} threshold {threshold:.2f}: P {hits / said.sum():.3f} "
            f"R {hits / gold:.3f} F1 {f1(hits, int(said.sum()), gold):.4f}"
        )
    print(f"ceiling of recall {right.sum() / gold:.3f}, candidates {int(known.sum())}")


def write(weights: dict[str, float], out: Path) -> None:
    kept = sorted((f, round(w, 3)) for f, w in weights.items() if abs(w) >= MIN_WEIGHT)
    quoted = (
        f'"{f.replace(chr(34), chr(34) * 2)}"' if "," in f or '"' in f else f for f, _ in kept
    )
    lines = (f"{f},{w:g}\n" for f, (_, w) in zip(quoted, kept, strict=True))
    out.write_text(HEADER + "".join(lines), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--l2", type=float, default=5.0)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--folds", type=int, default=0)
    args = parser.parse_args()
    lines = args.gold.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    articles = [Article.from_text(row["text"]) for row in rows]
    problem = Problem()
    for row, (_, doc) in zip(rows, parse_many(articles, load_model()), strict=True):
        problem.add(row, doc)
    finish(problem, l2=args.l2, out=args.out, folds=args.folds)


def finish(problem: Problem, *, l2: float, out: Path, folds: int) -> None:
    """Cross-validate if asked, then fit on everything known and write the weights."""
    if folds:
        cross_validate(problem, l2, folds)
    known = [i for i, label in enumerate(problem.labels) if label is not None]
    right = np.array([bool(problem.labels[i]) for i in known], dtype=float)
    write(fit([problem.rows[i] for i in known], right, l2), out)


if __name__ == "__main__":
    main()
