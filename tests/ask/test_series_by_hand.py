"""A monthly series of the bundled stories against what was counted by hand.

`counted_by_hand.jsonl.xz` has the readings of three bundled stories as they were on the day of
counting, so that a better reader changes nothing here. Each point below was counted from the
printed timelines; the words say which deeds are in it, those without a day after a semicolon.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import how_tos
import pytest

from legation.ask.query import Query
from legation.store import Store

COUNTED = {
    ("India", "Pakistan"): {
        # No story of April was read: what is told of it later counts, all else is unknown.
        ("2025-04", 3): (1, 0, 0),  # blamed for the attack
        ("2025-05", 1): (2, 2, 1),  # ceasefire, Rubio's calls; the truce he announced, talks
        ("2025-05", 2): (0, 0, 1),
        ("2025-05", 3): (0, 3, 1),  # ; calls upon Pakistan, rejected the charge, accused the forces
        ("2025-05", 4): (0, 1, 1),  # ; expelled the attaches
    },
    ("Algeria", "Morocco"): {
        ("2021-07", 3): (1, 0, 0),  # urged to reopen the border
        ("2021-08", 1): (0, 1, 1),  # ; said to have helped the separatists
        ("2021-08", 2): (0, 0, 1),
        ("2021-08", 3): (1, 2, 1),  # decided to sever; accused, denied. Not: the League urges both
        ("2021-08", 4): (1, 0, 1),  # severed relations
    },
    ("Russia", "Ukraine"): {
        ("2022-04", 4): (1, 0, 0),  # Medvedchuk arrested
        # Not: Ankara thanks both, the United Nations urge both.
        # Erdogan speaks with both: a meeting of three is one of each two.
        ("2022-09", 1): (1, 0, 1),
        ("2022-09", 2): (1, 0, 1),  # exchanged prisoners
        ("2022-09", 3): (0, 2, 1),  # ; Kyiv's demand, Medvedev's threat
        ("2022-09", 4): (0, 0, 1),
    },
}


@pytest.fixture(scope="module")
def query(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Query]:
    path = tmp_path_factory.mktemp("hand") / "stories.db"
    how_tos.fill_store(path, Path(__file__).with_name("counted_by_hand.jsonl.xz"))
    with Store.open(str(path), readonly=True) as store:
        yield Query(store)


@pytest.mark.parametrize("sides", COUNTED, ids="-".join)
def test_months_are_as_counted_by_hand(query: Query, sides: tuple[str, str]) -> None:
    rows = query.dyad(*sides).series().to_polars().to_dicts()
    told = {
        (r["period"], r["quad"]): (r["count"], r["undated"], r["articles_read"])
        for r in rows
        if not r["gap"]
    }
    assert told == COUNTED[sides]
    gaps = [r for r in rows if r["gap"]]
    assert all((r["count"], r["reports"], r["articles_read"]) == (None, None, 0) for r in gaps)
    months = {r["period"] for r in rows}
    assert len(rows) == 4 * len(months)
    assert (min(months), max(months)) == (min(told)[0], max(told)[0])
