from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from alembic import command
from factories import a_claim, a_mention, a_reading, a_when, an_article
from handmade import reading
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, inspect, select, text

from legation.ids import content_id
from legation.records import Entry, Kind, Mention, Precision, Predicate, Reading
from legation.store import Asked, Ledger, Store, schema
from legation.store.ledger_tables import ledger
from legation.store.migrate import configuration

MARCH, MAY, JULY = (datetime(2024, month, 10, 8, tzinfo=UTC) for month in (3, 5, 7))
TEXT = (
    "Italy led the Lagoon Force until June 2023. Spain has led the Lagoon Force since July 2023. "
    "Madrid has 400 soldiers there, its minister said."
)


def told(*, published: str = "2024-03-09", drop: int = 0, reader: str = "test") -> Reading:
    """What an article says of who commands a force, in two claims; `drop` leaves some out."""
    article = an_article(TEXT, published=published)

    def state(words: str, code: str, nth: int = 0) -> Mention:
        return replace(
            a_mention(article, words, nth=nth, kind=Kind.STATE, country=code), rule="name.country"
        )

    def force(nth: int) -> Mention:
        words = "Lagoon Force"
        return a_mention(article, words, nth=nth, kind=Kind.MISSION, actor_id="lagoon-force")

    italy = a_claim(
        article,
        state("Italy", "ITA"),
        Predicate.COMMANDS,
        force(0),
        valid=a_when(None, "2023-06-30", precision=Precision.UNTIL),
    )
    spain = a_claim(
        article,
        state("Spain", "ESP"),
        Predicate.COMMANDS,
        force(1),
        valid=a_when("2023-07-01", precision=Precision.SINCE),
    )
    takes_part = a_claim(article, state("Madrid", "ESP"), Predicate.CONTRIBUTES_TO, force(1))
    claims = (italy, spain, takes_part)
    return replace(a_reading(article, claims=claims[: len(claims) - drop]), reader=reader)


def names(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.claim.subject.name for entry in entries]


def about(store: Store, **asked: object) -> list[str]:
    books = Ledger(store)
    parties = books.parties("lagoon force")
    return names(books.entries(Asked(parties=parties, **asked)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "commands"),
    [
        (date(2023, 6, 30), ["Italy"]),
        (date(2023, 7, 1), ["Spain"]),
        (date(2030, 1, 1), ["Spain"]),
        (None, ["Italy", "Spain"]),
    ],
)
def test_claims_are_found_by_the_day_they_speak_of(
    store: Store, day: date | None, commands: list[str]
) -> None:
    store.write(told())
    found = about(store, predicate=Predicate.COMMANDS, as_of=day)
    assert sorted(found) == commands


def test_claim_without_days_counts_from_the_day_it_was_told(store: Store) -> None:
    store.write(told())
    kind = Predicate.CONTRIBUTES_TO
    assert about(store, predicate=kind, as_of=date(2024, 3, 8)) == []
    assert about(store, predicate=kind, as_of=date(2024, 3, 9)) == ["Madrid"]


def test_what_was_known_on_a_day_stays_what_was_known(store: Store) -> None:
    store.write(told(), at=MARCH)
    store.write(told(drop=1, reader="newer"), at=MAY)
    store.write(told(), at=JULY)
    kind = Predicate.CONTRIBUTES_TO
    assert [
        about(store, predicate=kind, known_on=day)
        for day in (date(2024, 3, 9), date(2024, 3, 10), date(2024, 5, 9))
    ] == [[], ["Madrid"], ["Madrid"]]
    assert about(store, predicate=kind, known_on=date(2024, 5, 10)) == []
    assert about(store, predicate=kind, known_on=date(2024, 7, 9)) == []
    assert about(store, predicate=kind, known_on=date(2024, 7, 10)) == ["Madrid"]
    assert about(store, predicate=kind) == ["Madrid"]


def test_ledger_is_only_added_to(store: Store) -> None:
    def lines() -> list[tuple[object, ...]]:
        with store.reading() as connection:
            return [tuple(r) for r in connection.execute(select(ledger).order_by(ledger.c.number))]

    store.write(told(), at=MARCH)
    first = lines()
    store.write(told(drop=2, reader="newer"), at=MAY)
    store.write(told(published="2024-03-12"), at=JULY)
    assert lines()[: len(first)] == first
    assert len(lines()) == 6


def test_difference_between_two_days_of_knowing(store: Store) -> None:
    store.write(told(), at=MARCH)
    store.write(told(drop=1, reader="newer"), at=MAY)
    store.write(told(published="2024-05-09"), at=MAY)
    books = Ledger(store)
    asked = Asked(parties=books.parties("Lagoon Force"), known_on=date(2024, 5, 31))
    came, went = books.changes(asked, since=date(2024, 4, 1))
    assert sorted(names(came)) == ["Italy", "Madrid", "Spain"]
    assert {entry.told_on for entry in came} == {date(2024, 5, 9)}
    assert names(went) == ["Madrid"]
    assert went[0].withdrawn_at == MAY
    assert books.changes(asked, since=date(2024, 5, 31)) == ((), ())


def test_publication_may_stand_for_the_day_of_knowing(store: Store) -> None:
    store.write(told(), at=JULY)
    known = date(2024, 3, 9)
    assert about(store, known_on=known) == []
    assert len(about(store, known_on=known, by_publication=True)) == 3
    asked = Asked(parties=Ledger(store).parties("ITA"), known_on=known)
    assert Ledger(store).first_known(asked) == JULY


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Spain", ("ESP",)),
        ("madrid", ("ESP",)),
        ("esp", ("ESP",)),
        ("Lagoon Force", ("lagoon-force",)),
        ("LAGOON-FORCE", ("lagoon-force",)),
        ("nobody", ()),
    ],
)
def test_parties_are_found_by_name_code_and_id(
    store: Store, name: str, keys: tuple[str, ...]
) -> None:
    store.write(told())
    assert Ledger(store).parties(name) == keys


def test_claim_comes_back_as_it_was_read(store: Store) -> None:
    given = reading()
    store.write(given, at=MARCH)
    entries = Ledger(store).entries(Asked())
    found = {replace(entry.claim, recorded_at=None) for entry in entries}
    assert found == set(given.claims)
    assert {(e.outlet, e.agency, e.told_on) for e in entries} == {
        ("The Savannah Post", "Rift Wire", date(2024, 3, 13))
    }
    assert {entry.claim.recorded_at for entry in entries} == {MARCH}


def write_as_of(version: str, path: str, new: str) -> None:
    """A store of an older schema with what a new one holds, as far as it has place for it."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(text("ATTACH :new AS new"), {"new": new})
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, version)
        kept = inspect(connection).get_table_names()
        for table in schema.metadata.sorted_tables:
            if table.name in kept:
                columns = ", ".join(c["name"] for c in inspect(connection).get_columns(table.name))
                connection.execute(
                    text(f"INSERT INTO {table.name} SELECT {columns} FROM new.{table.name}")
                )
    engine.dispose()


def test_store_of_the_first_version_gets_its_ledger_with_the_days_it_knew(tmp_path: Path) -> None:
    new, path = str(tmp_path / "new.db"), str(tmp_path / "old.db")
    with Store.open(new) as store:
        store.write(told(), at=MARCH)
        store.write(told(drop=1, reader="newer"), at=MAY)
        digest = Ledger(store).digest()
    write_as_of("0001", path, new)
    with Store.open(path) as store:
        assert Ledger(store).digest() == digest
        kind = Predicate.CONTRIBUTES_TO
        assert about(store, predicate=kind, known_on=date(2024, 4, 1)) == ["Madrid"]
        assert about(store, predicate=kind) == []


CORPUS = [told(published=f"2024-03-{day:02}", drop=day % 3) for day in range(1, 9)] + [reading()]


def digest_of(readings: list[Reading]) -> str:
    with Store.open("sqlite://") as store:
        for each in readings:
            store.write(each)
        return Ledger(store).digest()


WHOLE = digest_of(CORPUS)


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(range(len(CORPUS))), again=st.lists(st.integers(0, 8), max_size=6))
def test_order_and_repetition_change_nothing(order: list[int], again: list[int]) -> None:
    assert digest_of([CORPUS[n] for n in (*order, *again)]) == WHOLE


@settings(max_examples=10, deadline=None)
@given(cuts=st.lists(st.integers(0, len(CORPUS)), max_size=3))
def test_chunks_change_nothing(cuts: list[int], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = str(tmp_path_factory.mktemp("chunks") / "x.db")
    edges = sorted({0, *cuts, len(CORPUS)})
    for first, last in pairwise(edges):
        with Store.open(path) as store:
            for each in CORPUS[first:last]:
                store.write(each)
    with Store.open(path) as store:
        assert Ledger(store).digest() == WHOLE


def test_digest_tells_one_ledger_from_another() -> None:
    assert digest_of(CORPUS[1:]) != WHOLE
    assert content_id("line", "x") not in WHOLE
