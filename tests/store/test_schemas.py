"""A store of every schema there was, brought to this one, is the store that is written now.

`schemas/` has a store that the code of each schema wrote, compressed: two articles, one of them
read twice, and one with every detail. Readings that older code kept lack what it did not know.
"""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from killed_writers import rows_of
from sqlalchemy import select, text

from legation.codec import decode
from legation.store import Ledger, Store, schema
from legation.store.migrate import configuration

KEPT = {path.name[7:11]: path for path in (Path(__file__).parent / "schemas").glob("*.xz")}
APART = {"0003"}  # stands in tests/store/test_migrations.py


def unpacked(version: str, folder: Path) -> Path:
    path = folder / f"{version}.db"
    path.write_bytes(lzma.decompress(KEPT[version].read_bytes()))
    return path


def test_every_schema_has_a_store() -> None:
    steps = {
        each.revision for each in ScriptDirectory.from_config(configuration()).walk_revisions()
    }
    assert steps == set(KEPT) | APART


@pytest.mark.parametrize("version", sorted(KEPT))
def test_store_of_each_schema_becomes_the_one_written_now(version: str, tmp_path: Path) -> None:
    with (
        Store.open(str(unpacked(version, tmp_path))) as old,
        Store.open(str(tmp_path / "new.db")) as new,
    ):
        table = schema.readings
        with old.reading() as connection:
            assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == (
                schema.SCHEMA
            )
            lines = connection.execute(
                select(table.c.line, table.c.recorded_at).order_by(table.c.number)
            ).all()
        assert len(lines) == 4
        for line, moment in lines:
            new.write(decode(line), at=moment)
        told, written = rows_of(old), rows_of(new)
        assert {n: r for n, r in told.items() if r != written[n]} == {}
        assert Ledger(old).digest() == Ledger(new).digest()
        assert len(told["events"]) > 3
