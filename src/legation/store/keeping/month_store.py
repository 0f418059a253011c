"""A store's Parquet files asked in place, through DuckDB, with the questions of the store.

The questions are those that the store itself is asked: the same conditions, written in the SQL of
DuckDB, which is PostgreSQL's for all that they use. So counts are the same by construction. DuckDB
reads the files through Arrow and may itself open none; values are parameters, never SQL text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from types import SimpleNamespace
from typing import Any, NoReturn, cast

from sqlalchemy import Connection, Executable
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.engine.result import IteratorResult, SimpleResultMetaData

from legation.errors import InputError, StoreError
from legation.store.keeping.month_files import (
    FORMAT,
    MANIFEST,
    TABLES,
    UNKNOWN,
    arrow_types,
    need,
)
from legation.store.schema import SCHEMA
from legation.store.store import Store

_MONTH = re.compile(rf"\d{{4}}-\d{{2}}|{UNKNOWN}", re.ASCII)
_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",  # no file, address or extension, whatever the SQL says
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
_NAMED = """
    CREATE VIEW named AS
    SELECT DISTINCT kind, name, name_key, actor_id, country, sector FROM mentions
"""


class MonthStore(Store):
    """What `write_months` wrote, for `Query`: counts, facets and months of records.

    It is read only. What the files do not hold (texts, whole readings, the ledger, stories) cannot
    be asked of it: lists, `text=`, `known=` and `contested=` raise `InputError`.
    """

    def __init__(self, folder: Path) -> None:
        self.name = str(folder)
        self._asked = _Asked(folder)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to ask questions on."""
        yield cast(Connection, self._asked)

    def writing(self) -> NoReturn:
        """Nothing is written: raises `StoreError`."""
        self._refuse()

    def end(self, *_: Any) -> None:
        """Nothing is written: raises `StoreError`."""
        self._refuse()

    def close(self) -> None:
        """Let go of the files."""
        self._asked.close()

    def _attempt(self, *_: Any) -> NoReturn:
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise StoreError(f"{self.name} is an export and only read; write to the store itself")


def open_months(folder: Path | str) -> MonthStore:
    """The folder that `legation export months` wrote, for questions of `Query`.

    Raises `InputError` where DuckDB is not installed, and `StoreError` for a folder that is none,
    that lacks a file, or that another version wrote.
    """
    return MonthStore(Path(folder))


class _Asked:
    """As much of a connection as questions use."""

    dialect = SimpleNamespace(name="duckdb")

    def __init__(self, folder: Path) -> None:
        need("duckdb")
        need("pyarrow")
        import duckdb

        self._folder = folder
        self._writes = cast(Any, PGDialect)(paramstyle="qmark")
        self._turn = RLock()  # a connection of DuckDB answers one question at a time
        months = _months_of(folder)
        self._database = duckdb.connect(config=_CLOSED)
        self._database.execute("SET default_null_order = 'sqlite'")
        for table in TABLES:
            files = [folder / table.name / f"{month}.parquet" for month in months[table.name]]
            self._database.register(table.name, _rows(files, arrow_types(table)))
        self._database.execute(_NAMED)

    def execute(self, asked: Executable, *_: Any, **__: Any) -> Any:
        """The rows that a question has, as SQLAlchemy gives them."""
        import duckdb

        made = cast(Any, asked).compile(
            dialect=self._writes, compile_kwargs={"render_postcompile": True}
        )
        values = [made.params[name] for name in made.positiontup or ()]
        try:
            with self._turn:
                found = self._database.execute(str(made), values)
                names = [column[0] for column in found.description or ()]
                rows = found.fetchall()
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise InputError(
                f"{self._folder} does not hold what is asked for: it has counts, no texts, "
                "readings or ledger; ask the store that it was written from"
            ) from error
        except duckdb.Error as error:
            reason = str(error).splitlines()[0]
            raise StoreError(
                f"{self._folder} cannot be read ({reason}); write it anew with "
                "`legation export months`"
            ) from error
        return IteratorResult(SimpleResultMetaData(names), iter(rows))

    def close(self) -> None:
        self._database.close()


def _rows(files: list[Path], kinds: Any) -> Any:
    """The rows of files of one table; of none an empty table."""
    from pyarrow import dataset

    if not files:
        return kinds.empty_table()
    return dataset.dataset([str(path) for path in files], schema=kinds, format="parquet")


def _months_of(folder: Path) -> dict[str, list[str]]:
    """The months of each table, checked: nothing in the manifest becomes a path unseen."""
    again = "write it anew with `legation export months`"
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        version = told["legation_months"], told["schema"]
        months = {table.name: sorted(told["rows"][table.name]) for table in TABLES}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{folder} is no complete export by months ({MANIFEST}: {error!r}); {again}"
        ) from error
    if version != (FORMAT, SCHEMA):
        raise StoreError(
            f"{folder} was written by another version (schema {version[1]}, this one knows "
            f"{SCHEMA}); {again}"
        )
    for name, each in months.items():
        for month in each:
            if not isinstance(month, str) or not _MONTH.fullmatch(month):
                raise StoreError(f"{folder}/{MANIFEST}: {month!r} is no month; {again}")
            if not (folder / name / f"{month}.parquet").is_file():
                raise StoreError(f"{folder} lacks {name}/{month}.parquet; {again}")
    return months
