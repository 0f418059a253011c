"""Score the countries of speakers and parties in readings of wire texts.

    python eval/score_countries.py GOLD.jsonl PRED.jsonl [--json]

Statements pair with gold ones by their content and events by type and trigger, as the wire scorer
pairs them. Of the speakers and sides of events that are found and whose gold tells a country:

  speaker country  the share of speakers that have the gold's
  actor country    the share of sides that name the gold's countries, no more and no fewer
  country P        of all countries told in pairs, how many the gold tells too

Without `--json` every difference is printed.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from score_actors import load

Row = dict[str, Any]
Scores = dict[str, float]
Place = tuple[int, int]
MIN_SHARED = 0.5  # intersection over union of contents, as the wire scorer has it
SIDES = ("source", "target")


def place_of(text: str, first: str, last: str | None = None) -> Place | None:
    """Characters from the first place of some words to the end of others after them."""
    start = text.find(first)
    stop = text.find(last or first, max(start, 0))
    return (start, stop + len(last or first)) if start >= 0 and stop >= 0 else None


def shared(one: Place, other: Place) -> float:
    """Intersection over union of two stretches of text."""
    both = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return both / (max(one[1], other[1]) - min(one[0], other[0])) if both else 0.0


def pairs(
    golds: list[Row], tolds: list[Row], alike: Callable[[Row, Row], float]
) -> Iterator[tuple[Row, Row]]:
    """One-to-one pairs, the most alike first, the earlier before the later."""
    ranked = sorted(
        (
            (alike(gold, told), -i, -j)
            for i, gold in enumerate(golds)
            for j, told in enumerate(tolds)
        ),
        reverse=True,
    )
    used: set[tuple[str, int]] = set()
    for likeness, i, j in ranked:
        if likeness > 0 and not {("gold", i), ("told", j)} & used:
            used |= {("gold", i), ("told", j)}
            yield golds[-i], tolds[-j]


def statement_pairs(gold: Row, told: Row) -> Iterator[tuple[Row, Row]]:
    """Statements with the same content."""

    def alike(one: Row, other: Row) -> float:
        place = place_of(gold["text"], one["start"], one["end"])
        both = shared(place, other["content"]) if place and other.get("content") else 0.0
        return both if both >= MIN_SHARED else 0.0

    yield from pairs(gold.get("statements", []), told.get("statements", []), alike)


def event_pairs(gold: Row, told: Row) -> Iterator[tuple[Row, Row]]:
    """Events of one type whose triggers share a character."""

    def alike(one: Row, other: Row) -> float:
        place = place_of(gold["text"], one["trigger"])
        fits = place and other.get("trigger") and one["type"] == other["type"]
        return shared(place, other["trigger"]) if place and fits else 0.0

    yield from pairs(gold.get("events", []), told.get("events", []), alike)


def countries(actors: list[Row]) -> set[str]:
    return {actor["country"] for actor in actors if actor.get("country")}


def compared(gold: Row, told: Row) -> Iterator[tuple[str, set[str], set[str], str]]:
    """What is measured, the countries of the gold and those told, and the words about it.

    A speaker or side that was not found is no matter of its country.
    """
    for one, other in statement_pairs(gold, told):
        if other.get("speaker"):
            who = f"{one['speaker']} | {other['speaker']}"
            yield "speaker country", countries([one]), countries([other]), who
    for one, other in event_pairs(gold, told):
        for side in SIDES:
            if other.get(side):
                names = (", ".join(a["name"] for a in e[side]) for e in (one, other))
                who = f"{one['type']} {side}: {' | '.join(names)}"
                yield "actor country", countries(one[side]), countries(other[side]), who


def score(golds: list[Row], tolds: list[Row]) -> Scores:
    """The three shares over all texts; a text without a prediction has no pairs."""
    by_id, counts = {told["id"]: told for told in tolds}, Counter[str]()
    for gold in golds:
        for name, want, got, _ in compared(gold, by_id.get(gold["id"], {})):
            if want:
                counts[f"{name} n"] += 1
                counts[name] += want == got
            counts["told"] += len(got)
            counts["told right"] += len(got & want)
    measures = ("speaker country", "actor country")
    found = {name: counts[name] / counts[f"{name} n"] for name in measures if counts[f"{name} n"]}
    return found | ({"country P": counts["told right"] / counts["told"]} if counts["told"] else {})


def main() -> None:
    paths = [word for word in sys.argv[1:] if word != "--json"]
    if len(paths) != 2:
        sys.exit(__doc__)
    golds, tolds = (load(path) for path in paths)
    if "--json" not in sys.argv:
        by_id = {told["id"]: told for told in tolds}
        for gold in golds:
            for name, want, got, who in compared(gold, by_id.get(gold["id"], {})):
                if want != got:
                    print(f"{gold['id']} {name}: {sorted(got)} for {sorted(want)}; {who}")
    print(json.dumps(score(golds, tolds)))


if __name__ == "__main__":
    main()
