"""Show that both ways of parsing give the same readings, byte by byte.

    python scripts/compare_parses.py [--kernels base|avx2] [PATH ...]

PATH is a page, a folder (also of folders) of pages, or a file of JSON lines with a `text` or a
`dump` each, found in folders too; the bundled stories stand in where none is given. Each text is
read by the kernels and by spaCy; what differs is printed, and the exit code is 1 if anything did.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from itertools import islice
from pathlib import Path

from texts_of_paths import articles

from legation import Reader
from legation.codec import encode
from legation.nlp.fast.inference import Inference
from legation.nlp.fast.kernels import load_kernels
from legation.nlp.parse import Parser, load_model, load_parser
from legation.tables import data_path

CHUNK = 64


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--kernels", choices=("base", "avx2"), help="which kernels (default the best)")
    ask.add_argument("paths", nargs="*", type=Path, default=[data_path("stories")])
    asked = ask.parse_args()
    nlp = load_model()
    fast = Parser(nlp, Inference(nlp, load_kernels(asked.kernels)))
    spacy = load_parser(way="spacy")
    reader = Reader()
    told: Counter[str] = Counter()
    spent: Counter[str] = Counter()
    queue = iter(articles(asked.paths))
    while chunk := list(islice(queue, CHUNK)):
        lines = []
        for parser in (fast, spacy):
            reader.parser, begun = parser, time.process_time()
            lines.append([encode(reading) for reading in reader.read_many(chunk)])
            spent[parser.way] += time.process_time() - begun
        for article, ours, theirs in zip(chunk, *lines, strict=True):
            told["texts"] += 1
            told["characters"] += len(article.text)
            if ours != theirs:
                told["differences"] += 1
                print(f"differs: {article.id} {article.text[:60]!r}")
    print(
        f"{told['texts']} texts, {told['characters']} characters, {fast.unsure} through spaCy; "
        f"{told['differences']} readings differ; CPU s fast {spent['fast']:.1f}, "
        f"spaCy {spent['spacy']:.1f}"
    )
    sys.exit(told["differences"] > 0)


if __name__ == "__main__":
    main()
