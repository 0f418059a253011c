from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from handmade import READER, article, detailed_reading, page, reading
from sqlalchemy import func, select

from legation.codec import encode
from legation.errors import InputError, PassageError
from legation.records import Caption, Origin, Reading, Skipped, SkipReason
from legation.store import Outcome, Provenance, Query, Run, Store, schema
from legation.store.rows import derived_rows, mention_id

FIRST = datetime(2024, 3, 14, 8, tzinfo=UTC)
LATER = datetime(2024, 5, 1, 8, tzinfo=UTC)
SKIPPED = Skipped(
    stage="extract",
    reason=SkipReason.LANGUAGE,
    detail="French",
    origin=Origin(kind="file", path="fr.html"),
    sha256="ab",
)


def contents(store: Store) -> dict[str, list[Any]]:
    """Everything that is in the store."""
    with store.reading() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).all()))
            for table in schema.metadata.sorted_tables
        }


def size(store: Store, table: Any) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_reading_comes_back_exactly(store: Store) -> None:
    given = reading()
    assert store.write(given, at=FIRST) is Outcome.WRITTEN
    found = Query(store).reading(given.article.id)
    assert {claim.recorded_at for claim in found.claims} == {FIRST}
    bare = tuple(replace(claim, recorded_at=None) for claim in found.claims)
    assert replace(found, claims=bare) == given


def test_details_come_back_exactly(store: Store) -> None:
    given = detailed_reading()
    store.write(given, at=FIRST)
    assert Query(store).reading(given.article.id) == given
    for mention in given.all_mentions():
        assert Query(store).find(mention_id(mention)).record == mention


def test_second_write_changes_nothing(store: Store) -> None:
    origin = Provenance.of(page())
    store.write(reading(), provenance=origin, run=Run(READER), at=FIRST)
    before = contents(store)
    again = Run(READER)
    assert store.write(reading(), provenance=origin, run=again, at=LATER) is Outcome.UNCHANGED
    store.end(again, {"unchanged": 1})
    assert again.number is None
    assert contents(store) == before


def test_every_derived_table_has_its_rows(store: Store) -> None:
    written: Counter[str] = Counter()
    for given in (reading(), detailed_reading()):
        store.write(given, at=FIRST)
        for table, rows in derived_rows(given, article=1, recorded_at=FIRST).by_table.items():
            written[table.name] += len(rows)
    for table in schema.DERIVED:
        assert written[table.name], table.name
        assert size(store, table) == written[table.name], table.name


def test_passages_in_rows_are_the_text_at_their_offsets(store: Store) -> None:
    for given in (reading(), detailed_reading()):
        store.write(given)
    tested = 0
    with store.reading() as connection:
        for table in schema.DERIVED:
            for prefix in ("cue_", "trigger_", ""):
                if not {f"{prefix}text", f"{prefix}start_char"} <= set(table.c.keys()):
                    continue
                start, end = table.c[f"{prefix}start_char"], table.c[f"{prefix}end_char"]
                body = schema.articles.c.text
                there = func.substr(body, start + 1, end - start)
                rows = connection.execute(
                    select(there, table.c[f"{prefix}text"])
                    .join(schema.articles, schema.articles.c.id == table.c.article_id)
                    .where(start.is_not(None))
                ).all()
                assert all(found == kept for found, kept in rows)
                tested += len(rows)
    assert tested > 20


def test_newer_reader_replaces_rows_and_keeps_history(store: Store) -> None:
    old = reading()
    new = replace(
        old,
        reader="legation 0.1",
        events=old.events[:1],
        claims=old.claims[:2],
        article=replace(old.article, captions=(Caption(text="Ministers"),), title="New title"),
    )
    store.write(old, at=FIRST)
    dropped = replace(new, claims=(*new.claims, replace(old.claims[2], id="cnew")))
    assert store.write(dropped, at=LATER) is Outcome.REPLACED
    assert (size(store, schema.articles), size(store, schema.events)) == (1, 1)
    query = Query(store)
    found = query.reading(old.article.id)
    assert (found.reader, found.article.title) == ("legation 0.1", "New title")
    # What was known before stays known since then; what is new is known from now on.
    assert [claim.recorded_at for claim in found.claims] == [FIRST, FIRST, LATER]
    history = query.history(old.article.id)
    assert [(reader, at) for reader, at, _ in history] == [(READER, FIRST), ("legation 0.1", LATER)]
    assert [kept for *_, kept in history] == [old, dropped]


def test_return_to_an_earlier_reading_adds_no_history(store: Store) -> None:
    old, new = reading(), reading(reader="legation 0.1")
    assert [store.write(each) for each in (old, new, old)] == [
        Outcome.WRITTEN,
        Outcome.REPLACED,
        Outcome.REPLACED,
    ]
    assert size(store, schema.readings) == 2
    assert Query(store).reading(old.article.id).reader == old.reader


def test_replacing_one_article_leaves_others(store: Store) -> None:
    other = reading(article(url="https://example.org/other"))
    store.write(other, at=FIRST)
    store.write(reading())
    store.write(reading(reader="legation 0.1"))
    found = Query(store).reading(other.article.id)
    assert encode(found) == encode(
        replace(other, claims=tuple(replace(c, recorded_at=FIRST) for c in other.claims))
    )


def test_tampered_reading_is_refused_and_nothing_is_written(store: Store) -> None:
    given = reading()
    moved = replace(given.mentions[0].passage, start=1, end=15)
    tampered = replace(given, mentions=(replace(given.mentions[0], passage=moved),))
    before = contents(store)
    with pytest.raises(PassageError, match="passage 1-15"):
        store.write(tampered, run=Run(READER))
    assert contents(store) == before


def test_records_with_one_id_do_not_stop_a_reading(store: Store) -> None:
    given = reading()
    twice = replace(given, events=(given.events[0], given.events[0]))
    assert store.write(twice) is Outcome.WRITTEN
    assert len(Query(store).events(type="CONSULT")) == 2


def test_empty_reading_is_kept(store: Store) -> None:
    bare = Reading(article=article(), reader=READER)
    store.write(bare)
    assert Query(store).reading(bare.article.id) == bare


def test_text_the_database_cannot_hold_is_an_input_error(store: Store) -> None:
    broken = Reading(article=article("A ceasefire \ud83d holds."), reader=READER)
    with pytest.raises(InputError, match="surrogate"):
        store.write(broken)


def test_skipped_page_is_kept_once_per_reader(store: Store) -> None:
    outcomes = [
        store.skip(SKIPPED, reader="1", at=FIRST),
        store.skip(SKIPPED, reader="1", at=LATER),
        store.skip(SKIPPED, reader="2", at=LATER),
    ]
    assert outcomes == [Outcome.WRITTEN, Outcome.UNCHANGED, Outcome.WRITTEN]
    assert size(store, schema.skipped) == 2


def test_page_is_known_to_the_reader_that_read_it(store: Store) -> None:
    origin = Provenance.of(page())
    assert not store.knows(origin, reader=READER)
    store.write(reading(), provenance=origin)
    assert store.knows(origin, reader=READER)
    assert store.knows(Provenance.of(page(path="copy.txt")), reader=READER)
    assert not store.knows(origin, reader="another")
    assert not store.knows(Provenance.of(page("Other words.")), reader=READER)
    assert not store.knows(Provenance.of(page(url="https://example.org/x")), reader=READER)


def test_page_turned_down_is_known_and_a_failed_one_is_not(store: Store) -> None:
    given = Provenance(sha256="ab", origin=Origin(kind="file", path="fr.html"))
    store.skip(replace(SKIPPED, stage="read"), reader="1")
    assert not store.knows(given, reader="1")
    store.skip(SKIPPED, reader="1")
    assert store.knows(given, reader="1")
    assert not store.knows(replace(given, origin=Origin(kind="file", path="b")), reader="1")


def test_run_gets_its_counts_when_it_wrote_something(store: Store) -> None:
    run = Run(READER, sources=["stories", "é.txt"])
    store.write(reading(), run=run)
    store.skip(SKIPPED, reader=READER, run=run)
    store.end(run, {"written": 1, "skipped": 1})
    with store.reading() as connection:
        row = connection.execute(select(schema.runs)).one()
        used = connection.execute(select(schema.readings.c.run)).scalar_one()
    assert (row.sources, row.written, row.skipped, row.failed) == (
        '["stories", "é.txt"]',
        1,
        1,
        None,
    )
    assert row.ended_at >= row.started_at
    assert used == run.number == row.number
