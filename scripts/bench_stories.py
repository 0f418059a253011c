"""Measure how near copies are found: precision, share joined to their original, documents a second.

    python scripts/bench_stories.py [--gold FOLDER] [--copies 1000] [--sweep]

Originals are the bodies of the page dumps in FOLDER/dumps (else `$LEGATION_GOLD`), where there are
any, and invented texts besides. Texts of the dumps that copy one another are left out beforehand by
comparing all their shingles, without the sampling and the index that are measured. The same texts
are then linked in an SQLite store, which must give the same stories. The exit code is 1 where a
measure is below its floor.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from near_copies import NearCopy, invented_texts, near_copies, sentences_of  # noqa: E402

from legation.ask.stories import all_stories  # noqa: E402
from legation.records import Article, Link, Reading, Story  # noqa: E402
from legation.store import Store  # noqa: E402
from legation.stories import relation  # noqa: E402
from legation.stories.fingerprint import fingerprint  # noqa: E402
from legation.stories.group import find_stories  # noqa: E402
from legation.stories.index import find_links  # noqa: E402
from legation.upkeep import update_stories  # noqa: E402

FLOORS = {
    "precision": 0.995,
    "joined": 0.99,
    "documents a CPU second": 500,
    "documents a CPU second in a store": 500,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--gold", type=Path, default=os.environ.get("LEGATION_GOLD"))
    parser.add_argument("--originals", type=int, default=150)
    parser.add_argument("--copies", type=int, default=1000)
    parser.add_argument("--sweep", action="store_true", help="try thresholds from .1 to .7")
    given = parser.parse_args()
    sets = {"invented": invented_texts(given.originals + 300)}
    if given.gold and (given.gold / "dumps").is_dir():
        sets["dumps"] = dumps(given.gold / "dumps")
    low = False
    for name, texts in sets.items():
        originals, rest = texts[: given.originals], texts[given.originals :]
        spare = [s for text in rest for s in sentences_of(text) if 6 <= len(s.split()) <= 60]
        made = near_copies(originals, given.copies, spare=spare)
        scores = measure(name, originals, made)
        low |= any(scores[key] < floor for key, floor in FLOORS.items())
        joined = relation.JOINED
        if given.sweep:
            for hundredths in range(10, 75, 5):
                relation.JOINED = hundredths / 100
                measure(f"{name} at {relation.JOINED}", originals, made)
            relation.JOINED = joined
    raise SystemExit(low)


def measure(name: str, originals: list[str], made: list[NearCopy]) -> dict[str, float]:
    """Print and give the measures of one set."""
    articles = [
        Article.from_text(text, title=f"{name} {n}", published="2024-03-01")
        for n, text in enumerate(originals)
    ]
    copies = [
        Article.from_text(
            c.text, title=c.title, url=f"https://example.org/{n}", published="2024-03-02"
        )
        for n, c in enumerate(made)
    ]
    begun = time.process_time()
    prints = [fingerprint(article) for article in (*articles, *copies)]
    links = find_links(prints)
    stories = find_stories(prints, links)
    spent = time.process_time() - begun
    of = {a.id: n for n, a in enumerate(articles)} | {
        a.id: c.original for a, c in zip(copies, made, strict=True)
    }
    story = {article: s.id for s in stories for article in s.articles}
    pairs = wrong = 0
    for each in stories:
        sizes = Counter(of[a] for a in each.articles)
        total = sum(sizes.values())
        pairs += total * (total - 1) // 2
        wrong += (total**2 - sum(n * n for n in sizes.values())) // 2
    missed = Counter(
        c.kind
        for a, c in zip(copies, made, strict=True)
        if story[a.id] != story[articles[c.original].id]
    )
    words = sum(len(a.text.split()) for a in (*articles, *copies))
    scores = {
        "precision": 1 - wrong / pairs if pairs else 1.0,
        "joined": 1 - sum(missed.values()) / len(made),
        "documents a CPU second": len(prints) / spent,
        "documents a CPU second in a store": in_store((*articles, *copies), stories),
    }
    print(f"{name}: {len(prints)} documents of {words // len(prints)} words on average")
    for key, value in scores.items():
        print(f"  {key}: {value:.4f}" if value <= 1 else f"  {key}: {value:,.0f}")
    print(f"  not joined: {dict(missed)}; links by relation: {by_relation(links)}")
    return scores


def in_store(articles: Sequence[Article], expected: Sequence[Story]) -> float:
    """How many articles a CPU second a store takes into its index, which it has on disk."""
    with TemporaryDirectory() as folder, Store.open(f"{folder}/x.db") as store:
        store.write_many([(Reading(article=a, reader="bench"), None) for a in articles])
        begun = time.process_time()
        update_stories(store)
        spent = time.process_time() - begun
        told = [
            {s.articles for s in some if len(s.articles) > 1}
            for some in (expected, all_stories(store))
        ]
        if told[0] != told[1]:
            raise SystemExit("the store gives other stories than all texts at once")
    return len(articles) / spent


def by_relation(links: tuple[Link, ...]) -> dict[str, int]:
    return dict(Counter(str(link.relation) for link in links))


def dumps(folder: Path) -> list[str]:
    """The bodies of the dumps that have 60 words or more, without copies of earlier ones."""
    kept: list[str] = []
    grams: list[set[tuple[str, ...]]] = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            body = json.loads(line).get("body") or ""
            words = body.lower().split()
            shingles = {tuple(words[n : n + 6]) for n in range(len(words) - 5)}
            if len(words) < 60 or any(
                len(shingles & g) > 0.2 * min(len(shingles), len(g)) for g in grams
            ):
                continue
            kept.append(body)
            grams.append(shingles)
    return kept


if __name__ == "__main__":
    main()
