"""Bounded worker processes: so much CPU, memory and time for a page, and no more.

A worker is forked with what it needs already loaded, does one task at a time and may die of it: the
task then gives a `Failure` and another worker takes its place. Results come in the order of the
tasks, whatever the number of workers.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

try:
    import resource
except ImportError:  # not on Windows, where only the wall time is watched
    resource = None  # type: ignore[assignment]

Task = TypeVar("Task")
Result = TypeVar("Result")

LOOK_S = 0.1  # how often the time and the memory of the workers are looked at
AHEAD = 3  # tasks a worker that are given out or done before the first is handed over
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one page may take; each further page of a task adds a second.

    A task of several that takes more may hold one page that takes too much, or several that take
    long: done page by page, each has the whole again. `resident_bytes` is for a worker as a whole,
    with the model in it; one that is forked from a process which holds much itself, and so begins
    with it, may take half as much on top.
    """

    cpu_s: float = 10.0
    wall_s: float = 20.0
    resident_bytes: int = 1_000_000_000

    def of(self, pages: int) -> tuple[float, float]:
        """The CPU and wall seconds of a task of so many pages."""
        return self.cpu_s + pages - 1, self.wall_s + pages - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A task that a worker could not end, and why.

    `killed` where somebody else ended the worker, as the system does for want of memory: the task
    may well be done by another.
    """

    reason: str
    killed: bool = False


class Pool(Generic[Task, Result]):
    """Workers that do one kind of work; made before anything that must not be forked is opened.

    `work` is called in the workers. A `Failure` comes of what it raises, a limit passed, a death.
    """

    def __init__(
        self, work: Callable[[Task], Result], *, jobs: int = 1, limits: Limits | None = None
    ) -> None:
        self.limits = limits or Limits()
        self._work = work
        self._workers: list[_Worker[Task, Result]] = [self._made() for _ in range(jobs)]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in self._workers:
            worker.stop()

    def run(self, task: Task, *, pages: int = 1) -> Result | Failure:
        """What one task gives; no other may be under way."""
        (found,) = self.map([(task, pages)])
        return found

    def map(self, tasks: Iterable[tuple[Task, int]]) -> Iterator[Result | Failure]:
        """What the tasks give, in their order; each comes with its number of pages.

        Tasks are taken a few ahead of what is handed over, so that no more lie in memory.
        """
        waiting = iter(tasks)
        under_way: dict[int, _Worker[Task, Result]] = {}
        done: dict[int, Result | Failure] = {}
        idle = deque(self._workers)
        given = handed = 0
        ended = False
        while True:
            while idle and not ended and given - handed < AHEAD * len(self._workers):
                following = next(waiting, None)
                if following is None:
                    ended = True
                    break
                worker = idle.popleft()
                worker.begin(*following)
                under_way[given] = worker
                given += 1
            while handed in done:
                yield done.pop(handed)
                handed += 1
            if not under_way:
                if ended and handed == given:
                    return
                continue
            wait([worker.pipe for worker in under_way.values()], timeout=LOOK_S)
            for number, worker in list(under_way.items()):
                found = worker.look()
                if found is None:
                    continue
                done[number] = found
                del under_way[number]
                idle.append(worker if worker.is_alive else self._replaced(worker))

    def _made(self) -> _Worker[Task, Result]:
        return _Worker(self._work, self.limits)

    def _replaced(self, worker: _Worker[Task, Result]) -> _Worker[Task, Result]:
        made = self._made()
        self._workers[self._workers.index(worker)] = made
        return made


class _Worker(Generic[Task, Result]):
    """One process with the pipe to it."""

    def __init__(self, work: Callable[[Task], Result], limits: Limits) -> None:
        context = multiprocessing.get_context("fork" if hasattr(os, "fork") else None)
        self.pipe: Connection
        self.pipe, theirs = context.Pipe()
        self.limits = limits
        inherited = _resident(os.getpid())
        self.most_bytes = max(limits.resident_bytes, inherited + limits.resident_bytes // 2)
        self.pages = 1
        self.deadline = 0.0
        self.process: BaseProcess = context.Process(
            target=_serve, args=(theirs, self.pipe, work, limits), daemon=True
        )
        self.process.start()
        theirs.close()

    @property
    def is_alive(self) -> bool:
        """Whether it can be given another task."""
        return not self.pipe.closed

    def begin(self, task: Task, pages: int) -> None:
        """Give it a task."""
        self.pages = pages
        self.deadline = time.monotonic() + self.limits.of(pages)[1]
        try:
            self.pipe.send((task, pages))
        except OSError:
            return  # it died while it was idle: looking at it will say so

    def look(self) -> Result | Failure | None:
        """What it has done, or `None` where it is still at work within the limits."""
        try:
            if self.pipe.poll():
                done, found = self.pipe.recv()
                return found if done else Failure(reason=found)
        except (EOFError, OSError):
            return self._ended(None)
        if time.monotonic() > self.deadline:
            return self._ended(f"it took over {self.limits.of(self.pages)[1]:g} s")
        if _resident(self.process.pid) > self.most_bytes:
            return self._ended(f"it took over {self.limits.resident_bytes / 1e9:g} GB of memory")
        return None

    def _ended(self, reason: str | None) -> Failure:
        """What to say of a worker that died, or that is stopped for a reason."""
        self.stop()
        killed = reason is None and self.process.exitcode == -getattr(signal, "SIGKILL", 9)
        if reason is None:
            code = self.process.exitcode or 0
            over = hasattr(signal, "SIGXCPU") and code == -signal.SIGXCPU
            reason = (
                f"it took over {self.limits.of(self.pages)[0]:g} s of CPU"
                if over
                else f"the worker ended with {'signal' if code < 0 else 'code'} {abs(code)}"
            )
        return Failure(reason=reason, killed=killed)

    def stop(self) -> None:
        """End the process, at work or not."""
        self.pipe.close()
        self.process.join(LOOK_S)  # it may have died by itself, for a reason of its own
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def _serve(
    pipe: Connection, parents: Connection, work: Callable[[Task], Result], limits: Limits
) -> None:
    """Do the tasks that come through the pipe until it is closed."""
    parents.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            task, pages = pipe.recv()
        except (EOFError, OSError):
            return
        _allow_cpu(limits.of(pages)[0])
        try:
            found: tuple[bool, object] = (True, work(task))
        except Exception as error:
            lines = str(error).strip().splitlines() or ["without a message"]
            found = (False, f"{type(error).__name__}: {lines[0]}")
        try:
            pipe.send(found)
        except OSError:
            return  # whoever gave the task is gone


def _allow_cpu(seconds: float) -> None:
    """So many seconds more than were used; past them the system ends the process."""
    if resource is not None:
        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used + seconds) + 1, hard))


def _resident(pid: int | None) -> int:
    """The bytes that a process holds in memory of its own; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()
    except OSError:
        return 0
    return (int(fields[1]) - int(fields[2])) * _PAGE if len(fields) > 2 else 0
