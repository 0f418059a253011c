"""Fit how likely a report is a statement, and write `language/en/statement_weights.csv`.

    PYTHONPATH=src python scripts/fit_statements.py GOLD.jsonl [--out WEIGHTS.csv]

GOLD has an article a line: `text`, and `attributions` with `source`, `cue` and `content`, each a
list of [start, end].
A candidate is right if its content shares at least half of its words (intersection over union)
with a gold content whose source shares a word; each gold attribution is used once, best first.
Candidates inside another's gold content say nothing: only outermost attributions are annotated.
The model is a logistic regression over the traits of weighing.py, each once for its rule and
once for all rules. Only weights and counts are written: no word of an article.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from legation.characters.quotations import Regions, quotations
from legation.nlp.parse import load_model, parse_many
from legation.nlp.tokens import flat
from legation.records import Article
from legation.statements.find import candidates
from legation.statements.report import Told
from legation.statements.tree import Tree
from legation.statements.weighing import ANY, traits

OUT = Path("src/legation/data/language/en/statement_weights.csv")
MIN_COUNT = 15  # a trait seen less often gets no weight
PENALTY = 3.0  # on squared weights
STEPS = 1500
STEEPEST = 28 / 4  # bound of the curvature: traits of a candidate, times the slope of the curve
HEADER = (
    "# How likely a report is a statement: weights in log odds of its rule and its traits, to add\n"
    "# up; rule `any` holds for all rules. Last how many candidates had the trait.\n"
    "# Source: fitted by scripts/fit_statements.py on the training half of PolNeAR (figures only,\n"
    "# no text). Licence: Apache-2.0. Checked: 2026-11-30.\n"
    "rule,trait,weight,count\n"
)
WORD = re.compile(r"[^\W_]+")
EMPTY = frozenset("a an the of and or in on at to for from by with as s".split())


def weighed(doc, text: str) -> tuple[Tree, Regions, list[Told]]:
    """What the stage would weigh."""
    tree = Tree(flat(doc, text))
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


Seen = tuple[list[tuple[str, str]], bool]


def seen_in(gold: Path) -> list[Seen]:
    """The traits of each candidate, each for its rule and for any, and whether it was right."""
    lines = gold.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    articles = [Article.from_text(row["text"]) for row in rows]
    found: list[Seen] = []
    for row, (_, doc) in zip(rows, parse_many(articles, load_model()), strict=True):
        tree, regions, told = weighed(doc, row["text"])
        for one, label in zip(told, labels(row, tree, told), strict=True):
            if label is not None:
                own = traits(tree, one, regions)
                pairs = [(one.rule, t) for t in own] + [(ANY, t) for t in own]
                found.append((pairs, label))
    return found


def fitted(found: list[Seen]) -> tuple[dict[tuple[str, str], float], Counter[tuple[str, str]]]:
    """The weight of each trait seen often enough, and how often each was seen.

    Accelerated gradient descent with a bound of the curvature for each weight.
    """
    counts = Counter(pair for pairs, _ in found for pair in pairs)
    names = sorted(pair for pair, n in counts.items() if n >= MIN_COUNT)
    place = {pair: at for at, pair in enumerate(names)}
    blank = len(names)  # a trait without weight
    table = np.full((len(found), max(len(pairs) for pairs, _ in found)), blank)
    for row, (pairs, _) in enumerate(found):
        known = [place[pair] for pair in pairs if pair in place]
        table[row, : len(known)] = known
    right = np.array([label for _, label in found], dtype=float)
    bound = np.bincount(table.ravel(), minlength=blank + 1) * STEEPEST + PENALTY
    weights, pace = np.zeros(blank + 1), np.zeros(blank + 1)
    for _ in range(STEPS):
        ahead = weights + 0.9 * pace
        miss = 1 / (1 + np.exp(-ahead[table].sum(1))) - right
        slope = np.bincount(table.ravel(), np.repeat(miss, table.shape[1]), blank + 1)
        pace = 0.9 * pace - (slope + PENALTY * ahead) / bound
        weights = weights + pace
        weights[blank] = pace[blank] = 0.0
    return {pair: float(weights[at]) for pair, at in place.items()}, counts


def table_of(weights: dict[tuple[str, str], float], counts: Counter[tuple[str, str]]) -> str:
    """The rows of the data file; weights that round to nothing are left out."""
    told = ((rule, trait, f"{w:.2f}", counts[rule, trait]) for (rule, trait), w in weights.items())
    rows = [f"{r},{t},{w},{n}\n" for r, t, w, n in sorted(told) if w not in {"0.00", "-0.00"}]
    return HEADER + "".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    args.out.write_text(table_of(*fitted(seen_in(args.gold))), encoding="utf-8")


if __name__ == "__main__":
    main()
