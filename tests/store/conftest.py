from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import postgres
import pytest

from legation.store import Store


@pytest.fixture(params=["file", "memory", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    name = {"file": str(tmp_path / "x.db"), "memory": "sqlite://"}.get(request.param)
    if name is None:
        name = request.getfixturevalue("server")
        postgres.empty(name)
    with Store.open(name) as opened:
        yield opened
