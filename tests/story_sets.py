"""Story sets: articles on the same events, with the occurrence that each report is of.

sets = load_sets()
scores = score(sets, reader)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import yaml

from legation.records import Article, Event, Reading
from legation.stories.occurrences import find_occurrences
from legation.stories.reports import reports_of

FOLDER = Path(__file__).parent / "stories" / "sets"


@dataclass(frozen=True)
class StorySet:
    """Articles, and of each the words that tell an event with the occurrence it is."""

    name: str
    articles: tuple[Article, ...]
    expected: tuple[dict[str, str], ...]


@dataclass(frozen=True)
class Scores:
    """Pairs of reports that belong together, that were joined, and both; with what went wrong."""

    right: int
    joined: int
    wanted: int
    found: int  # reports that the reader found
    told: int  # reports that the texts tell
    due: int  # pairs that belong together, read or not
    faults: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.right / self.joined

    @property
    def recall(self) -> float:
        return self.right / self.wanted

    @property
    def end_to_end(self) -> float:
        """The share of all pairs the texts tell that were read and joined."""
        return self.right / self.due


def load_sets() -> tuple[StorySet, ...]:
    """All sets, in order."""
    return tuple(map(_load, sorted(FOLDER.glob("*.yaml"))))


def score(
    sets: Sequence[StorySet], read: Callable[[Iterable[Article]], Iterable[Reading]]
) -> Scores:
    """How the reports of each set were joined; those the reader did not find do not count."""
    right = joined = wanted = found = told = due = 0
    faults: list[str] = []
    for each in sets:
        readings = list(read(each.articles))
        due += _pairs(each.expected)
        label: dict[str, str] = {}
        words: dict[str, str] = {}
        for reading, expected in zip(readings, each.expected, strict=True):
            told += len(expected)
            for phrase, occurrence in expected.items():
                event = told_by(reading, phrase)
                if event is None:
                    faults.append(f"{each.name}: not read: {phrase!r}")
                elif event.id not in label:
                    label[event.id] = occurrence
                    words[event.id] = f"{reading.article.outlet} {phrase!r}"
        found += len(label)
        merged = find_occurrences(r for reading in readings for r in reports_of(reading))
        group = {report: o.id for o in merged for report in o.reports}
        for one, other in combinations(sorted(label), 2):
            same, together = label[one] == label[other], group[one] == group[other]
            wanted += same
            joined += together
            right += same and together
            if same != together:
                fault = "not joined" if same else "joined"
                faults.append(f"{each.name}: {fault}: {words[one]} and {words[other]}")
    return Scores(right, joined, wanted, found, told, due, tuple(faults))


def _pairs(expected: Sequence[dict[str, str]]) -> int:
    times = Counter(o for reports in expected for o in reports.values())
    return sum(n * (n - 1) // 2 for n in times.values())


def _load(path: Path) -> StorySet:
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    articles = tuple(
        Article.from_text(a["text"].strip(), published=str(a["published"]), outlet=a["outlet"])
        for a in told["articles"]
    )
    return StorySet(path.stem, articles, tuple(a["reports"] for a in told["articles"]))


def told_by(reading: Reading, phrase: str) -> Event | None:
    """The event whose trigger shares most with the words; the surest of equals."""
    start = reading.article.text.index(phrase)
    end = start + len(phrase)
    shared = [
        (min(end, p.end) - max(start, p.start), event.score, event.id, event)
        for event in reading.events
        for p in (event.trigger, *event.also)
    ]
    most = max((s for s in shared if s[0] > 0), key=lambda s: s[:3], default=None)
    return most[3] if most is not None else None
