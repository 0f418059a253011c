"""Find words in a row that the project shares with texts that are not its own.

    python scripts/check_own_words.py [--least BITS]

Sentences in code, tests, tables and docs are written for the project; the gold sets, corpora and
seed texts beside it (`$LEGATION_GOLD`, else ../shared/gold) stay outside. Four words in a row that
at most three of their texts hold are a run; it counts when its words that are no names are rare
enough together: each is worth log2 of the texts over the texts that hold it. Runs that any writer
comes by are in scripts/common_runs.csv. Exit code 1 when a run is found.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "eval"))

from gold import gold_folder  # noqa: E402

WORD = re.compile(r"\w+(?:['’-]\w+)*")
IN_A_ROW = 4
MOST_TEXTS = 3  # a run in more texts is everybody's
LEAST_BITS = 20.0  # below, most runs are chance: "on the same day", "said in a statement that the"
PROVEN_BITS = 24.0  # what a test asks: chance runs of everyday words stay below
KINDS = {".py", ".csv", ".yaml", ".yml", ".md", ".txt", ".html"}
# Tables of names, and of phrases that stand on every page as they are.
TABLES = tuple(f"src/legation/data/{name}/" for name in ("actors", "extract", "ontology", "places"))
NAMES = re.compile(r"scripts/\w+\.csv")  # titles of offices, and what is common
FOREIGN = ("text", "title", "dump")


@dataclass(frozen=True)
class Run:
    """Words in a row that a text of others holds too."""

    path: str
    line: int
    words: str
    text: str  # the file and id of the other text
    bits: float

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: “{self.words}” is in {self.text} ({self.bits:.0f} bits)"


@dataclass(frozen=True)
class Word:
    """A word in lower case, whether it is written so, and where it begins."""

    word: str
    is_plain: bool
    start: int


def words_of(text: str) -> list[Word]:
    return [
        Word(m.group().replace("’", "'").lower(), m.group()[0].islower(), m.start())
        for m in WORD.finditer(text)
    ]


def rows(words: list[str]) -> Iterator[str]:
    """Every four words in a row."""
    return (" ".join(words[i : i + IN_A_ROW]) for i in range(len(words) - IN_A_ROW + 1))


def own_files() -> Iterator[Path]:
    folders = ("src", "tests", "docs", "eval", "scripts")
    paths = [p for name in folders for p in (ROOT / name).rglob("*")] + list(ROOT.glob("*.md"))
    for path in sorted(p for p in paths if p.suffix in KINDS and p.is_file()):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith((*TABLES, "eval/out/")) and not NAMES.fullmatch(name):
            yield path


def foreign_texts(gold: Path) -> Iterator[tuple[str, str]]:
    """Name and words of each text that is not ours."""
    for path in sorted([*gold.rglob("*.jsonl"), *gold.parent.glob("corpus/*.jsonl")]):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            told = " ".join(str(row[name]) for name in FOREIGN if row.get(name))
            yield f"{path.stem}:{row['id']}", told
    for path in sorted(gold.parent.glob("seed/*.txt")):
        yield path.name, path.read_text("utf-8", errors="replace")


def common() -> set[str]:
    """Four words in a row of the runs that are allowed."""
    with (ROOT / "scripts" / "common_runs.csv").open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return {four for row in csv.DictReader(lines) for four in rows(row["run"].split())}


def runs(gold: Path, least_bits: float = LEAST_BITS) -> list[Run]:
    """The runs of all files, the most telling first."""
    files = {path: words_of(path.read_text("utf-8")) for path in own_files()}
    own = {four for words in files.values() for four in rows([w.word for w in words])}
    held: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    where: dict[str, str] = {}
    number = 0
    for name, text in foreign_texts(gold):
        number += 1
        words = [w.word for w in words_of(text)]
        held.update(set(words))
        for four in own.intersection(rows(words)):
            texts[four] += 1
            where.setdefault(four, name)
    allowed = common()
    shared = {four for four, n in texts.items() if n <= MOST_TEXTS and four not in allowed}
    found = []
    for path, words in files.items():
        for start, end in stretches([w.word for w in words], shared):
            run = words[start:end]
            bits = sum(math.log2(number / held[w.word]) for w in run if w.is_plain)
            if bits >= least_bits:
                text = path.read_text("utf-8")
                line = text.count("\n", 0, run[0].start) + 1
                told = " ".join(w.word for w in run)
                other = where[" ".join(w.word for w in run[:IN_A_ROW])]
                found.append(Run(path.relative_to(ROOT).as_posix(), line, told, other, bits))
    return sorted(found, key=lambda run: (-run.bits, run.path, run.line))


def stretches(words: list[str], shared: set[str]) -> Iterator[tuple[int, int]]:
    """Where words begin and end of which all four in a row are shared."""
    begun: int | None = None
    for at, four in enumerate([*rows(words), ""]):
        if four in shared and begun is None:
            begun = at
        elif four not in shared and begun is not None:
            yield begun, at - 1 + IN_A_ROW
            begun = None


def main() -> int:
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--least", type=float, default=LEAST_BITS, metavar="BITS")
    gold = gold_folder()
    options = ask.parse_args()
    if gold is None:
        print("no gold here: name its folder in LEGATION_GOLD")
        return 0
    found = runs(gold, options.least)
    for run in found:
        print(run)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
