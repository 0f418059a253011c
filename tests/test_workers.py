"""Work in other processes: bounded, in order, and nothing lost when a worker dies."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest

from legation.workers import Failure, Limits, Pool

QUICK = Limits(cpu_s=1, wall_s=60, resident_bytes=8_000_000_000)


def work(task: str) -> str:
    kind, _, rest = task.partition(":")
    if kind == "sleep":
        time.sleep(float(rest))
    elif kind == "spin":
        while True:
            pass
    elif kind == "hold":
        held = bytearray(int(rest))
        held[::4096] = b"x" * len(held[::4096])
        time.sleep(5)
    elif kind == "raise":
        raise ValueError(f"{rest}\nsecond line")
    elif kind == "die":
        os._exit(int(rest))
    return task.upper()


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_the_tasks(jobs: int) -> None:
    tasks = [f"sleep:{0.05 if n % 3 == 0 else 0}" if n % 2 else f"a{n}" for n in range(12)]
    with Pool(work, jobs=jobs) as pool:
        assert list(pool.map((task, 1) for task in tasks)) == [task.upper() for task in tasks]


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        ("spin:", "it took over 1 s of CPU"),
        ("die:7", "the worker ended with code 7"),
        ("raise:no such thing", "ValueError: no such thing"),
    ],
)
def test_a_task_that_goes_too_far_fails_and_the_next_is_done(task: str, reason: str) -> None:
    with Pool(work, jobs=1, limits=QUICK) as pool:
        assert list(pool.map([("a", 1), (task, 1), ("b", 1)])) == [
            "A",
            Failure(reason=reason),
            "B",
        ]


def test_a_task_that_holds_too_much_memory_fails() -> None:
    with Pool(work, jobs=1, limits=Limits(resident_bytes=100_000_000)) as pool:
        found = pool.run("hold:300000000")
    assert isinstance(found, Failure)
    assert found.reason.endswith("GB of memory")


def test_a_worker_of_a_large_process_may_work() -> None:
    held = bytearray(b"x") * 400_000_000  # what the process has, each worker begins with
    with Pool(work, jobs=1, limits=Limits(resident_bytes=300_000_000)) as pool:
        assert list(pool.map([("a", 1), ("sleep:0.3", 1)])) == ["A", "SLEEP:0.3"]
    assert held


def test_a_task_that_sleeps_too_long_fails() -> None:
    with Pool(work, jobs=1, limits=Limits(wall_s=0.5)) as pool:
        assert pool.run("sleep:30") == Failure(reason="it took over 0.5 s")


def test_tasks_are_taken_a_few_ahead_only() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[tuple[str, int]]:
        for n in range(1000):
            taken.append(n)
            yield f"a{n}", 1

    with Pool(work, jobs=2) as pool:
        results = pool.map(tasks())
        assert next(results) == "A0"
        assert len(taken) < 20
