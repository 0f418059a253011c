from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from legation.store import Store

# A server to run the same tests on, emptied by them: TEST_POSTGRES_URL=postgresql://... pytest
POSTGRES = os.environ.get("TEST_POSTGRES_URL")


@pytest.fixture(params=["file", "memory", *(["postgres"] if POSTGRES else [])])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    name = {"file": str(tmp_path / "x.db"), "memory": "sqlite://"}.get(request.param)
    if name is None:
        assert POSTGRES is not None
        name = POSTGRES
        _empty(name)
    with Store.open(name) as opened:
        yield opened


def _empty(url: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
