"""Own stories full of hard speech: briefings, agencies that quote agencies, a live page.

Each was marked by reading it before the reader had seen it; fields as in `tests/golden/README.md`,
with `when` for the day of speaking.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from golden_compare import Result, compare
from golden_files import Entry, Expectation

from legation.read import Reader
from legation.records import Article, Statement

pytestmark = pytest.mark.model

STORIES = Path(__file__).parent / "stories"
NAMES = sorted(path.stem for path in STORIES.glob("*.yaml"))
LEAST_MET = 0.9  # of the entries that must be met, over all stories
LEAST_RIGHT = 0.85  # of what is read


def compared(name: str, reader: Reader) -> Result:
    """One story with what became of its entries."""
    told: dict[str, Any] = yaml.safe_load((STORIES / f"{name}.yaml").read_text(encoding="utf-8"))
    text = (STORIES / f"{name}.txt").read_text(encoding="utf-8").strip()
    entries = tuple(
        Entry(section="statements", fields=one, must=one.get("must", True))
        for one in told["statements"]
    )
    page = STORIES / f"{name}.txt"
    expectation = Expectation(slug=name, page=page, exhaustive=True, entries=entries)
    article = Article.from_text(text, published=told["published"])
    return compare(expectation, reader.read(article))


@pytest.fixture(scope="module")
def results() -> list[Result]:
    reader = Reader()
    return [compared(name, reader) for name in NAMES]


def test_most_of_what_is_said_is_read(results: list[Result]) -> None:
    must = [f for result in results for f in result.findings if f.entry.must]
    missed = [str(f) for f in must if not f.met]
    assert 1 - len(missed) / len(must) >= LEAST_MET, "\n".join(missed)


def test_most_of_what_is_read_was_said(results: list[Result]) -> None:
    made = sum(result.outputs["statements"] for result in results)
    spare = sum(len(result.spurious["statements"]) for result in results)
    assert 1 - spare / made >= LEAST_RIGHT


def test_the_day_of_speaking_is_the_day_told(results: list[Result]) -> None:
    for result in results:
        for finding in result.findings:
            wanted = finding.entry.fields.get("when")
            said: list[Statement] = finding.outputs
            if wanted is not None and said:
                assert any(s.when is not None and s.when.first == wanted for s in said)
