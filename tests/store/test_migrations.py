"""A store that an older version wrote, brought up to date."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from handmade import detailed_reading, reading
from sqlalchemy import func, select, text

from legation.codec import encode
from legation.ids import sha256_of
from legation.store import Asked, Ledger, Outcome, Query, Store, schema
from legation.store.ledger_tables import ledger, party_names

# Written at schema 0003: the handmade story as two readers read it, and one with names like Bjørn.
OLD = Path(__file__).parent / "schema-0003.sqlite"
LEDGER = "c3503ef4ec51aa7f3e13aa870668b821b94d47449ae8c8484b3be542e750f22d"  # of the store then


@pytest.fixture
def migrated(tmp_path: Path) -> Store:
    path = tmp_path / "x.db"
    shutil.copy(OLD, path)
    return Store.open(str(path))


def test_old_store_gets_the_tables_of_this_version(migrated: Store) -> None:
    def ours(thing: object, name: str | None, kind: str, *_: object) -> bool:
        return not (kind == "table" and (name or "").startswith("article_search"))

    with migrated.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, schema.metadata) == []
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"


def test_old_store_holds_the_same_readings(migrated: Store) -> None:
    with migrated.reading() as connection:
        held = dict(
            connection.execute(select(schema.readings.c.sha256, schema.readings.c.line)).all()
        )

    assert len(held) == 3
    assert {sha256_of(line): line for line in held.values()} == held
    lines = (Path(__file__).parents[1] / "readings-schema-1.jsonl").read_bytes().splitlines()
    assert set(lines) < set(held.values())
    assert {encode(found) for found in Query(migrated).readings()} < set(held.values())
    assert Ledger(migrated).digest() == LEDGER


def test_same_reading_is_still_known(migrated: Store) -> None:
    assert migrated.write(reading(reader="another")) is Outcome.UNCHANGED


def test_old_store_takes_new_details(migrated: Store) -> None:
    given = detailed_reading()
    assert migrated.write(given) is Outcome.WRITTEN
    assert Query(migrated).reading(given.article.id) == given
    harm, events = schema.event_harm.c, schema.events.c
    with migrated.reading() as connection:
        many = select(harm.kind, harm.low, harm.high, harm.unit).order_by(harm.position)
        assert [tuple(row) for row in connection.execute(many)] == [
            ("killed", 12, None, "people"),
            ("abducted", 30, 40, None),
        ]
        asked = select(func.count()).where(events.level == "head", events.manner == "video")
        assert connection.execute(asked).scalar() == 1
        deadline = select(schema.statements.c.deadline_first).where(
            schema.statements.c.deadline_first.is_not(None)
        )
        assert str(connection.execute(deadline).scalar()) == "2024-03-12"


NAMES = ("mentions", "ledger", "party_names")  # the tables that keep keys made of names


def keys_in(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """What stands under names: every key with the names or the claim that it is of."""
    mention, line, called = schema.mentions.c, ledger.c, party_names.c
    wanted = (
        select(mention.article_id, mention.number, mention.name, mention.name_key),
        select(line.entry_id, line.fact_id, line.subject_key, line.object_key, line.holder_key),
        select(called.name_key, called.party_key),
    )
    with store.reading() as connection:
        rows = [sorted(map(repr, map(tuple, connection.execute(each).all()))) for each in wanted]
    return dict(zip(NAMES, rows, strict=True))


def test_keys_are_those_of_a_store_that_is_written_now(migrated: Store) -> None:
    with Store.open("sqlite://") as fresh:
        for found in Query(migrated).readings():
            fresh.write(found)
        assert keys_in(fresh) == keys_in(migrated)


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("Bjørn Ødegård", "bjorn odegard"),
        ("Bjorn Odegard", "bjorn odegard"),
        ("Đặng Minh", "dang minh"),
        ("Dang Minh", "dang minh"),
        ("Łukasz Żak", "lukasz zak"),
        ("Lukasz Zak", "lukasz zak"),
        ("Işıl Kaya", "isil kaya"),
        ("Weißenfels", "weissenfels"),
        ("Weissenfels", "weissenfels"),
    ],
)
def test_names_with_odd_letters_are_found_after_it(asked: str, key: str, migrated: Store) -> None:
    assert Ledger(migrated).parties(asked) == (key,)
    assert len(Query(migrated).mentions(actor=asked)) == 1
    assert Ledger(migrated).entries(Asked(parties=(key,)))
