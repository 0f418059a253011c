"""A look at the health of a store: what is damaged, what is missing, what should be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select, text

from legation.codec import decode
from legation.errors import LegationError
from legation.ids import sha256_of
from legation.records import Reading
from legation.store import schema
from legation.store.keeping.appearances import appearance_rows, appearances
from legation.store.keeping.tallies import tallied, tallies
from legation.store.rows import mentions_of
from legation.store.store import Store
from legation.store.story_tables import fingerprints

_AT_ONCE = 200
_LISTS = "restore a backup; until then lists of one party and counts may be wrong"
_REREAD = "ingest its page again, or restore a backup"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to know of a store; a `fault` is wrong, all else is only told.

    `many` are the records it is about, `example` one of them, and `then` what to do.
    """

    what: str
    many: int
    fault: bool
    then: str
    example: str | None = None


def examine(store: Store) -> tuple[Finding, ...]:
    """What is to be known of a store, faults first; nothing is changed.

    Every line is read, checked by its hash and compared with the rows that were made of it.
    """
    with store.reading() as connection:
        found = [
            *_database(connection),
            *_lines(connection, beside := _Beside()),
            *_beside(connection, beside),
            *_words(connection),
            *_unlinked(connection),
            *_versions(connection),
            *_runs(connection),
        ]
    return tuple(sorted(found, key=lambda each: not each.fault))


def _database(connection: Connection) -> Iterator[Finding]:
    if connection.dialect.name != "sqlite":
        return
    told = [row[0] for row in connection.execute(text("PRAGMA quick_check(20)"))]
    if told != ["ok"]:
        yield Finding(
            what="the file is damaged", many=len(told), fault=True, then="restore a backup",
            example=str(told[0]),
        )  # fmt: skip
    loose = connection.execute(text("PRAGMA foreign_key_check")).all()
    if loose:
        yield Finding(
            what="rows whose article or run is gone", many=len(loose), fault=True,
            then="restore a backup", example=str(loose[0][0]),
        )  # fmt: skip


@dataclass(slots=True)
class _Beside:
    """What is kept beside the rows of readings, as it should be."""

    whole: bool = True  # whether every reading could be looked at
    appearances: int = 0
    tallies: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def add(self, reading: Reading) -> None:
        self.appearances += sum(1 for _ in appearance_rows(reading, 0))
        self.tallies.update(tallied([reading]))


def _lines(connection: Connection, beside: _Beside) -> Iterator[Finding]:
    """Articles without their reading, with a damaged one, or with rows of another."""
    bad: dict[str, list[str]] = {"none": [], "damaged": [], "unlike": []}
    after = 0
    while some := _articles(connection, after):
        after = some[-1].number
        rows = _many_rows(connection, some[0].number, after)
        for each in some:
            if each.line is None:
                bad["none"].append(each.id)
            elif (reading := _held(each)) is None:
                bad["damaged"].append(each.id)
            else:
                beside.add(reading)
                if _many(reading) != tuple(rows[name][each.number] for name in _COUNTED):
                    bad["unlike"].append(each.id)
    beside.whole = not bad["none"] and not bad["damaged"]
    for kind, what, then in (
        ("none", "articles without their reading", _REREAD),
        ("damaged", "readings that are not what was written", _REREAD),
        ("unlike", "articles whose rows are not those of their reading", _REREAD),
    ):
        if ids := bad[kind]:
            yield Finding(what=what, many=len(ids), fault=True, then=then, example=ids[0])


_COUNTED = ("statements", "events", "claims", "mention_places")


def _articles(connection: Connection, after: int) -> list[Any]:
    article, line = schema.articles.c, schema.readings.c
    here = (line.article_id == article.id) & (line.sha256 == article.reading_sha256)
    return list(
        connection.execute(
            select(article.number, article.id, article.reading_sha256, line.line)
            .outerjoin(schema.readings, here)
            .where(article.number > after)
            .order_by(article.number)
            .limit(_AT_ONCE)
        )
    )


def _held(row: Any) -> Reading | None:
    """The reading of a line; `None` where it is not what was written."""
    if sha256_of(row.line) != row.reading_sha256:
        return None
    try:
        return decode(row.line)
    except LegationError:
        return None


def _many(reading: Reading) -> tuple[int, ...]:
    """How many records a reading has of each kind."""
    kinds = (reading.statements, reading.events, reading.claims, mentions_of(reading))
    return tuple(map(len, kinds))


def _many_rows(connection: Connection, first: int, last: int) -> dict[str, Counter[int]]:
    article = schema.articles.c
    found: dict[str, Counter[int]] = {}
    for table in (schema.statements, schema.events, schema.claims):
        asked = (
            select(article.number, func.count())
            .join(table, table.c.article_id == article.id)
            .where(article.number.between(first, last))
            .group_by(article.number)
        )
        found[table.name] = Counter({row[0]: row[1] for row in connection.execute(asked)})
    place = schema.mention_places.c.article
    asked = select(place, func.count()).where(place.between(first, last)).group_by(place)
    found["mention_places"] = Counter({row[0]: row[1] for row in connection.execute(asked)})
    return found


def _beside(connection: Connection, due: _Beside) -> Iterator[Finding]:
    """Rows that lists and counts are asked by, where they are not those of the readings."""
    if not due.whole:
        return
    held = connection.execute(select(func.count()).select_from(appearances)).scalar() or 0
    if held != due.appearances:
        yield Finding(
            what="rows of who takes part in what, too few or too many",
            many=abs(held - due.appearances), fault=True, then=_LISTS,
        )  # fmt: skip
    kept = {tuple(row[:3]): row.records for row in connection.execute(select(tallies))}
    unlike = sorted(key for key in {*kept, *due.tallies} if kept.get(key) != due.tallies.get(key))
    if unlike:
        yield Finding(
            what="counts of values that are not those of the readings", many=len(unlike),
            fault=True, then=_LISTS, example=" ".join(map(str, unlike[0])),
        )  # fmt: skip


def _words(connection: Connection) -> Iterator[Finding]:
    table = "article_search_docsize" if connection.dialect.name == "sqlite" else "article_search"
    indexed = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() or 0
    held = connection.execute(select(func.count()).select_from(schema.articles)).scalar() or 0
    if indexed != held:
        yield Finding(
            what="articles that the index of words lacks or has too many", many=abs(held - indexed),
            fault=True, then="make a backup and restore it into a new store",
        )  # fmt: skip


def _unlinked(connection: Connection) -> Iterator[Finding]:
    fresh = fingerprints.c.version > 0
    linked = connection.execute(select(func.count()).where(fresh)).scalar() or 0
    held = connection.execute(select(func.count()).select_from(schema.articles)).scalar() or 0
    if linked < held:
        yield Finding(
            what="articles that are not linked to others yet", many=held - linked, fault=False,
            then="the next `legation ingest` links them",
        )  # fmt: skip


def _versions(connection: Connection) -> Iterator[Finding]:
    """The readers whose readings stand side by side, which may read one text otherwise."""
    reader, many = schema.articles.c.reader, func.count()
    rows = connection.execute(select(reader, many).group_by(reader).order_by(many.desc(), reader))
    versions = [(row[0], row[1]) for row in rows]
    if len(versions) > 1:
        yield Finding(
            what=f"articles read by versions other than {versions[0][0]}",
            many=sum(times for _, times in versions[1:]),
            fault=False,
            then="counts over them mix what each version finds: `legation reread` reads them anew",
            example=versions[1][0],
        )


def _runs(connection: Connection) -> Iterator[Finding]:
    open_ = select(func.count()).where(schema.runs.c.ended_at.is_(None))
    if many := connection.execute(open_).scalar() or 0:
        yield Finding(
            what="runs that did not end, or are at work now", many=many, fault=False,
            then="run `legation ingest` on the same sources again: it goes on where it was",
        )  # fmt: skip
