"""How well events match our own constructions, `tests/events/constructions.csv`.

    python eval/constructions.py [--misses]

    sentence,construction,type,mode,cameo,source,target,status

One expected event a row; a sentence with several has a row for each, one without any has empty
cells. `*` is not looked at; `112*` is any code that begins so; `|` parts the parties and codes that
would both do. A party is its country, or its sector where it has none.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from legation import Article
from legation.records import Event, Mention

if TYPE_CHECKING:
    from legation import Reader

TABLE = Path(__file__).parents[1] / "tests" / "events" / "constructions.csv"
PUBLISHED = "2024-03-09"
CHECKED = ("mode", "cameo", "source", "target", "status")
Row = Mapping[str, str]


@dataclass(slots=True)
class Score:
    """Counts over sentences; a miss is the sentence with what is wrong in it."""

    expected: int = 0
    found: int = 0
    typed: int = 0
    triples: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CHECKED, 0))
    empty: int = 0
    alarms: int = 0
    misses: list[tuple[str, str]] = field(default_factory=list)

    def measures(self) -> dict[str, float]:
        """Precision, recall and F1 of the type, F1 of the triple, shares of typed pairs."""
        return {
            "type precision": self.typed / self.found,
            "type recall": self.typed / self.expected,
            "type": 2 * self.typed / (self.found + self.expected),
            "triple": 2 * self.triples / (self.found + self.expected),
            **{name: n / self.typed for name, n in self.right.items()},
            "false alarms": self.alarms / self.empty,
        }


def sentences(path: Path = TABLE) -> dict[str, list[Row]]:
    """The rows of each sentence; no rows where it holds no event."""
    found: dict[str, list[Row]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            known = found.setdefault(row["sentence"], [])
            if row["type"]:
                known.append(row)
    return found


def measured(reader: Reader, path: Path = TABLE) -> Score:
    """The score of a reader over the table."""
    expected = sentences(path)
    articles = [Article.from_text(text, published=PUBLISHED) for text in expected]
    readings = reader.read_many(articles)
    return score(
        [(s, rows, r.events) for (s, rows), r in zip(expected.items(), readings, strict=True)]
    )


def score(pairs: Sequence[tuple[str, Sequence[Row], Sequence[Event]]]) -> Score:
    """Sentences with their expected and found events, counted."""
    total = Score()
    for sentence, rows, events in pairs:
        if not rows:
            total.empty += 1
            total.alarms += bool(events)
        _count(total, sentence, rows, events)
    return total


def _count(total: Score, sentence: str, rows: Sequence[Row], events: Sequence[Event]) -> None:
    total.expected += len(rows)
    total.found += len(events)
    left = list(events)
    wrong: list[str] = []
    for row in rows:
        hits = [e for e in left if row["type"] in {"*", e.type}]
        if not hits:
            wrong.append(f"no {row['type']}")
            continue
        best = max(hits, key=lambda e: sum(agrees(row, e, name) for name in CHECKED))
        left.remove(best)
        total.typed += 1
        agreed = {name: agrees(row, best, name) for name in CHECKED}
        for name, is_right in agreed.items():
            total.right[name] += is_right
            if not is_right:
                wrong.append(f"{name} {row[name] or '-'} is {told(best, name) or '-'}")
        total.triples += agreed["source"] and agreed["target"]
    wrong += [f"extra {e.type} {e.cameo} by {e.rule}" for e in left]
    if wrong:
        total.misses.append((sentence, "; ".join(wrong)))


def agrees(row: Row, event: Event, name: str) -> bool:
    """Whether the event has in this cell what the row expects."""
    wanted = row[name]
    if wanted == "*":
        return True
    if name in {"source", "target"}:
        return _same_parties(wanted, event, name)
    found = told(event, name)
    return any(
        found.startswith(want[:-1]) if want.endswith("*") else found == want
        for want in wanted.split("|")
    )


def told(event: Event, name: str) -> str:
    """What the event has in a cell, as the table writes it."""
    if name in {"source", "target"}:
        mentions = event.actors if name == "source" else event.recipients
        return "|".join(dict.fromkeys(m.country or m.sector or m.name for m in mentions))
    return {"mode": event.mode or "", "cameo": event.cameo, "status": str(event.status)}[name]


def _same_parties(wanted: str, event: Event, name: str) -> bool:
    mentions = event.actors if name == "source" else event.recipients
    if not wanted:  # at home: an own country as the place of the act does no harm
        own = {m.country for m in event.actors}
        return name == "target" and all(m.country in own for m in mentions)
    parties = wanted.split("|")
    return all(any(_is(p, m) for m in mentions) for p in parties) and all(
        any(_is(p, m) for p in parties) for m in mentions
    )


def _is(party: str, mention: Mention) -> bool:
    return party in {mention.country, mention.sector}


def main(arguments: Sequence[str]) -> None:
    """Print the measures, and with `--misses` each sentence that is not as expected."""
    from legation import Reader

    total = measured(Reader())
    if "--misses" in arguments:
        for sentence, wrong in total.misses:
            print(f"{sentence}\n    {wrong}")
    print(f"{total.expected} expected, {total.found} found, {total.empty} sentences without events")
    for name, value in total.measures().items():
        print(f"{name:15} {value:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
