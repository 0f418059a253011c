"""The store: an embedded SQLite file, or a PostgreSQL server."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import IntegrityError

from legation.errors import InputError
from legation.records import Reading, Skipped
from legation.store import schema
from legation.store.asking.patience import keep_to_time
from legation.store.failures import told
from legation.store.opening import WRITING, open_engine, shown, store_url
from legation.store.writer import (
    FAILED_STAGES,
    Outcome,
    Provenance,
    Run,
    RunNumber,
    begin_run,
    end_run,
    write_readings,
    write_skipped,
)

Result = TypeVar("Result")


class Store:
    """Readings and all that is derived from them; close it, or use it in a `with` block.

    `Store.open` is how to get one. Every write is one transaction: it is there whole or not at all.
    """

    def __init__(self, engine: Engine, *, name: str = "") -> None:
        if not isinstance(engine, Engine):
            raise InputError(f"Store({engine!r}): a store is opened with Store.open({engine!r})")
        self.engine = engine
        self.name = name
        keep_to_time(engine)
        self._writing = engine.execution_options(**{WRITING: True})

    @classmethod
    def open(
        cls,
        name: str = "sqlite:///legation.db",
        *,
        readonly: bool = False,
        busy_timeout_s: float = 10.0,
    ) -> Self:
        """The store at a path or URL (`sqlite:///file.db`, `postgresql://...`), made where missing.

        Its tables are migrated to this version. A store opened `readonly` must be there. Raises
        `StoreError` where it cannot be opened, was written by a newer version, or is locked for
        longer than `busy_timeout_s`.
        """
        url = store_url(name)
        engine = open_engine(url, readonly=readonly, busy_timeout_s=busy_timeout_s)
        return cls(engine, name=shown(url))

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to ask questions on."""
        with told(self.name), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in one transaction: what is written on it is kept whole, or not at all."""
        with told(self.name), self._writing.begin() as connection:
            yield connection

    def write(
        self,
        reading: Reading,
        *,
        provenance: Provenance | None = None,
        run: Run | None = None,
        at: datetime | None = None,
    ) -> Outcome:
        """Keep a reading; one that is there just so is left as it is, another one replaces it.

        `at` is when it came to be known, by default now. Raises `PassageError` for a passage that
        is not the article's characters, `InputError` for a text the database cannot hold, and
        `StoreError` (disk full, locked, read-only): the store is then as it was before.
        """
        (outcome,) = self.write_many([(reading, provenance)], run=run, at=at)
        return outcome

    def write_many(
        self,
        readings: Sequence[tuple[Reading, Provenance | None]],
        *,
        run: Run | None = None,
        at: datetime | None = None,
    ) -> list[Outcome]:
        """Keep readings, each with where it came from, in one transaction: all of them or none.

        What it gives and raises is what `write` does, and so is what is in the store then.
        """
        moment = at or datetime.now(UTC)

        def work(connection: Connection, number: RunNumber) -> list[Outcome]:
            return write_readings(connection, readings, run=number, at=moment)

        return self._in_one_transaction(run, work)

    def skip(
        self, skipped: Skipped, *, reader: str, run: Run | None = None, at: datetime | None = None
    ) -> Outcome:
        """Keep a page that gave no article, under the reader version that turned it down."""
        moment = at or datetime.now(UTC)

        def work(connection: Connection, number: RunNumber) -> Outcome:
            return write_skipped(connection, skipped, reader=reader, run=number, at=moment)

        return self._in_one_transaction(run, work)

    def end(self, run: Run, counts: dict[str, int]) -> None:
        """Close a run with its counts; a run that wrote nothing leaves no trace."""
        if run.number is not None:
            with told(self.name), self._writing.begin() as connection:
                end_run(connection, run.number, counts, at=datetime.now(UTC))

    def knows(self, provenance: Provenance, *, reader: str, again: bool = False) -> bool:
        """Whether this version of the reader has dealt with the page: read it or turned it down.

        With `again` one that was turned down is not known. A page whose reading failed is never
        known, so that the next run tries it again.
        """
        pages, skipped = schema.pages, schema.skipped
        origin = provenance.origin
        read = select(pages.c.id).where(pages.c.id == provenance.id, pages.c.reader == reader)
        turned_down = select(skipped.c.id).where(
            skipped.c.sha256 == provenance.sha256,
            skipped.c.origin_path == origin.path,
            skipped.c.origin_offset == origin.offset,
            skipped.c.reader == reader,
            skipped.c.stage.not_in(FAILED_STAGES),
        )
        with self.reading() as connection:
            found = connection.execute(read).first()
            if found is None and not again:
                found = connection.execute(turned_down).first()
        return found is not None

    def _in_one_transaction(
        self, run: Run | None, work: Callable[[Connection, RunNumber], Result]
    ) -> Result:
        """What the work gives, done whole; once more where another process wrote the same first."""
        with told(self.name):
            try:
                return self._attempt(run, work)
            except IntegrityError:
                return self._attempt(run, work)

    def _attempt(self, run: Run | None, work: Callable[[Connection, RunNumber], Result]) -> Result:
        begun: int | None = run.number if run else None

        def number(connection: Connection) -> int | None:
            nonlocal begun
            if begun is None and run is not None:
                begun = begin_run(connection, run)
            return begun

        with self._writing.begin() as connection:
            result = work(connection, lambda: number(connection))
        if run is not None:
            run.number = begun
        return result


def open_store(name: str = "sqlite:///legation.db", *, readonly: bool = True) -> Store:
    """The store at a path or URL, for questions; `Store.open` is for writing."""
    return Store.open(name, readonly=readonly)
