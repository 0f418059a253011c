"""Count how often reports of each frame are attributions, for `statement_frames.csv`.

    PYTHONPATH=src python scripts/count_frames.py GOLD.jsonl [--out FRAMES.csv]

GOLD has an article a line: {"text", "attributions": [{"source", "cue", "content": [[start, end]]}]}
A candidate is right if its content shares at least half of its words (intersection over union) with
a gold content whose source shares a word; each gold attribution is used once, best candidate first.
Candidates inside another's gold content say nothing: only outermost attributions are annotated.
Only shares and counts are written: no word of an article.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from legation.nlp.parse import load_model, parse_many
from legation.nlp.tokens import flat
from legation.records import Article
from legation.statements.find import candidates
from legation.statements.joining import Told
from legation.statements.quoted import Regions, quotations
from legation.statements.tree import Tree
from legation.statements.weighing import traits

OUT = Path("src/legation/data/language/en/statement_frames.csv")
MIN_COUNT = 10  # a share of fewer candidates says little
SMOOTH = 8  # candidates of the frame's own share mixed into that of a trait
HEADER = (
    "# How often a report of a frame (rule) with a trait is a statement: the share of candidates,\n"
    "# drawn towards the frame's own share where they are few, and how many there were.\n"
    "# Source: counted by scripts/count_frames.py on the training half of PolNeAR (figures only,\n"
    "# no text). Licence: Apache-2.0. Checked: 2026-11-24.\n"
    "rule,trait,value,share,count\n"
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


def count(gold: Path) -> dict[tuple[str, str, str], list[int]]:
    """Right and all candidates by rule, trait and value."""
    lines = gold.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    articles = [Article.from_text(row["text"]) for row in rows]
    found: dict[tuple[str, str, str], list[int]] = {}
    for row, (_, doc) in zip(rows, parse_many(articles, load_model()), strict=True):
        tree, regions, told = weighed(doc, row["text"])
        for one, label in zip(told, labels(row, tree, told), strict=True):
            if label is None:
                continue
            for trait, value in (("any", ""), *traits(tree, one, regions)):
                sums = found.setdefault((one.rule, trait, value), [0, 0])
                sums[0] += label
                sums[1] += 1
    return found


def table(found: dict[tuple[str, str, str], list[int]]) -> str:
    """The counts as the rows of the data file."""
    right, every = (sum(n[k] for s, n in found.items() if s[1] == "any") for k in (0, 1))
    overall = right / every
    lines = []
    for (rule, trait, value), (hits, n) in sorted(found.items()):
        own = found[rule, "any", ""]
        base = (own[0] + SMOOTH * overall) / (own[1] + SMOOTH)
        share = base if trait == "any" else (hits + SMOOTH * base) / (n + SMOOTH)
        if n >= MIN_COUNT or trait == "any":
            lines.append(f"{rule},{trait},{value},{share:.2f},{n}\n")
    return HEADER + "".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    args.out.write_text(table(count(args.gold)), encoding="utf-8")


if __name__ == "__main__":
    main()
