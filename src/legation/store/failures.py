"""What the database says when it fails, told so that the next step is clear."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, SQLAlchemyError

from legation.errors import InputError, StoreError
from legation.store.asking.patience import check_time

# By primary result code: https://www.sqlite.org/rescode.html
_SQLITE = {
    sqlite3.SQLITE_BUSY: "is locked by another program; wait for it to end and run this again",
    sqlite3.SQLITE_LOCKED: "is locked by another program; wait for it to end and run this again",
    sqlite3.SQLITE_READONLY: "is read-only; give yourself the right to write or name another store",
    sqlite3.SQLITE_FULL: "cannot grow, the disk is full; what was being written was taken back: "
    "free some space and run this again",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check that its folder exists and is yours to write",
    sqlite3.SQLITE_NOTADB: "is not a database; name another file",
    sqlite3.SQLITE_CORRUPT: "is damaged; restore a copy, or ingest into a new store",
    sqlite3.SQLITE_IOERR: "cannot be read or written ({error}); check the disk and run this again",
}


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn the database's exceptions within the block into errors about the store called `name`.

    A value the database cannot take is an `InputError`, everything else a `StoreError`.
    """
    try:
        yield
    except (DataError, IntegrityError) as error:
        raise InputError(
            f"store {name} cannot keep the record: {_first_line(error.orig)}; report the page"
        ) from error
    except SQLAlchemyError as error:
        check_time()
        raise StoreError(_message(name, error)) from error


def _message(name: str, error: SQLAlchemyError) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    if isinstance(code, int) and code & 0xFF in _SQLITE:
        return f"store {name} {_SQLITE[code & 0xFF].format(error=_first_line(cause))}"
    return f"store {name} failed: {_first_line(cause)}; check that it is there and that it answers"


def _first_line(cause: object) -> str:
    return (str(cause).strip().splitlines() or [type(cause).__name__])[0]
