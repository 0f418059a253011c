"""Tables of sentences with what they must give and what they must not, parted by `|`."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from legation import Article, Event, Reader

Row = dict[str, str]
IsTold = Callable[[str, Sequence[Event]], bool]


def rows_of(table: Path) -> list[Row]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def is_right(row: Row, events: Sequence[Event], is_told: IsTold) -> bool:
    """Whether one of `told` is there, if any is asked, and none of `not_told`."""
    told = [w for w in row["told"].split("|") if w]
    left = [w for w in row["not_told"].split("|") if w]
    found = not told or any(is_told(w, events) for w in told)
    return found and not any(is_told(w, events) for w in left)


def check_rows(
    rows: Sequence[Row],
    reader: Reader,
    *,
    right: float,
    is_told: IsTold,
    shown: Callable[[Event], str],
) -> None:
    """At least `right` of the rows are right, and of each kind two in three."""
    articles = [Article.from_text(row["sentence"], published="2024-03-09") for row in rows]
    read = [r.events for r in reader.read_many(articles)]
    wrong = [
        (row["kind"], row["sentence"], [shown(e) for e in events])
        for row, events in zip(rows, read, strict=True)
        if not is_right(row, events, is_told)
    ]
    asked = Counter(row["kind"] for row in rows)
    missed = Counter(kind for kind, *_ in wrong)
    told = "\n".join(map(str, wrong))
    assert len(wrong) <= (1 - right) * len(rows), told
    assert all(missed[kind] <= asked[kind] / 3 for kind in asked), told
