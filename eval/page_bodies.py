"""Score the bodies of HTML pages against a set laid out as article-extraction-benchmark is.

    python eval/page_bodies.py FOLDER [--english]

FOLDER has `ground-truth.json` (id -> {"articleBody", "url"}) and `html/ID.html.gz`. As in the
evaluation of that set, texts are compared by their runs of four words: precision and recall are
counted a page, and their means and the F1 of the means are told, for us and for trafilatura alone
in its precise mode, with the CPU time a page. `--english` leaves out pages in other languages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import trafilatura

from legation.characters.decode import decode
from legation.extract.html import read_html
from legation.extract.language import language_of

WORD = re.compile(r"\w+")
RUN = 4  # words, as the set's own evaluation compares them


def runs_of(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    size = min(RUN, len(words))
    return Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1) if size)


def compared(true: str, found: str) -> tuple[float | None, float | None]:
    """Precision and recall; `None` where nothing was found, or there was nothing to find."""
    wanted, given = runs_of(true), runs_of(found)
    shared = (wanted & given).total()
    return (
        shared / given.total() if given else None,
        shared / wanted.total() if wanted else None,
    )


def ours(page: str, url: str | None) -> str:
    return read_html(page, url).body


def alone(page: str, url: str | None) -> str:
    return (
        trafilatura.extract(
            page, url=url, favor_precision=True, include_comments=False, include_tables=False
        )
        or ""
    )


def scored(folder: Path, extract: Callable[[str, str | None], str], *, english: bool) -> str:
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    precisions, recalls, spent, pages = [], [], 0.0, 0
    for key, row in sorted(truth.items()):
        if english and language_of(row["articleBody"]) != "en":
            continue
        page = decode(gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())) or ""
        begun = time.process_time()
        body = extract(page, row.get("url"))
        spent += time.process_time() - begun
        pages += 1
        precision, recall = compared(row["articleBody"], body)
        precisions += [precision] if precision is not None else []
        recalls += [recall] if recall is not None else []
    if not pages:
        raise SystemExit(f"{folder}: no page in it; check the folder")
    one = sum(precisions) / max(1, len(precisions))
    other = sum(recalls) / max(1, len(recalls))
    both = 2 * one * other / (one + other) if one + other else 0.0
    return (
        f"{pages} pages  F1 {both:.3f}  P {one:.3f}  R {other:.3f}  {1000 * spent / pages:.1f} ms"
    )


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("folder", type=Path)
    ask.add_argument("--english", action="store_true", help="only pages in English")
    args = ask.parse_args()
    for name, extract in (("legation", ours), ("trafilatura", alone)):
        print(f"{name:12} {scored(args.folder, extract, english=args.english)}")


if __name__ == "__main__":
    main()
