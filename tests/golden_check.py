"""Compare what was read in the sample stories with what a careful analyst expects.

PYTHONPATH=src python tests/golden_check.py              a table over all stories
PYTHONPATH=src python tests/golden_check.py SLUG...      and what is missed, wrong or spurious
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from golden_compare import Result, compare, told
from golden_files import SECTIONS, load, slugs

from legation.records import Event, Origin, Page, Reading, Skipped, Statement


@cache
def reader() -> Any:
    """The reader of this run, made once."""
    from legation.read import Reader

    return Reader()


@cache
def read_story(page: Path) -> Reading:
    """The reading of one bundled page; raises `AssertionError` where extraction skips it."""
    from legation.extract.article import extract
    from legation.ids import sha256_of

    body = page.read_bytes()
    media_type = "text/html" if page.suffix == ".html" else "text/plain"
    article = extract(
        Page(
            fetched_at=datetime(2026, 1, 31, tzinfo=UTC),
            media_type=media_type,
            body=body,
            sha256=sha256_of(body),
            origin=Origin(kind="file", path=page.name),
        )
    )
    assert not isinstance(article, Skipped), f"{page.name} was skipped: {article}"
    reading: Reading = reader().read(article)
    return reading


def line(slug: str, section: str, results: Sequence[Result]) -> str:
    """One row of the table."""
    found = [f for r in results for f in r.of(section)]
    must = [f for f in found if f.entry.must]
    met, all_met = sum(f.met for f in must), sum(f.met for f in found)
    made = sum(r.outputs.get(section, 0) for r in results)
    spare = sum(len(r.spurious.get(section, ())) for r in results)
    precision = f"{(made - spare) / made:.2f}" if made else "-"
    recall = f"{all_met / len(found):.2f}" if found else "-"
    loose = sum(bool(f.loose) for f in found if f.met)
    return (
        f"{slug:32}{section:12}{met:5}/{len(must):<5}{all_met:5}/{len(found):<5}{recall:>7}"
        f"{made:8}{spare:10}{precision:>11}{loose:7}"
    )


def show(output: Any) -> str:
    """One output without expectation, on one line."""
    if isinstance(output, Statement):
        return f"{told(output.speaker)} {output.act} [{output.rule}]: {output.content[0].text}"
    if isinstance(output, Event):
        sides = [", ".join(map(told, side)) for side in (output.actors, output.recipients)]
        code = f"{output.type} {output.mode} {output.cameo}"
        return f"{code} {' -> '.join(sides)} [{output.rule}]: {output.trigger.text}"
    claim = f"{told(output.subject)} {output.predicate} {output.object and told(output.object)}"
    return f"{claim} {output.value or ''} holds={output.holds} [{output.rule}]"


def write(text: str) -> None:
    """One line to the terminal."""
    sys.stdout.write(text + "\n")


def main(names: Sequence[str]) -> None:
    """Print the table, and the details of the stories that were named."""
    results = []
    for slug in names or slugs():
        expectation = load(slug)
        results.append(compare(expectation, read_story(expectation.page)))
    head = f"{'story':32}{'section':12}{'must':>8}{'all':>11}{'recall':>10}"
    write(head + f"{'made':>8}{'spurious':>10}{'precision':>11}{'loose':>7}")
    for result in results:
        for section in SECTIONS:
            write(line(result.expectation.slug, section, [result]))
    for section in SECTIONS:
        write(line("all", section, results))
    for result in results if names else ():
        write(f"\n{result.expectation.slug}")
        for f in result.findings:
            if not f.met or f.loose:
                mark = "MUST " if f.entry.must and not f.met else "may  " if not f.met else "loose"
                write(f"  {mark} {f}" + (f" ({'; '.join(f.loose)})" if f.loose else ""))
        for section, outputs in result.spurious.items():
            for output in outputs:
                write(f"  spurious {section}: {show(output)}")


if __name__ == "__main__":
    main(sys.argv[1:])
