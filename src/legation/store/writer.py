"""Writing readings and skipped pages, many in one transaction, and only what is new."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Table,
    bindparam,
    func,
    insert,
    select,
    update,
)

from legation.codec import check_passages, encode
from legation.ids import content_id, sha256_of
from legation.records import Origin, Page, Reading, Skipped
from legation.store import schema
from legation.store.correcting.corrections_kept import with_corrections
from legation.store.keeping.bulk import delete_of, insert_rows, take_turn
from legation.store.keeping.entering import enter, leave
from legation.store.keeping.full_text import enter_words
from legation.store.ledger_writer import write_claims
from legation.store.rows import article_row, derived_rows
from legation.store.story_tables import fingerprints

# Stages whose skipped pages are tried again by the next run: something of ours broke there.
FAILED_STAGES = ("read", "store")

# Gives the number of the run when there is something to write, so that idle runs leave no row.
RunNumber = Callable[[], int | None]


class Outcome(StrEnum):
    """What writing a record came to."""

    WRITTEN = "written"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@dataclass(slots=True)
class Run:
    """One run of ingest; it gets its row, and `number`, with the first record it writes.

    `reader` is the version of the reader; `sources` what the user named.
    """

    reader: str
    sources: Sequence[str] = ()
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where an article came from: what of its page the store keeps.

    `article_id` is for a story that came without a page, from a row of a table.
    """

    sha256: str
    origin: Origin
    url: str | None = None
    final_url: str | None = None
    media_type: str | None = None
    fetched_at: datetime | None = None
    size_bytes: int | None = None
    article_id: str | None = None

    @staticmethod
    def of(page: Page) -> Provenance:
        """The provenance of an article that stands on a page."""
        return Provenance(
            sha256=page.sha256,
            origin=page.origin,
            url=page.url,
            final_url=page.final_url,
            media_type=page.media_type,
            fetched_at=page.fetched_at,
            size_bytes=len(page.body),
        )

    @property
    def id(self) -> str:
        """The id of the page: of its bytes and address, so a copy of a file is the same page."""
        return content_id("page", self.sha256, self.url, self.article_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A reading with the line that it is kept as."""

    reading: Reading
    line: bytes
    sha256: str


def write_readings(
    connection: Connection,
    given: Sequence[tuple[Reading, Provenance | None]],
    *,
    run: RunNumber,
    at: datetime,
) -> list[Outcome]:
    """Write readings and where they came from, unless the store has them just so.

    Corrections that stand are laid over them first. Another reading of an article the store knows
    replaces what was derived from the old one; the old line stays in `readings`. A claim that was
    known before keeps the day it came to be known.
    """
    outcomes: list[Outcome] = []
    given = with_corrections(connection, given)
    lines = [_line(reading) for reading, _ in given]
    for start, end in _without_twins([line.reading.article.id for line in lines]):
        outcomes += _write_batch(connection, lines[start:end], run=run, at=at)
    _write_pages(connection, given, run=run)
    return outcomes


def _line(reading: Reading) -> _Line:
    check_passages(reading)
    line = encode(reading)
    return _Line(reading=reading, line=line, sha256=sha256_of(line))


def _without_twins(ids: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Stretches in which no article comes twice: of two readings of one, the later counts."""
    start, seen = 0, set[str]()
    for place, id_ in enumerate(ids):
        if id_ in seen:
            yield start, place
            start, seen = place, set()
        seen.add(id_)
    yield start, len(ids)


def _write_batch(
    connection: Connection, lines: Sequence[_Line], *, run: RunNumber, at: datetime
) -> list[Outcome]:
    """Write readings of different articles."""
    take_turn(connection)
    known = _known(connection, [line.reading.article.id for line in lines])
    outcomes = [_outcome(known.get(line.reading.article.id), line.sha256) for line in lines]
    new = [n for n, outcome in enumerate(outcomes) if outcome is not Outcome.UNCHANGED]
    if new:
        changed = [lines[n] for n in new]
        numbers = _write_articles(connection, changed, known)
        replaced = [x for x in changed if x.reading.article.id in known]
        leave(connection, {(id_ := x.reading.article.id): known[id_] for x in replaced})
        _write_lines(connection, changed, replaced, run=run, at=at)
        _write_derived(connection, changed, replaced, numbers, at=at)
        write_claims(
            connection,
            [line.reading for line in changed],
            known=[line.reading.article.id for line in replaced],
            at=at,
        )
    return outcomes


def _outcome(known: tuple[int, str] | None, sha256: str) -> Outcome:
    if known is None:
        return Outcome.WRITTEN
    return Outcome.UNCHANGED if known[1] == sha256 else Outcome.REPLACED


def _known(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Number and hash of the current reading, of those articles that the store has."""
    return {row[0]: (row[1], row[2]) for row in connection.execute(_KNOWN, {"some": ids})}


def write_skipped(
    connection: Connection, skipped: Skipped, *, reader: str, run: RunNumber, at: datetime
) -> Outcome:
    """Write a page that gave no article, unless it was kept before."""
    key = skipped_id(skipped, reader=reader)
    table = schema.skipped
    if connection.execute(select(table.c.id).where(table.c.id == key)).first():
        return Outcome.UNCHANGED
    origin = skipped.origin
    connection.execute(
        insert(table).values(
            id=key,
            stage=skipped.stage,
            reason=skipped.reason,
            detail=skipped.detail,
            sha256=skipped.sha256,
            origin_kind=origin.kind if origin else None,
            origin_path=origin.path if origin else None,
            origin_offset=origin.offset if origin else None,
            reader=reader,
            recorded_at=at,
            run=run(),
        )
    )
    return Outcome.WRITTEN


def skipped_id(skipped: Skipped, *, reader: str) -> str:
    """The id of a skipped page, under one version of the reader."""
    origin = skipped.origin
    place = [origin.kind, origin.path, origin.offset] if origin else None
    return content_id(
        "kept-out", skipped.stage, skipped.reason, skipped.detail, skipped.sha256, place, reader
    )


def begin_run(connection: Connection, run: Run) -> int:
    """Write the row of a run and give its number."""
    made = connection.execute(
        insert(schema.runs).values(
            reader=run.reader,
            sources=json.dumps(list(run.sources), ensure_ascii=False),
            started_at=run.started_at,
        )
    )
    assert made.inserted_primary_key is not None
    return int(made.inserted_primary_key[0])


def end_run(connection: Connection, number: int, counts: dict[str, int], *, at: datetime) -> None:
    """Close the row of a run with what it came to."""
    connection.execute(
        update(schema.runs).where(schema.runs.c.number == number).values(ended_at=at, **counts)
    )


def _write_articles(
    connection: Connection, lines: Sequence[_Line], known: Mapping[str, tuple[int, str]]
) -> dict[str, int]:
    """Write the rows of articles; the number of each."""
    table = schema.articles
    last = connection.execute(select(func.max(table.c.number))).scalar() or 0
    rows, numbers = [], {}
    for line in lines:
        article = line.reading.article
        row = {
            **article_row(article),
            "reader": line.reading.reader,
            "reading_sha256": line.sha256,
        }
        if article.id in known:
            numbers[article.id] = known[article.id][0]
            connection.execute(update(table).where(table.c.id == article.id).values(**row))
        else:
            last += 1
            numbers[article.id] = last
            rows.append({"number": last, **row})
    insert_rows(connection, table, rows)
    told = (line.reading.article for line in lines)
    enter_words(connection, ((numbers[a.id], a.title, a.text) for a in told))
    return numbers


def _write_lines(
    connection: Connection,
    lines: Sequence[_Line],
    replaced: Sequence[_Line],
    *,
    run: RunNumber,
    at: datetime,
) -> None:
    """Add lines to the history; one that an article had before is there."""
    table = schema.readings
    held = select(table.c.article_id, table.c.sha256).where(table.c.article_id.in_(_SOME))
    ids = [line.reading.article.id for line in replaced]
    known = {tuple(row) for row in connection.execute(held, {"some": ids})} if ids else set()
    insert_rows(
        connection,
        table,
        [
            {
                "article_id": line.reading.article.id,
                "reader": line.reading.reader,
                "sha256": line.sha256,
                "recorded_at": at,
                "run": run(),
                "line": line.line,
            }
            for line in lines
            if (line.reading.article.id, line.sha256) not in known
        ],
    )


def _write_derived(
    connection: Connection,
    lines: Sequence[_Line],
    replaced: Sequence[_Line],
    numbers: Mapping[str, int],
    *,
    at: datetime,
) -> None:
    ids = [line.reading.article.id for line in replaced]
    since = _known_claims(connection, ids) if ids else {}
    if ids:  # their texts are to be compared anew
        stale = update(fingerprints).where(fingerprints.c.article.in_([numbers[i] for i in ids]))
        connection.execute(stale.values(version=0))
    for table in schema.DERIVED if ids else ():
        if table is schema.mention_places:
            delete_of(connection, table, "article", [numbers[id_] for id_ in ids])
        else:
            delete_of(connection, table, "article_id", ids)
    write_derived(connection, [line.reading for line in lines], numbers, since=since, at=at)


def write_derived(
    connection: Connection,
    readings: Sequence[Reading],
    numbers: Mapping[str, int],
    *,
    since: Mapping[tuple[str, str], datetime],
    at: datetime,
) -> None:
    """Write the derived rows of readings; `since` is from when claims of articles were known."""
    named: dict[int, Any] = {}
    by_table: dict[Table, list[Any]] = {table: [] for table in schema.DERIVED}
    for reading in readings:
        id_ = reading.article.id
        rows = derived_rows(reading, article=numbers[id_], recorded_at=at)
        named |= rows.named
        for row in rows.by_table[schema.claims]:
            row["recorded_at"] = since.get((id_, row["id"]), at)
        for table, some in rows.by_table.items():
            by_table[table] += some
    insert_rows(connection, schema.named, [named[key] for key in sorted(named)], once=True)
    for table, some in by_table.items():
        insert_rows(connection, table, some)
    enter(connection, readings, numbers)


def _known_claims(connection: Connection, ids: Sequence[str]) -> dict[tuple[str, str], datetime]:
    claims = schema.claims.c
    asked = select(claims.article_id, claims.id, claims.recorded_at)
    found = connection.execute(asked.where(claims.article_id.in_(_SOME)), {"some": ids})
    return {(row.article_id, row.id): row.recorded_at for row in found}


def _write_pages(
    connection: Connection,
    given: Sequence[tuple[Reading, Provenance | None]],
    *,
    run: RunNumber,
) -> None:
    pages = {p.id: (reading, p) for reading, p in given if p is not None}
    if not pages:
        return
    table = schema.pages
    asked = select(table.c.id, table.c.reader, table.c.article_id).where(table.c.id.in_(_SOME))
    known = {row[0]: tuple(row[1:]) for row in connection.execute(asked, {"some": [*pages]})}
    for key, (reading, _) in pages.items():
        if known.get(key, (reading.reader, reading.article.id)) != (
            reading.reader,
            reading.article.id,
        ):
            connection.execute(
                update(table)
                .where(table.c.id == key)
                .values(reader=reading.reader, article_id=reading.article.id, run=run())
            )
    insert_rows(
        connection,
        table,
        [
            {
                "id": key,
                "article_id": reading.article.id,
                "sha256": page.sha256,
                "url": page.url,
                "final_url": page.final_url,
                "media_type": page.media_type,
                "fetched_at": page.fetched_at,
                "size_bytes": page.size_bytes,
                "origin_kind": page.origin.kind,
                "origin_path": page.origin.path,
                "origin_offset": page.origin.offset,
                "reader": reading.reader,
                "run": run(),
            }
            for key, (reading, page) in pages.items()
            if key not in known
        ],
    )


_SOME: BindParameter[Any] = bindparam("some", expanding=True)
_KNOWN = select(
    schema.articles.c.id, schema.articles.c.number, schema.articles.c.reading_sha256
).where(schema.articles.c.id.in_(_SOME))
