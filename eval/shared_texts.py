"""The texts that stand beside the gold, as articles: gold sets, corpora, cases and pages.

    for own in shared_texts(): own.family, own.key, own.article

For comparing readings before and after a change; they stay out of the project.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gold import gold_folder, lines_of
from own_texts import OwnText, article_of
from predict import day

from legation.records import Article, Skipped

LEFT_OUT = {"polnear.train", "dumps.dev", "ngec.dev"}  # long, pages, phrases
DATES = ("date", "published")


def shared_texts() -> tuple[OwnText, ...]:
    """All texts of the folder that holds the gold; raises `SystemExit` where there is none."""
    gold = gold_folder()
    if gold is None:
        raise SystemExit("no gold here: name its folder in LEGATION_GOLD")
    root = gold.parent
    tables = [*gold.rglob("*.jsonl"), *root.glob("corpus/*.jsonl"), *root.glob("cases/*.jsonl")]
    found = [own for path in sorted(tables) for own in _rows(path)]
    return (*found, *_pages(root / "cases" / "pages"))


def _rows(path: Path) -> Iterator[OwnText]:
    if path.stem in LEFT_OUT:
        return
    for row in lines_of(path):
        told = next((row[name] for name in DATES if row.get(name)), None)
        article = Article.from_text(
            row["text"], title=row.get("title"), published=day(told), url=f"gold:{row['id']}"
        )
        yield OwnText(path.stem, str(row["id"]), article)


def _pages(folder: Path) -> Iterator[OwnText]:
    for path in sorted(folder.glob("*")):
        if path.suffix in {".html", ".htm", ".txt"}:
            article = article_of(path)
            if not isinstance(article, Skipped):
                yield OwnText("pages", path.name, article)
