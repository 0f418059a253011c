"""Compare who did what to whom in whole foreign-news stories with what a careful coder records.

PYTHONPATH=src:tests python tests/party_stories.py              a table over the stories
PYTHONPATH=src:tests python tests/party_stories.py SLUG...      and what is missed or spurious

The stories and what they hold are in `tests/golden/parties`; they were written and marked before
they were read. Only events are marked, in the way of `tests/golden/README.md`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from golden_check import reader, show, write
from golden_compare import Result, compare
from golden_files import GOLDEN, Entry, Expectation

from legation import Article

PARTIES = GOLDEN / "parties"


def slugs() -> tuple[str, ...]:
    """The names of the stories, sorted."""
    return tuple(sorted(path.stem for path in PARTIES.glob("*.yaml")))


def load(slug: str) -> tuple[Expectation, Article]:
    """What is expected of a story, and its article: the first line is the title."""
    raw: dict[str, Any] = yaml.safe_load((PARTIES / f"{slug}.yaml").read_text(encoding="utf-8"))
    page: Path = PARTIES / raw["page"]
    title, _, text = page.read_text(encoding="utf-8").partition("\n")
    published = raw["published"]
    day = published if isinstance(published, date) else date.fromisoformat(published)
    entries = tuple(
        Entry(section="events", fields=fields, must=fields.get("must", True))
        for fields in raw["events"]
    )
    expectation = Expectation(slug=slug, page=page, exhaustive=False, entries=entries)
    article = Article.from_text(text.strip(), title=title, published=day, url=f"story:{slug}")
    return expectation, article


def result_of(slug: str) -> Result:
    """The comparison of one story."""
    expectation, article = load(slug)
    return compare(expectation, reader().read(article))


def counts(results: Sequence[Result]) -> tuple[int, int, int, int, int, int]:
    """Met and all of those that must be met; of all entries; events made and spurious."""
    found = [f for r in results for f in r.findings]
    must = [f for f in found if f.entry.must]
    made = sum(r.outputs["events"] for r in results)
    spare = sum(len(r.spurious["events"]) for r in results)
    met, all_met = sum(f.met for f in must), sum(f.met for f in found)
    return met, len(must), all_met, len(found), made, spare


def main(names: Sequence[str]) -> None:
    """Print the table, and the details of the stories that were named."""
    results = [result_of(slug) for slug in names or slugs()]
    write(f"{'story':24}{'must':>10}{'all':>10}{'made':>8}{'spurious':>10}")
    for slug, some in [(r.expectation.slug, [r]) for r in results] + [("all", results)]:
        met, must, all_met, found, made, spare = counts(some)
        write(f"{slug:24}{met:6}/{must:<3}{all_met:6}/{found:<3}{made:8}{spare:10}")
    for result in results if names else ():
        write(f"\n{result.expectation.slug}")
        for f in result.findings:
            if not f.met:
                write(f"  {'MUST ' if f.entry.must else 'may  '} {f}")
        for output in result.spurious["events"]:
            write(f"  spurious: {show(output)}")


if __name__ == "__main__":
    main(sys.argv[1:])
