"""Runs killed at any moment, and damaged sources: the short form of `make soak`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from soaking import damaged, rows_of, soak, sources

SEED = 20240309


def test_a_killed_run_goes_on_to_the_same_store(tmp_path: Path) -> None:
    told: list[str] = []
    assert soak(tmp_path, kills=10, seed=SEED, many=1, tell=told.append) == []
    assert sum("killed after" in line for line in told) > 1


def test_a_cursor_that_moves_before_the_work_is_told(tmp_path: Path) -> None:
    """The test of the test: a build with this fault must not pass."""
    assert soak(tmp_path, kills=12, seed=SEED, many=1, fault=True) != []


def test_damaged_sources_of_every_kind_are_all_accounted_for(tmp_path: Path) -> None:
    assert damaged(tmp_path, inputs=270, seed=SEED) == []


def test_workers_leave_the_store_of_one_process(tmp_path: Path) -> None:
    with sources(tmp_path / "sources", many=1) as work:
        stores = []
        for jobs in (0, 1, 3):
            path = tmp_path / f"{jobs}.db"
            replace(work, jobs=jobs).into(path)
            stores.append(rows_of(path))
    assert stores[0] == stores[1] == stores[2]
